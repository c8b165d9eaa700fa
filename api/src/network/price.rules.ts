/** How a courier lets a price follow from what a delivery costs. Amounts in minor units of the organization's currency. */
export interface PriceRulesData {
  /** Share of the driving cost beyond `includedCostMinor` that is charged; 0: none. Less than what is included is a discount. */
  readonly marginalCostWeight: number;
  /** Driving cost that the price of the service level covers already. */
  readonly includedCostMinor: number;
  /** Share of the opportunity cost of the place that is charged; 0: none. */
  readonly scarcityWeight: number;
  readonly leastMinor: number | null;
  readonly mostMinor: number | null;
  /** Prices are `roundingEndingMinor` more than a multiple of this. */
  readonly roundingStepMinor: number;
  readonly roundingEndingMinor: number;
  /** Baskets worth that much are delivered free of charge. */
  readonly freeFromMinor: number | null;
}

/** Windows shorter than those of the service level, offered where the plan has the slack. */
export interface NarrowWindowsData {
  /** Length; windows begin at multiples of it from the start of the level's own window. */
  readonly lengthSeconds: number;
  /** How late the van may become without breaking the narrower promise or any after it. */
  readonly leastSlackSeconds: number;
  /** What an hour of slack is worth that the narrower promise takes from the plan, in minor units. */
  readonly pricePerSlackHourMinor: number;
}

interface Fault {
  readonly field: string[];
  readonly message: string;
}

const MAX_WEIGHT = 5;
const MAX_AMOUNT_MINOR = 1_000_000_00;
const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3_600;

/** Every fault of price rules; field names are those of `PriceRulesInput`. */
export function findPriceRulesFaults(rules: PriceRulesData): Fault[] {
  const faults: Fault[] = [];
  const check = (isRight: boolean, field: string, message: string) => void (isRight || faults.push({ field: ['priceRules', field], message }));
  const { leastMinor, mostMinor, roundingStepMinor, roundingEndingMinor } = rules;
  for (const field of ['marginalCostWeight', 'scarcityWeight'] as const) {
    check(Number.isFinite(rules[field]) && rules[field] >= 0 && rules[field] <= MAX_WEIGHT, field, `Expected a weight from 0 to ${MAX_WEIGHT}, got ${rules[field]}.`);
  }
  check(isAmount(rules.includedCostMinor), 'includedCost', 'Expected an amount of at least 0.');
  check(leastMinor === null || isAmount(leastMinor), 'least', 'Expected an amount of at least 0.');
  check(mostMinor === null || (isAmount(mostMinor) && mostMinor >= (leastMinor ?? 0)), 'most', 'Expected an amount that is not below the least price.');
  check(isAmount(roundingStepMinor) && roundingStepMinor >= 1, 'roundingStep', 'Expected an amount above 0, such as 0.10.');
  check(roundingEndingMinor >= 0 && roundingEndingMinor < roundingStepMinor, 'roundingEnding', 'Expected an amount below the step: with a step of 1.00, an ending of 0.95 makes 4.95 and 5.95.');
  check(rules.freeFromMinor === null || isAmount(rules.freeFromMinor), 'freeFrom', 'Expected an amount of at least 0.');
  return faults;
}

/** Every fault of the rules of narrow windows; field names are those of `NarrowWindowsInput`. */
export function findNarrowWindowsFaults({ lengthSeconds, leastSlackSeconds, pricePerSlackHourMinor }: NarrowWindowsData): Fault[] {
  const faults: Fault[] = [];
  const check = (isRight: boolean, field: string, message: string) => void (isRight || faults.push({ field: ['narrowWindows', field], message }));
  check(Number.isInteger(lengthSeconds) && lengthSeconds >= 15 * MINUTE_SECONDS && lengthSeconds <= 12 * HOUR_SECONDS && lengthSeconds % MINUTE_SECONDS === 0, 'length', 'Expected whole minutes from PT15M to PT12H.');
  check(Number.isInteger(leastSlackSeconds) && leastSlackSeconds >= 0 && leastSlackSeconds < lengthSeconds, 'leastSlack', 'Expected a time from PT0S up to less than the length.');
  check(isAmount(pricePerSlackHourMinor), 'pricePerSlackHour', 'Expected an amount of at least 0.');
  return faults;
}

function isAmount(minor: number): boolean {
  return Number.isInteger(minor) && minor >= 0 && minor <= MAX_AMOUNT_MINOR;
}
