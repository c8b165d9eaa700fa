import { moveDelivery } from '../orders/move-delivery.ts';
import { Parcel } from '../orders/parcel.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { Route } from '../routes/route.entity.ts';
import { ROUTE_EVENT } from './dispatch.events.ts';
import { takeBackUncollected } from './deposit-delivery.ts';
import { findVisits } from './find-driver-route.ts';

/** Ends a route whose every stop is done or failed: what came back is back, and can be loaded again. */
export async function finishRouteWhenDone(tx: Transaction, route: Route): Promise<void> {
  await tx.em.flush();
  const visits = await findVisits(tx.em, route.id);
  if (visits.some(({ stop }) => stop.state === 'PLANNED' || stop.state === 'ARRIVED')) return;
  route.state = 'FINISHED';
  route.finishedAt = tx.clock.now();
  const failed = visits.filter(({ stop }) => stop.state === 'FAILED').map(({ delivery }) => delivery);
  tx.emit({
    type: ROUTE_EVENT.finished, subjectId: route.id, retailerId: null,
    data: { delivered: visits.length - failed.length, failed: failed.length },
  });
  const returned = failed.filter((delivery) => delivery.state === 'RETURNING' || delivery.state === 'ATTEMPT_FAILED');
  for (const delivery of returned) {
    if (delivery.state === 'RETURNING') moveDelivery(tx, delivery, 'RETURNED', { data: { routeId: route.id } });
  }
  await takeBackUncollected(tx, route, visits);
  await tx.em.nativeUpdate(Parcel, { deliveryId: { $in: returned.map((delivery) => delivery.id) } }, { loadedAt: null });
}
