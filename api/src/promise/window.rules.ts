import type { ServiceLevelKind, WindowPatternData } from '../network/service-level.rules.ts';
import { addDays, addSeconds, instantOf, localDate } from '../shared/time.ts';

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

/**
 * The windows of a service level on a local date, as instants, in the order of its patterns. SAME_DAY has windows today,
 * NEXT_DAY tomorrow, the others on each day of their horizon. Right across a change of the clocks: a window is
 * as long as the wall clock says on that day, and one that does not exist then is left out.
 */
export function windowsOn(level: SoldLevel, day: SaleDay): SoldWindow[] {
  if (!isSoldOn(level, day)) return [];
  return level.windows
    .map(({ start, end }) => ({ start: instantOf(day.date, start, day.timeZone), end: instantOf(day.date, end, day.timeZone) }))
    .filter(({ start, end }) => start < end)
    .map((window) => ({ ...window, isBeforeCutoff: isBeforeCutoff(level, day, window.start) }));
}

/** Whether a window that starts at an instant of that day can still be bought. */
export function isBeforeCutoff(level: SoldLevel, { date, timeZone, now }: SaleDay, windowStart: Date): boolean {
  if (level.kind === 'NEXT_DAY') return now < instantOf(addDays(date, level.cutoff ? -1 : 0), level.cutoff ?? '00:00', timeZone);
  return addSeconds(now, level.leadSeconds) <= windowStart;
}

/** Whether the level is sold on that day at all, today, tomorrow or within its horizon. */
export function isSoldOn({ kind, horizonDays }: SoldLevel, { date, timeZone, now }: SaleDay): boolean {
  const today = localDate(now, timeZone);
  if (kind === 'SAME_DAY') return date === today;
  if (kind === 'NEXT_DAY') return date === addDays(today, 1);
  return date >= today && date < addDays(today, horizonDays);
}
