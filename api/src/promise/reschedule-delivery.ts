import { Delivery } from '../orders/delivery.entity.ts';
import { DELIVERY_EVENT } from '../orders/delivery.events.ts';
import { moveDelivery } from '../orders/move-delivery.ts';
import { Parcel } from '../orders/parcel.entity.ts';
import { ServiceLevel } from '../network/service-level.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { openDayPlans, saveDayPlan } from '../routes/change-day-plan.ts';
import type { DayPlanDraft } from '../routes/day-plan-draft.ts';
import { userError } from '../shared/errors.ts';
import { feeInEvent, refusedDelivery, type AgreedFee, type DeliveryOutcome } from './cancel-delivery.ts';
import { findChangeable, type Changeable } from './find-changeable.ts';
import { readQuote, type ReadQuote } from './read-quote.ts';
import { recordCertificate } from './record-certificate.ts';
import { CHANGE_REFUSAL_MESSAGES, feePartsOf, findRescheduleRefusal, levelDifference } from './reschedule.rules.ts';
import { takePlace, type TakenPlace } from './take-place.ts';

/**
 * Gives a delivery another window, by an option of a quote that `quoteReschedule` made for it: before the day, on the day while it is not on
 * the road, and after a failed attempt. The old place goes and the new one is taken in one step under the locks of both plans; a failed stop
 * stays on its route. What was loaded is to be loaded again.
 */
export async function rescheduleDelivery(tx: Transaction, input: { readonly deliveryId?: string | null; readonly quote: string; readonly optionId: string }): Promise<DeliveryOutcome> {
  const changeable = await findChangeable(tx.em, tx.actor, input.deliveryId);
  if (!changeable) return refusedDelivery(userError('NOT_FOUND', `There is no delivery ${input.deliveryId ?? 'of this key'}.`, ['deliveryId']));
  const { delivery } = changeable;
  const read = readQuote(tx.server, input, { organizationId: tx.organizationId, retailerId: delivery.retailerId, deliveryId: delivery.id });
  if ('code' in read) return refusedDelivery(read);
  const plans = await openDayPlans(tx, [delivery, { depotId: read.depotId, date: read.option.date }]);
  if (!plans) return refusedDelivery(userError('QUOTE_INVALID', 'The depot of this quote is no more. Ask again.', ['quote']));
  // The plans' locks keep planners out; the row's keeps out a scan, and another change that started on another day.
  await tx.em.execute('select id from delivery where id = ? for update', [delivery.id]);
  await tx.em.refresh(delivery);
  const [from, to] = plans;
  return findChangeFault(changeable, read, to!.now) ?? move(tx, { changeable, read, from: from!, to: to! });
}

/** Why the delivery can't be changed as it is now, under the locks. */
function findChangeFault({ delivery, policy, isCourier }: Changeable, { content: { change } }: ReadQuote, now: Date): DeliveryOutcome | undefined {
  const { state, windowStart, date } = delivery;
  const refusal = findRescheduleRefusal({ state, windowStart, policy, isCourier, now });
  if (refusal === 'TOO_LATE' || refusal === 'NOT_ALLOWED') return refusedDelivery(userError('REFUSED_BY_POLICY', CHANGE_REFUSAL_MESSAGES[refusal]));
  if (refusal) return refusedDelivery(userError('INVALID_STATE', CHANGE_REFUSAL_MESSAGES[refusal]));
  const isSame = change && change.date === date && change.windowStart === windowStart.getTime() && (change.rule === 'ANOTHER_TRY') === (state === 'ATTEMPT_FAILED');
  return isSame ? undefined : refusedDelivery(userError('INVALID_STATE', 'This delivery was changed since the quote was made. Look at it again, and ask for another quote.', ['quote']));
}

interface Move {
  readonly changeable: Changeable;
  readonly read: ReadQuote;
  readonly from: DayPlanDraft;
  readonly to: DayPlanDraft;
}

async function move(tx: Transaction, { changeable: { delivery }, read: { content, option }, from, to }: Move): Promise<DeliveryOutcome> {
  const { id: deliveryId, retailerId } = delivery;
  const old = from.find((visit) => visit.deliveryId === deliveryId && visit.state === 'PLANNED');
  // In memory alone until both are saved: its own old place is no obstacle to the new one.
  if (old) await from.remove(old.visit.id);
  const taken = await takePlace(tx, to, { ...option, address: content.address, basket: content.basket, retailerId, owner: { holdId: null, deliveryId, holdExpiresAt: null } });
  if ('reason' in taken) return refusedDelivery(userError('WINDOW_GONE', taken.message, ['optionId']));
  recordCertificate(tx, to, { ...option, ...taken, cause: 'RESCHEDULED', holdId: null, deliveryId });
  // The old stop goes first: a delivery has one open stop at most.
  await saveDayPlan(tx, from, 'RESCHEDULED');
  if (to !== from) await saveDayPlan(tx, to, 'RESCHEDULED');
  const fee = await amend(tx, delivery, { read: { content, option }, to, taken });
  return { deliveryId, fee, userErrors: [] };
}

/** The delivery as it is promised now, and the event that says what was agreed. */
async function amend(tx: Transaction, delivery: Delivery, { read: { content, option }, to, taken }: { read: Pick<ReadQuote, 'content' | 'option'>; to: DayPlanDraft; taken: Extract<TakenPlace, { stopId: string }> }): Promise<AgreedFee> {
  const { start, end, date, serviceLevelId, priceMinor: feeMinor, currency } = option;
  const before = { windowStart: delivery.windowStart.toISOString(), windowEnd: delivery.windowEnd.toISOString() };
  const levels = await tx.em.find(ServiceLevel, { id: { $in: [delivery.serviceLevelId, serviceLevelId] } });
  const because = feePartsOf(content.change!.rule, feeMinor, levelDifference(levels, delivery.serviceLevelId, serviceLevelId));
  const fee: AgreedFee = { amountMinor: feeMinor, currency, because };
  Object.assign(delivery, {
    date, depotId: to.depotId, serviceLevelId, timeZone: to.timeZone, serviceSeconds: taken.serviceSeconds, windowStart: start, windowEnd: end, updatedAt: tx.clock.now(),
  });
  tx.emit({
    type: DELIVERY_EVENT.rescheduled, subjectId: delivery.id, retailerId: delivery.retailerId,
    data: { windowStart: start.toISOString(), windowEnd: end.toISOString(), before, fee: feeInEvent(fee) },
  });
  if (delivery.state !== 'CONFIRMED') moveDelivery(tx, delivery, 'CONFIRMED');
  await tx.em.nativeUpdate(Parcel, { deliveryId: delivery.id }, { loadedAt: null });
  return fee;
}
