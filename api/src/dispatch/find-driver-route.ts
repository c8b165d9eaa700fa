import { LockMode, type EntityManager } from '@mikro-orm/postgresql';
import { Delivery } from '../orders/delivery.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { Route } from '../routes/route.entity.ts';
import type { RouteState } from '../routes/route.rules.ts';
import { Stop } from '../routes/stop.entity.ts';

/** The route on the road comes before the one being loaded, and that before the next one. */
const ORDER: readonly RouteState[] = ['STARTED', 'LOADING', 'DISPATCHED'];

/** The route a driver is busy with: the one on the road, else the next dispatched one; null when there is none. */
export async function findDriverRoute(em: EntityManager, driverId: string, states: readonly RouteState[] = ORDER): Promise<Route | null> {
  const routes = await em.find(Route, { driverId, state: { $in: [...states] } }, { orderBy: { startsAt: 'asc', id: 'asc' }, limit: 50 });
  return routes.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))[0] ?? null;
}

/**
 * The driver's route, locked: what a driver does happens in one order, beside nothing else on that route. While it is
 * still at the depot its day plan is locked first, because cancellations take stops off it until it leaves.
 */
export async function lockDriverRoute(tx: Transaction, states?: readonly RouteState[]): Promise<Route | null> {
  const driverId = tx.actor?.subjectId;
  if (!driverId) return null;
  const found = await findDriverRoute(tx.em, driverId, states);
  if (!found) return null;
  if (found.state !== 'STARTED') await tx.em.execute('select id from day_plan where id = ? for update', [found.dayPlanId]);
  const route = await tx.em.findOne(Route, { id: found.id, driverId }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  return route && (states ?? ORDER).includes(route.state) ? route : null;
}

/** A stop with what is handed over there. */
export interface Visit {
  readonly stop: Stop;
  readonly delivery: Delivery;
}

/** The visits of a route in order, without places that are only held. */
export async function findVisits(em: EntityManager, routeId: string): Promise<Visit[]> {
  const stops = await em.find(Stop, { routeId, deliveryId: { $ne: null } }, { orderBy: { sequence: 'asc' }, refresh: true });
  const deliveries = await em.find(Delivery, { id: { $in: stops.map((stop) => stop.deliveryId ?? '') } }, { refresh: true });
  const byId = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  return stops.flatMap((stop) => {
    const delivery = byId.get(stop.deliveryId ?? '');
    return delivery ? [{ stop, delivery }] : [];
  });
}
