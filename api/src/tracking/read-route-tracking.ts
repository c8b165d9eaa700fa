import type { EntityManager } from '@mikro-orm/postgresql';
import type { Route } from '../routes/route.entity.ts';
import type { Stop } from '../routes/stop.entity.ts';
import { secondsBetween } from '../shared/time.ts';
import type { Estimate } from './eta.rules.ts';
import { forecastRoute } from './forecast-route.ts';
import type { VehicleSighting } from './read-tracking.ts';

/** The dispatcher's view of a route. */
export interface RouteTrackingData {
  readonly route: Route;
  readonly position: VehicleSighting | null;
  readonly nextStop: Stop | null;
  readonly stopsDone: number;
  readonly stopsLeft: number;
  /** Positive is late. */
  readonly secondsBehind: number;
  /** Open stops in the order they will be served; none before the start. */
  readonly stopEstimates: readonly { readonly stop: Stop; readonly estimate: Estimate & { readonly computedAt: Date }; readonly atRisk: boolean }[];
  readonly updatedAt: Date;
}

/** Works out how a route stands against its plan. `em` must see the whole organization. */
export async function readRouteTracking(em: EntityManager, route: Route, now: Date): Promise<RouteTrackingData> {
  const { stops, ahead, estimates } = await forecastRoute(em, route, now);
  const { latitude, longitude, positionAt } = route;
  const done = stops.filter((stop) => stop.departedAt);
  const [next] = ahead;
  return {
    route,
    position: latitude != null && longitude != null && positionAt ? { position: { latitude, longitude }, heading: route.heading ?? null, recordedAt: positionAt } : null,
    nextStop: next ?? null,
    stopsDone: stops.length - ahead.length,
    stopsLeft: ahead.length,
    secondsBehind: secondsBehind(next, next && estimates.get(next.id), done),
    stopEstimates: ahead.flatMap((stop) => {
      const estimate = estimates.get(stop.id);
      return estimate ? [{ stop, estimate: { ...estimate, computedAt: now }, atRisk: estimate.p90 > stop.windowEnd }] : [];
    }),
    updatedAt: newestOf([positionAt, route.startedAt, route.finishedAt, ...stops.flatMap((stop) => [stop.arrivedAt, stop.departedAt])]) ?? route.startsAt,
  };
}

/** Against the plan of the next door; after the last one, against the plan of leaving it. */
function secondsBehind(next: Stop | undefined, estimate: Estimate | undefined, done: readonly Stop[]): number {
  if (next) return estimate ? secondsBetween(next.plannedArrival, estimate.p50) : 0;
  const last = done.toSorted((a, b) => a.departedAt!.getTime() - b.departedAt!.getTime()).at(-1);
  return last?.departedAt ? secondsBetween(last.plannedDeparture, last.departedAt) : 0;
}

function newestOf(instants: readonly (Date | null | undefined)[]): Date | undefined {
  const known = instants.filter((instant): instant is Date => instant instanceof Date);
  return known.length > 0 ? new Date(Math.max(...known.map(Number))) : undefined;
}
