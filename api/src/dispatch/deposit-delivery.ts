import { PickupPoint } from '../network/pickup-point.entity.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { Route } from '../routes/route.entity.ts';
import type { Position } from '../shared/geo.ts';
import { addDays, instantOf, localDate } from '../shared/time.ts';
import type { OpenVisit } from './end-visit.ts';
import type { Visit } from './find-driver-route.ts';

/** Leaves a delivery at its pickup point, where it waits to the end of the last local day that the point keeps it. */
export async function depositDelivery(tx: Transaction, { delivery, route, happenedAt }: OpenVisit, { attemptId, position }: { readonly attemptId: string; readonly position: Position | null }): Promise<void> {
  const { keepDays } = await tx.em.findOneOrFail(PickupPoint, { id: delivery.pickupPointId ?? '' });
  const { timeZone } = delivery;
  delivery.availableUntil = instantOf(addDays(localDate(happenedAt, timeZone), keepDays + 1), '00:00', timeZone);
  moveDelivery(tx, delivery, 'AVAILABLE_FOR_PICKUP', {
    occurredAt: happenedAt, position,
    data: { routeId: route.id, attemptId, pickupPointId: delivery.pickupPointId, availableUntil: delivery.availableUntil.toISOString() },
  });
}

/**
 * What nobody fetched goes back with the next van that brings something to the same pickup point: when that van's route ends, it is back at the depot.
 */
export async function takeBackUncollected(tx: Transaction, route: Route, visits: readonly Visit[]): Promise<void> {
  const pointIds = new Set(visits.flatMap(({ stop, delivery }) => (stop.state === 'DONE' && delivery.pickupPointId ? [delivery.pickupPointId] : [])));
  if (pointIds.size === 0) return;
  const uncollected = await tx.em.find(Delivery, { pickupPointId: { $in: [...pointIds] }, state: 'RETURNING' }, { orderBy: { id: 'asc' } });
  // What failed at the point just now is back already.
  for (const delivery of uncollected.filter(({ state }) => state === 'RETURNING')) moveDelivery(tx, delivery, 'RETURNED', { data: { routeId: route.id } });
}
