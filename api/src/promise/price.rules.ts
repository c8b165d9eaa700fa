import type { NarrowWindowsData, PriceRulesData } from '../network/price.rules.ts';

/** What a price is made of, in the order it is added up. */
export const PRICE_PART_KINDS = ['BASE', 'MARGINAL_COST', 'SCARCITY', 'NARROW_WINDOW', 'FREE', 'LIMIT', 'ROUNDING'] as const;
export type PricePartKind = (typeof PRICE_PART_KINDS)[number];

/** One part of a price; negative takes away from it. */
export interface PricePartData {
  readonly kind: PricePartKind;
  /** Minor units. */
  readonly minor: number;
}

/** What a price follows from. Money in minor units of one currency. */
export interface PriceSource {
  readonly baseMinor: number;
  /** Null: the base alone, and what a narrower window costs. */
  readonly rules: PriceRulesData | null;
  /** Driving that the insertion adds, by the courier's cost model; not rounded. */
  readonly costMinor: number;
  /** Chance, 0 to 1, that taking this place turns somebody away; see `place-value.rules.ts`. */
  readonly scarcity: number;
  /** What a narrower window takes from the plan; null for a level's own window. */
  readonly narrow: { readonly rules: NarrowWindowsData; readonly slackTakenSeconds: number } | null;
  /** What the basket is worth; null when nobody said. */
  readonly basketValueMinor: number | null;
}

export interface PriceData {
  readonly priceMinor: number;
  /** Its parts without those of zero (but the base), in order. Their sum is the price, exactly. */
  readonly because: readonly PricePartData[];
}

const HOUR_SECONDS = 3_600;

/**
 * The price of a window: base + driving it adds + opportunity cost of the place + what a narrower promise takes, free from a basket value on,
 * then clamped to the courier's limits and rounded within them. Marginal cost and opportunity cost as parts of one price: Yang, Strauss, Currie and
 * Eglese 2016, "Choice-based demand management and vehicle routing in e-fulfillment" (Transportation Science 50).
 * Each part is whole minor units, so that the parts sum up to the price without a remainder.
 */
export function priceOf({ baseMinor, rules, costMinor, scarcity, narrow, basketValueMinor }: PriceSource): PriceData {
  const because: PricePartData[] = [{ kind: 'BASE', minor: baseMinor }];
  let sum = baseMinor;
  const add = (kind: PricePartKind, minor: number) => {
    if (minor === 0) return;
    because.push({ kind, minor });
    sum += minor;
  };
  if (rules) {
    add('MARGINAL_COST', Math.round(rules.marginalCostWeight * (costMinor - rules.includedCostMinor)));
    add('SCARCITY', Math.round(rules.scarcityWeight * scarcity * baseMinor));
  }
  if (narrow) add('NARROW_WINDOW', Math.round((narrow.slackTakenSeconds / HOUR_SECONDS) * narrow.rules.pricePerSlackHourMinor));
  if (rules && rules.freeFromMinor !== null && basketValueMinor !== null && basketValueMinor >= rules.freeFromMinor) {
    add('FREE', -sum);
    return { priceMinor: sum, because };
  }
  const least = rules?.leastMinor ?? 0;
  const most = rules?.mostMinor ?? Infinity;
  // A level without rules keeps its price, whatever it is.
  if (rules || sum < 0) add('LIMIT', Math.min(most, Math.max(least, sum)) - sum);
  if (rules) add('ROUNDING', rounded(sum, rules, { least, most }) - sum);
  return { priceMinor: sum, because };
}

/** The nearest amount that ends as the courier wants it, of two the lower; the amount itself when no such amount is within the limits. */
function rounded(minor: number, { roundingStepMinor: step, roundingEndingMinor: ending }: PriceRulesData, { least, most }: { readonly least: number; readonly most: number }): number {
  const below = Math.floor((minor - ending) / step) * step + ending;
  const isAllowed = (amount: number) => amount >= least && amount <= most;
  const [nearer, farther] = minor - below <= below + step - minor ? [below, below + step] : [below + step, below];
  return [nearer, farther].find(isAllowed) ?? minor;
}
