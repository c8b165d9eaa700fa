import { buildPlan, nodesOf, type BuiltPlan } from './build-plan.ts';
import { assertProblem } from './check-problem.ts';
import { Model } from './model.ts';
import type { Problem } from './problem.ts';
import type { RouteDraft } from './solution.ts';

const models = new WeakMap<Problem, Model>();

/** The compiled form of a problem, kept as long as the problem object is: a problem must not be changed once it was used. */
export function modelOf(problem: Problem): Model {
  let model = models.get(problem);
  if (model === undefined) {
    assertProblem(problem);
    model = new Model(problem);
    models.set(problem, model);
  }
  return model;
}

/**
 * Times, loads, slack and costs of routes as they are given, feasible or not, and every constraint they break.
 * Throws {@link ProblemError} on a malformed problem, and an Error on unknown ids or a stop listed twice.
 */
export function evaluate(problem: Problem, routes: readonly RouteDraft[]): BuiltPlan {
  const model = modelOf(problem);
  return buildPlan(model, nodesOf(model, routes));
}
