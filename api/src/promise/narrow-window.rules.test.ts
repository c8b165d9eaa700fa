import fc from 'fast-check';
import { expect, it } from 'vitest';
import { narrowWindowAt } from './narrow-window.rules.ts';

const HOUR = 3_600;
const RULES = { lengthSeconds: HOUR, leastSlackSeconds: 900, pricePerSlackHourMinor: 100 };
const WIDE = { from: 10 * HOUR, until: 14 * HOUR };
const at = (start: number, latestStart: number, rules = RULES) => narrowWindowAt(WIDE, { start: start * HOUR, latestStart: latestStart * HOUR }, rules);

it('is the part of the wide window in which the van comes, where it may still be late for a while', () => {
  expect(at(11.25, 13)).toEqual({ from: 11 * HOUR, until: 12 * HOUR, slackTakenSeconds: 1.75 * HOUR - (0.75 * HOUR - 1) });
});

it('is the next part when the van comes too near to the end of one and can wait', () => {
  expect(at(11.9, 13)).toMatchObject({ from: 12 * HOUR, until: 13 * HOUR });
});

it('is none where the plan has no slack, or the level\'s own window is no longer', () => {
  expect(at(11.25, 11.3)).toBeUndefined();
  expect(at(13.9, 13.95)).toBeUndefined();
  expect(at(11, 13, { ...RULES, lengthSeconds: 4 * HOUR })).toBeUndefined();
});

it('never promises more than the place can keep, and always leaves the slack that is asked for', () => {
  const place = fc.tuple(fc.integer({ min: WIDE.from, max: WIDE.until - 1 }), fc.integer({ min: 0, max: 4 * HOUR })).map(([start, slack]) => ({ start, latestStart: Math.min(start + slack, WIDE.until - 1) }));
  const rules = fc.record({ lengthSeconds: fc.integer({ min: 15, max: 240 }).map((minutes) => minutes * 60), leastSlackSeconds: fc.integer({ min: 0, max: 800 }), pricePerSlackHourMinor: fc.constant(0) });
  fc.assert(
    fc.property(place, rules, ({ start, latestStart }, given) => {
      const narrow = narrowWindowAt(WIDE, { start, latestStart }, given);
      if (!narrow) return;
      expect(narrow.from).toBeGreaterThanOrEqual(WIDE.from);
      expect(narrow.until).toBeLessThanOrEqual(WIDE.until);
      expect(narrow.until - narrow.from).toBe(given.lengthSeconds);
      const [earliest, latest] = [Math.max(start, narrow.from), Math.min(latestStart, narrow.until - 1)];
      expect(latest - earliest).toBeGreaterThanOrEqual(given.leastSlackSeconds);
      expect(narrow.slackTakenSeconds).toBe(latestStart - start - (latest - earliest));
      expect(narrow.slackTakenSeconds).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 2_000 },
  );
});
