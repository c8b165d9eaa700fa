import type { DeliveryWindow, Money } from './types.ts';

const DAY = 86_400_000;

// Making an Intl formatter costs some tenths of a millisecond, and a list of windows asks for the same few again and again.
const formatters = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = formatters.get(key);
  if (!format) formatters.set(key, (format = new Intl.DateTimeFormat(locale, options)));
  return format;
}

/** The local date `YYYY-MM-DD` of an instant (milliseconds) in a zone. */
export function localDate(instant: number, timeZone: string): string {
  // Swedish writes dates in ISO order.
  return dateFormat('sv', { timeZone, dateStyle: 'short' }).format(instant);
}

/** How many days a local date lies after the date of `now` in the zone; negative for the past. */
export function daysFromNow(date: string, now: number, timeZone: string): number {
  return Math.round((Date.parse(date) - Date.parse(localDate(now, timeZone))) / DAY);
}

/** A local date, with the parts asked for. */
export function formatDate(date: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return dateFormat(locale, { ...options, timeZone: 'UTC' }).format(Date.parse(date));
}

/** A local date beside now: "today", "tomorrow", "yesterday", else the date with the parts asked for. */
export function formatDay(
  date: string, now: number, timeZone: string, locale: string, options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' },
): string {
  const away = daysFromNow(date, now, timeZone);
  if (Math.abs(away) > 1) return formatDate(date, locale, options);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(away, 'day');
}

/** With a capital first letter, for words that stand alone. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** An instant as time of day in a zone. */
export function formatTime(instant: string, timeZone: string, locale: string): string {
  return dateFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' }).format(Date.parse(instant));
}

/** Two instants as a range of times of day in a zone, minutes only where there are any. */
export function formatRange(start: string, end: string, timeZone: string, locale: string): string {
  const from = Date.parse(start);
  const to = Date.parse(end);
  const format = dateFormat(locale, { timeZone, hour: 'numeric', minute: '2-digit' });
  const range = format.formatRange(from, to);
  // "4:00 – 6:00 PM" reads slower than "4 – 6 PM"; clocks of 24 hours keep their minutes.
  return format.resolvedOptions().hour12 && from !== to ? range.replace(/:00(?=\D|$)/g, '') : range;
}

/** A window as a range of times of day in its own zone. */
export function formatWindow({ start, end, timeZone }: DeliveryWindow, locale: string): string {
  return formatRange(start, end, timeZone, locale);
}

/** An amount with its currency; without decimals when there are none to tell. */
export function formatMoney({ amount, currency }: Money, locale: string): string {
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  } as Intl.NumberFormatOptions).format(Number(amount));
}

/** `m:ss` of a number of seconds. */
export function formatCountdown(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/**
 * The name of a window's zone ("Pacific Time") when the viewer's clock shows another time at that instant, else undefined.
 * Zones that only have another name are not told.
 */
export function foreignZone({ start, timeZone }: DeliveryWindow, locale: string, viewerZone?: string): string | undefined {
  const at = Date.parse(start);
  const wallClock = (zone: string | undefined) =>
    dateFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(at);
  if (wallClock(timeZone) === wallClock(viewerZone)) return undefined;
  const parts = dateFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** A number with its unit: "40 sec", "1.2 km". */
export function formatUnit(value: number, unit: string, locale: string, maximumFractionDigits = 0): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits }).format(value);
}

/** A span in seconds as people say it: "40 sec", "3 min", "2 hr". */
export function formatSpan(seconds: number, locale: string): string {
  if (seconds < 60) return formatUnit(Math.max(0, seconds), 'second', locale);
  return seconds < 3600 ? formatUnit(seconds / 60, 'minute', locale) : formatUnit(seconds / 3600, 'hour', locale, 1);
}

/** A distance in the measures of the locale's region: miles in the United States and Britain, else meters. */
export function formatDistance(meters: number, locale: string): string {
  if (/-(US|GB)\b|^en$/.test(locale)) {
    const miles = meters / 1609.344;
    return miles < 0.1 ? formatUnit(meters / 0.3048, 'foot', locale) : formatUnit(miles, 'mile', locale, 1);
  }
  return meters < 1000 ? formatUnit(meters, 'meter', locale) : formatUnit(meters / 1000, 'kilometer', locale, 1);
}
