/** SERVICE and DRIVE: log of what it took over what was planned. BAND: where in its band an arrival fell. DOOR: latitude, longitude, … of hand-overs. */
export type ExperienceKind = 'SERVICE' | 'DRIVE' | 'BAND' | 'DOOR';

/** Observations that are kept of one thing, newest first. */
export const KEPT_VALUES: Readonly<Record<ExperienceKind, number>> = { SERVICE: 60, DRIVE: 120, BAND: 400, DOOR: 40 };

/** What is known of a thing and of the more general ones it belongs to, most general first. */
export interface Level {
  readonly key: string;
  /** How many observations of its own it takes to count as much as the level above. */
  readonly trust: number;
}

export type Known = (key: string) => readonly number[];

/** Logs beyond this are slips of the device, not experience: a factor of 12. */
const BOUND = 2.5;

/** The log of a ratio, bounded; undefined when either side says nothing. */
export function logRatio(actual: number, planned: number): number | undefined {
  if (!(actual > 0) || !(planned > 0)) return undefined;
  return Math.max(-BOUND, Math.min(BOUND, Math.log(actual / planned)));
}

/** A quantile of some numbers, between the two nearest; NaN of none. */
export function quantileOf(values: readonly number[], quantile: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = quantile * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted.length === 0 ? NaN : sorted[below]! + (sorted[above]! - sorted[below]!) * (place - below);
}

/** A median that few observations pull only little away from what is expected (an empirical Bayes estimate: Efron and Morris 1975). */
export function shrunkMedian(values: readonly number[], expected: number, trust: number): number {
  if (values.length === 0) return expected;
  return (values.length * quantileOf(values, 0.5) + trust * expected) / (values.length + trust);
}

/** The median at the most special level, each level shrunk to the one above. */
export function shrunkDown(levels: readonly Level[], known: Known, expected: number): number {
  return levels.reduce((above, { key, trust }) => shrunkMedian(known(key), above, trust), expected);
}

/** Half the middle 68 % of the values, shrunk to what is expected: a standard deviation that outliers don't move. */
export function shrunkSpread(values: readonly number[], expected: number, trust: number): number {
  if (values.length < 3) return expected;
  const spread = (quantileOf(values, 0.84) - quantileOf(values, 0.16)) / 2;
  return (values.length * spread + trust * expected) / (values.length + trust);
}
