import type { Job } from '../routes/insertion.rules.ts';
import { SECOND } from '../shared/time.ts';

/** Why a window, or a whole address, can't be had. */
export const UNAVAILABLE_REASONS = ['FULL', 'AFTER_CUTOFF', 'OUTSIDE_TERRITORY', 'NO_SKILL', 'TOO_LARGE', 'DRIVER_HOURS', 'CLOSED', 'UNKNOWN_ADDRESS'] as const;
export type UnavailableReason = (typeof UNAVAILABLE_REASONS)[number];

/** The same for people. */
export const REASON_MESSAGES: Readonly<Record<UnavailableReason, string>> = {
  FULL: 'No van can come in this window without breaking a promise already made. Choose another window.',
  AFTER_CUTOFF: 'It is too late to order for this window. Choose a later one.',
  OUTSIDE_TERRITORY: 'We do not deliver to this address.',
  NO_SKILL: 'Nobody on duty that day can handle what this delivery needs. Choose another day.',
  TOO_LARGE: 'No vehicle of that day is large enough for this delivery. Choose another day, or split it.',
  DRIVER_HOURS: 'Drivers of that day may not work long enough to come in this window. Choose an earlier one, or another day.',
  CLOSED: 'We do not deliver at that time.',
  UNKNOWN_ADDRESS: 'We do not know this address. Check its spelling, or give its position.',
};

/** A window as its option id names it. */
export interface OptionContent {
  readonly serviceLevelId: string;
  /** Local date of the depot. */
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly priceMinor: number;
  readonly currency: string;
}

/** One window as checkout shows it. */
export interface Offer extends OptionContent {
  readonly id: string;
  readonly timeZone: string;
  /** Null: it can be had. */
  readonly reason: UnavailableReason | null;
  readonly message: string | null;
}

/** A delivery that looks for a place in a window. */
export interface Wish {
  readonly start: Date;
  readonly end: Date;
  readonly serviceSeconds: number;
  readonly weightGrams: number;
  readonly volumeMilliliters: number;
  readonly skills: readonly string[];
}

/** A wish as the insertion rules see it. The end of a window is not part of it. */
export function jobOf({ start, end, serviceSeconds, weightGrams, volumeMilliliters, skills }: Wish): Job {
  return { earliest: start.getTime() / SECOND, latest: end.getTime() / SECOND - 1, serviceSeconds, weightGrams, volumeMilliliters, skills };
}
