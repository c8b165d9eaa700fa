import { shareOf } from './random.ts';
import { isRefusal, refusal, type AddressRecord, type BasketRecord, type Place, type QuoteRecord, type Refusal } from './records.ts';
import { addDays, instantOf, iso, localDate, MINUTE, SECOND } from './time.ts';
import { takenIn, windowKey, type World } from './world.ts';

const QUOTE_LIFE = 15 * MINUTE;
const MOST_ALTERNATIVES = 6;

/** Postal codes that the fake treats in a way of its own, for tests of what a shopper then sees. */
export const SPECIAL_POSTAL_CODES = { outsideTerritory: '00000', unknownAddress: '99999' } as const;

/** Why a window or an address can't be had, as the server says it. */
export const REASONS = {
  FULL: 'No van can come in this window without breaking a promise already made. Choose another window.',
  AFTER_CUTOFF: 'It is too late to order for this window. Choose a later one.',
  OUTSIDE_TERRITORY: 'We do not deliver to this address.',
  UNKNOWN_ADDRESS: 'We do not know this address. Check its spelling, or give its position.',
} as const;
export type Reason = keyof typeof REASONS;

/** Why nothing is delivered to an address, or null. */
export function addressReason({ postalCode }: AddressRecord): Reason | null {
  if (postalCode === SPECIAL_POSTAL_CODES.outsideTerritory) return 'OUTSIDE_TERRITORY';
  return postalCode === SPECIAL_POSTAL_CODES.unknownAddress ? 'UNKNOWN_ADDRESS' : null;
}

/** The address with a position: the one given, or one in the city that belongs to its text. */
export function located(world: World, address: AddressRecord): AddressRecord {
  const share = (what: string) => shareOf(`${what} ${address.line1} ${address.postalCode}`, world.settings.seed) - 0.5;
  const position = address.position ?? { latitude: 37.8 + share('latitude') * 0.1, longitude: -122.25 + share('longitude') * 0.1 };
  return { ...address, country: address.country ?? 'US', position };
}

/** What is asked of a quote. */
export interface QuoteRequest {
  readonly address: AddressRecord;
  readonly basket: BasketRecord;
  readonly from: string | null;
  readonly days: number;
  readonly deliveryId: string | null;
  readonly isOfArea?: boolean;
}

/** Makes a quote with every window of those days. */
export function makeQuote(world: World, { address, basket, from, days, deliveryId, isOfArea = false }: QuoteRequest): QuoteRecord {
  const { timeZone } = world.settings;
  const first = from ?? localDate(world.now, timeZone);
  const places = addressReason(address) ? [] : Array.from({ length: days }, (_, day) => windowsOn(world, addDays(first, day))).flat();
  const quote: QuoteRecord = {
    id: world.newId('quote'), expiresAt: world.now + QUOTE_LIFE, address: located(world, address), basket, deliveryId, isOfArea,
    options: new Map(places.map((place) => [world.newId('opt'), place])),
  };
  world.quotes.set(quote.id, quote);
  return quote;
}

/** Every window that is sold on a local date. */
export function windowsOn({ serviceLevels, settings: { timeZone } }: World, date: string): Place[] {
  return serviceLevels.flatMap((serviceLevel) =>
    serviceLevel.windows.map(({ start, end }) => ({ date, serviceLevel, start: instantOf(date, start, timeZone), end: instantOf(date, end, timeZone) })),
  );
}

/** Why a window can't be had now, or null; a hold that would move is no obstacle to itself. */
export function windowReason(world: World, place: Place, holdId?: string): Reason | null {
  if (place.start - place.serviceLevel.leadSeconds * SECOND < world.now) return 'AFTER_CUTOFF';
  const key = windowKey(place);
  const { placesPerWindow, fullShare, seed } = world.settings;
  if (world.soldOut.has(key) || shareOf(key, seed) < fullShare) return 'FULL';
  return takenIn(world, place, holdId) >= placesPerWindow ? 'FULL' : null;
}

/** A quote and the window of one of its options; or why they are no good. */
export function readQuote(world: World, { quote: id, optionId }: { quote: string; optionId: string }, deliveryId: string | null = null): { quote: QuoteRecord; place: Place } | Refusal {
  const quote = world.quotes.get(id);
  if (!quote || quote.deliveryId !== deliveryId) return refusal('QUOTE_INVALID', ['quote'], 'This quote was not made for you by this server. Ask for delivery options and give their quote unchanged.');
  if (quote.isOfArea) return refusal('QUOTE_INVALID', ['quote'], "The options of a postal area can't be held, because nobody knows the door yet. Ask for delivery options with the address.");
  if (world.now >= quote.expiresAt) return refusal('QUOTE_EXPIRED', ['quote'], `This quote expired at ${iso(quote.expiresAt)}. Ask for delivery options again.`);
  const place = quote.options.get(optionId);
  return place ? { quote, place } : refusal('QUOTE_INVALID', ['optionId'], 'This option is not one of the quote. Give an id of its options.');
}

/** The same, and the window can still be had. */
export function readFreeOption(world: World, input: { quote: string; optionId: string }, { holdId, deliveryId }: { holdId?: string; deliveryId?: string } = {}): { quote: QuoteRecord; place: Place } | Refusal {
  const read = readQuote(world, input, deliveryId ?? null);
  if (isRefusal(read)) return read;
  const reason = windowReason(world, read.place, holdId);
  return reason ? refusal('WINDOW_GONE', ['optionId'], REASONS[reason]) : read;
}

/** What of the same quote can be had instead: the nearest in time first. */
export function alternativesTo(world: World, { quote, optionId }: { quote: string; optionId: string }): { quote: QuoteRecord; ids: string[] } | undefined {
  const found = world.quotes.get(quote);
  const wanted = found?.options.get(optionId);
  if (!found || !wanted) return undefined;
  const free = [...found.options].filter(([id, place]) => id !== optionId && windowReason(world, place) === null);
  free.sort(([, a], [, b]) => Math.abs(a.start - wanted.start) - Math.abs(b.start - wanted.start) || a.start - b.start);
  return { quote: found, ids: free.slice(0, MOST_ALTERNATIVES).map(([id]) => id) };
}
