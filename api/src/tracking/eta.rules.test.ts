import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds, secondsBetween } from '../shared/time.ts';
import { estimateArrivals, type StopAhead } from './eta.rules.ts';

const NOON = new Date('2026-11-21T20:00:00Z');
const LONG_AGO = new Date('2026-11-21T00:00:00Z');

interface Leg {
  readonly drive: number;
  readonly service: number;
  readonly opensIn?: number;
  readonly pause?: number;
}

function stopsOf(legs: readonly Leg[], spread = 0.3): StopAhead[] {
  return legs.map(({ drive, service, opensIn, pause = 0 }, index) => ({
    id: String(index), drive: { seconds: drive, spread }, service: { seconds: service, spread }, pauseSeconds: pause, arrivedAt: null,
    windowStart: opensIn === undefined ? LONG_AGO : addSeconds(NOON, opensIn), windowEnd: addSeconds(NOON, 86_400),
  }));
}
const expect50 = (stops: readonly StopAhead[], { seenAt = NOON, now = NOON, commonSpread = 0.1 } = {}) =>
  [...estimateArrivals({ seenAt, now, commonSpread, stops }).values()].map(({ p50 }) => secondsBetween(NOON, p50));
const leg = fc.record({ drive: fc.integer({ min: 20, max: 1800 }), service: fc.integer({ min: 30, max: 1200 }) });
const legWithWindow = leg.chain((each) => fc.integer({ min: -3600, max: 7200 }).map((opensIn) => ({ ...each, opensIn })));
const width = ({ p10, p90 }: { p10: Date; p90: Date }) => p90.getTime() - p10.getTime();

it('is the legs and services when nothing varies, with the planned break', () => {
  const stops = stopsOf([{ drive: 300, service: 120 }, { drive: 400, service: 120, pause: 900 }], 1e-6);
  expect(expect50(stops, { commonSpread: 0 })).toEqual([300, 300 + 120 + 900 + 400]);
});

it('expects a little more than the sum of the usual, as what varies is late more than early', () => {
  const legs = Array.from({ length: 20 }, () => ({ drive: 300, service: 300 }));
  const last = expect50(stopsOf(legs, 0.5)).at(-1)!;
  const sum = 20 * 600 - 300;
  expect(last).toBeGreaterThan(sum * 1.05);
  expect(last).toBeLessThan(sum * 1.2);
});

it('waits for a window ahead, which swallows a delay', () => {
  const stops = stopsOf([{ drive: 300, service: 60, opensIn: 1_800 }, { drive: 300, service: 60 }]);
  const onTime = expect50(stops);
  const late = expect50(stops, { seenAt: addSeconds(NOON, 600), now: addSeconds(NOON, 600) });
  expect(onTime[0]).toBe(1_800);
  expect(late).toEqual(onTime);
});

it('says how likely a window is missed', () => {
  const [stop] = stopsOf([{ drive: 600, service: 60 }]);
  const lateness = (endsIn: number) => estimateArrivals({ seenAt: NOON, now: NOON, commonSpread: 0, stops: [{ ...stop!, windowEnd: addSeconds(NOON, endsIn) }] }).get('0')!.lateness;
  expect([lateness(200), lateness(600), lateness(3_000)]).toEqual([1, 0.5, 0]);
});

describe('at a door', () => {
  const [stop, next] = stopsOf([{ drive: 300, service: 240 }, { drive: 300, service: 60 }]);
  const at = (elapsed: number) => expect50([{ ...stop!, arrivedAt: NOON }, next!], { now: addSeconds(NOON, elapsed) })[1]!;

  it('counts the service that is left', () => {
    expect(at(0)).toBeGreaterThan(500);
    expect(at(0)).toBeLessThan(600);
    expect(Math.abs(at(60) - at(0))).toBeLessThan(40);
  });

  it('expects a visit that drags on to drag on', () => {
    const left = (elapsed: number) => at(elapsed) - elapsed - 300;
    expect(left(480)).toBeGreaterThan(20);
    expect(left(1_500)).toBeGreaterThan(left(480));
  });
});

it('keeps p10 ≤ p50 ≤ p90, the order of stops, the future and the windows', () => {
  fc.assert(
    fc.property(fc.array(legWithWindow, { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 3600 }), (legs, silence) => {
      const now = addSeconds(NOON, silence);
      const stops = stopsOf(legs);
      const estimates = [...estimateArrivals({ seenAt: NOON, now, commonSpread: 0.1, stops }).values()];
      let earliest = now.getTime() - 1_000;
      estimates.forEach(({ p10, p50, p90, lateness }, index) => {
        expect(p10.getTime()).toBeLessThanOrEqual(p50.getTime());
        expect(p50.getTime()).toBeLessThanOrEqual(p90.getTime());
        expect(p10.getTime()).toBeGreaterThanOrEqual(earliest);
        expect(p10.getTime()).toBeGreaterThanOrEqual(stops[index]!.windowStart.getTime());
        expect(lateness).toBeGreaterThanOrEqual(0);
        expect(lateness).toBeLessThanOrEqual(1);
        earliest = p10.getTime();
      });
    }),
  );
});

it('is surer of a nearer stop than of one behind it', () => {
  fc.assert(
    fc.property(fc.array(leg, { minLength: 2, maxLength: 12 }), (legs) => {
      const widths = [...estimateArrivals({ seenAt: NOON, now: NOON, commonSpread: 0.1, stops: stopsOf(legs) }).values()].map(width);
      // Two independent sources of chance may cancel in a few scenarios, so a short leg may narrow a wide band by some percent.
      for (let index = 1; index < widths.length; index += 1) expect(widths[index]!).toBeGreaterThan(widths[index - 1]! * 0.85 - 5_000);
    }),
  );
});

it('never promises earlier for having left later, nor by more than the delay', () => {
  fc.assert(
    fc.property(fc.array(legWithWindow, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 3600 }), (legs, delay) => {
      const later = addSeconds(NOON, delay);
      const before = expect50(stopsOf(legs));
      const after = expect50(stopsOf(legs), { seenAt: later, now: later });
      for (const [index, p50] of after.entries()) {
        expect(p50 - before[index]!).toBeGreaterThanOrEqual(-1);
        expect(p50 - before[index]!).toBeLessThanOrEqual(delay + 1);
      }
    }),
  );
});

it('moves on with the clock while the van is silent, and never behind it', () => {
  const stops = stopsOf([{ drive: 300, service: 60 }]);
  const at = (seconds: number) => expect50(stops, { now: addSeconds(NOON, seconds) })[0]!;
  const told = [0, 100, 300, 400, 900].map(at);
  expect(told[0]).toBeGreaterThan(290);
  expect(told[0]).toBeLessThan(310);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBeGreaterThan(900);
});

it('gives the same answer to the same facts', () => {
  const stops = stopsOf([{ drive: 300, service: 60 }, { drive: 500, service: 200 }]);
  expect(estimateArrivals({ seenAt: NOON, now: NOON, commonSpread: 0.1, stops })).toEqual(estimateArrivals({ seenAt: NOON, now: NOON, commonSpread: 0.1, stops }));
});
