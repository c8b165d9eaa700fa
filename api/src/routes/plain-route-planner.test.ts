import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlainRoutePlanner } from './plain-route-planner.ts';
import { infeasibleRoutes, planningProblems, routePlannerContract } from './route-planner.contract.ts';

const BUDGET = { budgetMilliseconds: 200 };

routePlannerContract('the plain planner', () => new PlainRoutePlanner(), { runs: 60, ...BUDGET });

describe('the plain planner', () => {
  it('never lets go of a job that has a place, and its second plan costs no more than its first', async () => {
    await fc.assert(
      fc.asyncProperty(planningProblems, async (problem) => {
        const planner = new PlainRoutePlanner();
        const first = await planner.plan({ ...problem, jobs: problem.jobs }, BUDGET);
        const again = await planner.plan({ ...problem, routes: problem.routes.map((route, index) => ({ ...route, jobIds: first.routes[index]!.jobIds })) }, BUDGET);
        const placed = (solution: typeof first) => new Set(solution.routes.flatMap((route) => route.jobIds));
        expect([...placed(first)].filter((job) => !placed(again).has(job))).toEqual([]);
        expect(infeasibleRoutes(problem, again.routes)).toEqual([]);
        if (again.unplannedJobIds.length === first.unplannedJobIds.length) expect(metersOf(problem, again)).toBeLessThanOrEqual(metersOf(problem, first));
      }),
      { numRuns: 40 },
    );
  });

  it('untangles a route that was given in a bad order', async () => {
    const at = [0, 600, 100, 500, 200];
    const size = at.length;
    const seconds = Int32Array.from({ length: size * size }, (_, leg) => Math.abs(at[Math.floor(leg / size)]! - at[leg % size]!));
    const jobs = at.slice(1).map((_, index) => ({ id: `j${index}`, earliest: 0, latest: 30_000, serviceSeconds: 60, weightGrams: 1, volumeMilliliters: 1, skills: [] }));
    const solution = await new PlainRoutePlanner().plan(
      {
        jobs,
        routes: [{ id: 'van', vehicleKind: 'VAN', earliestStart: 0, latestEnd: 36_000, maxWeightGrams: 10, maxVolumeMilliliters: 10, skills: [], jobIds: ['j0', 'j1', 'j2', 'j3'] }],
        travel: { VAN: { size, seconds, meters: seconds } },
        costModel: { perKilometerMinor: 100, perHourMinor: 100 },
      },
      BUDGET,
    );
    const order = solution.routes[0]!.jobIds.map((id) => at[Number(id.slice(1)) + 1]!);
    // Out and back along one street: 2 × 600, whatever is served on which way.
    expect([0, ...order, 0].reduce((sum, place, index, all) => sum + Math.abs(place - (all[index - 1] ?? 0)), 0)).toBe(1_200);
  });
});

function metersOf(problem: { jobs: readonly { id: string }[]; travel: { VAN?: { size: number; meters: Int32Array } } }, solution: { routes: readonly { jobIds: readonly string[] }[] }): number {
  const { size, meters } = problem.travel.VAN!;
  const placeOf = new Map(problem.jobs.map((job, index) => [job.id, index + 1]));
  return solution.routes.reduce((sum, { jobIds }) => {
    const places = [0, ...jobIds.map((id) => placeOf.get(id)!), 0];
    return places.slice(1).reduce((total, to, leg) => total + meters[places[leg]! * size + to]!, sum);
  }, 0);
}
