import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { LocatedAddress } from '../network/locate-address.ts';
import type { BasketData } from '../orders/basket.rules.ts';
import { MINUTE } from '../shared/time.ts';
import type { OptionContent, OptionsPrecision } from './offer.rules.ts';
import type { FeeRule } from './reschedule.rules.ts';

/** How long the options of a quote can be held. */
export const QUOTE_LIFETIME = 15 * MINUTE;

/** What a quote is about. It travels with the shopper, sealed, and nothing of it is stored. */
export interface QuoteContent {
  readonly organizationId: string;
  readonly retailerId: string | null;
  /** Set: another window for this delivery; else a new one. */
  readonly deliveryId: string | null;
  /** With `deliveryId`: what decides the fee, and the promise as it stood then. */
  readonly change?: { readonly rule: FeeRule; readonly date: string; readonly windowStart: number };
  readonly address: LocatedAddress;
  readonly basket: BasketData;
  /** POSTAL_AREA: the address is one of the area's, standing for it; nothing can be held. */
  readonly precision: OptionsPrecision;
  /** Null: nothing can be offered there. */
  readonly depotId: string | null;
  /** First local date and number of days that were asked for. */
  readonly from: string;
  readonly days: number;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MAC_BYTES = 16;

/** Encrypts and authenticates a quote under the server's secret (AES-256-GCM). What comes out says nothing to whoever carries it. */
export function sealQuote(secret: Buffer, content: QuoteContent): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, keyOf(secret, 'quote'), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
}

/** The content of a quote; undefined for one that this database's servers did not seal, or that was changed. Expiry is the caller's to check. */
export function openQuote(secret: Buffer, quote: string): QuoteContent | undefined {
  const bytes = Buffer.from(quote, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(ALGORITHM, keyOf(secret, 'quote'), bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as QuoteContent; // authenticated: only sealQuote wrote it
  } catch {
    return undefined;
  }
}

/** Names windows of one quote: readable for us, worthless with any other quote, and nobody else can write one. */
export function optionSealer(secret: Buffer, quote: string): (option: OptionContent) => string {
  const key = keyOfQuote(secret, quote);
  return ({ serviceLevelId, date, start, end, priceMinor, currency, pickupPointId }) => {
    const body = Buffer.from(JSON.stringify([serviceLevelId, date, start.getTime(), end.getTime(), priceMinor, currency, pickupPointId])).toString('base64url');
    return `${body}.${macOf(key, body).toString('base64url')}`;
  };
}

/** The window an option id names; undefined when it is not of this quote. */
export function openOptionId(secret: Buffer, quote: string, optionId: string): OptionContent | undefined {
  const [body = '', mac = ''] = optionId.split('.');
  const given = Buffer.from(mac, 'base64url');
  const expected = macOf(keyOfQuote(secret, quote), body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const [serviceLevelId, date, start, end, priceMinor, currency, pickupPointId] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [string, string, number, number, number, string, string | null]; // authenticated
  return { serviceLevelId, date, start: new Date(start), end: new Date(end), priceMinor, currency, pickupPointId };
}

/** A quote is long and its options are many: what they share is hashed once. As a KeyObject, which HMAC takes in a seventh of the time of a Buffer. */
function keyOfQuote(secret: Buffer, quote: string): KeyObject {
  return createSecretKey(createHmac('sha256', keyOf(secret, 'option')).update(quote).digest());
}

function macOf(key: KeyObject, body: string): Buffer {
  return createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES);
}

const DERIVED_KEYS = new WeakMap<Buffer, Map<string, KeyObject>>();

function keyOf(secret: Buffer, purpose: string): KeyObject {
  const keys = DERIVED_KEYS.get(secret) ?? new Map<string, KeyObject>();
  DERIVED_KEYS.set(secret, keys);
  const key = keys.get(purpose) ?? createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `doorstep ${purpose}`, 32)));
  keys.set(purpose, key);
  return key;
}
