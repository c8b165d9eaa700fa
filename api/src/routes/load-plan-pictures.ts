import type { EntityManager } from '@mikro-orm/postgresql';
import { findIneligibility } from '../fleet/driver-eligibility.rules.ts';
import type { CredentialKind, VehicleKind } from '../fleet/fleet.rules.ts';
import { SECOND } from '../shared/time.ts';
import type { Position } from '../shared/geo.ts';
import type { PlanPicture, PlannedVisit, RoutePicture } from './plan-picture.rules.ts';
import type { RouteState, StopState } from './route.rules.ts';
import type { TravelTimes } from './travel-times.port.ts';

const MILLILITERS_A_LITER = 1_000;

export interface PictureRequest {
  readonly depotId: string;
  readonly depot: Position;
  /** Local dates of the depot. */
  readonly dates: readonly string[];
  readonly now: Date;
  /** Given: only routes that a later version of their day plan wrote. */
  readonly since?: number;
}

interface ShiftRow {
  date: string;
  shift_id: string;
  starts_at: number;
  ends_at: number;
  day_plan_id: string | null;
  version: number | null;
  route_id: string | null;
  state: RouteState | null;
  driver_id: string | null;
  skills: string[] | null;
  max_duty_seconds: number | null;
  credentials: { kind: CredentialKind; expiresOn: string }[];
  vehicle_id: string | null;
  /** Of an open shift alone: nobody has been assigned to it yet. */
  open_pattern_id: string | null;
  pattern_slot: number | null;
  day_starts_at: number;
  vehicle_kind: VehicleKind;
  max_weight_grams: number;
  max_volume_liters: number;
}

interface StopRow {
  id: string;
  route_id: string;
  retailer_id: string;
  hold_id: string | null;
  delivery_id: string | null;
  hold_expires_at: number | null;
  state: StopState;
  latitude: number;
  longitude: number;
  window_start: number;
  window_end: number;
  service_seconds: number;
  weight_grams: number;
  volume_milliliters: number;
  skills: string[];
  departs_at: number;
  drive_seconds: number;
  drive_meters: number;
  route_ends_at: number;
  route_meters: number;
}

// A driver taken off a route is null there, so the shift's own driver only counts while it has no route yet.
// An open shift has no driver, and a vehicle only if its pattern names one: what the pattern says of them is what counts.
const SHIFTS = `
  select s.date, s.id as shift_id, extract(epoch from s.starts_at)::float8 as starts_at, extract(epoch from s.ends_at)::float8 as ends_at,
    p.id as day_plan_id, p.version, r.id as route_id, r.state,
    d.id as driver_id, coalesce(d.skills, o.skills) as skills, coalesce(d.max_duty_seconds, o.max_duty_seconds) as max_duty_seconds,
    (select coalesce(json_agg(json_build_object('kind', c.kind, 'expiresOn', c.expires_on)), '[]') from credential c where c.driver_id = d.id) as credentials,
    v.id as vehicle_id, coalesce(v.kind, o.vehicle_kind) as vehicle_kind, coalesce(v.max_weight_grams, o.max_weight_grams) as max_weight_grams,
    coalesce(v.max_volume_liters, o.max_volume_liters) as max_volume_liters,
    o.id as open_pattern_id, s.pattern_slot, extract(epoch from s.date::timestamp at time zone depot.time_zone)::float8 as day_starts_at
  from shift s
  join depot on depot.id = s.depot_id
  left join day_plan p on p.depot_id = s.depot_id and p.date = s.date
  left join route r on r.shift_id = s.id
  left join driver d on d.id = case when r.id is null then s.driver_id else r.driver_id end
  left join shift_pattern o on o.id = s.pattern_id and s.driver_id is null
  left join vehicle v on v.id = coalesce(r.vehicle_id, s.vehicle_id, o.vehicle_id)
  where s.depot_id = ? and s.date = any(?) and (?::int is null or r.plan_version > ?)
  order by s.date, s.starts_at, s.id`;

const STOPS = `
  select t.id, t.route_id, t.retailer_id, t.hold_id, t.delivery_id, extract(epoch from t.hold_expires_at)::float8 as hold_expires_at, t.state,
    t.latitude, t.longitude, extract(epoch from t.window_start)::float8 as window_start, extract(epoch from t.window_end)::float8 as window_end,
    t.service_seconds, t.weight_grams, t.volume_milliliters, t.skills, extract(epoch from t.planned_departure)::float8 as departs_at,
    t.drive_seconds, t.drive_meters, extract(epoch from r.ends_at)::float8 as route_ends_at, r.distance_meters as route_meters
  from stop t join day_plan p on p.id = t.day_plan_id join route r on r.id = t.route_id
  where p.depot_id = ? and p.date = any(?) and (?::int is null or r.plan_version > ?)
  order by t.route_id, t.sequence`;

