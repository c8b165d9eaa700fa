import type { Delivery } from '../orders/delivery.entity.ts';
import { Parcel } from '../orders/parcel.entity.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { DoorstepError } from '../shared/errors.ts';
import { findChangeable, type Changeable } from './find-changeable.ts';
import { inSnapshot } from './in-snapshot.ts';
import { listRescheduleOffers, savedBy, type RescheduleOffer } from './list-reschedule-offers.ts';
import type { QuoteReader } from './quote-reader.ts';
import { QUOTE_LIFETIME, sealQuote, type QuoteContent } from './quote-seal.ts';
import { MAX_DAYS, today } from './quote-windows.ts';
import { feeOf, feePartsOf, feeRuleOf, findCancelRefusal, findRescheduleRefusal, type ChangeRefusal, type FeePartData } from './reschedule.rules.ts';

/** What calling off would cost now, or why it can't be done. */
export interface CancellationQuote {
  readonly reason: ChangeRefusal | null;
  readonly feeMinor: number;
  readonly because: readonly FeePartData[];
}

/** Other windows for a delivery that is promised, each with what it costs more or less. */
export interface RescheduleQuote {
  readonly delivery: Delivery;
  /** Null when nothing can be changed. */
  readonly quote: string | null;
  readonly expiresAt: Date;
  readonly reason: ChangeRefusal | null;
  readonly offers: readonly RescheduleOffer[];
  readonly cancellation: CancellationQuote;
}

export interface RescheduleRequest {
  /** Not needed with a tracking link. */
  readonly deliveryId?: string | null;
  /** First local date; default today at the depot. */
  readonly from?: string | null;
  /** 1 to 14. */
  readonly days: number;
}

/**
 * The windows a delivery could be moved to, each with its fee or refund from what the vans drive more or less, on the terms of its retailer.
 * Also another try after a failed attempt, which is free. No lock, no write.
 * @returns null for a delivery that is not there or may not be seen
 * @throws DoorstepError `BAD_USER_INPUT` for a number of days that has no meaning
 */
export async function quoteReschedule(reader: QuoteReader, actor: Actor | null, request: RescheduleRequest): Promise<RescheduleQuote | null> {
  const { days } = request;
  if (days < 1 || days > MAX_DAYS) throw new DoorstepError('BAD_USER_INPUT', `days: expected 1 to ${MAX_DAYS}, got ${days}.`);
  return inSnapshot(reader, (snapshot) => makeRescheduleQuote(snapshot, actor, request));
}

async function makeRescheduleQuote(reader: QuoteReader, actor: Actor | null, { deliveryId, from, days }: RescheduleRequest): Promise<RescheduleQuote | null> {
  const changeable = await findChangeable(reader.em, actor, deliveryId);
  if (!changeable) return null;
  const { delivery } = changeable;
  const now = reader.server.clock.now();
  const reason = findRescheduleRefusal({ ...changeable, state: delivery.state, windowStart: delivery.windowStart, now }) ?? null;
  const expiresAt = new Date(now.getTime() + QUOTE_LIFETIME);
  const cancellation = await quoteCancellation(reader, changeable, now);
  if (reason) return { delivery, quote: null, expiresAt, reason, offers: [], cancellation };

  const content = await contentOf(reader, changeable, { from: from ?? (await today(reader, delivery.depotId)), days, expiresAt: expiresAt.getTime() });
  const quote = sealQuote(reader.server.secret, content);
  return { delivery, quote, expiresAt, reason, offers: await listRescheduleOffers(reader, quote, content, changeable), cancellation };
}

async function contentOf({ em }: QuoteReader, { delivery, policy, isCourier }: Changeable, frame: Pick<QuoteContent, 'from' | 'days' | 'expiresAt'>): Promise<QuoteContent> {
  const { id: deliveryId, organizationId, retailerId, depotId, latitude, longitude, handlingNeeds, state, date, windowStart } = delivery;
  const parcels = await em.find(Parcel, { deliveryId }, { orderBy: { id: 'asc' } });
  return {
    ...frame, organizationId, retailerId, deliveryId, depotId, precision: 'ADDRESS',
    address: { ...delivery.address, position: { latitude, longitude } },
    basket: { parcels: parcels.map(sizeOf), handlingNeeds },
    change: { rule: feeRuleOf({ state, policy, isCourier }), date, windowStart: windowStart.getTime() },
  };
}

async function quoteCancellation(reader: QuoteReader, { delivery, policy, isCourier, isRecipient }: Changeable, now: Date): Promise<CancellationQuote> {
  const { state, windowStart } = delivery;
  const reason = findCancelRefusal({ state, windowStart, policy, isCourier, now }, isRecipient) ?? null;
  const rule = feeRuleOf({ state, policy, isCourier });
  const savedMinor = reason === null && rule === 'AT_COST' ? await savedBy(reader, delivery) : 0;
  const feeMinor = reason === null ? feeOf(rule, { marginalMinor: -savedMinor, levelMinor: 0, paidMinor: delivery.priceMinor, fixedFeeMinor: policy.fixedFeeMinor }) : 0;
  return { reason, feeMinor, because: reason === null ? feePartsOf(rule, feeMinor, 0) : [] };
}

function sizeOf({ weightGrams, lengthMillimeters, widthMillimeters, heightMillimeters }: Parcel) {
  return { weightGrams, lengthMillimeters, widthMillimeters, heightMillimeters };
}
