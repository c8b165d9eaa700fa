import type { VehicleKind } from '../fleet/fleet.rules.ts';
import type { Position } from '../shared/geo.ts';

/** Some legs in order: whole meters and whole seconds of driving. */
export interface TravelLegs {
  readonly meters: Int32Array;
  readonly seconds: Int32Array;
}

/** Legs between all pairs of `size` places: from place `i` to place `j` stands at `i * size + j`. */
export interface TravelMatrix extends TravelLegs {
  readonly size: number;
}

/** Positions as columns, in degrees. */
export interface PositionColumns {
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
}

/** Legs between one place and many, there and back, as columns. */
export interface LegColumns {
  readonly toJobSeconds: Int32Array;
  readonly toJobMeters: Int32Array;
  readonly fromJobSeconds: Int32Array;
  readonly fromJobMeters: Int32Array;
}

/**
 * How far and how long it is to drive. Every implementation keeps the contract of `travel-times.contract.ts`:
 * whole numbers, nothing from a place to itself, the same answer each time, and no way is longer than one over a third
 * place (the triangle inequality, in seconds and in meters): leaving a stop out never makes a later one late.
 */
export interface TravelTimes {
  /** Names where the times come from, for certificates: e.g. `great-circle`. */
  readonly source: string;
  /** Legs between all pairs. */
  matrix(places: readonly Position[], vehicleKind: VehicleKind): Promise<TravelMatrix>;
  /** One row of a matrix: from one place to each of the others. */
  oneToMany(from: Position, to: readonly Position[], vehicleKind: VehicleKind): Promise<TravelLegs>;
  /** One column of a matrix: from each of the places to one. */
  manyToOne(from: readonly Position[], to: Position, vehicleKind: VehicleKind): Promise<TravelLegs>;
  /** The legs of a way through the places in order: one fewer than places. */
  path(places: readonly Position[], vehicleKind: VehicleKind): Promise<TravelLegs>;
  /**
   * The column and the row of one place among others, written into columns from an offset on, without waiting: what quotes scan thousands of
   * stops with. Only where it takes less than a microsecond a leg; without it quotes ask for `manyToOne` and `oneToMany`.
   */
  bothWays?(place: Position, others: PositionColumns, vehicleKind: VehicleKind, legs: LegColumns, offset: number): void;
}

declare module '../platform/context.ts' {
  interface Ports {
    travelTimes: TravelTimes;
  }
}
