import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GreatCircleTravelTimes } from '../adapters/travel-times/great-circle.ts';
import type { Position } from '../shared/geo.ts';
import { defaultCostModel } from './cost.rules.ts';
import { dayCard } from './day-card.rules.ts';
import type { Job } from './insertion.rules.ts';
import { measureLegs } from './measure-legs.ts';
import { openRoutes, type PlanPicture, type PlannedVisit, type RoutePicture } from './plan-picture.rules.ts';
import { scanPlan } from './plan-scan.rules.ts';
import { cardOf } from './route-card.rules.ts';
import { scanDays } from './scan-days.ts';
import type { TravelTimes } from './travel-times.port.ts';

const DAY_START = 1_763_740_800;
const HOUR = 3_600;
const DEPOT: Position = { latitude: 37.8, longitude: -122.25 };
const travelTimes = new GreatCircleTravelTimes();
/** The same port without its short cut. */
const waitingTravelTimes: TravelTimes = { source: travelTimes.source, matrix: travelTimes.matrix, oneToMany: travelTimes.oneToMany.bind(travelTimes), manyToOne: travelTimes.manyToOne.bind(travelTimes), path: travelTimes.path.bind(travelTimes) };
const costModel = defaultCostModel('USD');

const position = fc.record({ latitude: fc.double({ min: 37.75, max: 37.85, noNaN: true }), longitude: fc.double({ min: -122.3, max: -122.2, noNaN: true }) });
const skills = fc.subarray(['KEEP_COLD', 'AGE_CHECK']);
const instant = (from: number, to: number) => fc.integer({ min: DAY_START + from * HOUR, max: DAY_START + to * HOUR });

const job: fc.Arbitrary<Job> = fc.record({
  earliest: instant(7, 18),
  length: fc.integer({ min: 0, max: 4 * HOUR }),
  serviceSeconds: fc.constantFrom(0, 240, 900),
  weightGrams: fc.integer({ min: 0, max: 40_000 }),
  volumeMilliliters: fc.integer({ min: 0, max: 40_000 }),
  skills,
}).map(({ length, ...rest }) => ({ ...rest, latest: rest.earliest + length }));

const visit: fc.Arbitrary<PlannedVisit> = fc.tuple(job, position).map(([about, at], ) => ({
  ...about, id: 'stp', retailerId: 'ret', holdId: null, deliveryId: 'dlv', holdExpiresAt: null, position: at, state: 'PLANNED',
  // Most routes can be kept, so that most windows are asked of something.
  earliest: about.earliest - 3 * HOUR, latest: about.latest + 2 * HOUR,
}));

const route = fc.record({
  vehicleKind: fc.constantFrom('VAN', 'CARGO_BIKE'),
  state: fc.constantFrom('DRAFT', 'ASSIGNED', 'DISPATCHED'),
  mayDrive: fc.constantFrom(true, true, true, false),
  assumedUntil: fc.constantFrom(null, null, null, DAY_START + 9 * HOUR),
  shiftStart: instant(7, 10),
  shiftHours: fc.integer({ min: 1, max: 10 }),
  dutyHours: fc.integer({ min: 1, max: 10 }),
  maxWeightGrams: fc.constantFrom(30_000, 500_000),
  maxVolumeMilliliters: fc.constantFrom(60_000, 500_000),
  skills,
  visits: fc.array(visit, { maxLength: 6 }),
});

async function pictureOf(routes: readonly (typeof route extends fc.Arbitrary<infer R> ? R : never)[]): Promise<PlanPicture> {
  const pictures = routes.map(async ({ shiftHours, dutyHours, ...each }, index): Promise<RoutePicture> => {
    const visits = each.visits.toSorted((one, other) => one.earliest - other.earliest);
    const legs = await travelTimes.path([DEPOT, ...visits.map((one) => one.position), DEPOT], each.vehicleKind);
    return {
      ...each, visits, openPatternId: each.assumedUntil === null ? null : 'shp', id: `rte_${index}`, shiftId: `shf_${index}`, driverId: 'drv', vehicleId: 'veh',
      shiftEnd: each.shiftStart + shiftHours * HOUR, dutyEnd: each.shiftStart + dutyHours * HOUR,
      driveSeconds: visits.length === 0 ? [0] : [...legs.seconds], driveMeters: visits.length === 0 ? [0] : [...legs.meters],
    };
  });
  return { depotId: 'dep', depot: DEPOT, date: '2025-11-21', dayPlanId: 'dpl', version: 3, routes: await Promise.all(pictures) };
}

