import { draftsOf, buildPlan, nodesOf } from './build-plan.ts';
import { move, type Target } from './edit-plan.ts';
import { modelOf } from './evaluate.ts';
import { Schedule } from './schedule.ts';
import { DEFAULT_PENALTY, type Problem } from './problem.ts';
import type { Plan, Violation } from './solution.ts';

/** Why a job is not on one vehicle: what the least bad position there would break. No violations: it would fit, and cost this much more. */
export interface VehicleExplanation {
  readonly vehicle: string;
  readonly position: number;
  readonly violations: readonly Violation[];
  /** Change of the plan's cost at this position, its penalty for being left out not counted. */
  readonly cost: number;
}

export interface Explanation {
  readonly job: string;
  /** Vehicles from the nearest miss on. */
  readonly vehicles: readonly VehicleExplanation[];
  /** It would fit somewhere, but for more than leaving it out costs. */
  readonly tooDear: boolean;
  readonly message: string;
}

/** How bad a constraint is to break: those that no waiting or driving cures come last. */
const UNCURABLE = new Set(['skill', 'vehicle', 'unreachable', 'locked']);

/** Why a job is left out (or would not fit elsewhere): for each vehicle the position that breaks least, and what it breaks by how much. */
export function explain(problem: Problem, plan: Plan, job: string): Explanation {
  const known = problem.jobs.find((one) => one.id === job);
  if (!known) throw new Error(`There is no job "${job}" to explain.`);
  const model = modelOf(problem);
  const base = draftsOf(plan).map((draft) => ({ ...draft, stops: draft.stops.filter((stop) => 'reload' in stop || stop.job !== job) }));
  const routes = nodesOf(model, base);
  const node = model.firstNode[model.jobIndex.get(job)!]!;
  const schedule = new Schedule(model, true);
  const penalty = known.penalty ?? DEFAULT_PENALTY * (1 + (known.priority ?? 0));
  const vehicles = problem.vehicles.map((_, index) => leastBad(index));
  vehicles.sort((a, b) => badness(a.violations) - badness(b.violations) || a.cost - b.cost);
  const fitting = vehicles.filter((one) => one.violations.length === 0);
  const tooDear = fitting.length > 0 && Math.min(...fitting.map((one) => one.cost)) >= penalty;
  return { job, vehicles, tooDear, message: wording(job, vehicles, tooDear, penalty) };

  function leastBad(vehicle: number): VehicleExplanation {
    const old = routes[vehicle]!;
    const before = old.length === 0 ? 0 : schedule.run(vehicle, old, old.length);
    const locked = problem.vehicles[vehicle]!.lockedPrefix?.length ?? 0;
    let best: VehicleExplanation | undefined;
    for (let position = locked; position <= old.length; position++) {
      const lastSecond = model.mate[node]! >= 0 ? old.length : position;
      for (let second = position; second <= lastSecond; second++) {
        const sequence = [...old];
        if (model.mate[node]! >= 0) sequence.splice(second, 0, node + 1);
        sequence.splice(position, 0, node);
        const built = buildPlan(model, routes.map((_, at) => (at === vehicle ? Int32Array.from(sequence) : new Int32Array(0))), schedule);
        const one = { vehicle: problem.vehicles[vehicle]!.id, position, violations: built.violations, cost: built.plan.routes[0]!.cost.total - (Number.isFinite(before) ? before : 0) };
        if (!best || badness(one.violations) < badness(best.violations) || (badness(one.violations) === badness(best.violations) && one.cost < best.cost)) best = one;
      }
    }
    return best!;
  }
}

/** What a hand edit would break, and what it would cost: the reasons a dispatcher is shown before letting a stop go. */
export function explainMove(problem: Problem, plan: Plan, job: string, target: Target): VehicleExplanation {
  const edit = move(problem, plan, job, target);
  return { vehicle: target.vehicle, position: target.position, violations: edit.violations, cost: edit.costChange };
}

function badness(violations: readonly Violation[]): number {
  return violations.reduce((sum, one) => sum + (UNCURABLE.has(one.constraint) ? 1e12 : 1e6 + one.amount), 0);
}

function wording(job: string, vehicles: readonly VehicleExplanation[], tooDear: boolean, penalty: number): string {
  const nearest = vehicles[0];
  if (!nearest) return `There is no vehicle for "${job}".`;
  if (tooDear) return `"${job}" would fit on "${nearest.vehicle}" for ${Math.round(nearest.cost)}, but leaving it out costs ${penalty}.`;
  if (nearest.violations.length === 0) return `"${job}" fits on "${nearest.vehicle}" at position ${nearest.position} for ${Math.round(nearest.cost)}.`;
  return `"${job}" fits nowhere; nearest is "${nearest.vehicle}": ${nearest.violations.map((one) => one.message).join(', ')}.`;
}
