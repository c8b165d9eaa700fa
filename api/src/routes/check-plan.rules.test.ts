import { describe, expect, it } from 'vitest';
import { checkPlan, type CheckedPlan, type CheckedRoute, type CheckedStop } from './check-plan.rules.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 8) + minutes * 60_000);

/** One stop ten minutes north of the depot. */
const stop: CheckedStop = {
  id: 's1', subjectId: 'd1', sequence: 0, latitude: 10, longitude: 0, windowStart: at(60), windowEnd: at(120), serviceSeconds: 300,
  weightGrams: 900, volumeMilliliters: 900, skills: ['KEEP_COLD'], plannedArrival: at(60), plannedDeparture: at(65),
};
const route: CheckedRoute = {
  id: 'r1', vehicleKind: 'VAN', shiftStartsAt: at(0), shiftEndsAt: at(480), startsAt: at(50), endsAt: at(75), maxWeightGrams: 1_000, maxVolumeMilliliters: 1_000,
  driverId: 'v1', isDriverAssumed: false, driverSkills: ['KEEP_COLD'], maxDutySeconds: 6 * 3600, insuredThrough: '2026-11-21', stops: [stop],
};
const minuteADegree = (from: { latitude: number }, to: { latitude: number }) => Math.abs(from.latitude - to.latitude) * 60;

function breachesOf(change: { route?: Partial<CheckedRoute>; stop?: Partial<CheckedStop>; plan?: Partial<CheckedPlan> }) {
  const changed = { ...route, stops: [{ ...stop, ...change.stop }], ...change.route };
  return checkPlan({ date: '2026-11-21', depot: { latitude: 0, longitude: 0 }, routes: [changed], promisedIds: ['d1'], ...change.plan }, minuteADegree);
}

describe('the plan checker', () => {
  it('has nothing to say about a plan that keeps everything', () => {
    expect(breachesOf({})).toEqual([]);
  });

  it.each([
    ['arrives when the window has ended', { stop: { plannedArrival: at(120), plannedDeparture: at(125) }, route: { endsAt: at(135) } }, 'LATE', 0],
    ['arrives before the window', { stop: { windowStart: at(61) } }, 'EARLY', 60],
    ['drives faster than can be', { stop: { latitude: 11 }, route: { endsAt: at(76) } }, 'IMPOSSIBLE_DRIVE', 60],
    ['leaves before it has served', { stop: { serviceSeconds: 301 } }, 'SHORT_SERVICE', 1],
    ['carries too much', { stop: { weightGrams: 1_001 } }, 'OVERWEIGHT', 1],
    ['carries more than fits', { stop: { volumeMilliliters: 1_010 } }, 'OVERSIZE', 10],
    ['lacks a skill', { route: { driverSkills: [] } }, 'MISSING_SKILL', undefined],
    ['leaves before the shift', { route: { shiftStartsAt: at(51) } }, 'BEFORE_SHIFT', 60],
    ['is back after the shift', { route: { shiftEndsAt: at(74) } }, 'AFTER_SHIFT', 60],
    ['is back after the hours of service', { route: { maxDutySeconds: 74 * 60 } }, 'HOURS_OF_SERVICE', 60],
    ['is back sooner than can be', { route: { endsAt: at(74) } }, 'IMPOSSIBLE_DRIVE', 60],
    ['has no driver', { route: { driverId: null } }, 'NO_DRIVER', undefined],
    ['has a driver whose insurance ended the day before', { route: { insuredThrough: '2026-11-20' } }, 'UNINSURED', undefined],
    ['has a driver without insurance', { route: { insuredThrough: null } }, 'UNINSURED', undefined],
    ['has a gap in its sequence', { stop: { sequence: 1 } }, 'SEQUENCE', undefined],
    ['misses a promise', { plan: { promisedIds: ['d1', 'd2'] } }, 'NO_PLACE', undefined],
  ] as const)('notices a route that %s', (_, change, kind, excess) => {
    const breaches = breachesOf(change as Parameters<typeof breachesOf>[0]);
    expect(breaches.map((breach) => breach.kind)).toEqual([kind]);
    if (excess !== undefined) expect(breaches[0]!.excess).toBe(excess);
  });

  it('lets a route wait for its driver as long as a pattern may assume one, who can do what the pattern says', () => {
    expect(breachesOf({ route: { driverId: null, insuredThrough: null, isDriverAssumed: true } })).toEqual([]);
    expect(breachesOf({ route: { driverId: null, insuredThrough: null, isDriverAssumed: true, driverSkills: [] } })).toEqual([{ kind: 'MISSING_SKILL', subjectId: 's1' }]);
  });

  it('notices a delivery with two places and a driver with two routes', () => {
    const twice = { ...route, id: 'r2' };
    expect(breachesOf({ plan: { routes: [route, twice] } }).map((breach) => breach.kind)).toEqual(['TWO_ROUTES', 'TWO_PLACES']);
  });
});
