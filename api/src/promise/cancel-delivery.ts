import { Delivery } from '../orders/delivery.entity.ts';
import { canMove } from '../orders/delivery.rules.ts';
import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import { openDayPlan, saveDayPlan } from '../routes/change-day-plan.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { MAX_TEXT } from './order-input.rules.ts';
import type { OrderErrorCode } from './hold.rules.ts';

/** The delivery, or why it was refused. */
export interface DeliveryOutcome {
  readonly deliveryId: string | null;
  readonly userErrors: UserErrorData<OrderErrorCode>[];
}

/** Cancels a delivery that is not on a van yet; its place is free at once. */
export async function cancelDelivery(tx: Transaction, { deliveryId, reason }: { readonly deliveryId: string; readonly reason?: string | null }): Promise<DeliveryOutcome> {
  if (reason && reason.length > MAX_TEXT.instructions) return refusedDelivery(userError('INVALID_INPUT', `Expected at most ${MAX_TEXT.instructions} characters, got ${reason.length}.`, ['reason']));
  const delivery = await findOwnDelivery(tx, deliveryId);
  const plan = delivery && (await openDayPlan(tx, delivery));
  if (!delivery || !plan) return refusedDelivery(userError('NOT_FOUND', `There is no delivery ${deliveryId}.`, ['deliveryId']));
  // The plan's lock keeps planners out; the row's keeps out a scan that loads it at this moment.
  await tx.em.execute('select id from delivery where id = ? for update', [deliveryId]);
  await tx.em.refresh(delivery);
  if (!canMove(delivery.state, 'CANCELED')) {
    return refusedDelivery(userError('INVALID_STATE', `Only a delivery that is not on a van yet can be canceled; this one is ${delivery.state}.`, ['deliveryId']));
  }
  const place = plan.find((visit) => visit.deliveryId === deliveryId);
  if (place) await plan.remove(place.visit.id);
  await saveDayPlan(tx, plan, 'CANCELED');
  moveDelivery(tx, delivery, 'CANCELED', { data: reason ? { reason } : {} });
  return { deliveryId, userErrors: [] };
}

/** A delivery of the organization, and of the actor's retailer where the actor is bound to one. */
export function findOwnDelivery(tx: Transaction, deliveryId: string): Promise<Delivery | null> {
  const retailerId = tx.actor?.retailerId ?? null;
  return tx.em.findOne(Delivery, { id: deliveryId, ...(retailerId !== null && { retailerId }) });
}

export function refusedDelivery(...userErrors: UserErrorData<OrderErrorCode>[]): DeliveryOutcome {
  return { deliveryId: null, userErrors };
}
