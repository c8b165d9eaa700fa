import type { UsualDuration } from './eta.rules.ts';
import { shrunkDown, shrunkMedian, shrunkSpread, type Known, type Level } from './experience.rules.ts';

/** What the time at a door depends on. */
export interface Visit {
  /** Planned seconds: what is expected where nothing is known. */
  readonly plannedSeconds: number;
  readonly parcels: number;
  readonly isHeavy: boolean;
  /** A flat, or office, in a building of several; else a house of its own. */
  readonly isUnit: boolean;
  /** Local hour, 0 to 23. */
  readonly hour: number;
  /** The door, see `doorKeyOf`. */
  readonly doorKey: string;
}

/** Spread of visits where nothing is known, as a standard deviation of the log: about half as long to twice as long. */
const FIRST_GUESS = 0.5;
const DOOR_TRUST = 3;

/** The parcel class everything else is compared with. */
export function visitClassOf({ parcels, isHeavy, isUnit }: Visit): string {
  return `${isHeavy ? 'heavy' : 'light'}|${isUnit ? 'unit' : 'house'}|${parcels <= 1 ? 1 : parcels <= 3 ? 3 : 9}`;
}

/** From all visits of the kind to this very door. */
export function serviceLevels(visit: Visit): Level[] {
  const kind = visitClassOf(visit);
  return [
    { key: 'all', trust: 4 },
    { key: kind, trust: 6 },
    { key: `${kind}|${Math.floor(visit.hour / 4)}`, trust: 12 },
    { key: `door ${visit.doorKey}`, trust: DOOR_TRUST },
  ];
}

/** How long a visit usually takes. Few visits at a door count little, many of them more than everything else. */
export function usualService(visit: Visit, known: Known): UsualDuration {
  const levels = serviceLevels(visit);
  const factor = shrunkDown(levels, known, 0);
  const kindLevels = levels.slice(0, 2);
  const kindSpread = kindLevels.reduce((above, { key }) => shrunkSpread(known(key), above, 10), FIRST_GUESS);
  const atDoor = known(levels.at(-1)!.key);
  const spread = shrunkSpread(atDoor.map((value) => value - shrunkMedian(atDoor, factor, DOOR_TRUST)), kindSpread, 15);
  return { seconds: Math.max(10, visit.plannedSeconds * Math.exp(factor)), spread: Math.max(0.1, spread) };
}
