import { describe, expect, it } from 'vitest';
import { Model } from '../model.ts';
import { UNREACHABLE, type Problem } from '../problem.ts';
import { Schedule } from '../schedule.ts';
import { planeProblem } from '../test-data/plane-problem.ts';
import { randomProblem, type Feature } from '../test-data/random-problem.ts';
import { LocalSearch } from './local-search.ts';
import { UniformLocalSearch } from './local-search-uniform.ts';
import { nearAsSuccessor, nearByDistance } from './neighbors.ts';
import { isUniform } from './place-uniform.ts';
import { Random } from './random.ts';
import { Recreate } from './recreate.ts';
import { Ruin } from './ruin.ts';
import { Snapshot } from './snapshot.ts';
import { State } from './state.ts';

/** Cost of all routes and of what is left out, driven and added up anew. */
function recomputed(state: State): number {
  const schedule = new Schedule(state.model, true);
  let total = 0;
  for (let vehicle = 0; vehicle < state.model.vehicles; vehicle++) {
    const nodes = new Int32Array(state.model.nodes);
    // Taking a stop out can make a ride with a longest time too long: such a route stands at this price until it is repaired.
    total += Math.min(UNREACHABLE, schedule.run(vehicle, nodes, state.copyRoute(vehicle, nodes)));
  }
  for (let index = 0; index < state.absentCount; index++) total += state.model.penalty[state.absent[index]!]!;
  return total;
}

function uniformProblem(seed: number): Problem {
  const random = new Random(seed);
  const places = Array.from({ length: 60 }, () => {
    const start = random.below(3000);
    return { x: random.below(1000) - 500, y: random.below(1000) - 500, ...(random.next() < 0.6 ? { window: [start, start + 900] as const } : {}) };
  });
  return planeProblem(places, { vans: 12, capacity: 9 });
}

const CASES: [string, Problem][] = [
  ['uniform routes', uniformProblem(1)],
  ...(['fleet', 'time-costs', 'pickups', 'pairs', 'several-windows', 'vehicle-choice', 'reload', 'breaks', 'baseline', 'traffic', 'locked', 'open-ends'] as Feature[]).map(
    (feature): [string, Problem] => [feature, randomProblem(3, new Set([feature]), 30)],
  ),
];

describe('every step of the search', () => {
  it.each(CASES)('keeps the cost that driving all routes anew gives, with %s', (name, problem) => {
    const model = new Model(problem);
    expect(isUniform(model)).toBe(name === 'uniform routes');
    const state = new State(model);
    const random = new Random(5);
    const near = nearAsSuccessor(model, 20);
    const ruin = new Ruin(state, random, nearByDistance(model, 40), { averageRemoved: 6, longestString: 6, splitShare: 0.1 });
    const recreate = new Recreate(state, random, near);
    const uniform = isUniform(model) ? new UniformLocalSearch(state, near, 12) : null;
    const local = new LocalSearch(state, near, 12);
    recreate.run();
    expect(state.total).toBeCloseTo(recomputed(state), 3);
    let improved = 0;
    for (let step = 0; step < 150; step++) {
      state.begin();
      const before = state.total;
      const routes = new Snapshot(state);
      routes.save(state);
      ruin.run();
      expect(state.total, `ruin ${step}`).toBeCloseTo(recomputed(state), 3);
      recreate.run(ruin.wanted);
      const recreated = state.total;
      expect(recreated, `recreate ${step}`).toBeCloseTo(recomputed(state), 3);
      const isBetter = uniform ? uniform.run(recreate.placed, recreate.placedCount, true) : local.run(recreate.placed, recreate.placedCount);
      expect(state.total, `local search ${step}`).toBeCloseTo(recomputed(state), 3);
      if (isBetter) {
        improved++;
        expect(state.total).toBeLessThan(recreated);
      } else expect(state.total).toBe(recreated);
      if (step % 3 !== 0) continue;
      state.rollback();
      expect(state.total).toBeCloseTo(before, 6);
      const after = new Snapshot(state);
      after.save(state);
      expect(after.routes()).toEqual(routes.routes());
      expect(state.total, `rollback ${step}`).toBeCloseTo(recomputed(state), 3);
    }
    if (name === 'uniform routes' || name === 'fleet') expect(improved).toBeGreaterThan(5);
  });

  it('keeps what it knows of a uniform route the same, whether worked out around one insertion or anew', () => {
    const model = new Model(uniformProblem(2));
    const state = new State(model);
    const random = new Random(1);
    const recreate = new Recreate(state, random, nearAsSuccessor(model, 20));
    recreate.run();
    const kept = ['depart', 'position', 'delivered', 'loadAtStart', 'stops'] as const;
    const before = kept.map((name) => state[name].slice());
    const latest = state.latest.slice(0, model.tasks);
    for (let vehicle = 0; vehicle < model.vehicles; vehicle++) state.refresh(vehicle);
    kept.forEach((name, index) => expect(state[name].slice(), name).toEqual(before[index]));
    expect(state.latest.slice(0, model.tasks)).toEqual(latest);
  });
});

