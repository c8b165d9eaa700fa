import { findAddressFault } from '../network/address.rules.ts';
import type { Catalogue } from '../network/catalogue.ts';
import { findTerritory } from '../network/find-territory.rules.ts';
import { locateAddress, type LocatedAddress } from '../network/locate-address.ts';
import { findPostalAreaFault, locatePostalArea, type PostalArea } from '../network/locate-postal-area.ts';
import { findBasketFault, USUAL_BASKET, type BasketData } from '../orders/basket.rules.ts';
import { DoorstepError } from '../shared/errors.ts';
import type { Address, Position } from '../shared/geo.ts';
import { localDate } from '../shared/time.ts';
import { datesOf, listOffers } from './list-offers.ts';
import { REASON_MESSAGES, type Offer, type OptionsPrecision, type UnavailableReason } from './offer.rules.ts';
import type { QuoteReader } from './quote-reader.ts';
import { QUOTE_LIFETIME, sealQuote, type QuoteContent } from './quote-seal.ts';

/** What a shopper asks. Exactly one of `address` and `postalArea`. */
export interface QuoteRequest {
  readonly address?: Address | null;
  readonly postalArea?: PostalArea | null;
  /** Default one small parcel. */
  readonly basket?: BasketData | null;
  /** First local date; default today at the depot. */
  readonly from?: string | null;
  /** 1 to 14. */
  readonly days: number;
}

/** A sealed quote with its options. */
export interface Quote {
  readonly quote: string;
  readonly expiresAt: Date;
  /** When it was made. */
  readonly asOf: Date;
  readonly precision: OptionsPrecision;
  readonly address: Address;
  readonly offers: readonly Offer[];
  /** Why there are no options at all. */
  readonly reason: UnavailableReason | null;
  readonly message: string | null;
}

/** The most days a quote reaches over. */
export const MAX_DAYS = 14;

/**
 * What can be promised to an address, or to the middle of a postal area: each option proven by an insertion into the day plan as it is now. No lock, no write, and as a rule no row read.
 * @throws DoorstepError `BAD_USER_INPUT` for an address, area, basket or number of days that has no meaning
 */
export async function quoteWindows(reader: QuoteReader, request: QuoteRequest): Promise<Quote> {
  checkRequest(request);
  const { address, postalArea, basket, days } = request;
  const place = address ? await placeOfAddress(reader, address, request) : await placeOfArea(reader, postalArea!);
  const quote = await makeQuote(reader, {
    address: place.address, precision: place.precision, basket: basket ?? USUAL_BASKET, depotId: place.depotId, deliveryId: null, days,
    from: request.from ?? (await today(reader, place.depotId)),
  });
  const { reason } = place;
  return { ...quote, address: place.shown, reason, message: place.message ?? (reason && REASON_MESSAGES[reason]) };
}

interface QuotedPlace {
  readonly precision: OptionsPrecision;
  readonly address: LocatedAddress;
  /** The address as the answer has it. */
  readonly shown: Address;
  readonly depotId: string | null;
  readonly reason: UnavailableReason | null;
  readonly message?: string;
}

/** An address that was not found opens nothing; its quote names no depot. */
const NOWHERE = { latitude: 0, longitude: 0 };

async function placeOfAddress(reader: QuoteReader, address: Address, days: Pick<QuoteRequest, 'from' | 'days'>): Promise<QuotedPlace> {
  const { server, em, organizationId } = reader;
  const located = await locateAddress({ ports: server.ports, em, organizationId }, address);
  if (!located) return { precision: 'ADDRESS', address: { ...address, position: NOWHERE }, shown: address, depotId: null, reason: 'UNKNOWN_ADDRESS' };
  const depotId = await findDepot(reader, located.position, days);
  return { precision: 'ADDRESS', address: located, shown: located, depotId, reason: depotId === null ? 'OUTSIDE_TERRITORY' : null };
}

/** The door that stands for an area stays in the sealed quote: it is somebody's. */
async function placeOfArea({ em, view }: QuoteReader, area: PostalArea): Promise<QuotedPlace> {
  const located = await locatePostalArea(em, area, (await view.catalogue()).territories);
  const shown: Address = { line1: '', city: located?.city ?? '', region: located?.region || null, postalCode: area.postalCode.trim(), country: area.countryCode.trim().toUpperCase(), position: null };
  const frame = { precision: 'POSTAL_AREA' as const, shown, address: { ...shown, position: located?.position ?? NOWHERE }, depotId: located?.depotId ?? null };
  if (!located) return { ...frame, reason: 'UNKNOWN_ADDRESS', message: 'We know no address with this postal code. Give the whole address.' };
  return { ...frame, reason: located.depotId === null ? 'OUTSIDE_TERRITORY' : null };
}

/** Seals a quote and lists its options. */
export async function makeQuote(reader: QuoteReader, about: Pick<QuoteContent, 'address' | 'precision' | 'basket' | 'depotId' | 'deliveryId' | 'from' | 'days'>): Promise<Omit<Quote, 'reason' | 'message'> & { address: LocatedAddress }> {
  const { server, organizationId, retailerId } = reader;
  const asOf = server.clock.now();
  const expiresAt = new Date(asOf.getTime() + QUOTE_LIFETIME);
  const content: QuoteContent = { organizationId, retailerId, ...about, expiresAt: expiresAt.getTime() };
  const quote = sealQuote(server.secret, content);
  return { quote, expiresAt, asOf, precision: about.precision, address: about.address, offers: await listOffers(reader, quote, content) };
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

function checkRequest({ address, postalArea, basket, days }: QuoteRequest): void {
  if ((address == null) === (postalArea == null)) throw new DoorstepError('BAD_USER_INPUT', 'Give either "address" or "postalArea".');
  const addressFault = address && findAddressFault(address);
  if (addressFault) throw new DoorstepError('BAD_USER_INPUT', `address.${addressFault.field}: ${addressFault.message}`);
  const areaFault = postalArea && findPostalAreaFault(postalArea);
  if (areaFault) throw new DoorstepError('BAD_USER_INPUT', `postalArea.${areaFault.field}: ${areaFault.message}`);
  const basketFault = basket && findBasketFault(basket);
  if (basketFault) throw new DoorstepError('BAD_USER_INPUT', `basket.${basketFault.field.join('.')}: ${basketFault.message}`);
  if (days < 1 || days > MAX_DAYS) throw new DoorstepError('BAD_USER_INPUT', `days: expected 1 to ${MAX_DAYS}, got ${days}.`);
}
