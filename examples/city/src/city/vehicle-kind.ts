import { STREET_CLASSES } from './street.ts';
import type { StreetClass } from './street.ts';

export type VehicleKind = 'van' | 'e-bike';

/**
 * Mean speed on the move in metres per second, lights and crossings included; 0 where the vehicle may not go. Posted
 * limits are in `SPEED_LIMITS`; a van in town reaches about two thirds of them, an e-bike about 20 km/h.
 */
export const TRAVEL_SPEEDS: Readonly<Record<VehicleKind, Readonly<Record<StreetClass, number>>>> = {
  van: { freeway: 25, ramp: 12, arterial: 10.5, collector: 9, local: 7 },
  'e-bike': { freeway: 0, ramp: 0, arterial: 5.8, collector: 5.6, local: 5.2 },
};

/** Speeds by the value of `edgeClass`, for loops. */
export function speedsByClass(kind: VehicleKind): Float64Array {
  return Float64Array.from(STREET_CLASSES, (streetClass) => TRAVEL_SPEEDS[kind][streetClass]);
}
