import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countFits } from './count-fits.rules.ts';
import type { Job, JobLegs } from './insertion.rules.ts';
import { openRoutes, type PlannedVisit, type PlanPicture, type RoutePicture } from './plan-picture.rules.ts';
import { infeasibilityOf } from './schedule.rules.ts';

/** Places on a line; a second a meter. The depot stands at 0. */
function routeAt(stops: readonly { at: number; earliest: number; latest: number }[], more: Partial<RoutePicture> = {}): RoutePicture {
  const places = [0, ...stops.map(({ at }) => at), 0];
  const legs = stops.length === 0 ? [0] : places.slice(1).map((to, leg) => Math.abs(to - places[leg]!));
  const visits = stops.map(({ earliest, latest }, index): PlannedVisit => ({
    id: `s${index}`, retailerId: 'r', holdId: null, deliveryId: `d${index}`, holdExpiresAt: null, position: { latitude: 0, longitude: 0 }, state: 'PLANNED',
    earliest, latest, serviceSeconds: 10, weightGrams: 1, volumeMilliliters: 1, skills: [],
  }));
  return {
    id: 'rte', shiftId: 'shf', driverId: 'drv', vehicleId: 'veh', vehicleKind: 'VAN', state: 'DRAFT', mayDrive: true, openPatternId: null, assumedUntil: null, shiftStart: 0, shiftEnd: 1_000, dutyEnd: 1_000,
    maxWeightGrams: 100, maxVolumeMilliliters: 1_000, skills: [], visits, driveSeconds: legs, driveMeters: legs, ...more,
  };
}

const pictureOf = (...routes: RoutePicture[]): PlanPicture => ({ depotId: 'dep', depot: { latitude: 0, longitude: 0 }, date: '2026-11-21', dayPlanId: null, version: 0, routes });
const legsTo = (at: number, stops: readonly { at: number }[]): JobLegs => {
  const legs = [0, ...stops.map((stop) => stop.at)].map((place) => Math.abs(place - at));
  return { offset: 0, toJobSeconds: legs, fromJobSeconds: legs, toJobMeters: legs, fromJobMeters: legs };
};
const JOB: Job = { earliest: 0, latest: 1_000, serviceSeconds: 10, weightGrams: 1, volumeMilliliters: 1, skills: [] };

describe('counting what fits', () => {
  it('fills an empty van until its shift, its load or the window is over', () => {
    const fits = (job: Partial<Job>, route: Partial<RoutePicture> = {}, most = 1_000) => countFits(openRoutes(pictureOf(routeAt([], route)), 0), { ...JOB, ...job }, () => legsTo(100, []), most);
    // 100 there, 100 back: 800 seconds of the shift are left for ten each.
    expect(fits({})).toBe(80);
    expect(fits({}, { maxWeightGrams: 7 })).toBe(7);
    // Begins from 100 to 149.
    expect(fits({ latest: 149 })).toBe(5);
    expect(fits({}, {}, 20)).toBe(20);
    expect(fits({ skills: ['KEEP_COLD'] })).toBe(0);
    expect(fits({}, { mayDrive: false })).toBe(0);
  });

  it('adds up over vans, and never breaks a promise that is made', () => {
    const stop = fc.record({ at: fc.integer({ min: -200, max: 200 }), earliest: fc.integer({ min: 0, max: 500 }), length: fc.integer({ min: 60, max: 400 }) });
    fc.assert(
      fc.property(fc.array(stop, { maxLength: 4 }), fc.integer({ min: -200, max: 200 }), (drawn, at) => {
        const stops = drawn.map((each) => ({ ...each, latest: each.earliest + each.length }));
        const route = routeAt(stops);
        fc.pre(infeasibilityOf({ ...route, earliestStart: 0, latestEnd: 1_000 }) === undefined);
        const one = countFits(openRoutes(pictureOf(route), 0), JOB, () => legsTo(at, stops), 1_000);
        const two = countFits(openRoutes(pictureOf(route, { ...route, id: 'rte2' }), 0), JOB, () => legsTo(at, stops), 1_000);
        expect(two).toBe(2 * one);
        // No more than the time that is left could serve.
        const used = stops.length * 10 + route.driveSeconds.reduce((sum, leg) => sum + leg, 0);
        expect(one * 10).toBeLessThanOrEqual(1_000 - used);
      }),
      { seed: 20_261_121 },
    );
  });
});
