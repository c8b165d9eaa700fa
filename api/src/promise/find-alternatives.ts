import { listOffers } from './list-offers.ts';
import type { Offer } from './offer.rules.ts';
import type { QuoteReader } from './quote-reader.ts';
import { openOptionId, openQuote } from './quote-seal.ts';

/** What is still open when a window is gone. */
export interface Alternatives {
  /** Nearest in time first, of equals the earlier. */
  readonly nearest: readonly Offer[];
  /** Cheapest first, of equals the nearest in time. */
  readonly cheapest: readonly Offer[];
}

const MOST_ALTERNATIVES = 6;
/** Nothing was gone, or nothing is left. */
export const NO_ALTERNATIVES: Alternatives = { nearest: [], cheapest: [] };

/** What of the same quote is still open, at most six each way. */
export async function findAlternatives(reader: QuoteReader, { quote, optionId }: { readonly quote: string; readonly optionId: string }): Promise<Alternatives> {
  const content = openQuote(reader.server.secret, quote);
  const wanted = openOptionId(reader.server.secret, quote, optionId);
  if (!content || !wanted) return NO_ALTERNATIVES;
  const open = (await listOffers(reader, quote, content)).filter((offer) => offer.reason === null && offer.id !== optionId);
  const distance = (offer: Offer) => Math.abs(offer.start.getTime() - wanted.start.getTime());
  const byTime = (one: Offer, other: Offer) => distance(one) - distance(other) || one.start.getTime() - other.start.getTime();
  return {
    nearest: open.toSorted(byTime).slice(0, MOST_ALTERNATIVES),
    cheapest: open.toSorted((one, other) => one.priceMinor - other.priceMinor || byTime(one, other)).slice(0, MOST_ALTERNATIVES),
  };
}
