import { findAddressFault } from '../network/address.rules.ts';
import type { Catalogue } from '../network/catalogue.ts';
import { findTerritory } from '../network/find-territory.rules.ts';
import { locateAddress, type LocatedAddress } from '../network/locate-address.ts';
import { findBasketFault, type BasketData } from '../orders/basket.rules.ts';
import { DoorstepError } from '../shared/errors.ts';
import type { Address, Position } from '../shared/geo.ts';
import { localDate } from '../shared/time.ts';
import { datesOf, listOffers } from './list-offers.ts';
import { REASON_MESSAGES, type Offer, type UnavailableReason } from './offer.rules.ts';
import type { QuoteReader } from './quote-reader.ts';
import { QUOTE_LIFETIME, sealQuote, type QuoteContent } from './quote-seal.ts';

/** What a shopper asks. */
export interface QuoteRequest {
  readonly address: Address;
  readonly basket: BasketData;
  /** First local date; default today at the depot. */
  readonly from?: string | null;
  /** 1 to 14. */
  readonly days: number;
}

/** A sealed quote with its options. */
export interface Quote {
  readonly quote: string;
  readonly expiresAt: Date;
  readonly address: Address;
  readonly offers: readonly Offer[];
  /** Why there are no options at all. */
  readonly reason: UnavailableReason | null;
  readonly message: string | null;
}

/** The most days a quote reaches over. */
export const MAX_DAYS = 14;

/**
 * The windows that can be promised to an address: each proven by an insertion into the day plan as it is now. No lock, no write, and as a rule no row read.
 * @throws DoorstepError `BAD_USER_INPUT` for an address, basket or number of days that has no meaning
 */
export async function quoteWindows(reader: QuoteReader, request: QuoteRequest): Promise<Quote> {
  checkRequest(request);
  const { server, em, organizationId } = reader;
  const located = await locateAddress({ ports: server.ports, em, organizationId }, request.address);
  const depotId = located ? await findDepot(reader, located.position, request) : null;
  const quote = await makeQuote(reader, {
    // An address that was not found opens nothing; its quote names no depot.
    address: located ?? { ...request.address, position: { latitude: 0, longitude: 0 } },
    basket: request.basket,
    depotId,
    deliveryId: null,
    from: request.from ?? (await today(reader, depotId)),
    days: request.days,
  });
  const reason = !located ? 'UNKNOWN_ADDRESS' : depotId === null ? 'OUTSIDE_TERRITORY' : null;
  return { ...quote, address: located ?? request.address, reason, message: reason && REASON_MESSAGES[reason] };
}

/** Seals a quote and lists its options. */
export async function makeQuote(reader: QuoteReader, about: Pick<QuoteContent, 'address' | 'basket' | 'depotId' | 'deliveryId' | 'from' | 'days'>): Promise<Omit<Quote, 'reason' | 'message'> & { address: LocatedAddress }> {
  const { server, organizationId, retailerId } = reader;
  const expiresAt = new Date(server.clock.now().getTime() + QUOTE_LIFETIME);
  const content: QuoteContent = { organizationId, retailerId, ...about, expiresAt: expiresAt.getTime() };
  const quote = sealQuote(server.secret, content);
  return { quote, expiresAt, address: about.address, offers: await listOffers(reader, quote, content) };
}

/** The depot whose territory a position lies in, or null. */
async function findDepot({ server, view }: QuoteReader, position: Position, { from, days }: Pick<QuoteRequest, 'from' | 'days'>): Promise<string | null> {
  const depotOf = ({ territories }: Catalogue) => findTerritory(territories, position)?.depotId ?? null;
  const catalogue = await view.catalogue((known) => {
    const depotId = depotOf(known);
    return depotId === null ? undefined : { depotId, dates: datesOf(known, { depotId, from: from ?? null, days }, server.clock.now()) };
  });
  return depotOf(catalogue);
}

/** The local date at a depot now; in UTC where there is none. */
export async function today({ server, view }: Pick<QuoteReader, 'server' | 'view'>, depotId: string | null): Promise<string> {
  const timeZone = depotId === null ? undefined : (await view.catalogue()).depots.get(depotId)?.timeZone;
  return localDate(server.clock.now(), timeZone ?? 'utc');
}

function checkRequest({ address, basket, days }: QuoteRequest): void {
  const addressFault = findAddressFault(address);
  if (addressFault) throw new DoorstepError('BAD_USER_INPUT', `address.${addressFault.field}: ${addressFault.message}`);
  const basketFault = findBasketFault(basket);
  if (basketFault) throw new DoorstepError('BAD_USER_INPUT', `basket.${basketFault.field.join('.')}: ${basketFault.message}`);
  if (days < 1 || days > MAX_DAYS) throw new DoorstepError('BAD_USER_INPUT', `days: expected 1 to ${MAX_DAYS}, got ${days}.`);
}