/** Routes given by job ids, improved around all nodes. */
function improved(problem: Problem, routes: readonly (readonly number[])[], isUniformSearch: boolean): { cost: number; routes: string[] } {
  const model = new Model(problem);
  const state = new State(model);
  routes.forEach((jobs, vehicle) => {
    for (const job of jobs) state.removeAbsent(job);
    state.relink(vehicle, Int32Array.from(jobs), jobs.length);
    state.refresh(vehicle);
  });
  state.begin();
  const near = nearAsSuccessor(model, 10);
  const nodes = Int32Array.from({ length: model.tasks }, (_, node) => node);
  if (isUniformSearch) new UniformLocalSearch(state, near, 10).run(nodes, nodes.length, true);
  else new LocalSearch(state, near, 10).run(nodes, nodes.length);
  const snapshot = new Snapshot(state);
  snapshot.save(state);
  return { cost: state.total, routes: snapshot.routes().map((route) => route.join(' ')).sort() };
}

describe.each([['on bare arrays', true], ['in general', false]])('local search %s', (_name, isUniformSearch) => {
  // Two rays from the depot; jobs 0 1 2 lie outwards on one, 3 4 5 on the other.
  const rays = [
    { x: 100, y: 10 }, { x: 200, y: 20 }, { x: 300, y: 30 },
    { x: 10, y: 100 }, { x: 20, y: 200 }, { x: 30, y: 300 },
  ];
  const best = { cost: 2 * 302, routes: ['0 1 2', '3 4 5'] };

  it('gives crossed tails back to their routes', () => {
    const { cost, routes } = improved(planeProblem(rays, { vans: 2, capacity: 3 }), [[0, 1, 5], [3, 4, 2]], isUniformSearch);
    expect(routes.map((route) => route.split(' ').sort().join(' '))).toEqual(best.routes);
    expect(cost).toBeLessThanOrEqual(best.cost * 2 + 4);
  });

  it('takes a stop over from the other route', () => {
    const { routes } = improved(planeProblem(rays, { vans: 2, capacity: 4 }), [[0, 1], [3, 4, 5, 2]], isUniformSearch);
    expect(routes.map((route) => route.split(' ').sort().join(' '))).toEqual(best.routes);
  });

  it('swaps stops where neither van has room for one more', () => {
    const { routes } = improved(planeProblem(rays, { vans: 2, capacity: 3 }), [[0, 4, 2], [3, 1, 5]], isUniformSearch);
    expect(routes.map((route) => route.split(' ').sort().join(' '))).toEqual(best.routes);
  });

  it('makes no move that breaks a window', () => {
    const tight = rays.map((place, index) => (index === 5 ? { ...place, window: [0, 330] as const } : place));
    const start = improved(planeProblem(tight, { vans: 2, capacity: 3 }), [[0, 1, 2], [5, 4, 3]], isUniformSearch);
    expect(start.routes[1]!.split(' ').indexOf('5')).toBeLessThan(3);
    const model = new Model(planeProblem(tight, { vans: 2, capacity: 3 }));
    for (const [vehicle, route] of start.routes.entries()) {
      const nodes = Int32Array.from(route.split(' ').map(Number));
      expect(new Schedule(model).run(vehicle, nodes, nodes.length)).toBeLessThan(Infinity);
    }
  });
});
