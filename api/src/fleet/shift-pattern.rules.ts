import { WEEKDAYS, type Weekday } from '../network/pickup-point.rules.ts';
import { addDays, instantOf, isLocalDate } from '../shared/time.ts';
import type { VehicleKind } from './fleet.rules.ts';

/**
 * How many days from today on have their open shifts: as far ahead as a service level may be sold (60 days), and two more,
 * so that the night's run can be missed once.
 */
export const OPEN_SHIFT_DAYS = 62;

const MAX_VANS = 500;
const MAX_SKILLS = 50;
const LEAST_DUTY_SECONDS = 30 * 60;
const MOST_DUTY_SECONDS = 16 * 3600;
/** A shift counts as one of a pattern when it covers more than this part of its time. */
const LEAST_COVER = 0.5;

/** When a pattern asks for vans. */
export interface PatternTerms {
  readonly weekdays: readonly Weekday[];
  /** Local `HH:MM` of the depot. */
  readonly start: string;
  readonly end: string;
  readonly vans: number;
  readonly skills: readonly string[];
  readonly maxDutySeconds: number;
  /** First local date. */
  readonly validFrom: string;
  /** Last local date; null: until it is ended. */
  readonly validUntil?: string | null;
}

/** A fault of a pattern's terms; field names are those of `CreateShiftPatternInput`. */
interface Fault {
  readonly field: string[];
  readonly message: string;
}

/** Every fault of a pattern's terms. */
export function findPatternFaults({ weekdays, start, end, vans, skills, maxDutySeconds, validFrom, validUntil }: PatternTerms): Fault[] {
  const faults: Fault[] = [];
  const check = (isRight: boolean, field: string[], message: string) => void (isRight || faults.push({ field, message }));
  check(weekdays.length >= 1 && new Set(weekdays).size === weekdays.length, ['weekdays'], 'Expected one to seven days of the week, each once.');
  check(start < end, ['end'], `Expected an end after the start on the same day, got ${start}–${end}.`);
  check(Number.isInteger(vans) && vans >= 1 && vans <= MAX_VANS, ['vans'], `Expected 1 to ${MAX_VANS} vans, got ${vans}.`);
  check(skills.length <= MAX_SKILLS, ['skills'], `Expected at most ${MAX_SKILLS} skills, got ${skills.length}.`);
  skills.forEach((skill, index) => check(/^[A-Z][A-Z0-9_]{0,39}$/.test(skill), ['skills', String(index)], `Expected a skill such as KEEP_COLD (capitals, digits, "_"), got "${skill}".`));
  check(maxDutySeconds >= LEAST_DUTY_SECONDS && maxDutySeconds <= MOST_DUTY_SECONDS, ['maxDutyTime'], 'Expected a time on duty from PT30M to PT16H.');
  check(validUntil == null || (isLocalDate(validUntil) && validUntil >= validFrom), ['validUntil'], `Expected a last day not before the first, ${validFrom}, got ${validUntil}.`);
  return faults;
}

/** The day of the week of a local date. */
export function weekdayOf(date: string): Weekday {
  return WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]!; // getUTCDay begins with Sunday
}

/** Local dates from one to another, both included, on which a pattern asks for vans. */
export function datesOf(pattern: Pick<PatternTerms, 'weekdays' | 'validFrom' | 'validUntil'>, from: string, until: string): string[] {
  const dates: string[] = [];
  const last = pattern.validUntil != null && pattern.validUntil < until ? pattern.validUntil : until;
  for (let date = pattern.validFrom > from ? pattern.validFrom : from; date <= last; date = addDays(date, 1)) {
    if (pattern.weekdays.includes(weekdayOf(date))) dates.push(date);
  }
  return dates;
}

/** The instants of a pattern on a local date, or undefined when the clocks change then and leave nothing of it. */
export function timesOn({ start, end }: Pick<PatternTerms, 'start' | 'end'>, date: string, timeZone: string): { startsAt: Date; endsAt: Date } | undefined {
  const [startsAt, endsAt] = [instantOf(date, start, timeZone), instantOf(date, end, timeZone)];
  return startsAt < endsAt ? { startsAt, endsAt } : undefined;
}

/** A shift, or an open one, as matching sees it. */
export interface MatchedShift {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly vehicleId: string | null;
  readonly vehicleKind: VehicleKind;
}

/** Whether a driver's shift is one of those that a pattern asks for: the same kind of vehicle, or the very one it names, for more than half of its time. */
export function fillsOpenShift(shift: MatchedShift, open: MatchedShift): boolean {
  const fits = open.vehicleId === null ? shift.vehicleKind === open.vehicleKind : shift.vehicleId === open.vehicleId;
  const together = Math.min(shift.endsAt.getTime(), open.endsAt.getTime()) - Math.max(shift.startsAt.getTime(), open.startsAt.getTime());
  return fits && together > LEAST_COVER * (open.endsAt.getTime() - open.startsAt.getTime());
}
