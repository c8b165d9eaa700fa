import type { EntityManager } from '@mikro-orm/postgresql';
import type { Ports } from '../platform/context.ts';
import type { Route } from '../routes/route.entity.ts';
import type { Stop } from '../routes/stop.entity.ts';
import { secondsBetween } from '../shared/time.ts';
import type { Estimate } from './eta.rules.ts';
import { Forecast } from './forecast.entity.ts';
import { dwellSeconds, forecastRoute } from './forecast-route.ts';
import type { EstimateData } from './read-arrival.ts';
import type { VehicleSighting } from './read-tracking.ts';

/** More than one in ten misses its window. */
export const AT_RISK = 0.1;

export interface StopEstimateData {
  readonly stop: Stop;
  readonly estimate: EstimateData;
  readonly atRisk: boolean;
  readonly latenessProbability: number;
}

export interface RunningDwellData {
  readonly stop: Stop;
  readonly since: Date;
  readonly seconds: number;
  readonly usualSeconds: number;
}

/** The dispatcher's view of a route. */
export interface RouteTrackingData {
  readonly route: Route;
  readonly position: VehicleSighting | null;
  readonly nextStop: Stop | null;
  readonly dwell: RunningDwellData | null;
  readonly stopsDone: number;
  readonly stopsLeft: number;
  /** Positive is late. */
  readonly secondsBehind: number;
  /** Open stops in the order they will be served; none before the start. */
  readonly stopEstimates: readonly StopEstimateData[];
  readonly updatedAt: Date;
}

/** Works out how a route stands against its plan. `em` must see the whole organization. */
export async function readRouteTracking(em: EntityManager, ports: Ports, route: Route, now: Date): Promise<RouteTrackingData> {
  const { stops, ahead, estimates } = await forecastRoute(em, ports, route, now);
  const told = new Map((await em.find(Forecast, { routeId: route.id })).map((row) => [row.stopId, row]));
  const done = stops.filter((stop) => stop.departedAt);
  const [next] = ahead;
  return {
    route,
    position: sightingOf(route),
    nextStop: next ?? null,
    dwell: next ? dwellOf(next, estimates.get(next.id)?.usualServiceSeconds ?? next.serviceSeconds, now) : null,
    stopsDone: stops.length - ahead.length,
    stopsLeft: ahead.length,
    secondsBehind: secondsBehind(next, next && estimates.get(next.id)?.band, done),
    stopEstimates: ahead.flatMap((stop) => {
      const expected = estimates.get(stop.id);
      if (!expected) return [];
      const { band: { p10, p50, p90 }, model: { lateness } } = expected;
      return [{ stop, estimate: { p10, p50, p90, computedAt: now, because: told.get(stop.id)?.because ?? [] }, atRisk: lateness > AT_RISK, latenessProbability: lateness }];
    }),
    updatedAt: newestOf([route.positionAt, route.startedAt, route.finishedAt, ...stops.flatMap((stop) => [stop.arrivedAt, stop.departedAt])]) ?? route.startsAt,
  };
}

/** Where the van was last seen, for dispatchers. */
export function sightingOf({ latitude, longitude, heading, positionAt }: Route): VehicleSighting | null {
  return latitude != null && longitude != null && positionAt ? { position: { latitude, longitude }, heading: heading ?? null, recordedAt: positionAt } : null;
}

function dwellOf(stop: Stop, usualSeconds: number, now: Date): RunningDwellData | null {
  if (stop.state !== 'ARRIVED' || !stop.arrivedAt) return null;
  return { stop, since: dwellSince(stop), seconds: dwellSeconds(stop, now), usualSeconds };
}

/** Since when a visit that is under way could be served. */
export function dwellSince({ arrivedAt, windowStart }: Stop): Date {
  return arrivedAt && arrivedAt > windowStart ? arrivedAt : windowStart;
}

/** Against the plan of the next door; after the last one, against the plan of leaving it. */
export function secondsBehind(next: Stop | undefined, estimate: Pick<Estimate, 'p50'> | undefined, done: readonly Stop[]): number {
  if (next) return estimate ? secondsBetween(next.plannedArrival, estimate.p50) : 0;
  const last = done.toSorted((a, b) => a.departedAt!.getTime() - b.departedAt!.getTime()).at(-1);
  return last?.departedAt ? secondsBetween(last.plannedDeparture, last.departedAt) : 0;
}

function newestOf(instants: readonly (Date | null | undefined)[]): Date | undefined {
  const known = instants.filter((instant): instant is Date => instant instanceof Date);
  return known.length > 0 ? new Date(Math.max(...known.map(Number))) : undefined;
}
