import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addSeconds, DAY } from '../shared/time.ts';
import { judgePings, matters, thinned, type PingData } from './ping.rules.ts';

const NOW = new Date('2026-11-21T20:00:00Z');
const STARTED = addSeconds(NOW, -3_600);
const ping = (secondsAgo: number, more: Partial<PingData> = {}): PingData => ({ latitude: 37.8, longitude: -122.25, at: addSeconds(NOW, -secondsAgo), ...more });
const believe = (pings: PingData[], last: PingData | null = null) => judgePings(pings, { now: NOW, startedAt: STARTED, last }).believed;

it('puts a disordered batch in order', () => {
  expect(believe([ping(10), ping(30), ping(20)]).map(({ at }) => at)).toEqual([ping(30), ping(20), ping(10)].map(({ at }) => at));
});

it.each([
  ['from the future', ping(-60)],
  ['from before the route started', ping(4_000)],
  ['nowhere on Earth', ping(10, { latitude: 137 })],
  ['without a number', ping(10, { latitude: NaN })],
  ['too vague', ping(10, { accuracy: 900 })],
])('does not believe one %s', (_what, bad) => {
  expect(believe([ping(20), bad])).toEqual([ping(20)]);
});

it('does not believe a jump that no van can make, but what comes after it', () => {
  const jump = ping(20, { latitude: 38.3 });
  expect(believe([ping(30), jump, ping(10)])).toEqual([ping(30), ping(10)]);
  expect(believe([jump], ping(30))).toEqual([]);
  expect(believe([jump], ping(10))).toEqual([]);
});

it('believes a far place again once a van could be there', () => {
  expect(believe([ping(0, { latitude: 37.9 })], ping(600))).toHaveLength(1);
});

it('keeps late samples that are older than the newest known', () => {
  expect(believe([ping(100)], ping(10))).toHaveLength(1);
});

it('keeps one sample an instant', () => {
  expect(believe([ping(10), ping(10), ping(10)])).toHaveLength(1);
});

it('says of each sample what became of it, in the order they came', () => {
  const pings = [ping(10), ping(-60), ping(20, { latitude: 38.3 }), ping(10), ping(30), ping(4_000), ping(5, { accuracy: 900 }), ping(50_000), ping(1, { latitude: 137 })];
  const { outcomes } = judgePings(pings, { now: NOW, startedAt: STARTED, last: null });
  expect(outcomes).toEqual(['ACCEPTED', 'IN_FUTURE', 'IMPLAUSIBLE', 'REPEATED', 'ACCEPTED', 'BEFORE_START', 'INACCURATE', 'TOO_OLD', 'NOT_ON_EARTH']);
});

it('keeps one sample a minute of a van that stands still, and all of one that moves', () => {
  const still = Array.from({ length: 13 }, (_, index) => ping(120 - 10 * index));
  expect(thinned(still, null).map(({ at }) => at)).toEqual([ping(120), ping(60), ping(0)].map(({ at }) => at));
  expect(thinned(still, ping(130)).map(({ at }) => at)).toEqual([ping(70), ping(10)].map(({ at }) => at));
  const moving = still.map((each, index) => ({ ...each, latitude: each.latitude + index * 0.001 }));
  expect(thinned(moving, null)).toEqual(moving);
});

it('matters after half a minute or 150 meters', () => {
  expect(matters(ping(0), null)).toBe(true);
  expect([matters(ping(0), ping(29)), matters(ping(0), ping(30))]).toEqual([false, true]);
  expect([matters(ping(0, { latitude: 37.801 }), ping(5)), matters(ping(0, { latitude: 37.802 }), ping(5))]).toEqual([false, true]);
});

it('gives only what it got, in order, whatever it gets', () => {
  const anything = fc.record({
    latitude: fc.double({ min: -200, max: 200 }), longitude: fc.double({ min: -400, max: 400 }),
    at: fc.date({ min: new Date(NOW.getTime() - DAY), max: new Date(NOW.getTime() + DAY), noInvalidDate: false }),
    accuracy: fc.option(fc.double()),
  });
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 100 }), (pings) => {
      const accepted = believe(pings);
      for (const [index, each] of accepted.entries()) {
        expect(pings).toContain(each);
        if (index > 0) expect(each.at.getTime()).toBeGreaterThan(accepted[index - 1]!.at.getTime());
      }
    }),
  );
});
