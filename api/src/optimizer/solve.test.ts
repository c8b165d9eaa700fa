import { describe, expect, it } from 'vitest';
import { draftsOf } from './build-plan.ts';
import { solve } from './solve.ts';
import { fourStops } from './test-data/four-stops.ts';
import { planeProblem } from './test-data/plane-problem.ts';
import { FEATURES, randomProblem } from './test-data/random-problem.ts';
import { validate } from './validate.ts';

describe('solve', () => {
  it('finds the optimum of four stops that is worked out by hand', () => {
    const problem = fourStops();
    const { plan } = solve(problem, { iterations: 500 });
    expect(validate(problem, plan)).toEqual([]);
    expect(plan.cost.total).toBe(100_000);
    expect(plan.routes.map((route) => route.stops.flatMap((stop) => (stop.kind === 'visit' ? [stop.job] : [])).sort().join()).sort()).toEqual(['a,b', 'c,d']);
  });

  it('gives the same plan for the same seed and number of iterations, whatever the kind of problem', () => {
    for (const features of [[], ['pairs'], ['breaks', 'reload'], ['baseline', 'time-costs']] as const) {
      const options = { seed: 7, iterations: 120 };
      const [one, two] = [1, 2].map(() => solve(randomProblem(8, new Set(features)), options).plan);
      expect(one).toEqual(two);
    }
  });

  it('returns a valid plan when aborted on the first look, and says so', () => {
    const problem = randomProblem(2, new Set(['breaks', 'pairs'] as const), 60);
    const result = solve(problem, { seconds: 60, signal: AbortSignal.abort() });
    expect(result.stoppedBy).toBe('abort');
    expect(validate(problem, result.plan)).toEqual([]);
  });

  it('stops after so many iterations without a better plan', () => {
    const result = solve(fourStops(), { noImprovement: 300, seconds: 60 });
    expect(result.stoppedBy).toBe('no-improvement');
    expect(result.iterations).toBeLessThan(2000);
  });

  it('tells progress with the plan met so far', () => {
    const problem = randomProblem(2, new Set(['time-costs'] as const));
    let clock = 0;
    const seen: number[] = [];
    const { plan } = solve(problem, {
      seconds: 5,
      now: () => (clock += 0.1),
      onProgress: (progress) => {
        expect(progress.plan().cost.total).toBeCloseTo(progress.cost, 3);
        expect(progress.plan().routes.length).toBe(progress.vehicles);
        seen.push(progress.cost);
      },
    });
    expect(seen.length).toBeGreaterThan(5);
    expect(seen).toEqual([...seen].sort((a, b) => b - a));
    expect(plan.cost.total).toBeLessThanOrEqual(seen[seen.length - 1]! + 1e-3);
  });

  it('uses as few vehicles as it can when told to, though more would be shorter', () => {
    // Four places around the depot: four short tours are shorter than one round, one van could take all.
    const problem = planeProblem([{ x: 100, y: 0 }, { x: -100, y: 0 }, { x: 0, y: 100 }, { x: 0, y: -100 }].flatMap((place) => [place, place]), { vans: 4, capacity: 8 });
    const fixed = { ...problem, vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, costs: { perMeter: 1, fixed: 0 } })) };
    const few = solve(fixed, { iterations: 400, fewestVehicles: true });
    expect(few.plan.routes.length).toBe(1);
    expect(validate(fixed, few.plan)).toEqual([]);
  });

  it('begins from a plan it is given and never ends up worse', () => {
    const problem = randomProblem(6, new Set(['reload', 'pairs'] as const));
    const first = solve(problem, { iterations: 200 }).plan;
    const again = solve(problem, { iterations: 1, startFrom: draftsOf(first) }).plan;
    expect(again.cost.total).toBeLessThanOrEqual(first.cost.total + 1e-6);
  });

  it('leaves locked stops first, in order and on their vehicle, and history at its times', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const problem = randomProblem(seed, new Set([...FEATURES.slice(seed * 3, seed * 3 + 4), 'history'] as const));
      const { plan } = solve(problem, { iterations: 80, seed });
      const locked = problem.vehicles[0]!.lockedPrefix!;
      const visits = plan.routes.find((route) => route.vehicle === problem.vehicles[0]!.id)!.stops.filter((stop) => stop.kind === 'visit');
      expect(visits.slice(0, locked.length).map((stop) => stop.job)).toEqual(locked.map((stop) => stop.job));
      expect([visits[0]!.arriveAt, visits[0]!.departAt]).toEqual([locked[0]!.arrivedAt, locked[0]!.departedAt]);
    }
  });

  it('changes less of a plan the dearer a change is', () => {
    const day = randomProblem(9, new Set(['time-costs'] as const), 40);
    const early = { ...day, jobs: day.jobs.slice(0, 34) };
    const before = solve(early, { iterations: 300 }).plan;
    const was = new Map(before.routes.flatMap((route) => route.stops.flatMap((stop) => (stop.kind === 'visit' ? [[stop.job, route.vehicle] as const] : []))));
    const moved = [0, 1e9].map((cost) => {
      const problem = { ...day, baseline: { routes: draftsOf(before).map((draft) => ({ ...draft, stops: draft.stops.filter((stop) => 'job' in stop) })), changedVehicleCost: cost, movedStopCost: cost } };
      const { plan } = solve(problem, { iterations: 300 });
      expect(validate(problem, plan)).toEqual([]);
      return plan.routes.flatMap((route) => route.stops.filter((stop) => stop.kind === 'visit' && was.has(stop.job) && was.get(stop.job) !== route.vehicle)).length;
    });
    expect(moved[1]).toBeLessThan(moved[0]!);
    expect(moved[1]).toBe(0);
  });
});
