import { isPosition, type Address, type Position } from '../shared/geo.ts';
import { direction, foldOrdinals, nameWord, streetType, UNIT_WORDS } from './street-words.rules.ts';

/** What of an address decides whether two writings of it mean the same door. */
export interface AddressKeys {
  /** Number and street, e.g. `1216 SANTA CLARA AVE`. */
  readonly streetKey: string;
  /** `94501`, or empty when it is not known. */
  readonly postalKey: string;
  /** `ST HELENA`, or empty when it is not known. */
  readonly cityKey: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** An address whose door has a known position. */
export type KnownAddress = Omit<Address, 'position' | 'line2'> & { readonly position: Position };

const MAX_LENGTHS = { line1: 200, line2: 200, city: 100, region: 100, postalCode: 20 } as const;

/** What is wrong with the form of an address, or undefined. Says nothing about whether it exists. */
export function findAddressFault(address: Address): { readonly field: string; readonly message: string } | undefined {
  for (const [field, most] of Object.entries(MAX_LENGTHS) as [keyof typeof MAX_LENGTHS, number][]) {
    const { length } = address[field] ?? '';
    if (length > most) return { field, message: `Expected at most ${most} characters, got ${length}.` };
  }
  if (address.line1.trim() === '') return { field: 'line1', message: 'Expected a house number and street, got nothing.' };
  if (!/^[A-Za-z]{2}$/.test(address.country)) return { field: 'country', message: `Expected an ISO 3166-1 alpha-2 code such as "US", got "${address.country}".` };
  if (address.position && !isPosition(address.position)) return { field: 'position', message: 'Expected a latitude from -90 to 90 and a longitude from -180 to 180.' };
  return undefined;
}

interface AddressText {
  readonly line1: string;
  readonly city: string;
  readonly postalCode: string;
  readonly country: string;
}

const NUMBER = /^(\d+(?:-\d+|\.5)?)[A-Z]?$/;

/**
 * Brings the many writings of one address together: `1216 Santa Clara Avenue, Apt 3` and `1216 SANTA CLARA AV` have the
 * same street key. Apartments are left out: a door has one position for all of them.
 * @returns undefined when line 1 has no house number followed by a street
 */
export function addressKeys({ line1, city, postalCode, country }: AddressText): AddressKeys | undefined {
  const streetKey = streetKeyOf(line1);
  if (streetKey === undefined) return undefined;
  const land = country.trim().toUpperCase();
  return { streetKey, postalKey: postalKeyOf(postalCode, land), cityKey: wordsOf(city).map(nameWord).join(' '), country: land };
}

/** The wanted address with the position of the known one; its gaps filled, its apartment kept. */
export function mergeAddress(wanted: Address, known: KnownAddress): Address {
  const text = (own: string, other: string) => own.trim() || other;
  return {
    line1: wanted.line1.trim(),
    line2: wanted.line2?.trim() || null,
    city: text(wanted.city, known.city),
    region: text(wanted.region ?? '', known.region ?? ''),
    postalCode: text(wanted.postalCode, known.postalCode),
    country: text(wanted.country, known.country),
    position: known.position,
  };
}

/** One text for all four: what is unique in an address book. */
export function searchKeyOf({ streetKey, postalKey, cityKey, country }: AddressKeys): string {
  return [streetKey, postalKey, cityKey, country].join('|');
}

/**
 * Which of the known addresses with the wanted street key is meant. The postal code decides; where either side has none,
 * the city does. A known postal code that contradicts the wanted one is another door, and two that both fit are a riddle.
 */
export function pickAddress<T>(wanted: AddressKeys, known: readonly { readonly keys: AddressKeys; readonly value: T }[]): T | undefined {
  const sameStreet = known.filter(({ keys }) => keys.streetKey === wanted.streetKey && keys.country === wanted.country);
  const byPostalCode = sameStreet.filter(({ keys }) => keys.postalKey !== '' && keys.postalKey === wanted.postalKey);
  if (byPostalCode.length > 0) {
    const inCity = byPostalCode.filter(({ keys }) => keys.cityKey === wanted.cityKey);
    return onlyOne(inCity.length > 0 ? inCity : byPostalCode);
  }
  return onlyOne(sameStreet.filter(({ keys }) => keys.cityKey !== '' && keys.cityKey === wanted.cityKey && (keys.postalKey === '' || wanted.postalKey === '')));
}

function onlyOne<T>(found: readonly { readonly value: T }[]): T | undefined {
  return found.length === 1 ? found[0]?.value : undefined;
}

/** `94501-1234` → `94501`; a spreadsheet's leading apostrophe goes. */
export function postalKeyOf(postalCode: string, country: string): string {
  const text = postalCode.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return country === 'US' ? text.slice(0, 5) : text;
}

function streetKeyOf(line1: string): string | undefined {
  const parts = line1.split(',').map((part) => wordsOf(part.replace(/#/g, ' UNIT ')));
  // "Apt 3, 1216 Santa Clara Ave" and "1216 Santa Clara Ave, Apt 3": the street is the first part with a number before it.
  const words = parts.find((part) => part.length >= 2 && NUMBER.test(part[0]!));
  if (!words) return undefined;
  const [number, rest] = splitNumber(words);
  const street = normalizeStreet(rest);
  return street.length > 0 ? `${number} ${street.join(' ')}` : undefined;
}

/** `1216A`, `1216 1/2` and `1216.5`: the letter is an apartment, the half is a house of its own. */
function splitNumber(words: readonly string[]): [number: string, rest: string[]] {
  const number = NUMBER.exec(words[0]!)?.[1] ?? words[0]!;
  return words[1] === '1/2' ? [`${number}.5`, words.slice(2)] : [number, words.slice(1)];
}

function normalizeStreet(words: readonly string[]): string[] {
  const unitAt = words.findIndex((word, index) => index > 0 && UNIT_WORDS.has(word));
  const street = foldOrdinals(unitAt < 0 ? words : words.slice(0, unitAt));
  dropBareUnit(street);

  const leading = street.length > 2 || (street.length === 2 && !isType(street.at(-1))) ? direction(street[0] ?? '') : undefined;
  const trailing = street.length > 2 ? direction(street.at(-1) ?? '') : undefined;
  const core = street.slice(leading ? 1 : 0, trailing ? -1 : undefined);
  const type = core.length > 1 ? streetType(core.at(-1) ?? '') : undefined;
  const name = (type ? core.slice(0, -1) : core).map(nameWord);
  return [...(leading ? [leading] : []), ...name, ...(type ? [type] : []), ...(trailing ? [trailing] : [])];
}

/** `SANTA CLARA AVE 3`: what follows the type and is no direction is an apartment. */
function dropBareUnit(street: string[]): void {
  const [before, last] = [street.at(-2), street.at(-1)];
  if (street.length >= 3 && last !== undefined && isType(before) && /^(\d+[A-Z]?|[A-Z]\d*)$/.test(last) && !direction(last)) street.pop();
}

function isType(word: string | undefined): boolean {
  return word !== undefined && streetType(word) !== undefined;
}

/** Upper-case words without accents and punctuation; `D'Este` is one word, `Sixty-Third` two, a number's hyphen stays. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[\u0300-\u036F'’.](?!5\b)/g, '')
    .replace(/(?<!\d)-|-(?!\d)/g, ' ')
    .replace(/[^A-Z0-9/.-]+/g, ' ')
    .split(' ')
    .filter((word) => word !== '');
}
