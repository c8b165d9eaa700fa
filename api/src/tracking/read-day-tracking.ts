import type { EntityManager } from '@mikro-orm/postgresql';
import { DayPlan } from '../routes/day-plan.entity.ts';
import { Route } from '../routes/route.entity.ts';
import { Stop } from '../routes/stop.entity.ts';
import { MINUTE, SECOND } from '../shared/time.ts';
import { Forecast } from './forecast.entity.ts';
import { stopsAhead } from './forecast-route.ts';
import { AT_RISK, dwellSince, secondsBehind, sightingOf } from './read-route-tracking.ts';
import type { VehicleSighting } from './read-tracking.ts';

export interface StopAtRiskData {
  readonly stopId: string;
  readonly deliveryId: string;
  readonly latenessProbability: number;
  readonly p50: Date;
  readonly windowEnd: Date;
}

/** One van of a day. */
export interface VanTrackingData {
  readonly route: Route;
  readonly position: VehicleSighting | null;
  readonly nextStop: Stop | null;
  readonly nextArrival: Date | null;
  readonly minutesBehind: number;
  readonly stopsDone: number;
  readonly stopsLeft: number;
  readonly stopsAtRisk: readonly StopAtRiskData[];
  readonly dwellSince: Date | null;
}

/** The dispatcher's view of a day. */
export interface DayTrackingData {
  readonly depotId: string;
  readonly date: string;
  readonly vans: readonly VanTrackingData[];
  readonly stopsAtRisk: number;
  readonly asOf: Date;
  /** For followers; not part of the API. */
  readonly topics: readonly string[];
}

/** How the vans of a day stand, from what was last published: four queries, however many vans. Null when there is no such plan. */
export async function readDayTracking(em: EntityManager, { depotId, date }: { readonly depotId: string; readonly date: string }, now: Date): Promise<DayTrackingData | null> {
  const plan = await em.findOne(DayPlan, { depotId, date });
  if (!plan) return null;
  const routes = await em.find(Route, { dayPlanId: plan.id }, { orderBy: { id: 'asc' } });
  const stops = await em.find(Stop, { dayPlanId: plan.id, deliveryId: { $ne: null } }, { orderBy: { sequence: 'asc' } });
  const forecasts = new Map((await em.find(Forecast, { routeId: { $in: routes.map(({ id }) => id) } })).map((row) => [row.stopId, row]));
  const byRoute = Map.groupBy(stops, (stop) => stop.routeId);
  const vans = routes.flatMap((route) => (byRoute.has(route.id) ? [vanOf(route, byRoute.get(route.id)!, forecasts, now)] : [])).toSorted(byUrgency);
  return { depotId, date, vans, stopsAtRisk: vans.reduce((sum, van) => sum + van.stopsAtRisk.length, 0), asOf: now, topics: [plan.id, ...routes.map(({ id }) => id)] };
}

function vanOf(route: Route, stops: readonly Stop[], forecasts: ReadonlyMap<string, Forecast>, now: Date): VanTrackingData {
  const isOut = route.state === 'STARTED';
  const ahead = stopsAhead(stops);
  const [next] = ahead;
  const isThere = next?.state === 'ARRIVED';
  const expected = isOut && next && !isThere ? forecasts.get(next.id) : undefined;
  // What has not happened lies ahead, also when the van is silent.
  const nextArrival = expected ? wholeMinute(expected.p50 < now ? now : expected.p50) : null;
  const p50 = isThere && next.arrivedAt ? dwellSince(next) : nextArrival;
  return {
    route,
    position: sightingOf(route),
    nextStop: next ?? null,
    nextArrival,
    minutesBehind: Math.round((secondsBehind(next, p50 ? { p50 } : undefined, stops.filter((stop) => stop.departedAt)) * SECOND) / MINUTE),
    stopsDone: stops.length - ahead.length,
    stopsLeft: ahead.length,
    stopsAtRisk: isOut ? ahead.flatMap((stop) => atRiskOf(stop, forecasts.get(stop.id))).toSorted((a, b) => b.latenessProbability - a.latenessProbability) : [],
    dwellSince: isOut && isThere ? dwellSince(next) : null,
  };
}

function atRiskOf(stop: Stop, forecast: Forecast | undefined): StopAtRiskData[] {
  if (!forecast || stop.state !== 'PLANNED' || forecast.lateness < AT_RISK) return [];
  return [{ stopId: stop.id, deliveryId: forecast.deliveryId, latenessProbability: forecast.lateness, p50: forecast.p50, windowEnd: stop.windowEnd }];
}

function wholeMinute(instant: Date): Date {
  return new Date(Math.round(instant.getTime() / MINUTE) * MINUTE);
}

/** On the road first, then by how many windows may be missed. */
function byUrgency(a: VanTrackingData, b: VanTrackingData): number {
  const isOut = ({ route }: VanTrackingData) => Number(route.state === 'STARTED');
  return isOut(b) - isOut(a) || b.stopsAtRisk.length - a.stopsAtRisk.length || (a.route.id < b.route.id ? -1 : 1);
}

/** Whether two views differ in more than when they were read. */
export function isOtherDay(next: DayTrackingData, before: DayTrackingData): boolean {
  return fingerprint(next) !== fingerprint(before);
}

function fingerprint({ vans }: DayTrackingData): string {
  return JSON.stringify(vans.map(({ route, nextStop, ...rest }) => [route.id, route.state, nextStop?.id, nextStop?.state, rest]));
}
