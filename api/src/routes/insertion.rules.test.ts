import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPlan, type CheckedPlan } from './check-plan.rules.ts';
import { feasibleInsertions, type InsertionRoute, type JobLegs } from './insertion.rules.ts';
import { infeasibilityOf, scheduleRoute, type Demand, type RouteTimes, type TimedVisit } from './schedule.rules.ts';

interface Town {
  /** Place 0 is the depot, the last one is where the job is, between them the visits in order. */
  readonly points: readonly (readonly [number, number])[];
  readonly visits: readonly (TimedVisit & Demand)[];
  readonly job: TimedVisit & Demand;
  readonly latestEnd: number;
}

const visit = fc.record({
  earliest: fc.integer({ min: 0, max: 20_000 }),
  width: fc.integer({ min: 0, max: 15_000 }),
  serviceSeconds: fc.integer({ min: 0, max: 600 }),
  weightGrams: fc.integer({ min: 1, max: 3_000 }),
  skills: fc.constantFrom<string[]>([], [], ['KEEP_COLD'], ['TWO_PERSON']),
}).map(({ width, ...rest }) => ({ ...rest, latest: rest.earliest + width, volumeMilliliters: rest.weightGrams * 3 }));

const towns: fc.Arbitrary<Town> = fc.integer({ min: 0, max: 6 }).chain((count) =>
  fc.record({
    points: fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 3_000 })), { minLength: count + 2, maxLength: count + 2 }),
    visits: fc.array(visit, { minLength: count, maxLength: count }).map((visits) => [...visits].sort((one, other) => one.latest - other.latest)),
    job: visit,
    latestEnd: fc.integer({ min: 5_000, max: 45_000 }),
  }),
);

const SKILLS = ['KEEP_COLD'];
const MAX_WEIGHT = 10_000;
const MAX_VOLUME = 26_000;

function seconds(from: readonly [number, number], to: readonly [number, number]): number {
  return Math.ceil(Math.hypot(from[0] - to[0], from[1] - to[1]) - 1e-6);
}

function routeThrough(points: Town['points'], visits: Town['visits'], latestEnd: number): InsertionRoute & { visits: Town['visits'] } {
  const places = [points[0]!, ...points.slice(1, visits.length + 1), points[0]!];
  const driveSeconds = places.slice(1).map((to, leg) => seconds(places[leg]!, to));
  const times: RouteTimes = { earliestStart: 0, latestEnd, visits, driveSeconds };
  const load = (of: 'weightGrams' | 'volumeMilliliters') => visits.reduce((sum, each) => sum + each[of], 0);
  return {
    ...times, visits, skills: SKILLS, schedule: scheduleRoute(times), driveMeters: driveSeconds,
    spareWeightGrams: MAX_WEIGHT - load('weightGrams'), spareVolumeMilliliters: MAX_VOLUME - load('volumeMilliliters'),
  };
}

function legsAround(points: Town['points'], job: readonly [number, number], offset: number): JobLegs {
  const padding = new Array<number>(offset).fill(99_999);
  const to = [...padding, ...points.map((point) => seconds(point, job))];
  const from = [...padding, ...points.map((point) => seconds(job, point))];
  return { offset, toJobSeconds: to, toJobMeters: to, fromJobSeconds: from, fromJobMeters: from };
}

