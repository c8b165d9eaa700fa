import { listOffers } from './list-offers.ts';
import type { Offer } from './offer.rules.ts';
import type { QuoteReader } from './quote-reader.ts';
import { openOptionId, openQuote } from './quote-seal.ts';

const MOST_ALTERNATIVES = 6;

/** What of the same quote is still open when a window is gone: nearest in time first, of equals the earlier. */
export async function findAlternatives(reader: QuoteReader, { quote, optionId }: { readonly quote: string; readonly optionId: string }): Promise<Offer[]> {
  const content = openQuote(reader.server.secret, quote);
  const wanted = openOptionId(reader.server.secret, quote, optionId);
  if (!content || !wanted) return [];
  const distance = (offer: Offer) => Math.abs(offer.start.getTime() - wanted.start.getTime());
  const offers = await listOffers(reader, quote, content);
  return offers
    .filter((offer) => offer.reason === null && offer.id !== optionId)
    .sort((one, other) => distance(one) - distance(other) || one.start.getTime() - other.start.getTime())
    .slice(0, MOST_ALTERNATIVES);
}
