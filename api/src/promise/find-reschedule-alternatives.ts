import type { Actor } from '../platform/auth/actor.ts';
import { findChangeable } from './find-changeable.ts';
import { inSnapshot } from './in-snapshot.ts';
import { listRescheduleOffers, type RescheduleOffer } from './list-reschedule-offers.ts';
import type { QuoteReader } from './quote-reader.ts';
import { openOptionId, openQuote } from './quote-seal.ts';

const MOST_ALTERNATIVES = 6;

/** What of the same quote can still be had for a delivery when a window is gone: nearest in time first, of equals the earlier. */
export async function findRescheduleAlternatives(reader: QuoteReader, actor: Actor | null, input: { readonly deliveryId?: string | null; readonly quote: string; readonly optionId: string }): Promise<RescheduleOffer[]> {
  const content = openQuote(reader.server.secret, input.quote);
  const wanted = openOptionId(reader.server.secret, input.quote, input.optionId);
  const changeable = await findChangeable(reader.em, actor, input.deliveryId);
  if (!content || !wanted || !changeable) return [];
  const distance = (offer: RescheduleOffer) => Math.abs(offer.start.getTime() - wanted.start.getTime());
  const offers = await inSnapshot(reader, (snapshot) => listRescheduleOffers(snapshot, input.quote, content, changeable));
  return offers
    .filter((offer) => offer.reason === null && offer.id !== input.optionId)
    .sort((one, other) => distance(one) - distance(other) || one.start.getTime() - other.start.getTime())
    .slice(0, MOST_ALTERNATIVES);
}
