import { buildPlan } from './build-plan.ts';
import { modelOf } from './evaluate.ts';
import type { Model } from './model.ts';
import type { Problem } from './problem.ts';
import { search } from './search/search.ts';
import type { Plan, RouteDraft } from './solution.ts';

const SECOND = 1000;
const DEFAULT_SECONDS = 10;
/** Progress is reported at most this often. */
const PROGRESS_PERIOD = SECOND / 4;

/** When to stop: at whichever comes first. With none of them given: after ten seconds. */
export interface SolveOptions {
  /** Same problem, seed and number of iterations give the same plan. Default 1. */
  readonly seed?: number;
  /** Wall-clock seconds. The search cools down over them, so give what you can wait for. */
  readonly seconds?: number;
  readonly iterations?: number;
  /** Iterations without a better plan. */
  readonly noImprovement?: number;
  /** An AbortSignal, or anything else that says so. The best plan so far is returned. */
  readonly signal?: { readonly aborted: boolean };
  /** At most four times a second. */
  readonly onProgress?: (progress: Progress) => void;
  /** Fewest vehicles first, then cost. Fleet minimisation takes up to a part of the budget. */
  readonly fewestVehicles?: boolean;
  /** Routes to begin with, for a plan that is to be improved or repaired. Default: those of the baseline, if the problem has one. */
  readonly startFrom?: readonly RouteDraft[];
  /** Seconds since some start, instead of the wall clock: benchmarks count CPU time. */
  readonly now?: () => number;
}

export interface Progress {
  readonly iterations: number;
  readonly seconds: number;
  readonly cost: number;
  readonly unassigned: number;
  readonly vehicles: number;
  /** The plan met best so far, built when called: a picture of it for who watches. */
  readonly plan: () => Plan;
}

export interface SolveResult {
  readonly plan: Plan;
  readonly iterations: number;
  readonly seconds: number;
  readonly stoppedBy: 'seconds' | 'iterations' | 'no-improvement' | 'abort' | 'nothing-to-do';
}

/** What a search ends with, before times and costs are put to it. */
export interface RawResult extends Omit<SolveResult, 'plan'> {
  /** Nodes by vehicle. */
  readonly routes: readonly Int32Array[];
}

/** Progress with the routes as nodes by vehicle. */
export interface RawProgress extends Omit<Progress, 'plan'> {
  readonly routes: readonly Int32Array[];
}

/**
 * Finds a good plan. Never throws for jobs that cannot be done: they are in `unassigned`, and `explain` says why.
 * Runs to its end without giving way to other work, so a signal can only be raised from `onProgress`; servers use `solveInWorker`.
 * Throws {@link ProblemError} on a malformed problem.
 */
export function solve(problem: Problem, options: SolveOptions = {}): SolveResult {
  const model = modelOf(problem);
  const { onProgress, ...rest } = options;
  const report = onProgress && ((progress: RawProgress) => onProgress(progressOf(model, progress)));
  return resultOf(model, solveRaw(model, rest, report));
}

/** The search itself, for who puts the plan together elsewhere. */
export function solveRaw(model: Model, options: Omit<SolveOptions, 'onProgress'>, onProgress?: (progress: RawProgress) => void): RawResult {
  const now = options.now ?? (() => performance.now() / SECOND);
  const isUnlimited = options.seconds === undefined && options.iterations === undefined && options.noImprovement === undefined;
  const seconds = isUnlimited ? DEFAULT_SECONDS : options.seconds;
  const begin = now();
  let stoppedBy: SolveResult['stoppedBy'] = 'nothing-to-do';
  let reportedAt = begin;
  const outcome = search(model, {
    seed: options.seed ?? 1,
    fewestVehicles: options.fewestVehicles ?? false,
    startFrom: options.startFrom ?? model.problem.baseline?.routes ?? [],
    elapsed: (iterations, sinceBest, incumbent) => {
      const time = now();
      if (onProgress && (time - reportedAt) * SECOND >= PROGRESS_PERIOD) {
        reportedAt = time;
        const { routes, cost, absent } = incumbent();
        const vehicles = routes.filter((route) => route.length > 0).length;
        onProgress({ iterations, seconds: time - begin, cost, unassigned: absent, vehicles, routes });
      }
      if (options.signal?.aborted) {
        stoppedBy = 'abort';
        return 1;
      }
      const shares = [
        ['seconds', seconds === undefined ? 0 : (time - begin) / Math.max(seconds, Number.EPSILON)],
        ['iterations', options.iterations === undefined ? 0 : iterations / Math.max(options.iterations, 1)],
        ['no-improvement', options.noImprovement === undefined ? 0 : sinceBest / Math.max(options.noImprovement, 1)],
      ] as const;
      const [reason, share] = shares.reduce((most, one) => (one[1] > most[1] ? one : most));
      if (share >= 1) stoppedBy = reason;
      return share;
    },
  });
  return { routes: outcome.routes, iterations: outcome.iterations, seconds: now() - begin, stoppedBy };
}

/** Progress whose plan is built when it is asked for. */
export function progressOf(model: Model, { routes, ...figures }: RawProgress): Progress {
  return { ...figures, plan: () => buildPlan(model, routes).plan };
}

export function resultOf(model: Model, { routes, ...figures }: RawResult): SolveResult {
  return { ...figures, plan: buildPlan(model, routes).plan };
}
