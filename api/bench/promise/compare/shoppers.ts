import type { Position } from '../../../src/shared/geo.ts';
import { SeededRandom } from '../random.ts';
import type { Town } from '../town.ts';

/** Somebody who wants a delivery on the day: where, and in which windows, the best first. */
export interface SimulatedShopper {
  readonly id: string;
  readonly position: Position;
  /** Windows by number, in the order of preference; in none of them: gives up. */
  readonly wanted: readonly number[];
  /** What a step down that order is worth to them, in minor units: a price lower by more moves them. */
  readonly stepMinor: number;
}

/** How much each of six windows of a day is liked: mornings before work is over are not, evenings are. */
const POPULARITY = [0.8, 1, 0.7, 0.7, 1.3, 1.5];
/** How many windows a shopper would take before giving up: a quarter each. */
const PATIENCE = [1, 2, 3, 5];
const MEAN_STEP_MINOR = 150;

/** The same stream of shoppers for the same seed. */
export function makeShoppers(town: Town, count: number, seed: number): SimulatedShopper[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: count }, (_, index) => {
    const position = random.pick(town.addresses);
    const first = pickWeighted(random, POPULARITY);
    // The nearest to the one they like best, of two as near the more popular.
    const order = POPULARITY.map((_liked, window) => window).sort((one, other) => Math.abs(one - first) - Math.abs(other - first) || POPULARITY[other]! - POPULARITY[one]!);
    const patience = random.pick(PATIENCE);
    return { id: `shopper-${index}`, position, wanted: order.slice(0, patience), stepMinor: -Math.log(1 - random.next()) * MEAN_STEP_MINOR };
  });
}

function pickWeighted(random: SeededRandom, weights: readonly number[]): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}
