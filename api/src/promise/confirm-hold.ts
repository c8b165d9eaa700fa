import { mintTrackingLink } from '../accounts/mint-tracking-link.ts';
import type { BasketData } from '../orders/basket.rules.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import { moveDelivery } from '../orders/move-delivery.ts';
import { recordOrder, type RecordedOrder } from '../orders/record-order.ts';
import type { Transaction } from '../platform/mutate.ts';
import { saveDayPlan } from '../routes/change-day-plan.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { PromiseCertificate } from './certificate.entity.ts';
import { costOf, type PlaceCost } from './certificate.rules.ts';
import type { OrderErrorCode } from './hold.rules.ts';
import { lockHold, type LockedHold } from './lock-hold.ts';
import { findOrderFaults, trimOrder, type OrderDetails } from './order-input.rules.ts';
import { recordCertificate } from './record-certificate.ts';

/** An order with its delivery, or why there is none. The tracking link follows from its key: `trackingLinkOf`. */
export interface OrderOutcome {
  readonly orderId: string | null;
  readonly deliveryId: string | null;
  readonly trackingKeyId: string | null;
  readonly userErrors: UserErrorData<OrderErrorCode>[];
}

/**
 * Turns a hold into order, delivery and parcels; its tentative stop becomes the delivery's. On a route that was dispatched
 * meanwhile the delivery is planned at once; when that one has already left, it gets another place if there is one.
 */
export async function confirmHold(tx: Transaction, { holdId, ...details }: OrderDetails & { readonly holdId: string }): Promise<OrderOutcome> {
  const faults = findOrderFaults(details);
  if (faults.length > 0) return refusedOrder(...faults);
  const locked = await lockHold(tx, holdId);
  if ('code' in locked) return refusedOrder(locked);
  const { hold, plan } = locked;
  const place = await placeThatStays(locked);
  if (!place) return refusedOrder(userError('WINDOW_GONE', 'The van with this place has left, and no other can come in this window. Hold another window.', ['holdId']));

  const basket: BasketData = { parcels: hold.parcels, handlingNeeds: hold.handlingNeeds };
  const { serviceLevelId, depotId, date, windowStart, windowEnd, timeZone, priceMinor, currency, retailerId, address, pickupPointId = null } = hold;
  const recorded = await recordOrder(tx, {
    ...trimOrder(details), serviceLevelId, depotId, date, windowStart, windowEnd, timeZone, priceMinor, currency, retailerId, address, pickupPointId,
    basket, serviceSeconds: locked.visit.serviceSeconds, holdId,
  });
  if (!recorded) return refusedOrder(referenceTaken(details.reference));

  const { deliveryId } = recorded;
  plan.assignStop(place.stopId, { holdId: null, deliveryId, holdExpiresAt: null });
  if (place.cost) recordCertificate(tx, plan, { ...place, cost: place.cost, cause: 'CONFIRMED', holdId, deliveryId, start: windowStart, end: windowEnd, priceMinor, currency });
  await saveDayPlan(tx, plan, 'CONFIRMED');
  await tx.em.nativeUpdate(PromiseCertificate, { holdId }, { deliveryId });
  const state = plan.find((visit) => visit.id === place.stopId)?.route.state;
  if (state === 'DISPATCHED' || state === 'LOADING') moveDelivery(tx, await tx.em.findOneOrFail(Delivery, { id: recorded.deliveryId }), 'PLANNED');
  hold.state = 'CONFIRMED';
  hold.orderId = recorded.orderId;
  return madeOrder(tx, recorded, retailerId);
}

/** The stop of the hold; or a new one on another route, with what it adds there, when its own is on the road; undefined when there is no other. */
async function placeThatStays({ plan, hold, visit }: LockedHold): Promise<{ stopId: string; cost?: PlaceCost } | undefined> {
  const state = plan.find((other) => other.id === visit.id)?.route.state;
  if (state !== 'STARTED' && state !== 'FINISHED') return { stopId: visit.id };
  const place = await plan.findPlace(visit, hold.address.position);
  if (!place) return undefined;
  await plan.remove(visit.id);
  return { stopId: plan.insert(place, visit), cost: costOf(place) };
}

export function madeOrder(tx: Transaction, { orderId, deliveryId }: RecordedOrder, retailerId: string): OrderOutcome {
  return { orderId, deliveryId, trackingKeyId: mintTrackingLink(tx, { deliveryId, retailerId }), userErrors: [] };
}

export function refusedOrder(...userErrors: UserErrorData<OrderErrorCode>[]): OrderOutcome {
  return { orderId: null, deliveryId: null, trackingKeyId: null, userErrors };
}

export function referenceTaken(reference: string): UserErrorData<'ALREADY_EXISTS'> {
  return userError('ALREADY_EXISTS', `There is an order "${reference.trim()}" of this retailer already. Give another reference, or look that one up.`, ['reference']);
}
