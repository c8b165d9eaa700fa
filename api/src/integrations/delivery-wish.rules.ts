import { DateTime } from 'luxon';
import { isLocalDate } from '../shared/time.ts';

/** When a shopper asked to be delivered to; what is missing is left to us. */
export interface DeliveryWish {
  /** Local date, `YYYY-MM-DD`. */
  readonly date?: string;
  /** Local time, `HH:MM`. */
  readonly start?: string;
  /** Local time, `HH:MM`; without it the wish names only when a window starts. */
  readonly end?: string;
}

export type WishReading = { readonly wish: DeliveryWish } | { readonly fault: string };

/** Dates that can be read in one way only; 04/05/2026 is not among them. */
const WORDY_DATES = ['LLLL d, yyyy', 'LLL d, yyyy', 'cccc, LLLL d, yyyy', 'ccc, LLL d, yyyy', 'd LLLL yyyy', 'd LLL yyyy'];
const TIME = String.raw`(\d{1,2})(?::(\d{2}))?\s*(am|pm)?`;
const TIME_SPAN = new RegExp(`^${TIME}(?:\\s*(?:-|–|—|to|until)\\s*${TIME})?$`);

/**
 * Reads when to deliver from the note attributes of a Shopify order, one `Key: value` a line, by the names that
 * delivery-date apps write: `Delivery-Date`, `Delivery-Time`, `Checkout-Method`.
 */
export function readDeliveryWish(noteAttributes: string): WishReading {
  const attributes = new Map(noteAttributes.split('\n').map(readAttribute));
  const method = attributes.get('checkoutmethod')?.toLowerCase();
  if (method === 'pickup') return { fault: 'The shopper picks this order up: Checkout-Method is "pickup".' };
  const [dateText, timeText] = [attributes.get('deliverydate') ?? '', attributes.get('deliverytime') ?? ''];
  const date = readDate(dateText);
  if (dateText && !date) return { fault: `Delivery-Date "${dateText}" is not a date such as 2026-11-24.` };
  const span = timeText ? readTimeSpan(timeText) : {};
  if (!span) return { fault: `Delivery-Time "${timeText}" is not a time span such as "10:00 - 12:00" or "10:00 AM - 12:00 PM".` };
  return { wish: { ...(date && { date }), ...span } };
}

function readAttribute(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  const name = (colon < 0 ? line : line.slice(0, colon)).toLowerCase().replace(/[^a-z]/g, '');
  return [name, colon < 0 ? '' : line.slice(colon + 1).trim()];
}

function readDate(text: string): string | undefined {
  const numbers = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (numbers) {
    const date = [numbers[1]!, numbers[2]!.padStart(2, '0'), numbers[3]!.padStart(2, '0')].join('-'); // the pattern has three groups
    return isLocalDate(date) ? date : undefined;
  }
  for (const format of WORDY_DATES) {
    const date = DateTime.fromFormat(text, format, { zone: 'utc', locale: 'en' });
    if (date.isValid) return date.toFormat('yyyy-MM-dd');
  }
  return undefined;
}

function readTimeSpan(text: string): Pick<DeliveryWish, 'start' | 'end'> | undefined {
  const match = TIME_SPAN.exec(text.trim().toLowerCase());
  if (!match) return undefined;
  const [, hour, minute, half, endHour, endMinute, endHalf] = match;
  if (endHour === undefined) return withTimes(toTime(hour, minute, half));
  const end = toTime(endHour, endMinute, endHalf);
  // "2-4 PM" starts in the half of the day it ends in, "10-2 PM" in the one before.
  const starts = (half ? [half] : endHalf ? [endHalf, 'am'] : [undefined]).map((guess) => toTime(hour, minute, guess));
  const start = starts.find((time) => time !== undefined && end !== undefined && time < end);
  return start && end ? { start, end } : undefined;
}

function withTimes(start: string | undefined): Pick<DeliveryWish, 'start'> | undefined {
  return start === undefined ? undefined : { start };
}

function toTime(hour: string | undefined, minute = '00', half: string | undefined): string | undefined {
  const clockHour = Number(hour);
  if (half && (clockHour < 1 || clockHour > 12)) return undefined;
  const hours = half ? (clockHour % 12) + (half === 'pm' ? 12 : 0) : clockHour;
  return hours <= 23 && Number(minute) <= 59 ? `${String(hours).padStart(2, '0')}:${minute}` : undefined;
}
