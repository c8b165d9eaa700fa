export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A length of time as people say it. */
export interface Span {
  /** 24 hours each. */
  readonly days?: number;
  /** Added to the others. */
  readonly hours?: number;
  /** Added to the others. */
  readonly minutes?: number;
  /** Added to the others. */
  readonly seconds?: number;
}

/** Milliseconds of a span. */
export function millisecondsOf({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): number {
  return days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND;
}

/** The local date (`YYYY-MM-DD`) of an instant in a zone. */
export function localDate(instant: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
}

/** So many days after a local date. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** The instant when a clock in the zone shows this date and time (`HH:MM`). */
export function instantOf(date: string, time: string, timeZone: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  // The offset that holds there; asked twice, because it may change between the guess and the answer.
  const first = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(first, timeZone);
}

function offsetAt(instant: number, timeZone: string): number {
  const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(instant).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d+):(\d+)/.exec(name) ?? [];
  const size = Number(hours) * HOUR + Number(minutes) * MINUTE;
  return sign === '-' ? -size : size;
}

/** A duration as the API writes it (ISO 8601), e.g. `PT9M30S`. */
export function isoDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / SECOND));
  const parts = [[Math.floor(seconds / 3600), 'H'], [Math.floor((seconds % 3600) / 60), 'M'], [seconds % 60, 'S']] as const;
  return `PT${parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}${unit}`).join('') || '0S'}`;
}

/** An instant as the API writes it. */
export function iso(instant: number): string {
  return new Date(instant).toISOString();
}
