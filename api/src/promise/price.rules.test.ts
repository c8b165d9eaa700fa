import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriceRulesData } from '../network/price.rules.ts';
import { priceOf, type PriceSource } from './price.rules.ts';

const RULES: PriceRulesData = { marginalCostWeight: 0, includedCostMinor: 0, scarcityWeight: 0, leastMinor: null, mostMinor: null, roundingStepMinor: 1, roundingEndingMinor: 0, freeFromMinor: null };
const SOURCE: PriceSource = { baseMinor: 590, rules: RULES, costMinor: 130.4, scarcity: 0.5, narrow: null, basketValueMinor: null };
const priced = (rules: Partial<PriceRulesData>, more: Partial<PriceSource> = {}) => {
  const { priceMinor, because } = priceOf({ ...SOURCE, ...more, rules: { ...RULES, ...rules } });
  return [priceMinor, because.map(({ kind, minor }) => `${kind} ${minor}`).join(', ')];
};

describe('a price', () => {
  it('without rules is that of the level, whatever the delivery costs', () => {
    expect(priceOf({ ...SOURCE, rules: null })).toEqual({ priceMinor: 590, because: [{ kind: 'BASE', minor: 590 }] });
  });

  it('charges the driving beyond what is included, and gives a discount where a van is near', () => {
    expect(priced({ marginalCostWeight: 1, includedCostMinor: 100 })).toEqual([620, 'BASE 590, MARGINAL_COST 30']);
    expect(priced({ marginalCostWeight: 0.5, includedCostMinor: 200 })).toEqual([555, 'BASE 590, MARGINAL_COST -35']);
  });

  it('charges the opportunity cost of a place: the base, times the chance that somebody is turned away for it', () => {
    expect(priced({ scarcityWeight: 1 })).toEqual([885, 'BASE 590, SCARCITY 295']);
  });

  it('stays within the limits, and ends as the courier wants it within them', () => {
    expect(priced({ marginalCostWeight: 5, mostMinor: 900 })).toEqual([900, 'BASE 590, MARGINAL_COST 652, LIMIT -342']);
    expect(priced({ leastMinor: 650 })).toEqual([650, 'BASE 590, LIMIT 60']);
    expect(priced({ roundingStepMinor: 100, roundingEndingMinor: 95 })).toEqual([595, 'BASE 590, ROUNDING 5']);
    // 5.95 is nearer, but above the most.
    expect(priced({ roundingStepMinor: 100, roundingEndingMinor: 95, mostMinor: 590 })).toEqual([495, 'BASE 590, ROUNDING -95']);
    // No such amount is within the limits.
    expect(priced({ roundingStepMinor: 100, roundingEndingMinor: 95, leastMinor: 580, mostMinor: 592 })).toEqual([590, 'BASE 590']);
  });

  it('is nothing from a basket value on, and not for a basket of which nobody said what it is worth', () => {
    expect(priced({ freeFromMinor: 5_000, leastMinor: 300 }, { basketValueMinor: 5_000 })).toEqual([0, 'BASE 590, FREE -590']);
    expect(priced({ freeFromMinor: 5_000 }, { basketValueMinor: 4_999 })).toEqual([590, 'BASE 590']);
    expect(priced({ freeFromMinor: 0 })).toEqual([590, 'BASE 590']);
  });

  const amount = fc.integer({ min: 0, max: 100_000 });
  const rules = fc.record({
    marginalCostWeight: fc.double({ min: 0, max: 5, noNaN: true }), includedCostMinor: amount, scarcityWeight: fc.double({ min: 0, max: 5, noNaN: true }),
    leastMinor: fc.option(amount), mostMinor: fc.option(amount), step: fc.integer({ min: 1, max: 1_000 }), ending: fc.nat(), freeFromMinor: fc.option(amount),
  }).map(({ step, ending, leastMinor, mostMinor, ...rest }): PriceRulesData => ({
    ...rest, leastMinor, mostMinor: mostMinor === null ? null : Math.max(mostMinor, leastMinor ?? 0), roundingStepMinor: step, roundingEndingMinor: ending % step,
  }));
  const narrow = fc.option(fc.record({ slackTakenSeconds: fc.integer({ min: 0, max: 86_400 }), price: amount }).map(({ slackTakenSeconds, price }) => (
    { slackTakenSeconds, rules: { lengthSeconds: 3_600, leastSlackSeconds: 0, pricePerSlackHourMinor: price } })));
  const source = fc.record({
    baseMinor: amount, rules: fc.option(rules), costMinor: fc.double({ min: -10_000, max: 100_000, noNaN: true }), scarcity: fc.double({ min: 0, max: 1, noNaN: true }),
    narrow, basketValueMinor: fc.option(amount),
  });

  it('is always the sum of its parts, in whole minor units, not negative and within the limits unless it is free', () => {
    fc.assert(
      fc.property(source, (given) => {
        const { priceMinor, because } = priceOf(given);
        expect(because.reduce((sum, { minor }) => sum + minor, 0)).toBe(priceMinor);
        expect(because.every(({ minor }) => Number.isInteger(minor))).toBe(true);
        expect(priceMinor).toBeGreaterThanOrEqual(0);
        if (!given.rules || because.some(({ kind }) => kind === 'FREE')) return;
        expect(priceMinor).toBeGreaterThanOrEqual(given.rules.leastMinor ?? 0);
        expect(priceMinor).toBeLessThanOrEqual(given.rules.mostMinor ?? Infinity);
      }),
      { numRuns: 2_000 },
    );
  });
});
