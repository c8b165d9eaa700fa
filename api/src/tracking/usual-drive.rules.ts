import type { VehicleKind } from '../fleet/fleet.rules.ts';
import type { Position } from '../shared/geo.ts';
import type { UsualDuration } from './eta.rules.ts';
import { logRatio, shrunkDown, shrunkSpread, type Known, type Level } from './experience.rules.ts';

/** A leg, as far as its time depends on it. */
export interface Leg {
  readonly vehicleKind: VehicleKind;
  /** Of the travel-times port. */
  readonly plannedSeconds: number;
  /** Local hour of the departure, 0 to 23. */
  readonly hour: number;
  readonly to: Position;
}

/** Lights, finding the door and a place to stop, in seconds: what no source of travel times counts. A first guess that experience corrects. */
const ACCESS_SECONDS: Readonly<Record<VehicleKind, number>> = { VAN: 60, CARGO_BIKE: 20 };
const FIRST_GUESS = 0.35;
/** Degrees: about two kilometers. */
const CELL = 0.02;
/** What all legs of one day have in common beyond what is known by then. */
export const COMMON_SPREAD = 0.08;

/** What a leg is compared with. */
export function expectedSeconds({ vehicleKind, plannedSeconds }: Leg): number {
  return plannedSeconds + ACCESS_SECONDS[vehicleKind];
}

export function driveLevels({ vehicleKind, plannedSeconds, hour, to }: Leg): Level[] {
  const length = plannedSeconds < 120 ? 'short' : plannedSeconds < 420 ? 'medium' : 'long';
  const kind = `${vehicleKind}|${length}`;
  const hours = Math.floor(hour / 2);
  const cell = `${Math.floor(to.latitude / CELL)},${Math.floor(to.longitude / CELL)}`;
  return [
    { key: vehicleKind, trust: 6 },
    { key: kind, trust: 8 },
    { key: `${kind}|${hours}`, trust: 12 },
    { key: `${vehicleKind}|${cell}|${hours}`, trust: 15 },
  ];
}

/** Log of what a leg took over what was expected of it, from experience; 0 where there is none. */
export function usualPace(leg: Leg, known: Known): number {
  return shrunkDown(driveLevels(leg), known, 0);
}

/**
 * How long a leg usually takes.
 * @param today log of how much slower than usual today is
 */
export function usualDrive(leg: Leg, known: Known, today: number): UsualDuration {
  const levels = driveLevels(leg).slice(0, 2);
  const spread = levels.reduce((above, { key }) => shrunkSpread(known(key), above, 10), FIRST_GUESS);
  return { seconds: expectedSeconds(leg) * Math.exp(usualPace(leg, known) + today), spread: Math.max(0.08, spread) };
}

/** How a leg that was driven compares with what was expected: its log ratio; undefined when it says nothing. */
export function paceOf(leg: Leg, drivenSeconds: number): number | undefined {
  return logRatio(drivenSeconds, expectedSeconds(leg));
}
