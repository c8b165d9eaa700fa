import type { EntityManager } from '@mikro-orm/postgresql';
import { Depot } from '../network/depot.entity.ts';
import { DayPlan } from '../routes/day-plan.entity.ts';
import type { Route } from '../routes/route.entity.ts';
import { Stop } from '../routes/stop.entity.ts';
import type { Position } from '../shared/geo.ts';
import { estimateArrivals, type Estimate, type LastSeen, type StopAhead } from './eta.rules.ts';

/** A route as it stands: what is done, what is open in the order it will be served, and when. */
export interface RouteForecast {
  readonly route: Route;
  /** All visits in planned order, without places that are only held. */
  readonly stops: readonly Stop[];
  /** Open ones: the door the driver is at first, then as planned. */
  readonly ahead: readonly Stop[];
  /** By stop id; empty unless the route is on the road. */
  readonly estimates: ReadonlyMap<string, Estimate>;
}

/** Reads a route's stops and works out its arrivals. `em` must see the whole organization: all stops of a route delay each other. */
export async function forecastRoute(em: EntityManager, route: Route, now: Date): Promise<RouteForecast> {
  const stops = await em.find(Stop, { routeId: route.id, deliveryId: { $ne: null } }, { orderBy: { sequence: 'asc' } });
  const open = stops.filter((stop) => stop.state === 'PLANNED' || stop.state === 'ARRIVED');
  const ahead = open.toSorted((a, b) => rank(a) - rank(b) || a.sequence - b.sequence);
  if (route.state !== 'STARTED') return { route, stops, ahead, estimates: new Map() };

  const depot = await findDepotPosition(em, route.dayPlanId);
  const plannedFrom = (stop: Stop): Position => stops[stops.indexOf(stop) - 1] ?? depot;
  const stopsAhead: StopAhead[] = ahead.map((stop) => ({
    id: stop.id,
    position: stop,
    plannedFrom: plannedFrom(stop),
    driveSeconds: stop.driveSeconds,
    serviceSeconds: stop.serviceSeconds,
    windowStart: stop.windowStart,
    arrivedAt: stop.state === 'ARRIVED' ? (stop.arrivedAt ?? now) : null,
  }));
  return { route, stops, ahead, estimates: estimateArrivals(lastSeen(route, stops, depot), stopsAhead, now) };
}

function rank(stop: Stop): number {
  return stop.state === 'ARRIVED' ? 0 : 1;
}

/** The newest of: the last ping, the last door the driver left, the start at the depot. */
function lastSeen(route: Route, stops: readonly Stop[], depot: Position): LastSeen {
  const facts: LastSeen[] = [{ position: depot, at: route.startedAt ?? route.startsAt }];
  for (const stop of stops) if (stop.departedAt) facts.push({ position: stop, at: stop.departedAt });
  if (route.positionAt && route.latitude != null && route.longitude != null) {
    facts.push({ position: { latitude: route.latitude, longitude: route.longitude }, at: route.positionAt });
  }
  return facts.reduce((newest, fact) => (fact.at >= newest.at ? fact : newest));
}

/** The depot a route starts from. */
async function findDepotPosition(em: EntityManager, dayPlanId: string): Promise<Position> {
  const plan = await em.findOneOrFail(DayPlan, { id: dayPlanId });
  const { latitude, longitude } = await em.findOneOrFail(Depot, { id: plan.depotId });
  return { latitude: Number(latitude), longitude: Number(longitude) };
}