const LATER_VAN = { shiftStart: DAY_START + 8 * HOUR, shiftHours: 10, dutyHours: 10, maxWeightGrams: 30_000 as const, maxVolumeMilliliters: 60_000 as const, skills: [], visits: [] };

describe('a scan of arrays', () => {
  it('answers each window as the insertion rules do, with and without waiting for travel times', async () => {
    const reasons = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(route, { maxLength: 5 }), position, instant(6, 12), fc.array(job, { minLength: 1, maxLength: 12 }), async (routes, place, now, jobs) => {
        const picture = await pictureOf(routes);
        const open = openRoutes(picture, now);
        const byRules = scanPlan({ picture, routes: open, legsOf: await measureLegs(travelTimes, DEPOT, open, place), costModel });
        const days = [dayCard(picture.date, picture.version, picture.routes.map((each) => cardOf(each, DEPOT)))];
        for (const port of [travelTimes, waitingTravelTimes]) {
          const [scan] = await scanDays({ days, place, now, costModel, travelTimes: port });
          expect(scan).toMatchObject({ date: picture.date, version: 3 });
          for (const wanted of jobs) {
            const answer = byRules.find(wanted);
            expect(scan!.find(wanted)).toEqual(answer);
            reasons.add('reason' in answer ? answer.reason : 'a place');
          }
        }
      }),
      { numRuns: 300 },
    );
    // A property that never meets a case proves nothing of it.
    expect([...reasons].sort()).toEqual(['CLOSED', 'DRIVER_HOURS', 'FULL', 'NO_SKILL', 'TOO_LARGE', 'a place']);
  });

  it('sees the same day later, when vans can leave no earlier than now', async () => {
    const picture = await pictureOf([{ vehicleKind: 'VAN', state: 'DRAFT', mayDrive: true, assumedUntil: null, ...LATER_VAN }]);
    const days = [dayCard(picture.date, 1, picture.routes.map((each) => cardOf(each, DEPOT)))];
    const wanted: Job = { earliest: DAY_START + 8 * HOUR, latest: DAY_START + 10 * HOUR, serviceSeconds: 240, weightGrams: 1, volumeMilliliters: 1, skills: [] };
    const startAt = async (now: number) => {
      const [scan] = await scanDays({ days, place: DEPOT, now, costModel, travelTimes });
      const answer = scan!.find(wanted);
      return 'place' in answer ? answer.place.start : answer.reason;
    };
    expect(await startAt(DAY_START)).toBe(DAY_START + 8 * HOUR);
    expect(await startAt(DAY_START + 9 * HOUR)).toBe(DAY_START + 9 * HOUR);
    expect(await startAt(DAY_START + 8.5 * HOUR)).toBe(DAY_START + 8.5 * HOUR);
    expect(await startAt(DAY_START + 11 * HOUR)).toBe('FULL');
  });

  it('counts a van that nobody has been assigned to until its day begins, and not from then on, whenever it was asked before', async () => {
    const picture = await pictureOf([{ vehicleKind: 'VAN', state: 'DRAFT', mayDrive: true, assumedUntil: DAY_START, ...LATER_VAN }]);
    const days = [dayCard(picture.date, 1, picture.routes.map((each) => cardOf(each, DEPOT)))];
    const wanted: Job = { earliest: DAY_START + 8 * HOUR, latest: DAY_START + 10 * HOUR, serviceSeconds: 240, weightGrams: 1, volumeMilliliters: 1, skills: [] };
    const hasPlace = async (now: number) => {
      const [scan] = await scanDays({ days, place: DEPOT, now, costModel, travelTimes });
      return 'place' in scan!.find(wanted);
    };
    expect([await hasPlace(DAY_START - 2), await hasPlace(DAY_START - 1), await hasPlace(DAY_START), await hasPlace(DAY_START - 1)]).toEqual([true, true, false, true]);
  });
});
