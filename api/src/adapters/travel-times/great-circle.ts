import type { VehicleKind } from '../../fleet/fleet.rules.ts';
import type { LegColumns, PositionColumns, TravelLegs, TravelMatrix, TravelTimes } from '../../routes/travel-times.port.ts';
import { distanceMeters, metersBetween, type Position } from '../../shared/geo.ts';

/** How a kind of vehicle gets through a town. */
export interface TravelProfile {
  /** Driven distance over great-circle distance. Cities have 1.2 to 1.5 (Giacomin and Levinson 2015, "Road network circuity in metropolitan areas"). */
  readonly detourFactor: number;
  /** Mean speed over the driven distance, with lights and looking for the door. */
  readonly kilometersPerHour: number;
}

export const DEFAULT_PROFILES: Readonly<Record<VehicleKind, TravelProfile>> = {
  VAN: { detourFactor: 1.35, kilometersPerHour: 28 },
  // A bike takes the short cuts that a van may not.
  CARGO_BIKE: { detourFactor: 1.25, kilometersPerHour: 15 },
};

/**
 * Travel times without a map: great-circle distance, times a detour factor, at one speed per kind of vehicle.
 * Rounded up, because the sum of rounded-up legs is never less than the rounded-up direct one: the triangle inequality stays.
 */
export class GreatCircleTravelTimes implements TravelTimes {
  readonly source = 'great-circle';
  readonly #profiles: Readonly<Record<VehicleKind, TravelProfile>>;

  constructor(profiles: Readonly<Record<VehicleKind, TravelProfile>> = DEFAULT_PROFILES) {
    this.#profiles = profiles;
  }

  async matrix(places: readonly Position[], vehicleKind: VehicleKind): Promise<TravelMatrix> {
    const size = places.length;
    const legs = this.#legs(size * size, vehicleKind, (leg) => distanceMeters(places[Math.floor(leg / size)]!, places[leg % size]!));
    return { size, ...legs };
  }

  async oneToMany(from: Position, to: readonly Position[], vehicleKind: VehicleKind): Promise<TravelLegs> {
    return this.#legs(to.length, vehicleKind, (leg) => distanceMeters(from, to[leg]!));
  }

  async manyToOne(from: readonly Position[], to: Position, vehicleKind: VehicleKind): Promise<TravelLegs> {
    return this.#legs(from.length, vehicleKind, (leg) => distanceMeters(from[leg]!, to));
  }

  async path(places: readonly Position[], vehicleKind: VehicleKind): Promise<TravelLegs> {
    return this.#legs(Math.max(0, places.length - 1), vehicleKind, (leg) => distanceMeters(places[leg]!, places[leg + 1]!));
  }

  bothWays({ latitude, longitude }: Position, { latitudes, longitudes }: PositionColumns, vehicleKind: VehicleKind, legs: LegColumns, offset: number): void {
    const { detourFactor, kilometersPerHour } = this.#profiles[vehicleKind];
    const secondsPerMeter = 3.6 / kilometersPerHour;
    const { toJobSeconds, toJobMeters, fromJobSeconds, fromJobMeters } = legs;
    for (let at = 0; at < latitudes.length; at += 1) {
      const driven = metersBetween(latitude, longitude, latitudes[at]!, longitudes[at]!) * detourFactor;
      const meters = roundUp(driven);
      const seconds = roundUp(driven * secondsPerMeter);
      toJobSeconds[offset + at] = fromJobSeconds[offset + at] = seconds;
      toJobMeters[offset + at] = fromJobMeters[offset + at] = meters;
    }
  }

  #legs(count: number, vehicleKind: VehicleKind, straightMeters: (leg: number) => number): TravelLegs {
    const { detourFactor, kilometersPerHour } = this.#profiles[vehicleKind];
    const secondsPerMeter = 3.6 / kilometersPerHour;
    const meters = new Int32Array(count);
    const seconds = new Int32Array(count);
    for (let leg = 0; leg < count; leg += 1) {
      const driven = straightMeters(leg) * detourFactor;
      meters[leg] = roundUp(driven);
      seconds[leg] = roundUp(driven * secondsPerMeter);
    }
    return { meters, seconds };
  }
}

/** Up to the next whole number; to the micrometer below, a sum of floats is the same as its parts. */
function roundUp(value: number): number {
  return Math.ceil(value - 1e-6);
}
