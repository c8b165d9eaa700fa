import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedDemand, remainingPlaces, scarcityOf } from './place-value.rules.ts';

const HOUR = 3_600;

describe('how scarce a window is', () => {
  it('is the chance that what is still asked for fills it', () => {
    // Poisson of mean 2: P(≥ 1) = 1 - e^-2, P(≥ 3) = 1 - e^-2 (1 + 2 + 2).
    expect(scarcityOf({ remainingPlaces: 1, expectedDemand: 2 })).toBeCloseTo(0.864665, 6);
    expect(scarcityOf({ remainingPlaces: 3, expectedDemand: 2 })).toBeCloseTo(0.323324, 6);
    expect([scarcityOf({ remainingPlaces: 0, expectedDemand: 0 }), scarcityOf({ remainingPlaces: 5, expectedDemand: 0 })]).toEqual([1, 0]);
  });

  it('is from 0 to 1, falls with places and rises with demand', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.double({ min: 0, max: 300, noNaN: true }), (places, demand) => {
        const scarcity = scarcityOf({ remainingPlaces: places, expectedDemand: demand });
        expect(scarcity).toBeGreaterThanOrEqual(0);
        expect(scarcity).toBeLessThanOrEqual(1);
        expect(scarcityOf({ remainingPlaces: places + 1, expectedDemand: demand })).toBeLessThanOrEqual(scarcity + 1e-12);
        expect(scarcityOf({ remainingPlaces: places, expectedDemand: demand + 1 })).toBeGreaterThanOrEqual(scarcity - 1e-12);
      }),
    );
  });
});

describe('what is left of a window', () => {
  const empty = { takesStops: true, shiftStart: 8 * HOUR, latestEnd: 18 * HOUR, count: 0, earliest: new Float64Array(), latest: new Float64Array(), latitudes: new Float64Array(1), longitudes: new Float64Array(1), serviceSeconds: new Float64Array(), driveSeconds: new Float64Array(1) };
  const window = { from: 10 * HOUR, until: 12 * HOUR };

  it('follows from the time of the vans in it, while nothing is planned', () => {
    expect(remainingPlaces([empty], window, 240)).toBe(10);
    expect(remainingPlaces([empty, { ...empty, latestEnd: 11 * HOUR }, { ...empty, takesStops: false }], window, 240)).toBe(15);
    expect(remainingPlaces([], window, 240)).toBe(0);
  });

  it('is less what is promised in it: whole for a delivery of this window, in part for a wider one', () => {
    const planned = { ...empty, count: 2, earliest: Float64Array.of(10 * HOUR, 8 * HOUR), latest: Float64Array.of(12 * HOUR - 1, 18 * HOUR - 1), serviceSeconds: Float64Array.of(300, 300), driveSeconds: Float64Array.of(300, 300, 600) };
    // 900 seconds a stop: 8 places, less 1 and a fifth.
    expect(remainingPlaces([planned], window, 240)).toBe(6);
  });
});

describe('what is still asked for', () => {
  it('is what the same window of the weeks before got from then on', () => {
    const past = [{ leadSeconds: [HOUR, 5 * HOUR, 30 * HOUR] }, { leadSeconds: [2 * HOUR] }];
    expect([expectedDemand(past, 4 * HOUR), expectedDemand(past, 48 * HOUR), expectedDemand(past, 0)]).toEqual([1, 2, 0]);
    expect(expectedDemand([], HOUR)).toBeUndefined();
  });
});