describe('the constant-time insertion check', () => {
  it('finds exactly the positions that a full recomputation finds, with the same times and the same extra driving', () => {
    let tried = 0;
    let fitting = 0;
    fc.assert(
      fc.property(towns, fc.integer({ min: 0, max: 3 }), ({ points, visits, job, latestEnd }, offset) => {
        const there = points.slice(0, -1);
        const jobPoint = points.at(-1)!;
        const route = routeThrough(there, visits, latestEnd);
        const found = feasibleInsertions(route, job, legsAround(there, jobPoint, offset));
        const isKept = infeasibilityOf({ ...route, maxWeightGrams: MAX_WEIGHT, maxVolumeMilliliters: MAX_VOLUME }) === undefined;
        const expected = Array.from({ length: visits.length + 1 }, (_, position) => position).flatMap((position) => {
          const newPoints = [there[0]!, ...there.slice(1).toSpliced(position, 0, jobPoint)];
          const inserted = routeThrough(newPoints, visits.toSpliced(position, 0, job), latestEnd);
          if (!isKept || infeasibilityOf({ ...inserted, maxWeightGrams: MAX_WEIGHT, maxVolumeMilliliters: MAX_VOLUME })) return [];
          const total = (of: InsertionRoute) => (of.visits.length === 0 ? 0 : Array.from(of.driveSeconds).reduce((sum, leg) => sum + leg, 0));
          const added = total(inserted) - total(route);
          return { position, start: inserted.schedule.start[position]!, addedSeconds: added, addedMeters: added };
        });
        tried += 1;
        if (expected.length > 0) fitting += 1;
        // A route whose own visits need a skill it lacks is infeasible as a whole; insertion only asks about times and room.
        if (isKept) expect(found).toEqual(expected);
        else expect(expected).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    // The property would prove nothing over cases that all refuse.
    expect(fitting).toBeGreaterThan(tried / 20);
  });

  it('offers nothing on a route that cannot be kept as it is', () => {
    const visits = [{ earliest: 0, latest: 10, serviceSeconds: 0, weightGrams: 1, volumeMilliliters: 1, skills: [] }];
    const points = [[0, 0], [0, 100]] as const;
    const job = { earliest: 0, latest: 90_000, serviceSeconds: 0, weightGrams: 1, volumeMilliliters: 1, skills: [] };
    expect(feasibleInsertions(routeThrough(points, visits, 90_000), job, legsAround(points, [0, 1], 0))).toEqual([]);
  });
});

describe('a schedule', () => {
  it('is feasible exactly when the independent checker finds nothing to say', () => {
    fc.assert(
      fc.property(towns, ({ points, visits, latestEnd }) => {
        const route = routeThrough(points, visits, latestEnd);
        const { departAt, start, departure, endAt } = route.schedule;
        const at = (second: number) => new Date(second * 1000);
        const plan: CheckedPlan = {
          date: '2026-11-21',
          depot: { latitude: points[0]![0], longitude: points[0]![1] },
          promisedIds: visits.map((_, index) => `d${index}`),
          routes: [{
            id: 'r', vehicleKind: 'VAN', shiftStartsAt: at(0), shiftEndsAt: at(latestEnd), startsAt: at(departAt), endsAt: at(endAt),
            maxWeightGrams: MAX_WEIGHT, maxVolumeMilliliters: MAX_VOLUME, driverId: 'drv', isDriverAssumed: false, driverSkills: SKILLS, maxDutySeconds: 90_000, insuredThrough: '2026-11-21',
            stops: visits.map((each, index) => ({
              id: `s${index}`, subjectId: `d${index}`, sequence: index, latitude: points[index + 1]![0], longitude: points[index + 1]![1],
              windowStart: at(each.earliest), windowEnd: at(each.latest + 1), serviceSeconds: each.serviceSeconds,
              weightGrams: each.weightGrams, volumeMilliliters: each.volumeMilliliters, skills: each.skills,
              plannedArrival: at(start[index]!), plannedDeparture: at(departure[index]!),
            })),
          }],
        };
        const breaches = checkPlan(plan, (from, to) => seconds([from.latitude, from.longitude], [to.latitude, to.longitude]));
        const isKept = infeasibilityOf({ ...route, maxWeightGrams: MAX_WEIGHT, maxVolumeMilliliters: MAX_VOLUME }) === undefined;
        // An empty route is not driven; its return is not checked.
        if (visits.length > 0) expect(breaches.length === 0).toBe(isKept);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves as late as delays nothing, and says how much later each visit could begin', () => {
    const visits = [{ earliest: 1_000, latest: 1_599, serviceSeconds: 100 }, { earliest: 0, latest: 5_000, serviceSeconds: 50 }];
    const schedule = scheduleRoute({ earliestStart: 0, latestEnd: 2_000, visits, driveSeconds: [200, 300, 400] });
    expect(schedule).toEqual({ departAt: 800, start: [1_000, 1_400], departure: [1_100, 1_450], waiting: [0, 0], latest: [1_150, 1_550], endAt: 1_850, isFeasible: true });
  });
});
