import type { Model } from '../model.ts';
import { LocalSearch } from './local-search.ts';
import { UniformLocalSearch } from './local-search-uniform.ts';
import { minimizeFleet } from './minimize-fleet.ts';
import { nearAsSuccessor, nearByDistance } from './neighbors.ts';
import { isUniform } from './place-uniform.ts';
import { Random } from './random.ts';
import { Recreate } from './recreate.ts';
import { Ruin } from './ruin.ts';
import { Snapshot } from './snapshot.ts';
import { State } from './state.ts';
import { warmStart } from './warm-start.ts';
import type { RouteDraft } from '../solution.ts';

/** The best plan met so far: routes as nodes by vehicle. */
export interface Incumbent {
  readonly routes: Int32Array[];
  readonly cost: number;
  readonly absent: number;
}

export interface SearchOutcome extends Incumbent {
  readonly iterations: number;
}

export interface SearchSettings {
  readonly seed: number;
  readonly fewestVehicles: boolean;
  /** Routes to begin with; empty for none. */
  readonly startFrom: readonly RouteDraft[];
  /** Share of the budget that is spent: the search ends at 1 or beyond, and cools down on the way there. */
  readonly elapsed: (iterations: number, sinceBest: number, incumbent: () => Incumbent) => number;
}

/** The clock is read once in so many iterations; those of rich problems take longer. */
const CLOCK_PERIOD = 64;
const CLOCK_PERIOD_RICH = 4;
/** Temperatures at the beginning and the end, in average cost of a stop. */
const HOT = 1;
const COLD = 0.03;
/** Temperatures are so much lower when the search starts from a plan. */
const WARM = 0.1;
/** Neighbours that insertion looks beside, that local search joins, and around which ruin finds its routes. */
const INSERTION_NEIGHBORS = 50;
const MOVE_NEIGHBORS = 20;
const RUIN_NEIGHBORS = 200;
/** How often segments are tried besides tails, and how often local search runs at all where moves are judged by driving routes through. */
const DEEP_SHARE = 0.05;
const RICH_SHARE = 0.02;
/**
 * How often a route is split before stops are taken out. Where vehicles are free 0.2 halved the mean gap on long routes (0.68 % to 0.33 % over eight instances in 6 s, tails
 * included); where they have a price it only opened routes that stayed (cost of the rich day in 20 s: 239,700 with 0.2, 227,600 with 0.01).
 */
const SPLIT_SHARE_FREE = 0.2;
const SPLIT_SHARE = 0.01;
/** Most of the budget that fleet minimisation may take. */
const FLEET_SHARE = 0.5;
const EPSILON = 1e-6;

/**
 * Ruin and recreate under simulated annealing (Christiaens and Vanden Berghe 2020), each plan improved by exchanges of tails and segments around what was
 * put back. Measured against either alone: see the README.
 */
export function search(model: Model, settings: SearchSettings): SearchOutcome {
  const random = new Random(settings.seed);
  const state = new State(model);
  // Opening one more route costs nothing but its way: then the number of routes has to be searched as well.
  const isFree = isUniform(model) && model.fixedCost[0] === 0;
  const near = nearAsSuccessor(model, INSERTION_NEIGHBORS);
  const ruin = new Ruin(state, random, nearByDistance(model, RUIN_NEIGHBORS), { averageRemoved: 10, longestString: 10, splitShare: isFree ? SPLIT_SHARE_FREE : SPLIT_SHARE });
  const recreate = new Recreate(state, random, near);
  const improve = improver(state, random, recreate, near);
  const best = new Snapshot(state);
  const incumbent = (): Incumbent => ({ routes: best.routes(), cost: best.cost, absent: best.absent });
  const period = model.rich || model.hasPairs ? CLOCK_PERIOD_RICH : CLOCK_PERIOD;

  warmStart(state, settings.startFrom);
  state.begin();
  recreate.run();
  best.save(state);
  if (model.tasks === 0) return { ...incumbent(), iterations: 0 };
  const scale = state.cost.reduce((sum, cost) => sum + cost, 0) / model.tasks || 1;
  let iterations = 0;
  let spent = 0;
  if (settings.fewestVehicles) {
    const elapsed = (done: number): number => {
      if (done % period === 0) spent = settings.elapsed(done, 0, incumbent);
      return spent / FLEET_SHARE;
    };
    iterations = minimizeFleet({ state, ruin, recreate, random, elapsed, hot: HOT * scale, cold: COLD * scale });
    best.save(state);
  }
  const begun = spent;
  let sinceBest = 0;
  // A plan that exists is not to be melted down first.
  const warmth = settings.startFrom.length > 0 ? WARM : 1;
  let temperature = HOT * scale;
  for (let step = 0; ; step++) {
    if (step % period === 0) {
      spent = settings.elapsed(iterations, sinceBest, incumbent);
      if (spent >= 1) break;
      const share = (spent - begun) / (1 - begun);
      temperature = warmth * scale * HOT * (COLD / HOT) ** share;
    }
    iterations++;
    sinceBest++;
    state.begin();
    const before = state.total;
    ruin.run();
    recreate.run(ruin.wanted);
    improve();
    if (state.total >= before - temperature * Math.log(random.next())) state.rollback();
    else if (state.total < best.cost - EPSILON) {
      best.save(state);
      sinceBest = 0;
    }
  }
  return { ...incumbent(), iterations };
}

/** The local search that suits the model. */
function improver(state: State, random: Random, recreate: Recreate, near: ReturnType<typeof nearAsSuccessor>): () => void {
  if (isUniform(state.model)) {
    const local = new UniformLocalSearch(state, near, MOVE_NEIGHBORS);
    return () => void local.run(recreate.placed, recreate.placedCount, random.next() < DEEP_SHARE);
  }
  const local = new LocalSearch(state, near, MOVE_NEIGHBORS);
  return () => {
    if (random.next() < RICH_SHARE) local.run(recreate.placed, recreate.placedCount);
  };
}
