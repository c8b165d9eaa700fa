import { fractionDigits } from '../shared/money.ts';

/** What driving costs a courier, in minor units of its currency. */
export interface CostModel {
  readonly perKilometerMinor: number;
  readonly perHourMinor: number;
}

const PER_KILOMETER = 0.45;
const PER_HOUR = 26;

/** The cost model of a courier that has set none: 0.45 a kilometer and 26 an hour of driving, in major units of the currency. */
export function defaultCostModel(currency: string): CostModel {
  const scale = 10 ** fractionDigits(currency);
  return { perKilometerMinor: PER_KILOMETER * scale, perHourMinor: PER_HOUR * scale };
}

/**
 * Cost of driving, in minor units, not rounded. Time at the door is left out: it is the same wherever a stop is placed.
 */
export function drivingCost(model: CostModel, meters: number, seconds: number): number {
  return (meters / 1000) * model.perKilometerMinor + (seconds / 3600) * model.perHourMinor;
}
