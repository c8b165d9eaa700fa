import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import { openDayPlan, saveDayPlan } from '../routes/change-day-plan.ts';
import { routeCost } from '../routes/leave-out-stop.ts';
import type { DayPlanDraft } from '../routes/day-plan-draft.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { decimalOf } from '../shared/money.ts';
import { findChangeable } from './find-changeable.ts';
import type { OrderErrorCode } from './hold.rules.ts';
import { MAX_TEXT } from './order-input.rules.ts';
import { CHANGE_REFUSAL_MESSAGES, feeOf, feePartsOf, feeRuleOf, findCancelRefusal, type FeePartData } from './reschedule.rules.ts';

/** What was agreed for a change, in minor units; below nothing a refund. */
export interface AgreedFee {
  readonly amountMinor: number;
  readonly currency: string;
  /** Sums up to the amount. */
  readonly because: readonly FeePartData[];
}

/** The delivery and what was agreed, or why it was refused. */
export interface DeliveryOutcome {
  readonly deliveryId: string | null;
  readonly fee: AgreedFee | null;
  readonly userErrors: UserErrorData<OrderErrorCode>[];
}

/** Calls off a delivery that is not on a van yet, on the terms of its retailer; its place is free at once. */
export async function cancelDelivery(tx: Transaction, input: { readonly deliveryId?: string | null; readonly reason?: string | null }): Promise<DeliveryOutcome> {
  const { reason } = input;
  if (reason && reason.length > MAX_TEXT.instructions) return refusedDelivery(userError('INVALID_INPUT', `Expected at most ${MAX_TEXT.instructions} characters, got ${reason.length}.`, ['reason']));
  const changeable = await findChangeable(tx.em, tx.actor, input.deliveryId);
  const plan = changeable && (await openDayPlan(tx, changeable.delivery));
  if (!changeable || !plan) return refusedDelivery(userError('NOT_FOUND', `There is no delivery ${input.deliveryId ?? 'of this key'}.`, ['deliveryId']));
  const { delivery, policy, isRecipient } = changeable;
  const { id: deliveryId } = delivery;
  // The plan's lock keeps planners out; the row's keeps out a scan that loads it at this moment.
  await tx.em.execute('select id from delivery where id = ? for update', [deliveryId]);
  await tx.em.refresh(delivery);
  if (delivery.date !== plan.date) return refusedDelivery(userError('INVALID_STATE', 'This delivery was moved to another day at the same moment. Look at it again.', ['deliveryId']));
  const request = { ...changeable, state: delivery.state, windowStart: delivery.windowStart, now: plan.now };
  const refusal = findCancelRefusal(request, isRecipient);
  if (refusal) return refusedDelivery(userError(refusal === 'TOO_LATE' || refusal === 'NOT_ALLOWED' ? 'REFUSED_BY_POLICY' : 'INVALID_STATE', `${CHANGE_REFUSAL_MESSAGES[refusal]} It is ${delivery.state}.`, ['deliveryId']));

  const rule = feeRuleOf(request);
  const feeMinor = feeOf(rule, { marginalMinor: -(await takeOut(plan, deliveryId)), levelMinor: 0, paidMinor: delivery.priceMinor, fixedFeeMinor: policy.fixedFeeMinor });
  await saveDayPlan(tx, plan, 'CANCELED');
  const fee: AgreedFee = { amountMinor: feeMinor, currency: delivery.currency, because: feePartsOf(rule, feeMinor, 0) };
  moveDelivery(tx, delivery, 'CANCELED', { data: { ...(reason && { reason }), fee: feeInEvent(fee) } });
  return { deliveryId, fee, userErrors: [] };
}

/** Takes the stop of a delivery out. Returns what driving its route costs less then, in minor units. */
async function takeOut(plan: DayPlanDraft, deliveryId: string): Promise<number> {
  const place = plan.find((visit) => visit.deliveryId === deliveryId && visit.state === 'PLANNED');
  if (!place) return 0;
  await plan.remove(place.visit.id);
  return routeCost(place.route, plan.costModel) - routeCost(plan.route(place.route.id)!, plan.costModel);
}

/** An agreed fee as events tell it: money is decimal outside. */
export function feeInEvent({ amountMinor, currency, because }: AgreedFee) {
  const amountOf = (minor: number) => decimalOf({ minor, currency });
  return { amount: amountOf(amountMinor), currency, because: because.map((part) => ({ kind: part.kind, amount: amountOf(part.amountMinor) })) };
}

export function refusedDelivery(...userErrors: UserErrorData<OrderErrorCode>[]): DeliveryOutcome {
  return { deliveryId: null, fee: null, userErrors };
}
