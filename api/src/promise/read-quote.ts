import { userError, type UserErrorData } from '../shared/errors.ts';
import type { Server } from '../platform/context.ts';
import type { OptionContent } from './offer.rules.ts';
import { openOptionId, openQuote, type QuoteContent } from './quote-seal.ts';

/** A quote and one of its options, both found genuine and in time. */
export interface ReadQuote {
  readonly content: QuoteContent;
  readonly option: OptionContent;
  readonly depotId: string;
}

/** Who holds the quote, and what it must be for. */
export interface QuoteHolder {
  readonly organizationId: string;
  readonly retailerId: string | null;
  /** Null: for a new delivery; else another try of this one. */
  readonly deliveryId: string | null;
}

/** Opens a quote and one of its option ids. A forged one, somebody else's and one for another purpose answer alike. */
export function readQuote(server: Server, input: { readonly quote: string; readonly optionId: string }, holder: QuoteHolder): ReadQuote | UserErrorData<'QUOTE_INVALID' | 'QUOTE_EXPIRED'> {
  const content = openQuote(server.secret, input.quote);
  const isTheirs = content?.organizationId === holder.organizationId && content.retailerId === holder.retailerId && content.deliveryId === holder.deliveryId;
  if (!content || !isTheirs || content.depotId === null) {
    return userError('QUOTE_INVALID', 'This quote was not made for you by this server. Ask for delivery options and give their quote unchanged.', ['quote']);
  }
  if (server.clock.now().getTime() >= content.expiresAt) {
    return userError('QUOTE_EXPIRED', `This quote expired at ${new Date(content.expiresAt).toISOString()}. Ask for delivery options again.`, ['quote']);
  }
  if (content.precision === 'POSTAL_AREA') {
    return userError('QUOTE_INVALID', 'The options of a postal area can\'t be held, because nobody knows the door yet. Ask for delivery options with the address.', ['quote']);
  }
  const option = openOptionId(server.secret, input.quote, input.optionId);
  if (!option) return userError('QUOTE_INVALID', 'This option is not one of the quote. Give an id of its options.', ['optionId']);
  return { content, option, depotId: content.depotId };
}
