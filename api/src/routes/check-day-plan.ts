import type { EntityManager } from '@mikro-orm/postgresql';
import type { VehicleKind } from '../fleet/fleet.rules.ts';
import { checkPlan, type Breach, type CheckedRoute, type CheckedStop } from './check-plan.rules.ts';
import type { TravelTimes } from './travel-times.port.ts';

type Row<T> = { [K in keyof T]: T[K] extends Date ? string : T[K] };
type StopRow = Row<CheckedStop> & { routeId: string };
type RouteRow = Row<Omit<CheckedRoute, 'stops'>>;

// What a pattern assumes counts for a route whose shift is open, until its day begins at the depot.
const ROUTES = `
  select r.id, coalesce(v.kind, a.vehicle_kind) as "vehicleKind", s.starts_at::text as "shiftStartsAt", s.ends_at::text as "shiftEndsAt", r.starts_at::text as "startsAt", r.ends_at::text as "endsAt",
    coalesce(v.max_weight_grams, a.max_weight_grams) as "maxWeightGrams", coalesce(v.max_volume_liters, a.max_volume_liters) * 1000 as "maxVolumeMilliliters", r.driver_id as "driverId",
    coalesce(d.skills, a.skills, '{}') as "driverSkills", coalesce(d.max_duty_seconds, a.max_duty_seconds, 0) as "maxDutySeconds",
    (select max(c.expires_on) from credential c where c.driver_id = d.id and c.kind = 'INSURANCE') as "insuredThrough",
    a.id is not null and s.pattern_slot < a.vans and p.date > to_char(?::timestamptz at time zone o.time_zone, 'YYYY-MM-DD') as "isDriverAssumed"
  from route r join day_plan p on p.id = r.day_plan_id join depot o on o.id = p.depot_id join shift s on s.id = r.shift_id
    left join vehicle v on v.id = r.vehicle_id left join driver d on d.id = r.driver_id left join shift_pattern a on a.id = s.pattern_id and s.driver_id is null
  where p.depot_id = ? and p.date = ?`;

const STOPS = `
  select t.id, t.route_id as "routeId", coalesce(t.delivery_id, t.hold_id) as "subjectId", t.sequence, t.latitude, t.longitude,
    t.window_start::text as "windowStart", t.window_end::text as "windowEnd", t.service_seconds as "serviceSeconds", t.weight_grams as "weightGrams",
    t.volume_milliliters as "volumeMilliliters", t.skills, t.planned_arrival::text as "plannedArrival", t.planned_departure::text as "plannedDeparture"
  from stop t join day_plan p on p.id = t.day_plan_id
  where p.depot_id = ? and p.date = ? and (t.hold_expires_at is null or t.hold_expires_at > ?)`;

const PROMISED = `
  select id from delivery where depot_id = ? and date = ? and state in ('CONFIRMED', 'PLANNED', 'LOADED', 'OUT_FOR_DELIVERY', 'ARRIVING', 'ARRIVED')`;

/** Which plan to check, and as of when: places of holds whose time is up count no more. */
export interface CheckKey {
  readonly depotId: string;
  readonly date: string;
  readonly now: Date;
}

/** What is broken in a plan, and how much was looked at. */
export interface PlanReport {
  readonly breaches: readonly Breach[];
  readonly routes: number;
  readonly stops: number;
  readonly promises: number;
}

/** All that is broken in one day plan, see `inspectDayPlan`; empty when every promise can be kept. */
export async function checkDayPlan(em: EntityManager, travelTimes: TravelTimes, key: CheckKey): Promise<Breach[]> {
  return [...(await inspectDayPlan(em, travelTimes, key)).breaches];
}

/**
 * Reads one day plan anew from the tables and checks it with `checkPlan`: the proof that what was written can be driven.
 * The entity manager must see the whole organization.
 */
export async function inspectDayPlan(em: EntityManager, travelTimes: TravelTimes, key: CheckKey): Promise<PlanReport> {
  const { depotId, date, now } = key;
  const [depot] = await em.execute<{ latitude: number; longitude: number }[]>('select latitude, longitude from depot where id = ?', [depotId]);
  if (!depot) throw new Error(`There is no depot ${depotId} to check.`);
  const routes = await em.execute<RouteRow[]>(ROUTES, [now, depotId, date]);
  const stops = await em.execute<StopRow[]>(STOPS, [depotId, date, now]);
  const promised = await em.execute<{ id: string }[]>(PROMISED, [depotId, date]);
  const drive = new Map<string, number>();
  const name = (from: { latitude: number; longitude: number }, to: { latitude: number; longitude: number }, kind: string) =>
    `${kind} ${from.latitude} ${from.longitude} ${to.latitude} ${to.longitude}`;
  const read = routes.map((route): CheckedRoute => {
    const own = stops.filter((stop) => stop.routeId === route.id);
    return { ...withDates(route, ['shiftStartsAt', 'shiftEndsAt', 'startsAt', 'endsAt']), stops: own.map((stop) => withDates(stop, ['windowStart', 'windowEnd', 'plannedArrival', 'plannedDeparture'])) };
  });
  for (const route of read) {
    const places = [depot, ...[...route.stops].sort((one, other) => one.sequence - other.sequence), depot];
    const kind = route.vehicleKind as VehicleKind;
    const { seconds } = await travelTimes.path(places, kind);
    places.slice(1).forEach((to, leg) => drive.set(name(places[leg]!, to, kind), seconds[leg]!));
  }
  const breaches = checkPlan({ date, depot, routes: read, promisedIds: promised.map(({ id }) => id) }, (from, to, kind) => drive.get(name(from, to, kind)) ?? Infinity);
  return { breaches, routes: routes.length, stops: stops.length, promises: promised.length };
}

function withDates<R extends object, K extends keyof R, T>(row: R, keys: readonly K[]): T {
  const dates = keys.map((key) => [key, new Date(row[key] as string)]);
  return { ...row, ...Object.fromEntries(dates) } as T; // the keys named are those that the SQL gives as text
}
