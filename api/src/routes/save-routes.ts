import type { Transaction } from '../platform/mutate.ts';
import { SECOND } from '../shared/time.ts';
import { drivingCost } from './cost.rules.ts';
import type { DayPlanDraft, DraftRoute } from './day-plan-draft.ts';
import { timesOf } from './plan-picture.rules.ts';
import { infeasibilityOf, scheduleRoute, type Schedule } from './schedule.rules.ts';

const INSERT_ROUTES = `
  insert into route (id, organization_id, day_plan_id, shift_id, driver_id, vehicle_id, state, starts_at, ends_at, distance_meters, duration_seconds, cost_minor, plan_version)
  select x.id, ?, ?, x.shift_id, x.driver_id, x.vehicle_id, x.state, x.starts_at, x.ends_at, x.distance_meters, x.duration_seconds, x.cost_minor, ?
  from jsonb_to_recordset(?::jsonb) as x(id text, shift_id text, driver_id text, vehicle_id text, state text, starts_at timestamptz, ends_at timestamptz,
    distance_meters int, duration_seconds int, cost_minor int)
  on conflict (id) do update set shift_id = excluded.shift_id, driver_id = excluded.driver_id, vehicle_id = excluded.vehicle_id, state = excluded.state, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
    distance_meters = excluded.distance_meters, duration_seconds = excluded.duration_seconds, cost_minor = excluded.cost_minor, plan_version = excluded.plan_version`;

const UPSERT_STOPS = `
  insert into stop (id, organization_id, day_plan_id, retailer_id, route_id, sequence, state, hold_id, delivery_id, hold_expires_at, latitude, longitude,
    window_start, window_end, service_seconds, weight_grams, volume_milliliters, skills, planned_arrival, planned_departure, slack_seconds, drive_seconds, drive_meters)
  select x.id, ?, ?, x.retailer_id, x.route_id, x.sequence, x.state, x.hold_id, x.delivery_id, x.hold_expires_at, x.latitude, x.longitude,
    x.window_start, x.window_end, x.service_seconds, x.weight_grams, x.volume_milliliters, x.skills, x.planned_arrival, x.planned_departure, x.slack_seconds, x.drive_seconds, x.drive_meters
  from jsonb_to_recordset(?::jsonb) as x(id text, retailer_id text, route_id text, sequence int, state text, hold_id text, delivery_id text, hold_expires_at timestamptz,
    latitude float8, longitude float8, window_start timestamptz, window_end timestamptz, service_seconds int, weight_grams int, volume_milliliters int, skills text[],
    planned_arrival timestamptz, planned_departure timestamptz, slack_seconds int, drive_seconds int, drive_meters int)
  on conflict (id) do update set route_id = excluded.route_id, sequence = excluded.sequence, hold_id = excluded.hold_id, delivery_id = excluded.delivery_id,
    hold_expires_at = excluded.hold_expires_at, planned_arrival = excluded.planned_arrival, planned_departure = excluded.planned_departure,
    slack_seconds = excluded.slack_seconds, drive_seconds = excluded.drive_seconds, drive_meters = excluded.drive_meters`;

const RENUMBER_STOPS = `
  update stop t set sequence = x.sequence from jsonb_to_recordset(?::jsonb) as x(id text, sequence int) where t.id = x.id`;

/**
 * Writes the changed routes of a draft with their stops, in at most five statements whatever their number.
 * A route on the road keeps the times it was planned with: of that one only the places are counted anew.
 * @throws Error when something was put on a route that then cannot be kept: a bug of the caller, never to be committed.
 */
export async function saveRoutes(tx: Transaction, plan: DayPlanDraft): Promise<void> {
  if (plan.removedStopIds.length > 0) {
    await tx.em.execute('delete from stop where id = any(?)', [`{${plan.removedStopIds.join(',')}}`]);
  }
  if (plan.removedRouteIds.length > 0) await tx.em.execute('delete from route where id = any(?)', [`{${plan.removedRouteIds.join(',')}}`]);
  const [onTheRoad, atTheDepot] = partition(plan.changedRoutes, (route) => route.state === 'STARTED' || route.state === 'FINISHED');
  const renumbered = onTheRoad.flatMap((route) => route.visits.map(({ id }, sequence) => ({ id, sequence })));
  if (renumbered.length > 0) await tx.em.execute(RENUMBER_STOPS, [JSON.stringify(renumbered)]);
  const written = [...atTheDepot, ...plan.routes.filter((route) => !route.isStored && !atTheDepot.includes(route))];
  if (written.length === 0) return;
  const rows = written.map((route) => rowsOf(plan, route));
  await tx.em.execute(INSERT_ROUTES, [tx.organizationId, plan.id, plan.version + 1, JSON.stringify(rows.map((row) => row.route))]);
  const stops = rows.flatMap((row) => row.stops);
  if (stops.length > 0) await tx.em.execute(UPSERT_STOPS, [tx.organizationId, plan.id, JSON.stringify(stops)]);
}

function rowsOf(plan: DayPlanDraft, route: DraftRoute) {
  const schedule = scheduleOf(plan, route);
  const { visits, driveSeconds, driveMeters } = route;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const distance = sum(driveMeters);
  return {
    route: {
      id: route.id, shift_id: route.shiftId, driver_id: route.driverId, vehicle_id: route.vehicleId, state: route.state,
      starts_at: instant(schedule.departAt), ends_at: instant(schedule.endAt), distance_meters: distance,
      duration_seconds: schedule.endAt - schedule.departAt,
      cost_minor: Math.round(drivingCost(plan.costModel, distance, sum(driveSeconds))),
    },
    stops: visits.map((visit, at) => ({
      id: visit.id, retailer_id: visit.retailerId, route_id: route.id, sequence: at, state: visit.state, hold_id: visit.holdId, delivery_id: visit.deliveryId,
      hold_expires_at: visit.holdExpiresAt === null ? null : instant(visit.holdExpiresAt),
      latitude: visit.position.latitude, longitude: visit.position.longitude,
      window_start: instant(visit.earliest), window_end: instant(visit.latest + 1), service_seconds: visit.serviceSeconds,
      weight_grams: visit.weightGrams, volume_milliliters: visit.volumeMilliliters, skills: visit.skills,
      planned_arrival: instant(schedule.start[at]!), planned_departure: instant(schedule.departure[at]!),
      slack_seconds: schedule.latest[at]! - schedule.start[at]!, drive_seconds: driveSeconds[at]!, drive_meters: driveMeters[at]!,
    })),
  };
}

/**
 * The times of a route from now on. One that should have left already, and could not keep its promises any more if it left now,
 * is shown as it was planned, from the start of its shift: it takes nothing new, and taking something off it stays possible.
 */
function scheduleOf(plan: DayPlanDraft, route: DraftRoute): Schedule {
  const fromNow = timesOf(route, plan.nowSeconds);
  const broken = plan.mustProve(route.id) && infeasibilityOf({ ...route, ...fromNow, visits: route.visits });
  if (broken) throw new Error(`Day plan ${plan.id}: route ${route.id} can't be kept (${JSON.stringify(broken)}). It was changed without asking for a place.`);
  const schedule = scheduleRoute(fromNow);
  return schedule.isFeasible ? schedule : scheduleRoute(timesOf(route, route.shiftStart));
}

/** Rounded, because a Date cuts off what a float lacks to the millisecond, and an expiry would move with each writing. */
function instant(epochSeconds: number): string {
  return new Date(Math.round(epochSeconds * SECOND)).toISOString();
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
