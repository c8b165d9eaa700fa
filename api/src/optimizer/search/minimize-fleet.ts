import type { Random } from './random.ts';
import type { Recreate } from './recreate.ts';
import type { Ruin } from './ruin.ts';
import { Snapshot } from './snapshot.ts';
import type { State } from './state.ts';

/** Iterations to bring in what the first plan left out, before vehicles are taken away. */
const SETTLING = 2000;

export interface FleetSettings {
  readonly state: State;
  readonly ruin: Ruin;
  readonly recreate: Recreate;
  readonly random: Random;
  /** Share of this phase's budget that is spent; it ends at 1. */
  readonly elapsed: (iterations: number) => number;
  readonly hot: number;
  readonly cold: number;
}

/**
 * Fleet minimisation by absences (Christiaens and Vanden Berghe 2020, section 5.4): a route is dissolved and its vehicle closed; plans with jobs left out are
 * walked until all are in again. What was left out often counts more, so the search turns to jobs that are hard to place.
 * Leaves the state at the plan with the fewest vehicles that leaves out no more than it started with, the others closed. Returns the iterations done.
 */
export function minimizeFleet({ state, ruin, recreate, random, elapsed, hot, cold }: FleetSettings): number {
  const { model } = state;
  let iterations = 0;
  for (; state.absentCount > 0 && iterations < SETTLING && elapsed(iterations) < 1; iterations++) {
    const before = state.absentCount;
    state.begin();
    ruin.run();
    recreate.run(ruin.wanted);
    if (state.absentCount > before) state.rollback();
  }
  const allowedAbsent = state.absentCount;
  const absences = new Float64Array(model.problem.jobs.length);
  const best = new Snapshot(state);
  best.save(state);
  const least = leastVehicles(state);
  let current = Infinity;
  let temperature = hot;
  for (;;) {
    if (state.absentCount <= allowedAbsent) {
      best.save(state);
      if (best.used <= least) break;
      state.begin();
      dissolve(state, absences);
      current = sumOf(state, absences);
    }
    const share = elapsed(iterations);
    if (share >= 1) break;
    temperature = hot * (cold / hot) ** share;
    iterations++;
    state.begin();
    const before = routesCost(state);
    ruin.run();
    recreate.run(ruin.wanted);
    const absent = sumOf(state, absences);
    const isFewer = absent < current || state.absentCount <= allowedAbsent;
    const isNoWorse = absent === current && routesCost(state) < before - temperature * Math.log(random.next());
    for (let index = 0; index < state.absentCount; index++) absences[state.absent[index]!]!++;
    if (isFewer || isNoWorse) current = sumOf(state, absences);
    else {
      state.rollback();
      current = sumOf(state, absences);
    }
  }
  best.restore(state);
  for (let vehicle = 0; vehicle < model.vehicles; vehicle++) state.closed[vehicle] = state.stops[vehicle]! > 0 ? 0 : 1;
  return iterations;
}

/** Takes apart the route whose jobs were left out least often, and closes all empty vehicles. Routes with locked stops stay. */
function dissolve(state: State, absences: Float64Array): void {
  const { model } = state;
  let chosen = -1;
  let least = Infinity;
  for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
    if (state.stops[vehicle] === 0) {
      state.closed[vehicle] = 1;
      continue;
    }
    let sum = 0;
    const end = model.endNode + vehicle;
    for (let node = state.next[model.startNode + vehicle]!; node !== end; node = state.next[node]!) {
      if (node < model.startNode) sum += model.locked[node] ? Infinity : absences[model.jobOf[node]!]!;
    }
    if (sum < least) {
      least = sum;
      chosen = vehicle;
    }
  }
  if (chosen < 0) return;
  state.touch(chosen);
  const length = state.copyRoute(chosen, state.buffer);
  const nodes = state.buffer.slice(0, length);
  for (const node of nodes) if (node < model.startNode && state.route[node]! >= 0) state.unlinkJob(model.jobOf[node]!);
  state.dropIdleReloads(chosen);
  state.refresh(chosen);
  state.closed[chosen] = 1;
}

function sumOf(state: State, absences: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < state.absentCount; index++) sum += 1 + absences[state.absent[index]!]!;
  return sum;
}

function routesCost(state: State): number {
  let penalties = 0;
  for (let index = 0; index < state.absentCount; index++) penalties += state.model.penalty[state.absent[index]!]!;
  return state.total - penalties;
}

/** No plan with all jobs can have fewer: what is delivered has to fit. */
function leastVehicles(state: State): number {
  const { model } = state;
  let least = 1;
  for (let dimension = 0; dimension < model.dimensions; dimension++) {
    let demand = 0;
    for (let task = 0; task < model.tasks; task++) demand += model.fromDepot[dimension * model.nodes + task]!;
    const largest = Math.max(...model.capacity.subarray(dimension * model.vehicles, (dimension + 1) * model.vehicles));
    if (largest > 0) least = Math.max(least, Math.ceil(demand / largest));
  }
  return least;
}
