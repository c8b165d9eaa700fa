const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const UNITS: Readonly<Record<string, number>> = { D: 24 * HOUR, H: HOUR, M: MINUTE, S: SECOND };

/** Milliseconds of an ISO 8601 duration of days or smaller units, e.g. `PT9M58S`; 0 of anything else. */
export function millisecondsOf(duration: string): number {
  let sum = 0;
  for (const [, count, unit] of duration.matchAll(/([\d.]+)([DHMS])/g)) sum += Number(count) * UNITS[unit!]!;
  return sum;
}
