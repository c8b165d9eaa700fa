import type { Job, MatrixProfile, Problem, Vehicle } from '../optimizer/problem.ts';
import { solveInWorker } from '../optimizer/solve-in-worker.ts';
import { SECOND } from '../shared/time.ts';
import type { CostModel } from './cost.rules.ts';
import { drivingCost } from './cost.rules.ts';
import type { PlanningProblem, PlanningSolution, RoutePlanner } from './route-planner.port.ts';
import type { TravelMatrix } from './travel-times.port.ts';

/** Steps of the cost matrix in one minor unit: fine enough that rounding never outweighs a detour. */
const COST_STEPS = 100;
const LEAST_ITERATIONS = 4_000;
const ITERATIONS_A_JOB = 100;

/**
 * The optimizer behind the port, in a thread of its own. It stops after a number of iterations that follows from the size of
 * the day, so that the same day gives the same plan; the budget of time is only there for a machine that can't keep up.
 */
export class OptimizerRoutePlanner implements RoutePlanner {
  async plan(problem: PlanningProblem, { budgetMilliseconds }: { readonly budgetMilliseconds: number }): Promise<PlanningSolution> {
    if (problem.jobs.length === 0 || problem.routes.length === 0) {
      return { routes: problem.routes.map(({ id }) => ({ id, jobIds: [] })), unplannedJobIds: problem.jobs.map(({ id }) => id) };
    }
    const iterations = LEAST_ITERATIONS + problem.jobs.length * ITERATIONS_A_JOB;
    const { plan } = await solveInWorker(optimizerProblem(problem), { seed: 1, iterations, seconds: budgetMilliseconds / SECOND });
    const stopsOf = new Map(plan.routes.map((route) => [route.vehicle, route.stops.flatMap((stop) => (stop.kind === 'visit' ? [stop.job] : []))]));
    return {
      routes: problem.routes.map(({ id }) => ({ id, jobIds: stopsOf.get(id) ?? [] })),
      unplannedJobIds: plan.unassigned,
    };
  }
}

/** The same day in the optimizer's words: its clock begins with the first shift, its location 0 is the depot. */
function optimizerProblem({ jobs, routes, travel, costModel }: PlanningProblem): Problem {
  const origin = Math.min(...routes.map((route) => route.earliestStart), ...jobs.map((job) => job.earliest));
  const profiles = Object.fromEntries(Object.entries(travel).map(([kind, matrix]) => [kind, profileOf(matrix, costModel)]));
  return {
    profiles,
    dimensions: ['grams', 'milliliters'],
    vehicles: routes.map((route): Vehicle => ({
      id: route.id, profile: route.vehicleKind, start: 0, end: 0,
      shift: { start: route.earliestStart - origin, end: route.latestEnd - origin },
      capacity: [route.maxWeightGrams, route.maxVolumeMilliliters],
      skills: route.skills,
      costs: { perMeter: 1 },
    })),
    jobs: jobs.map((job, index): Job => ({
      kind: 'delivery', id: job.id, location: index + 1,
      windows: [{ start: job.earliest - origin, end: job.latest - origin }],
      serviceSeconds: job.serviceSeconds,
      amounts: [job.weightGrams, job.volumeMilliliters],
      skills: job.skills,
    })),
  };
}

/** Our cost of driving depends on meters and on seconds at the wheel: the cost of each leg stands where the optimizer reads meters. */
function profileOf({ size, seconds, meters }: TravelMatrix, costModel: CostModel): MatrixProfile {
  const distances = seconds.map((duration, leg) => Math.round(drivingCost(costModel, meters[leg]!, duration) * COST_STEPS));
  return { size, durations: seconds, distances };
}
