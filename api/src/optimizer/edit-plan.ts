import { draftsOf, type BuiltPlan } from './build-plan.ts';
import { evaluate } from './evaluate.ts';
import type { Problem, StopRef } from './problem.ts';
import type { DraftStop, Plan, RouteDraft } from './solution.ts';

/** A plan after a hand edit, with what it breaks (nothing is refused here) and what it costs more or less. */
export interface Edit extends BuiltPlan {
  readonly costChange: number;
}

export interface Target {
  readonly vehicle: string;
  /** Place among the visits and reloads of the route, pauses not counted, after the stop was taken out of where it was. Beyond the end means last. */
  readonly position: number;
  /** For pairs: place of the delivery once the pickup is in. Default: right after it. */
  readonly deliveryPosition?: number;
}

/** Takes a job out of the plan. Both ends, for a pair. */
export function remove(problem: Problem, plan: Plan, job: string): Edit {
  return edited(problem, plan, without(plan, job));
}

/** Puts a job where the target says: one in the plan from where it is, one left out or new in the problem from outside. */
export function move(problem: Problem, plan: Plan, job: string, target: Target): Edit {
  const known = problem.jobs.find((one) => one.id === job);
  if (!known) throw new Error(`There is no job "${job}" to move.`);
  const drafts = without(plan, job);
  const route = drafts.find((draft) => draft.vehicle === target.vehicle) ?? { vehicle: target.vehicle, stops: [] };
  const stops: DraftStop[] = [...route.stops];
  const part = (which: 'pickup' | 'delivery'): StopRef => ({ job, part: which });
  stops.splice(target.position, 0, part(known.kind === 'pair' ? 'pickup' : known.kind));
  if (known.kind === 'pair') stops.splice(target.deliveryPosition ?? target.position + 1, 0, part('delivery'));
  const others = drafts.filter((draft) => draft.vehicle !== target.vehicle);
  return edited(problem, plan, [...others, { vehicle: target.vehicle, stops }]);
}

function without(plan: Plan, job: string): RouteDraft[] {
  return draftsOf(plan).map((draft) => ({ ...draft, stops: tidy(draft.stops.filter((stop) => 'reload' in stop || stop.job !== job)) }));
}

/** Reloads between no stops are no use to anyone. */
function tidy(stops: readonly DraftStop[]): DraftStop[] {
  return stops.filter((stop, index) => !('reload' in stop) || (index > 0 && stops.slice(index + 1).some((later) => !('reload' in later)) && !('reload' in stops[index - 1]!)));
}

function edited(problem: Problem, plan: Plan, drafts: readonly RouteDraft[]): Edit {
  const built = evaluate(problem, drafts);
  return { ...built, costChange: built.plan.cost.total - plan.cost.total };
}
