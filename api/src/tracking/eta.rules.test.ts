import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds, secondsBetween } from '../shared/time.ts';
import { estimateArrivals, legSeconds, type StopAhead } from './eta.rules.ts';

const NOON = new Date('2026-11-21T20:00:00Z');
const DEPOT = { latitude: 37.8, longitude: -122.25 };
const LONG_AGO = new Date('2026-11-21T00:00:00Z');

/** Stops on a line to the north, each a thousandth of a degree (111 m) times its steps behind the one before. */
function stopsOf(legs: readonly { steps: number; driveSeconds: number; serviceSeconds: number; opensIn?: number }[]): StopAhead[] {
  let place = DEPOT;
  return legs.map(({ steps, driveSeconds, serviceSeconds, opensIn }, index) => {
    const plannedFrom = place;
    place = { ...place, latitude: place.latitude + steps / 1000 };
    return {
      id: String(index), position: place, plannedFrom, driveSeconds, serviceSeconds, arrivedAt: null,
      windowStart: opensIn === undefined ? LONG_AGO : addSeconds(NOON, opensIn),
    };
  });
}
const leg = fc.record({ steps: fc.integer({ min: 2, max: 60 }), driveSeconds: fc.integer({ min: 20, max: 1800 }), serviceSeconds: fc.integer({ min: 30, max: 1200 }) });
const legWithWindow = leg.chain((each) => fc.integer({ min: -3600, max: 7200 }).map((opensIn) => ({ ...each, opensIn })));
const width = ({ p10, p90 }: { p10: Date; p90: Date }) => p90.getTime() - p10.getTime();

it('is the planned legs and services when the van leaves the depot as planned', () => {
  const stops = stopsOf([{ steps: 10, driveSeconds: 300, serviceSeconds: 120 }, { steps: 20, driveSeconds: 400, serviceSeconds: 120 }]);
  const estimates = estimateArrivals({ position: DEPOT, at: NOON }, stops, NOON);
  expect([...estimates.values()].map(({ p50 }) => secondsBetween(NOON, p50))).toEqual([300, 820]);
});

it('halves the leg when half its way is behind, and takes a detour for longer', () => {
  const [stop] = stopsOf([{ steps: 10, driveSeconds: 300, serviceSeconds: 0 }]);
  expect(legSeconds({ ...DEPOT, latitude: 37.805 }, stop!)).toBeCloseTo(150, 5);
  expect(legSeconds({ ...DEPOT, latitude: 37.79 }, stop!)).toBeCloseTo(600, 5);
});

it('has a speed for a stop whose planned leg says nothing of it', () => {
  const [stop] = stopsOf([{ steps: 0, driveSeconds: 0, serviceSeconds: 0 }]);
  expect(legSeconds({ ...DEPOT, latitude: 37.81 }, stop!)).toBeCloseTo(1111.95 / 5.5, 0);
});

it('waits for a window ahead, which swallows a delay', () => {
  const stops = stopsOf([{ steps: 10, driveSeconds: 300, serviceSeconds: 60, opensIn: 1_200 }, { steps: 10, driveSeconds: 300, serviceSeconds: 60 }]);
  const onTime = estimateArrivals({ position: DEPOT, at: NOON }, stops, NOON);
  const late = estimateArrivals({ position: DEPOT, at: addSeconds(NOON, 600) }, stops, addSeconds(NOON, 600));
  expect(secondsBetween(NOON, onTime.get('0')!.p50)).toBe(1_200);
  expect(late.get('1')!.p50).toEqual(onTime.get('1')!.p50);
});

describe('at a door', () => {
  const [stop, next] = stopsOf([{ steps: 10, driveSeconds: 300, serviceSeconds: 240 }, { steps: 10, driveSeconds: 300, serviceSeconds: 60 }]);
  const at = (elapsed: number) => {
    const now = addSeconds(NOON, elapsed);
    return estimateArrivals({ position: stop!.position, at: NOON }, [{ ...stop!, arrivedAt: NOON }, next!], now).get('1')!.p50;
  };

  it('counts the service that is left', () => {
    expect(secondsBetween(NOON, at(60))).toBe(540);
  });

  it('moves with the clock once the service takes longer than planned', () => {
    expect(secondsBetween(NOON, at(600))).toBe(600 + 60 + 300);
  });
});

it('keeps p10 ≤ p50 ≤ p90, the order of stops, the future and the windows', () => {
  fc.assert(
    fc.property(fc.array(legWithWindow, { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 3600 }), (legs, silence) => {
      const now = addSeconds(NOON, silence);
      const stops = stopsOf(legs);
      const estimates = [...estimateArrivals({ position: DEPOT, at: NOON }, stops, now).values()];
      let earliest = now.getTime() - 1_000;
      estimates.forEach(({ p10, p50, p90 }, index) => {
        expect(p10.getTime()).toBeLessThanOrEqual(p50.getTime());
        expect(p50.getTime()).toBeLessThanOrEqual(p90.getTime());
        expect(p50.getTime()).toBeGreaterThanOrEqual(earliest);
        expect(p10.getTime()).toBeGreaterThanOrEqual(stops[index]!.windowStart.getTime());
        earliest = p50.getTime() + stops[index]!.serviceSeconds * 1_000 - 1_000;
      });
    }),
  );
});

it('is surer of a nearer stop than of one behind it', () => {
  fc.assert(
    fc.property(fc.array(leg, { minLength: 2, maxLength: 12 }), (legs) => {
      const widths = [...estimateArrivals({ position: DEPOT, at: NOON }, stopsOf(legs), NOON).values()].map(width);
      // The first can't be early beyond now, so its band may be cut; each further one is wider.
      for (let index = 2; index < widths.length; index += 1) expect(widths[index]!).toBeGreaterThanOrEqual(widths[index - 1]! - 1_000);
    }),
  );
});

it('never promises earlier for having left later, nor by more than the delay', () => {
  fc.assert(
    fc.property(fc.array(legWithWindow, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 3600 }), (legs, delay) => {
      const later = addSeconds(NOON, delay);
      const before = estimateArrivals({ position: DEPOT, at: NOON }, stopsOf(legs), NOON);
      const after = estimateArrivals({ position: DEPOT, at: later }, stopsOf(legs), later);
      for (const [id, { p50 }] of after) {
        const moved = secondsBetween(before.get(id)!.p50, p50);
        expect(moved).toBeGreaterThanOrEqual(-1);
        expect(moved).toBeLessThanOrEqual(delay + 1);
      }
    }),
  );
});

it('does not move without news until the clock overtakes it', () => {
  const stops = stopsOf([{ steps: 10, driveSeconds: 300, serviceSeconds: 60 }]);
  const at = (seconds: number) => secondsBetween(NOON, estimateArrivals({ position: DEPOT, at: NOON }, stops, addSeconds(NOON, seconds)).get('0')!.p50);
  expect([at(0), at(200), at(299), at(400)]).toEqual([300, 300, 300, 400]);
});
