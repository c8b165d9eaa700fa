import { distanceMeters, type Position } from '../shared/geo.ts';
import { SECOND } from '../shared/time.ts';

/** A stop that is still open, as far as its arrival depends on it. */
export interface StopAhead {
  readonly id: string;
  readonly position: Position;
  /** Where the plan comes from to this stop: the stop before, or the depot. */
  readonly plannedFrom: Position;
  /** Planned driving from there, in seconds. */
  readonly driveSeconds: number;
  readonly serviceSeconds: number;
  readonly windowStart: Date;
  /** Set while the driver is at this door. */
  readonly arrivedAt: Date | null;
}

/** Where the vehicle was last known to be. */
export interface LastSeen {
  readonly position: Position;
  readonly at: Date;
}

/** When the service at a stop probably begins. Always p10 ≤ p50 ≤ p90. */
export interface Estimate {
  readonly p10: Date;
  readonly p50: Date;
  readonly p90: Date;
}

/** Meters a second over the straight line, where the plan has no useful leg: town traffic on roads 1.3 times as long. */
const FALLBACK_SPEED = 5.5;
/** Planned legs shorter than this say little about speed. */
const SHORT_LEG_METERS = 150;

/**
 * Standard deviations, as shares of what is still ahead and a floor a leg for lights and parking. First guesses of the
 * usual size in parcel delivery; the calibration report of real days is what moves them.
 */
const DRIVE_SHARE = 0.2;
const SERVICE_SHARE = 0.4;
const LEG_SECONDS = 45;
/** 80 % of a normal distribution lie within this many standard deviations. */
const Z = 1.2816;
/** Being late has more room than being early. */
const SKEW = { early: 0.8, late: 1.2 };

/** Of a service that takes longer than planned, this share of the plan is taken to be left. */
const OVERRUN_SHARE = 0.25;
const LEAST_REMAINING_SERVICE = 30;

/**
 * When a vehicle reaches each open stop, in the order given: the stored legs from where it was last seen, the running
 * service, waiting for windows that are not open yet, and a band that widens with every leg and narrows where waiting
 * swallows the delay. Pure; without new facts the answer moves only when "now" has overtaken it.
 */
export function estimateArrivals(lastSeen: LastSeen, stops: readonly StopAhead[], now: Date): Map<string, Estimate> {
  const estimates = new Map<string, Estimate>();
  const nowSeconds = now.getTime() / SECOND;
  let clock = Math.min(lastSeen.at.getTime() / SECOND, nowSeconds);
  let place = lastSeen.position;
  let deviation = 0;

  for (const stop of stops) {
    const opens = stop.windowStart.getTime() / SECOND;
    if (stop.arrivedAt) {
      estimates.set(stop.id, { p10: stop.arrivedAt, p50: stop.arrivedAt, p90: stop.arrivedAt });
      const begun = Math.max(stop.arrivedAt.getTime() / SECOND, opens);
      const overrun = nowSeconds + Math.max(LEAST_REMAINING_SERVICE, OVERRUN_SHARE * stop.serviceSeconds);
      // Another open door before this one is served first.
      clock = Math.max(Math.max(begun, estimates.size > 1 ? clock : begun) + stop.serviceSeconds, overrun);
      deviation = combine(deviation, SERVICE_SHARE * stop.serviceSeconds);
    } else {
      const drive = legSeconds(place, stop);
      const arrival = Math.max(clock + drive, nowSeconds);
      deviation = combine(deviation, DRIVE_SHARE * drive, LEG_SECONDS);
      const begin = Math.max(arrival, opens);
      estimates.set(stop.id, {
        p10: instant(Math.max(arrival - Z * SKEW.early * deviation, opens, nowSeconds)),
        p50: instant(begin),
        p90: instant(Math.max(arrival + Z * SKEW.late * deviation, opens)),
      });
      clock = begin + stop.serviceSeconds;
      deviation = combine(Math.max(0, deviation - (begin - arrival)), SERVICE_SHARE * stop.serviceSeconds);
    }
    place = stop.position;
  }
  return estimates;
}

/** Driving from a place to a stop: the planned leg, scaled by how much of its way (or detour) is ahead. */
export function legSeconds(from: Position, stop: Pick<StopAhead, 'position' | 'plannedFrom' | 'driveSeconds'>): number {
  const planned = distanceMeters(stop.plannedFrom, stop.position);
  const ahead = distanceMeters(from, stop.position);
  if (Math.abs(ahead - planned) < 1) return stop.driveSeconds;
  return planned < SHORT_LEG_METERS ? ahead / FALLBACK_SPEED : (stop.driveSeconds * ahead) / planned;
}

/** Independent deviations add by their squares. */
function combine(...deviations: number[]): number {
  return Math.hypot(...deviations);
}

function instant(seconds: number): Date {
  return new Date(Math.round(seconds) * SECOND);
}
