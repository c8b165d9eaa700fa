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

/** What became of one sample. */
export const PING_OUTCOMES = ['ACCEPTED', 'REPEATED', 'NOT_ON_EARTH', 'TOO_OLD', 'BEFORE_START', 'IN_FUTURE', 'INACCURATE', 'IMPLAUSIBLE'] as const;
export type PingOutcome = (typeof PING_OUTCOMES)[number];

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

export interface JudgedPings {
  /** The samples to believe, oldest first and one an instant. */
  readonly believed: readonly PingData[];
  /** What became of each, in the order they were given. */
  readonly outcomes: readonly PingOutcome[];
}

/**
 * Which samples to believe: not from the future or another day, accurate enough, and reachable from the one before and from
 * the newest known. A batch may come late or in disorder; samples older than the newest known are kept as well.
 */
export function judgePings(pings: readonly PingData[], { now, startedAt, last }: PingFrame): JudgedPings {
  const believed: PingData[] = [];
  const outcomes = new Array<PingOutcome>(pings.length);
  const timeOf = ({ at }: PingData) => (Number.isNaN(at.getTime()) ? Infinity : at.getTime());
  const inOrder = pings.map((ping, index) => ({ ping, index })).toSorted((a, b) => timeOf(a.ping) - timeOf(b.ping) || a.index - b.index);
  for (const { ping, index } of inOrder) {
    const before = believed.at(-1);
    const outcome = findFault(ping, now, startedAt)
      ?? (before?.at.getTime() === ping.at.getTime() ? 'REPEATED' : undefined)
      ?? ([before, last].some((known) => known && !isReachable(known, ping)) ? 'IMPLAUSIBLE' : undefined)
      ?? 'ACCEPTED';
    outcomes[index] = outcome;
    if (outcome === 'ACCEPTED') believed.push(ping);
  }
  return { believed, outcomes };
}

function findFault(ping: PingData, now: Date, startedAt: Date): PingOutcome | undefined {
  const at = ping.at.getTime();
  if (!isPosition(ping)) return 'NOT_ON_EARTH';
  if (!(at <= now.getTime() + MAX_AHEAD)) return 'IN_FUTURE';
  if (at < now.getTime() - MAX_AGE) return 'TOO_OLD';
  if (at < startedAt.getTime() - BEFORE_START) return 'BEFORE_START';
  return (ping.accuracy ?? 0) > WORST_ACCURACY ? 'INACCURATE' : undefined;
}

/** In the time between the two, whichever came first. */
function isReachable(from: PingData, to: PingData): boolean {
  const seconds = Math.abs(to.at.getTime() - from.at.getTime()) / SECOND;
  const slack = TOLERANCE + (from.accuracy ?? 0) + (to.accuracy ?? 0);
  return distanceMeters(from, to) <= TOP_SPEED * seconds + slack;
}

/** Standing still is told once a minute. */
const STILL_METERS = 10;
const STILL_FOR = MINUTE;

/** The samples worth keeping: one that neither moved nor comes a minute after the last kept one adds nothing. */
export function thinned(believed: readonly PingData[], last: PingFrame['last']): PingData[] {
  const kept: PingData[] = [];
  for (const ping of believed) {
    const before = kept.at(-1) ?? last;
    const isStill = before && Math.abs(ping.at.getTime() - before.at.getTime()) < STILL_FOR && distanceMeters(before, ping) < STILL_METERS;
    if (!isStill) kept.push(ping);
  }
  return kept;
}

/** Estimates are worked out again after so long or so far. */
const MATTERS_AFTER = 30 * SECOND;
const MATTERS_METERS = 150;

/** Whether a newer position says enough to work out estimates again. */
export function matters(ping: PingData, computed: PingFrame['last']): boolean {
  return !computed || ping.at.getTime() - computed.at.getTime() >= MATTERS_AFTER || distanceMeters(ping, computed) >= MATTERS_METERS;
}
