import { Delivery } from '../orders/delivery.entity.ts';
import { DELIVERY_EVENT } from '../orders/delivery.events.ts';
import { canMove } from '../orders/delivery.rules.ts';
import { moveDelivery } from '../orders/move-delivery.ts';
import { Parcel } from '../orders/parcel.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { openDayPlan, saveDayPlan } from '../routes/change-day-plan.ts';
import { userError } from '../shared/errors.ts';
import { findOwnDelivery, refusedDelivery, type DeliveryOutcome } from './cancel-delivery.ts';
import { readQuote } from './read-quote.ts';
import { takePlace } from './take-place.ts';

/**
 * Gives a delivery whose attempt failed a new place, by an option of a quote that `quoteReattempt` made for it. The actor is the
 * delivery's tracking link. The failed stop stays on its route; the parcels are to be loaded again.
 */
export async function rebookDelivery(tx: Transaction, input: { readonly quote: string; readonly optionId: string }): Promise<DeliveryOutcome> {
  const deliveryId = tx.actor?.subjectId ?? null;
  const retailerId = tx.actor?.retailerId ?? null;
  if (deliveryId === null) return refusedDelivery(userError('NOT_FOUND', 'This key is not the tracking link of a delivery.'));
  const read = readQuote(tx.server, input, { organizationId: tx.organizationId, retailerId, deliveryId });
  if ('code' in read) return refusedDelivery(read);
  const { option, depotId } = read;
  const plan = await openDayPlan(tx, { depotId, date: option.date });
  const delivery = plan && (await findOwnDelivery(tx, deliveryId));
  if (!plan || !delivery) return refusedDelivery(userError('NOT_FOUND', `There is no delivery ${deliveryId}.`));
  // Two links of one delivery may rebook to two days at once: the row decides.
  await tx.em.execute('select id from delivery where id = ? for update', [deliveryId]);
  await tx.em.refresh(delivery);
  if (delivery.state !== 'ATTEMPT_FAILED' || !canMove(delivery.state, 'CONFIRMED')) {
    return refusedDelivery(userError('INVALID_STATE', `Only a delivery whose attempt failed can get a new window; this one is ${delivery.state}.`));
  }
  const parcels = await tx.em.find(Parcel, { deliveryId });
  const taken = await takePlace(tx, plan, {
    ...option,
    address: { ...delivery.address, position: { latitude: delivery.latitude, longitude: delivery.longitude } },
    basket: { parcels, handlingNeeds: delivery.handlingNeeds },
    retailerId: delivery.retailerId,
    owner: { holdId: null, deliveryId, holdExpiresAt: null },
  });
  if ('reason' in taken) return refusedDelivery(userError('WINDOW_GONE', taken.message, ['optionId']));
  await saveDayPlan(tx, plan, 'RESCHEDULED');
  reschedule(tx, delivery, { ...option, depotId, timeZone: plan.timeZone, serviceSeconds: taken.serviceSeconds });
  for (const parcel of parcels) parcel.loadedAt = null;
  return { deliveryId, userErrors: [] };
}

type NewPlace = Pick<Delivery, 'date' | 'depotId' | 'serviceLevelId' | 'timeZone' | 'serviceSeconds'> & { readonly start: Date; readonly end: Date };

function reschedule(tx: Transaction, delivery: Delivery, { start, end, date, depotId, serviceLevelId, timeZone, serviceSeconds }: NewPlace): void {
  const before = { windowStart: delivery.windowStart.toISOString(), windowEnd: delivery.windowEnd.toISOString() };
  Object.assign(delivery, { date, depotId, serviceLevelId, timeZone, serviceSeconds, windowStart: start, windowEnd: end });
  tx.emit({
    type: DELIVERY_EVENT.rescheduled, subjectId: delivery.id, retailerId: delivery.retailerId,
    data: { windowStart: start.toISOString(), windowEnd: end.toISOString(), before },
  });
  moveDelivery(tx, delivery, 'CONFIRMED');
}
