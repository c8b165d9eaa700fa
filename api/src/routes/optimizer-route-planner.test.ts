import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drivingCost } from './cost.rules.ts';
import { OptimizerRoutePlanner } from './optimizer-route-planner.ts';
import { PlainRoutePlanner } from './plain-route-planner.ts';
import { planningProblems, routePlannerContract } from './route-planner.contract.ts';
import type { PlanningProblem, PlanningSolution } from './route-planner.port.ts';

const BUDGET = { budgetMilliseconds: 2_000 };

routePlannerContract('the optimizer', () => new OptimizerRoutePlanner(), { runs: 12, ...BUDGET });

it('leaves out no more than the plain planner and, with as many, costs no more', async () => {
  await fc.assert(
    fc.asyncProperty(planningProblems, async (problem) => {
      const [strong, plain] = [await new OptimizerRoutePlanner().plan(problem, BUDGET), await new PlainRoutePlanner().plan(problem, BUDGET)];
      expect(strong.unplannedJobIds.length).toBeLessThanOrEqual(plain.unplannedJobIds.length);
      if (strong.unplannedJobIds.length === plain.unplannedJobIds.length) expect(costOf(problem, strong)).toBeLessThanOrEqual(costOf(problem, plain) + 0.5);
    }),
    { numRuns: 10, seed: 4 },
  );
});

it('gives the same plan for the same day', async () => {
  const [problem] = fc.sample(planningProblems, { numRuns: 1, seed: 9 });
  const plans = await Promise.all([1, 2].map(() => new OptimizerRoutePlanner().plan(problem!, { budgetMilliseconds: 60_000 })));
  expect(plans[0]).toEqual(plans[1]);
});

it('plans a day with nobody to drive, or nothing to bring', async () => {
  const [problem] = fc.sample(planningProblems, { numRuns: 1, seed: 3 });
  const ids = problem!.jobs.map((job) => job.id);
  expect(await new OptimizerRoutePlanner().plan({ ...problem!, routes: [] }, BUDGET)).toEqual({ routes: [], unplannedJobIds: ids });
  const idle = await new OptimizerRoutePlanner().plan({ ...problem!, jobs: [] }, BUDGET);
  expect(idle.routes.flatMap((route) => route.jobIds)).toEqual([]);
});

function costOf({ jobs, travel, costModel }: PlanningProblem, solution: PlanningSolution): number {
  const { size, meters, seconds } = travel.VAN!;
  const placeOf = new Map(jobs.map((job, index) => [job.id, index + 1]));
  return solution.routes.reduce((total, { jobIds }) => {
    const places = [0, ...jobIds.map((id) => placeOf.get(id)!), 0];
    return places.slice(1).reduce((sum, to, leg) => sum + drivingCost(costModel, meters[places[leg]! * size + to]!, seconds[places[leg]! * size + to]!), total);
  }, 0);
}
