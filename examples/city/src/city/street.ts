import type { Point } from './plane.ts';

/** Rank of a street, widest first. The order is the value stored in the graph's `edgeClass`. */
export const STREET_CLASSES = ['freeway', 'ramp', 'arterial', 'collector', 'local'] as const;
export type StreetClass = (typeof STREET_CLASSES)[number];

const METERS_PER_SECOND_PER_MPH = 0.44704;

/** Posted limit in metres per second: 65, 35, 35, 30 and 25 mph. */
export const SPEED_LIMITS: Readonly<Record<StreetClass, number>> = {
  freeway: 65 * METERS_PER_SECOND_PER_MPH,
  ramp: 35 * METERS_PER_SECOND_PER_MPH,
  arterial: 35 * METERS_PER_SECOND_PER_MPH,
  collector: 30 * METERS_PER_SECOND_PER_MPH,
  local: 25 * METERS_PER_SECOND_PER_MPH,
};

/** A named street. It may have several pieces, cut by a park or a freeway. */
export interface Street {
  readonly name: string;
  readonly class: StreetClass;
  /** Posted limit, metres per second. */
  readonly speedLimit: number;
}

/** A drawn line of a street, before lines are cut into a graph. */
export interface StreetLine {
  /** Index of the street. */
  readonly street: number;
  readonly class: StreetClass;
  readonly points: readonly Point[];
  /** Index of the quarter a local street belongs to; -1 for streets between quarters. */
  readonly quarter: number;
  /** Distances along the line (metres) where a ramp joins it. */
  readonly joints: number[];
}
