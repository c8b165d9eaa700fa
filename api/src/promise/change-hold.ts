import type { Transaction } from '../platform/mutate.ts';
import { openDayPlans, saveDayPlan } from '../routes/change-day-plan.ts';
import type { DayPlanDraft } from '../routes/day-plan-draft.ts';
import { userError } from '../shared/errors.ts';
import { SECOND } from '../shared/time.ts';
import { findTooManyHolds, quoteHashOf } from './count-open-holds.ts';
import { Hold } from './hold.entity.ts';
import { HOLD_EVENT } from './hold.events.ts';
import { placeOf, refusedHold, type HoldOutcome } from './hold-window.ts';
import { findHeld } from './lock-hold.ts';
import { readQuote, type ReadQuote } from './read-quote.ts';
import { recordCertificate } from './record-certificate.ts';
import { takePlace } from './take-place.ts';

/**
 * Moves a hold to an option of a new quote: another window, address or basket. One step under the locks of both plans: it has the new place
 * afterwards, or still the old one. Its id stays, and so does its `expiresAt`.
 */
export async function changeHold(tx: Transaction, input: { readonly holdId: string; readonly quote: string; readonly optionId: string }): Promise<HoldOutcome> {
  const { holdId } = input;
  const retailerId = tx.actor?.retailerId ?? null;
  const hold = retailerId === null ? null : await tx.em.findOne(Hold, { id: holdId, retailerId });
  if (!hold) return refusedHold(userError('NOT_FOUND', `There is no hold ${holdId}.`, ['holdId']));
  const read = readQuote(tx.server, input, { organizationId: tx.organizationId, retailerId, deliveryId: null });
  if ('code' in read) return refusedHold(read);
  const plans = await openDayPlans(tx, [hold, { depotId: read.depotId, date: read.option.date }]);
  if (!plans) return refusedHold(userError('QUOTE_INVALID', 'The depot of this quote is no more. Ask for delivery options again.', ['quote']));
  const [from, to] = plans;
  const held = await findHeld(tx, from!, hold);
  if ('code' in held) return refusedHold(held);
  return moveHold(tx, { hold, read, from: from!, to: to!, oldStopId: held.id, quote: input.quote });
}

interface HoldMove {
  readonly hold: Hold;
  readonly read: ReadQuote;
  readonly from: DayPlanDraft;
  readonly to: DayPlanDraft;
  readonly oldStopId: string;
  readonly quote: string;
}

async function moveHold(tx: Transaction, { hold, read, from, to, oldStopId, quote }: HoldMove): Promise<HoldOutcome> {
  const { id: holdId, retailerId, expiresAt } = hold;
  const tooMany = await findTooManyHolds(tx, to, { quote, retailerId, holdId });
  if (tooMany) return refusedHold(tooMany);
  const { content, option } = read;
  const before = { windowStart: hold.windowStart.toISOString(), windowEnd: hold.windowEnd.toISOString() };
  // In memory alone until both are saved: its own old place is no obstacle to the new one.
  await from.remove(oldStopId);
  const owner = { holdId, deliveryId: null, holdExpiresAt: expiresAt.getTime() / SECOND };
  const taken = await takePlace(tx, to, { ...option, address: content.address, basket: content.basket, retailerId, owner });
  if ('reason' in taken) return refusedHold(userError('WINDOW_GONE', taken.message, ['optionId']));
  recordCertificate(tx, to, { ...option, ...taken, cause: 'HOLD_CHANGED', holdId, deliveryId: null });
  // The old stop goes first: a hold has one.
  await saveDayPlan(tx, from, 'HOLD_CHANGED');
  if (to !== from) await saveDayPlan(tx, to, 'HOLD_CHANGED');
  Object.assign(hold, placeOf(read, taken.address), { dayPlanId: to.id, timeZone: to.timeZone, quoteHash: quoteHashOf(quote) });
  tx.emit({
    type: HOLD_EVENT.changed, subjectId: holdId, retailerId, occurredAt: to.now,
    data: { windowStart: option.start.toISOString(), windowEnd: option.end.toISOString(), expiresAt: expiresAt.toISOString(), before },
  });
  return { holdId, userErrors: [] };
}
