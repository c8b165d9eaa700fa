import type { Model } from '../model.ts';
import { nearAsSuccessor, nearByDistance } from './neighbors.ts';
import { Random } from './random.ts';
import { Recreate } from './recreate.ts';
import { Ruin } from './ruin.ts';
import { State } from './state.ts';

/** When to stop, in the search's own terms. `elapsed` runs from 0 to 1; the search ends at 1 or beyond. */
export interface Clock {
  elapsed(iterations: number, sinceBest: number): number;
}

/** Routes of the best plan met, as nodes by vehicle. */
export type Routes = Int32Array[];

export interface SearchOutcome {
  readonly routes: Routes;
  readonly cost: number;
  readonly absent: number;
  readonly iterations: number;
}

/** The clock is read once in so many iterations. */
const CLOCK_PERIOD = 16;

export function search(model: Model, seed: number, clock: Clock, onBest?: (cost: number, iterations: number) => void): SearchOutcome {
  const random = new Random(seed);
  const state = new State(model);
  const ruin = new Ruin(state, random, nearByDistance(model, Math.min(model.tasks, 200)), { averageRemoved: 10, longestString: 10 });
  const recreate = new Recreate(state, random, nearAsSuccessor(model, 50));
  state.begin();
  recreate.run();
  let best = snapshot(state);
  let bestCost = state.total;
  let bestAbsent = state.absentCount;
  let iterations = 0;
  let sinceBest = 0;
  const legs = model.tasks;
  const hot = Number(process.env.HOT ?? 0.3) * bestCost / legs;
  const cold = Number(process.env.COLD ?? 0.003) * bestCost / legs;
  let temperature = hot;
  for (;;) {
    if (iterations % CLOCK_PERIOD === 0) {
      const elapsed = clock.elapsed(iterations, sinceBest);
      if (elapsed >= 1) break;
      temperature = hot * (cold / hot) ** elapsed;
    }
    iterations++;
    sinceBest++;
    state.begin();
    const before = state.total;
    ruin.run();
    recreate.run();
    if (state.total >= before - temperature * Math.log(random.next())) state.rollback();
    else if (state.total < bestCost - 1e-6) {
      bestCost = state.total;
      bestAbsent = state.absentCount;
      best = snapshot(state);
      sinceBest = 0;
      onBest?.(bestCost, iterations);
    }
  }
  return { routes: best, cost: bestCost, absent: bestAbsent, iterations };
}

function snapshot(state: State): Routes {
  return Array.from({ length: state.model.vehicles }, (_, vehicle) => {
    const length = state.copyRoute(vehicle, state.buffer);
    return state.buffer.slice(0, length);
  });
}
