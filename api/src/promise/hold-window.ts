import type { LocatedAddress } from '../network/locate-address.ts';
import type { Transaction } from '../platform/mutate.ts';
import { changeDayPlan } from '../routes/change-day-plan.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';
import { addSeconds, SECOND } from '../shared/time.ts';
import { findTooManyHolds, quoteHashOf } from './count-open-holds.ts';
import { Hold } from './hold.entity.ts';
import { HOLD_EVENT } from './hold.events.ts';
import type {} from './hold-policy.port.ts';
import type { HoldErrorCode } from './hold.rules.ts';
import { readQuote, type ReadQuote } from './read-quote.ts';
import { recordCertificate } from './record-certificate.ts';
import { takePlace } from './take-place.ts';

/** A hold, or why there is none. */
export interface HoldOutcome {
  readonly holdId: string | null;
  readonly userErrors: UserErrorData<HoldErrorCode>[];
}

/**
 * Takes an option of a quote for some minutes: proves the insertion again under the lock of that day's plan and puts a tentative
 * stop into a route. Of several who want the last place, the first to get the lock wins; the others are told `WINDOW_GONE`.
 */
export async function holdWindow(tx: Transaction, input: { readonly quote: string; readonly optionId: string }): Promise<HoldOutcome> {
  const retailerId = tx.actor?.retailerId ?? null;
  if (retailerId === null) return refusedHold(userError('INVALID_INPUT', 'A place is held for a retailer. Use a publishable or secret key of that retailer.'));
  const read = readQuote(tx.server, input, { organizationId: tx.organizationId, retailerId, deliveryId: null });
  if ('code' in read) return refusedHold(read);
  const outcome = await changeDayPlan(tx, { depotId: read.depotId, date: read.option.date }, 'HELD', async (plan): Promise<HoldOutcome> => {
    const tooMany = await findTooManyHolds(tx, plan, { quote: input.quote, retailerId });
    if (tooMany) return refusedHold(tooMany);
    const holdId = newId('hold');
    const expiresAt = addSeconds(plan.now, tx.ports.holdPolicy.lifetimeSeconds);
    const { content, option } = read;
    const owner = { holdId, deliveryId: null, holdExpiresAt: expiresAt.getTime() / SECOND };
    const taken = await takePlace(tx, plan, { ...option, address: content.address, basket: content.basket, retailerId, owner });
    if ('reason' in taken) return refusedHold(userError('WINDOW_GONE', taken.message, ['optionId']));
    recordHold(tx, read, { address: taken.address, holdId, retailerId, dayPlanId: plan.id, timeZone: plan.timeZone, now: plan.now, expiresAt, quoteHash: quoteHashOf(input.quote) });
    recordCertificate(tx, plan, { ...option, ...taken, cause: 'HELD', holdId, deliveryId: null });
    return { holdId, userErrors: [] };
  });
  return outcome ?? refusedHold(userError('QUOTE_INVALID', 'The depot of this quote is no more. Ask for delivery options again.', ['quote']));
}

interface HoldFrame {
  readonly address: LocatedAddress;
  readonly holdId: string;
  readonly retailerId: string;
  readonly dayPlanId: string;
  readonly timeZone: string;
  readonly now: Date;
  readonly expiresAt: Date;
  readonly quoteHash: string;
}

function recordHold(tx: Transaction, read: ReadQuote, { holdId, now, address, ...frame }: HoldFrame): void {
  tx.em.create(Hold, {
    ...placeOf(read, address), ...frame, id: holdId, organizationId: tx.organizationId, accessKeyId: tx.actor?.keyId ?? null, state: 'HELD', extensions: 0, orderId: null, createdAt: now,
  });
  const { start, end } = read.option;
  tx.emit({
    type: HOLD_EVENT.held, subjectId: holdId, retailerId: frame.retailerId, occurredAt: now,
    data: { windowStart: start.toISOString(), windowEnd: end.toISOString(), expiresAt: frame.expiresAt.toISOString() },
  });
}

/** What a hold keeps of the quote and option it was taken with, and where the van goes. */
export function placeOf({ content: { basket }, option, depotId }: ReadQuote, address: LocatedAddress) {
  const { start, end, ...rest } = option;
  return { ...rest, depotId, windowStart: start, windowEnd: end, address, parcels: [...basket.parcels], handlingNeeds: [...basket.handlingNeeds] };
}

export function refusedHold(error: UserErrorData<HoldErrorCode>): HoldOutcome {
  return { holdId: null, userErrors: [error] };
}
