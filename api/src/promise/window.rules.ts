import type { ServiceLevelKind, WindowPatternData } from '../network/service-level.rules.ts';
import { remember } from '../shared/remember.ts';
import { addDays, addSeconds, instantOf, localDate, SECOND } from '../shared/time.ts';

/** What of a service level says when it is sold. */
export interface SoldLevel {
  readonly kind: ServiceLevelKind;
  readonly windows: readonly WindowPatternData[];
  readonly leadSeconds: number;
  /** Local `HH:MM` on the day before, NEXT_DAY only; null: until midnight. */
  readonly cutoff?: string | null;
  readonly horizonDays: number;
}

/** A window of a service level on one day. */
export interface SoldWindow {
  readonly start: Date;
  readonly end: Date;
  /** Whether it can still be bought. */
  readonly isBeforeCutoff: boolean;
}

/** The day as the depot lives it. */
export interface SaleDay {
  /** Local date of the windows. */
  readonly date: string;
  /** IANA zone of the depot. */
  readonly timeZone: string;
  readonly now: Date;
}

/** Every quote asks for the same days and times, and a zone's calendar takes microseconds each time. */
const MOST_REMEMBERED = 20_000;
const instantAt = remember(MOST_REMEMBERED, (date: string, time: string, zone: string) => instantOf(date, time, zone).getTime());
const dayAfter = remember(MOST_REMEMBERED, addDays);
const dateAt = remember(MOST_REMEMBERED, (epochSeconds: number, zone: string) => localDate(new Date(epochSeconds * SECOND), zone));

/**
 * The windows of a service level on a local date, as instants, in the order of its patterns. SAME_DAY has windows today,
 * NEXT_DAY tomorrow, EXPRESS the first of today that can still be bought, the others on each day of their horizon. Right across a change of the
 * clocks: a window is as long as the wall clock says on that day, and one that does not exist then is left out.
 */
export function windowsOn(level: SoldLevel, day: SaleDay): SoldWindow[] {
  if (!isSoldOn(level, day)) return [];
  const windows: SoldWindow[] = [];
  for (const pattern of level.windows) {
    const start = instantAt(day.date, pattern.start, day.timeZone);
    const end = instantAt(day.date, pattern.end, day.timeZone);
    if (start >= end) continue;
    const from = new Date(start);
    windows.push({ start: from, end: new Date(end), isBeforeCutoff: isBeforeCutoff(level, day, from) });
  }
  if (level.kind !== 'EXPRESS') return windows;
  const next = windows.filter(({ isBeforeCutoff }) => isBeforeCutoff).sort((one, other) => one.start.getTime() - other.start.getTime())[0];
  return next ? [next] : [];
}

/** Whether a window that starts at an instant of that day can still be bought. */
export function isBeforeCutoff(level: SoldLevel, { date, timeZone, now }: SaleDay, windowStart: Date): boolean {
  if (level.kind === 'NEXT_DAY') return now.getTime() < instantAt(dayAfter(date, level.cutoff ? -1 : 0), level.cutoff ?? '00:00', timeZone);
  return addSeconds(now, level.leadSeconds) <= windowStart;
}

/** Whether the level is sold on that day at all, today, tomorrow or within its horizon. */
export function isSoldOn({ kind, horizonDays }: SoldLevel, { date, timeZone, now }: SaleDay): boolean {
  const today = todayAt(now, timeZone);
  if (kind === 'SAME_DAY' || kind === 'EXPRESS') return date === today;
  if (kind === 'NEXT_DAY') return date === dayAfter(today, 1);
  return date >= today && date < dayAfter(today, horizonDays);
}

/**
 * When the next windows of a level go on sale, for one whose windows of a day can't be bought any more: levels that are sold for one day at a time
 * open at midnight. Null: other days are on sale now.
 */
export function nextSaleOpening({ kind }: SoldLevel, { timeZone, now }: Omit<SaleDay, 'date'>): Date | null {
  if (kind === 'SCHEDULED' || kind === 'EVENING') return null;
  return new Date(instantAt(dayAfter(todayAt(now, timeZone), 1), '00:00', timeZone));
}

/** A zone's date changes on a whole minute, so all instants of one minute share it. */
function todayAt(now: Date, timeZone: string): string {
  return dateAt(Math.floor(now.getTime() / (60 * SECOND)) * 60, timeZone);
}