/**
 * The plans of one depot for several days, in two statements, as they are now: places of holds whose time is up are left
 * out, whether or not anybody swept them. The entity manager must see the whole organization: all retailers share the vans.
 * @returns one picture a date, in the order of the dates
 */
export async function loadPlanPictures(em: EntityManager, travelTimes: TravelTimes, { depotId, depot, dates, now, since }: PictureRequest): Promise<PlanPicture[]> {
  const days = `{${dates.join(',')}}`;
  const only = [depotId, days, since ?? null, since ?? null];
  const shifts = await em.execute<ShiftRow[]>(SHIFTS, only);
  const stops = await em.execute<StopRow[]>(STOPS, only);
  const stopsOfRoute = Map.groupBy(stops, (stop) => stop.route_id);
  const shiftsOfDate = Map.groupBy(shifts, (shift) => shift.date);
  const nowSeconds = now.getTime() / SECOND;
  return Promise.all(
    dates.map(async (date) => {
      const ofDate = shiftsOfDate.get(date) ?? [];
      const routes = ofDate.map((shift) => routePicture(shift, stopsOfRoute.get(shift.route_id ?? '') ?? [], { travelTimes, depot, nowSeconds }));
      return { depotId, depot, date, dayPlanId: ofDate[0]?.day_plan_id ?? null, version: ofDate[0]?.version ?? 0, routes: await Promise.all(routes) };
    }),
  );
}

async function routePicture(shift: ShiftRow, stops: readonly StopRow[], around: { travelTimes: TravelTimes; depot: Position; nowSeconds: number }): Promise<RoutePicture> {
  const live = stops.filter((stop) => stop.hold_expires_at === null || stop.hold_expires_at > around.nowSeconds);
  const legs = live.length === stops.length ? storedLegs(stops) : await measuredLegs(live, shift.vehicle_kind, around);
  return {
    id: shift.route_id,
    shiftId: shift.shift_id,
    driverId: shift.driver_id,
    vehicleId: shift.vehicle_id,
    vehicleKind: shift.vehicle_kind,
    state: shift.state ?? 'DRAFT',
    ...crewOf(shift),
    shiftStart: shift.starts_at,
    shiftEnd: shift.ends_at,
    dutyEnd: shift.starts_at + (shift.max_duty_seconds ?? 0),
    maxWeightGrams: shift.max_weight_grams,
    maxVolumeMilliliters: shift.max_volume_liters * MILLILITERS_A_LITER,
    skills: shift.skills ?? [],
    visits: live.map(plannedVisit),
    ...legs,
  };
}

/** A driver with valid papers; or, on a day that has not begun, whoever will fill a shift that a pattern keeps open. */
function crewOf({ open_pattern_id, pattern_slot, driver_id, credentials, date, day_starts_at }: ShiftRow): Pick<RoutePicture, 'mayDrive' | 'openPatternId' | 'assumedUntil'> {
  if (open_pattern_id === null) return { mayDrive: driver_id !== null && findIneligibility(credentials, date) === undefined, openPatternId: null, assumedUntil: null };
  return { mayDrive: pattern_slot !== null, openPatternId: open_pattern_id, assumedUntil: day_starts_at };
}

function plannedVisit(row: StopRow): PlannedVisit {
  return {
    id: row.id,
    retailerId: row.retailer_id,
    holdId: row.hold_id,
    deliveryId: row.delivery_id,
    holdExpiresAt: row.hold_expires_at,
    position: { latitude: row.latitude, longitude: row.longitude },
    state: row.state,
    earliest: row.window_start,
    latest: row.window_end - 1,
    serviceSeconds: row.service_seconds,
    weightGrams: row.weight_grams,
    volumeMilliliters: row.volume_milliliters,
    skills: row.skills,
  };
}

interface Legs {
  readonly driveSeconds: number[];
  readonly driveMeters: number[];
}

/** The way back to the depot is stored with the route: as its end and its whole distance. */
function storedLegs(stops: readonly StopRow[]): Legs {
  const last = stops.at(-1);
  if (!last) return { driveSeconds: [0], driveMeters: [0] };
  const toStops = stops.reduce((sum, stop) => sum + stop.drive_meters, 0);
  return {
    driveSeconds: [...stops.map((stop) => stop.drive_seconds), last.route_ends_at - last.departs_at],
    driveMeters: [...stops.map((stop) => stop.drive_meters), last.route_meters - toStops],
  };
}

async function measuredLegs(stops: readonly StopRow[], vehicleKind: VehicleKind, { travelTimes, depot }: { travelTimes: TravelTimes; depot: Position }): Promise<Legs> {
  const { seconds, meters } = await travelTimes.path([depot, ...stops, depot], vehicleKind);
  return stops.length === 0 ? { driveSeconds: [0], driveMeters: [0] } : { driveSeconds: [...seconds], driveMeters: [...meters] };
}
