import type { Model } from '../model.ts';
import { UniformLocalSearch } from './local-search-uniform.ts';
import { isUniform } from './place-uniform.ts';
import { nearAsSuccessor, nearByDistance } from './neighbors.ts';
import { Random } from './random.ts';
import { Recreate } from './recreate.ts';
import { Ruin } from './ruin.ts';
import { State } from './state.ts';

/** Routes of the best plan met, as nodes by vehicle. */
export type Routes = Int32Array[];

export interface Incumbent {
  readonly routes: Routes;
  readonly cost: number;
  readonly absent: number;
}

export interface SearchOutcome extends Incumbent {
  readonly iterations: number;
}

export interface SearchSettings {
  readonly seed: number;
  readonly fewestVehicles: boolean;
  /** Share of the budget that is spent: the search ends at 1 or beyond, and cools down on the way there. */
  readonly elapsed: (iterations: number, sinceBest: number, incumbent: () => Incumbent) => number;
}

/** The clock is read once in so many iterations. */
const CLOCK_PERIOD = 64;
const CLOCK_PERIOD_RICH = 4;
/** Temperatures at the beginning and the end, in average cost of a stop. */
const HOT = Number(process.env.HOT ?? 1);
const COLD = Number(process.env.COLD ?? 0.03);

export function search(model: Model, settings: SearchSettings): SearchOutcome {
  const random = new Random(settings.seed);
  const state = new State(model);
  const near = nearAsSuccessor(model, Number(process.env.NB ?? 50));
  const ruin = new Ruin(state, random, nearByDistance(model, 200), { averageRemoved: Number(process.env.AVG ?? 10), longestString: Number(process.env.LMAX ?? 10) });
  const recreate = new Recreate(state, random, near);
  const uniform = isUniform(model) ? new UniformLocalSearch(state, near, Number(process.env.LSW ?? 20)) : null;
  const deep = Number(process.env.DEEP ?? 0.1);
  const tails = Number(process.env.TAILS ?? 1);
  state.begin();
  recreate.run();
  let best: Incumbent = snapshot(state);
  const period = model.rich || model.hasPairs ? CLOCK_PERIOD_RICH : CLOCK_PERIOD;
  const incumbent = () => best;
  let iterations = 0;
  let sinceBest = 0;
  const scale = costOfRoutes(state) / Math.max(1, model.tasks);
  let temperature = HOT * scale;
  for (;;) {
    if (iterations % period === 0) {
      const elapsed = settings.elapsed(iterations, sinceBest, incumbent);
      if (elapsed >= 1 || model.tasks === 0) break;
      temperature = scale * HOT * (COLD / HOT) ** elapsed;
    }
    iterations++;
    sinceBest++;
    state.begin();
    const before = state.total;
    ruin.run();
    recreate.run();
    if (tails > 0) uniform?.run(recreate.placed, recreate.placedCount, random.next() < deep);
    if (state.total >= before - temperature * Math.log(random.next())) state.rollback();
    else if (state.total < best.cost - 1e-6) {
      best = snapshot(state);
      sinceBest = 0;
    }
  }
  return { ...best, iterations };
}

function costOfRoutes(state: State): number {
  return state.cost.reduce((sum, cost) => sum + cost, 0);
}

function snapshot(state: State): Incumbent {
  const routes = Array.from({ length: state.model.vehicles }, (_, vehicle) => {
    const length = state.copyRoute(vehicle, state.buffer);
    return state.buffer.slice(0, length);
  });
  return { routes, cost: state.total, absent: state.absentCount };
}
