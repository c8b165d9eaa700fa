import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultCostModel } from './cost.rules.ts';
import type { PlanningProblem, RoutePlanner } from './route-planner.port.ts';
import { infeasibilityOf } from './schedule.rules.ts';
import { SearchRoute } from './search-route.ts';

const HOUR = 3600;
/** Any morning will do. */
const DAY_START = 1_800_000_000;

/** Small random days: a square town, a few vans, jobs with windows of one to nine hours, some with needs. */
export const planningProblems: fc.Arbitrary<PlanningProblem> = fc
  .record({
    points: fc.array(fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.integer({ min: 0, max: 1500 })), { minLength: 1, maxLength: 16 }),
    windows: fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 })), { minLength: 16, maxLength: 16 }),
    weights: fc.array(fc.integer({ min: 100, max: 6_000 }), { minLength: 16, maxLength: 16 }),
    needs: fc.array(fc.constantFrom<string[]>([], [], [], ['KEEP_COLD']), { minLength: 16, maxLength: 16 }),
    vans: fc.array(fc.record({ hours: fc.integer({ min: 2, max: 9 }), maxWeightGrams: fc.integer({ min: 4_000, max: 30_000 }), skills: fc.constantFrom<string[]>([], ['KEEP_COLD']) }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ points, windows, weights, needs, vans }) => {
    const places = [[750, 750] as const, ...points];
    const size = places.length;
    const seconds = new Int32Array(size * size);
    // Rounded up like every travel time, so that the triangle inequality holds.
    for (let leg = 0; leg < seconds.length; leg += 1) {
      const [from, to] = [places[Math.floor(leg / size)]!, places[leg % size]!];
      seconds[leg] = Math.ceil(Math.hypot(from[0] - to[0], from[1] - to[1]) - 1e-6);
    }
    return {
      jobs: points.map((_, index) => ({
        id: `job-${index}`,
        earliest: DAY_START + windows[index]![0] * HOUR,
        latest: DAY_START + (windows[index]![0] + windows[index]![1]) * HOUR - 1,
        serviceSeconds: 240,
        weightGrams: weights[index]!,
        volumeMilliliters: 1_000,
        skills: needs[index]!,
      })),
      routes: vans.map((van, index) => ({
        id: `van-${index}`,
        vehicleKind: 'VAN' as const,
        earliestStart: DAY_START,
        latestEnd: DAY_START + van.hours * HOUR,
        maxWeightGrams: van.maxWeightGrams,
        maxVolumeMilliliters: 20_000,
        skills: van.skills,
        jobIds: [],
      })),
      travel: { VAN: { size, seconds, meters: seconds.map((value) => value * 8) } },
      costModel: defaultCostModel('USD'),
    };
  });

/** What every route planner must keep. */
export function routePlannerContract(name: string, open: () => RoutePlanner, options: { readonly runs: number; readonly budgetMilliseconds: number }): void {
  const { budgetMilliseconds } = options;
  describe(`routes planned by ${name}`, () => {
    it('can be driven, and have each job once or say that it has no place', async () => {
      await fc.assert(
        fc.asyncProperty(planningProblems, async (problem) => {
          const solution = await open().plan(problem, { budgetMilliseconds });
          const named = [...solution.routes.flatMap((route) => route.jobIds), ...solution.unplannedJobIds];
          expect([...named].sort()).toEqual(problem.jobs.map((job) => job.id).sort());
          expect(infeasibleRoutes(problem, solution.routes)).toEqual([]);
        }),
        { numRuns: options.runs },
      );
    });

    it('leave nothing out when there is one job that one van can do', async () => {
      const [problem] = fc.sample(planningProblems, { numRuns: 1, seed: 7 });
      const job = { ...problem!.jobs[0]!, earliest: DAY_START, latest: DAY_START + 4 * HOUR, weightGrams: 1_000, skills: [] };
      const van = { ...problem!.routes[0]!, latestEnd: DAY_START + 9 * HOUR };
      const solution = await open().plan({ ...problem!, jobs: [job], routes: [van], travel: { VAN: onlyPlaces(problem!, 2) } }, { budgetMilliseconds });
      expect(solution).toEqual({ routes: [{ id: van.id, jobIds: [job.id] }], unplannedJobIds: [] });
    });

    it('are empty for a day without jobs, and without routes everything is left out', async () => {
      const [problem] = fc.sample(planningProblems, { numRuns: 1, seed: 3 });
      const noJobs = await open().plan({ ...problem!, jobs: [], travel: { VAN: onlyPlaces(problem!, 1) } }, { budgetMilliseconds });
      expect(noJobs).toEqual({ routes: problem!.routes.map(({ id }) => ({ id, jobIds: [] })), unplannedJobIds: [] });
      const noRoutes = await open().plan({ ...problem!, routes: [], travel: {} }, { budgetMilliseconds });
      expect([...noRoutes.unplannedJobIds].sort()).toEqual(problem!.jobs.map((job) => job.id).sort());
    });
  });
}

/** The routes of a solution that cannot be driven. */
export function infeasibleRoutes(problem: PlanningProblem, routes: readonly { readonly id: string; readonly jobIds: readonly string[] }[]): unknown[] {
  const indexOf = new Map(problem.jobs.map((job, index) => [job.id, index]));
  return routes.flatMap(({ id, jobIds }) => {
    const frame = problem.routes.find((route) => route.id === id)!;
    return infeasibilityOf(SearchRoute.timesOf(problem, frame, jobIds.map((job) => indexOf.get(job)!))) ?? [];
  });
}

function onlyPlaces(problem: PlanningProblem, size: number) {
  const whole = problem.travel.VAN!;
  const cut = (values: Int32Array) => Int32Array.from({ length: size * size }, (_, leg) => values[Math.floor(leg / size) * whole.size + (leg % size)]!);
  return { size, seconds: cut(whole.seconds), meters: cut(whole.meters) };
}
