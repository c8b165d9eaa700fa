import { DateTime, IANAZone } from 'luxon';
import { Memo } from './memo.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The one source of "now". Injected everywhere, so that a demo can run fast and a test can step it. */
export interface Clock {
  now(): Date;
  /** How many of its seconds pass in one second of a person's watch, above 0; default 1. */
  readonly speed?: number;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is told to move. */
export class SteppedClock implements Clock {
  #now: number;
  constructor(start: Date) {
    this.#now = start.getTime();
  }
  now(): Date {
    return new Date(this.#now);
  }
  /** Moves on by milliseconds. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }
  set(instant: Date): void {
    this.#now = instant.getTime();
  }
}

const INSTANTS = new Memo<number>();

/** The instant of a local date (`YYYY-MM-DD`) and wall-clock time (`HH:MM`) in an IANA zone; a time skipped by DST moves forward. */
export function instantOf(date: string, time: string, zone: string): Date {
  return new Date(INSTANTS.of(`${date}T${time} ${zone}`, () => DateTime.fromISO(`${date}T${time}`, { zone }).toMillis()));
}

/** Every zone is a multiple of it away from UTC, and no clock changes in between, so a local date lasts at least as long. */
const QUARTER = 15 * MINUTE;
/** Before it some places kept their own solar time. */
const FIRST_QUARTER = Date.UTC(1975, 0);
const DATES = new Memo<string>();

/** The local date (`YYYY-MM-DD`) of an instant in an IANA zone. */
export function localDate(instant: Date, zone: string): string {
  const compute = () => DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd');
  const milliseconds = instant.getTime();
  return milliseconds >= FIRST_QUARTER ? DATES.of(`${Math.floor(milliseconds / QUARTER)} ${zone}`, compute) : compute();
}

/** The local wall-clock time (`HH:MM`) of an instant in an IANA zone. */
export function localTime(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).toFormat('HH:mm');
}

/** A local date moved by whole days. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** Whether a text is the name of an IANA time zone, that every browser knows too; `system`, `UTC+3` and `+03:00` are none. */
export function isTimeZone(zone: string): boolean {
  return /^[A-Za-z]/.test(zone) && IANAZone.isValidZone(zone);
}

/** Seconds as an ISO 8601 duration: 5400 → `PT1H30M`, 0 → `PT0S`. */
export function durationOf(seconds: number): string {
  const sign = seconds < 0 ? '-' : '';
  const total = Math.abs(Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(total / 3600), Math.floor((total % 3600) / 60), total % 60];
  return `${sign}PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${rest || total === 0 ? `${rest}S` : ''}`;
}

/** Seconds between two instants, rounded to whole ones. */
export function secondsBetween(from: Date, to: Date): number {
  return Math.round((to.getTime() - from.getTime()) / SECOND);
}

export function addSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * SECOND);
}

/** Whether a text is a date of the calendar, `YYYY-MM-DD`; 2026-02-30 is none. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const milliseconds = Date.parse(text);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}
