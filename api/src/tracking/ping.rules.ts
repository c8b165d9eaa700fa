import { distanceMeters, isPosition, type Position } from '../shared/geo.ts';
import { HOUR, MINUTE, SECOND } from '../shared/time.ts';

/** A position sample as the driver's device sends it. */
export interface PingData extends Position {
  /** Meters. */
  readonly accuracy?: number | null;
  /** Degrees clockwise from north. */
  readonly heading?: number | null;
  /** Meters a second. */
  readonly speed?: number | null;
  readonly at: Date;
}

export const MAX_PINGS = 100;
/** Samples worse than this say less than the plan. Meters. */
const WORST_ACCURACY = 250;
const MAX_AHEAD = 30 * SECOND;
const MAX_AGE = 12 * HOUR;
/** Devices send what they had just before the start, too. */
const BEFORE_START = 5 * MINUTE;
/** Meters a second; no delivery van does 200 km/h. */
const TOP_SPEED = 55;
/** A sample may be off by this much beyond its stated accuracy. Meters. */
const TOLERANCE = 150;

export interface PingFrame {
  readonly now: Date;
  readonly startedAt: Date;
  /** Newest accepted position so far. */
  readonly last: (Position & { readonly at: Date }) | null;
}

/**
 * The samples to believe, oldest first and one an instant: not from the future or another day, accurate enough, and
 * reachable from the one before and from the newest known. A batch may come late or in disorder; samples older than
 * the newest known are kept as well.
 */
export function believablePings(pings: readonly PingData[], { now, startedAt, last }: PingFrame): PingData[] {
  const earliest = Math.max(now.getTime() - MAX_AGE, startedAt.getTime() - BEFORE_START);
  const latest = now.getTime() + MAX_AHEAD;
  const accepted: PingData[] = [];
  for (const ping of pings.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const at = ping.at.getTime();
    if (!isPosition(ping) || !(at >= earliest && at <= latest) || (ping.accuracy ?? 0) > WORST_ACCURACY) continue;
    const before = accepted.at(-1);
    if (before?.at.getTime() === at) continue;
    if ([before, last].some((known) => known && !isReachable(known, ping))) continue;
    accepted.push(ping);
  }
  return accepted;
}

/** In the time between the two, whichever came first. */
function isReachable(from: PingData, to: PingData): boolean {
  const seconds = Math.abs(to.at.getTime() - from.at.getTime()) / SECOND;
  const slack = TOLERANCE + (from.accuracy ?? 0) + (to.accuracy ?? 0);
  return distanceMeters(from, to) <= TOP_SPEED * seconds + slack;
}
