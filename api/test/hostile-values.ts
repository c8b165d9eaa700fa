import { GraphQLEnumType, GraphQLInputObjectType, GraphQLNonNull, getNullableType, isListType, isNonNullType, type GraphQLInputType } from 'graphql';
import { ID_PREFIX, kindOfId, newId } from '../src/shared/ids.ts';
import { addressNear, SMALL_BASKET, TODAY, TOMORROW } from './fixtures.ts';

/** Random numbers from a seed (mulberry32), so that a failing run can be run again. */
export class Dice {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  /** From 0 to below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  chance(share: number): boolean {
    return this.next() < share;
  }
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }
  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
}

/** What answers have told so far, to be sent again: right ids in right and wrong places. */
export class Loot {
  readonly #ids = new Map<string, string[]>();
  readonly #texts = new Map<string, string[]>();
  readonly #hidden: ReadonlySet<string>;
  #favorites: Loot | undefined;

  /** @param hidden ids that must not be sent: of the keys that the test itself goes on with */
  constructor(hidden: Iterable<string> = []) {
    this.#hidden = new Set(hidden);
  }

  /** What is worth most just now (a quote in time, a route under way): every other choice is made here. */
  favor(answers: unknown): void {
    this.#favorites = new Loot(this.#hidden);
    this.#favorites.gather(answers);
    this.gather(answers);
  }
  /** Takes every id, quote, option id and barcode of an answer. */
  gather(answer: unknown): void {
    const text = JSON.stringify(answer) ?? '';
    for (const [id] of text.matchAll(new RegExp(`(?:${Object.values(ID_PREFIX).join('|')})_[0-9a-z]{26}`, 'g'))) this.#add(this.#ids, kindOfId(id) ?? '', id);
    for (const [, name, value] of text.matchAll(/"(quote|barcode|reference|cursor|endCursor)":"([^"\\]+)"/g)) this.#add(this.#texts, name!, value!);
    for (const [, id] of text.matchAll(/"id":"([\w-]+\.[\w-]+)"/g)) this.#add(this.#texts, 'optionId', id!);
  }
  /** An id for a field of that name: mostly one of the kind that the name says. */
  id(name: string, dice: Dice): string {
    if (this.#favorites && dice.chance(0.6)) return this.#favorites.id(name, dice);
    const kind = Object.keys(ID_PREFIX).find((each) => name.toLowerCase() === `${each.toLowerCase()}id`) ?? (name.endsWith('UploadId') ? 'upload' : name === 'apiKeyId' ? 'accessKey' : undefined);
    const own = this.#ids.get(kind ?? (this.#ids.size > 0 ? dice.pick([...this.#ids.keys()]) : ''));
    return own ? dice.pick(own.slice(-RECENT)) : newId('delivery');
  }
  text(name: string, dice: Dice): string | undefined {
    if (this.#favorites && dice.chance(0.6)) return this.#favorites.text(name, dice);
    const own = this.#texts.get(name === 'after' ? dice.pick(['cursor', 'endCursor']) : name);
    return own && dice.pick(own.slice(-RECENT));
  }
  #add(map: Map<string, string[]>, key: string, value: string): void {
    if (this.#hidden.has(value)) return;
    const known = map.get(key) ?? [];
    if (!known.includes(value)) known.push(value);
    map.set(key, known);
  }
}

const RECENT = 12;

/** Values at and over the edges, by scalar. */
const HOSTILE: Readonly<Record<string, readonly unknown[]>> = {
  String: ['', ' ', '\0', 'a\ud800', '\u202e\u200b', '𝕏'.repeat(400), 'x'.repeat(256), 'x'.repeat(20_000), `'; drop table delivery; --`, '__proto__', '%', '{}', '../../etc/passwd', '\r\nSet-Cookie: a=b', 'NaN', 7, true, [], {}],
  Int: [0, -1, 1, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5, 1e308, '1', true],
  Float: [0, -0, 5e-324, 1e308, -1e308, 90.000001, -181, '1'],
  Boolean: ['true', 1, 0],
  ID: ['', 'x', '\0', 'x'.repeat(5_000), 'dlv_', 'DLV_01H455VB4PEX5VSKNK084SN02Q', 'dlv_01h455vb4pex5vsknk084sn02q', `dlv_' or 1=1 --`, 0, -1],
  LocalDate: ['2026-02-30', '0000-01-01', '9999-12-31', '1900-01-01', '2199-12-31', '2026-11-01', '2027-03-14', '2026-11-20', 'today', ''],
  LocalTime: ['00:00', '23:59', '24:00', '02:30', '9:00', ''],
  Duration: ['PT0S', '-PT5M', 'P9999999Y', 'PT0.4S', 'PT1E9S', 'P', ''],
  Decimal: ['0', '-0.00', '-1', '999999999999', '999999999999.999999', '0.001', 'NaN', '1e5', ''],
  DateTimeISO: ['1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', '+275760-09-13T00:00:00Z', '2026-11-22T10:00:00', 'now', 0],
  GeoJSONPolygon: [
    {}, { type: 'Polygon', coordinates: [] }, { type: 'Polygon', coordinates: [[]] }, { type: 'Polygon', coordinates: [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]] },
    { type: 'Polygon', coordinates: [[[179, 0], [-179, 0], [-179, 1], [179, 0]]] }, { type: 'Polygon', coordinates: [[['0', '0'], ['1', '0'], ['1', '1'], ['0', '0']]] },
    { type: 'Polygon', coordinates: [[[0, 0], [0, 0], [0, 0], [0, 0]]] }, { type: 'Point', coordinates: [0, 0] }, 'POLYGON', null,
    { type: 'Polygon', coordinates: [[...Array.from({ length: 2_500 }, (_, index) => [Math.cos(index / 400), Math.sin(index / 400)]), [1, 0]]] },
  ],
};

/** How a value is made up. */
export interface Recipe {
  readonly dice: Dice;
  readonly loot: Loot;
  /** Share of the values that are hostile. */
  readonly hostility: number;
  /** ISO 8601; most instants are near it. */
  readonly now: Date;
}

/** A value for an input type: mostly one that could be meant, sometimes one that nobody means. */
export function madeUp(type: GraphQLInputType, name: string, recipe: Recipe): unknown {
  const { dice, hostility } = recipe;
  // An order has either a hold or all that a hold would say.
  if (!isNonNullType(type) && dice.chance(name === 'holdId' ? 0.8 : 0.12)) return null;
  if (isNonNullType(type) && dice.chance(hostility / 8)) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const length = dice.chance(hostility) ? dice.pick([0, 101, 300]) : 1 + dice.below(2);
    return Array.from({ length }, () => madeUp(new GraphQLNonNull(getNullableType(nullable.ofType)), name.replace(/s$/, ''), recipe));
  }
  if (nullable instanceof GraphQLInputObjectType) {
    if (nullable.name === 'BasketInput' && !dice.chance(3 * hostility)) return SMALL_BASKET;
    if (nullable.name === 'AddressInput' && !dice.chance(3 * hostility)) return addressNear(dice.below(40));
    return Object.fromEntries(Object.values(nullable.getFields()).map((field) => [field.name, madeUp(field.type, field.name, recipe)]));
  }
  if (nullable instanceof GraphQLEnumType) return dice.chance(hostility) ? 'NOTHING_OF_OURS' : dice.pick(nullable.getValues()).name;
  return dice.chance(hostility) ? damaged(dice.pick(HOSTILE[nullable.name] ?? [null]), name, recipe) : sensible(nullable.name, name, recipe);
}

/** For sealed texts a damaged real one is worse than any made-up one. */
function damaged(value: unknown, name: string, { dice, loot }: Recipe): unknown {
  const real = loot.text(name, dice);
  if (real === undefined || dice.chance(0.5)) return value;
  const at = dice.below(real.length);
  return dice.pick([real.slice(0, at), `${real.slice(0, at)}A${real.slice(at + 1)}`, real + real, real.toUpperCase()]);
}

function sensible(scalar: string, name: string, { dice, loot, now }: Recipe): unknown {
  const minutes = (count: number) => new Date(now.getTime() + count * 60_000).toISOString();
  switch (scalar) {
    case 'ID': return name === 'optionId' ? (loot.text(name, dice) ?? 'none') : loot.id(name, dice);
    case 'String': return loot.text(name, dice) ?? SENSIBLE_TEXT[name] ?? `${name} ${dice.below(1_000_000)}`;
    case 'Int': return dice.pick([1, 2, 5, 10, 100]);
    case 'Float': return name === 'latitude' ? 37.8 + dice.next() / 50 : name === 'longitude' ? -122.25 + dice.next() / 50 : dice.below(100);
    case 'Boolean': return dice.chance(0.5);
    case 'LocalDate': return name === 'expiresOn' ? '2030-01-01' : dice.pick([TODAY, TOMORROW, TOMORROW, '2026-11-23']);
    case 'LocalTime': return name === 'end' ? '16:00' : dice.pick(['08:00', '10:00', '12:00']);
    case 'Duration': return dice.pick(['PT5M', 'PT1H', 'PT8H']);
    case 'Decimal': return '5.90';
    case 'DateTimeISO': return minutes(-dice.below(10));
    case 'GeoJSONPolygon': return { type: 'Polygon', coordinates: [[[-122.3, 37.7], [-122.2, 37.7], [-122.2, 37.8], [-122.3, 37.7]]] };
    default: return {};
  }
}

const SENSIBLE_TEXT: Readonly<Record<string, string>> = {
  currency: 'USD', timeZone: 'America/Los_Angeles', country: 'US', locale: 'en', primaryColor: '#112233', accentColor: '#445566', logoUrl: 'https://shop.example/logo.png',
  serviceLevelCode: 'two-hours', contentType: 'image/png', allowedOrigin: 'https://shop.example', skill: 'KEEP_COLD', email: 'ada@example.com', phone: '+1 510 555 0100',
};
