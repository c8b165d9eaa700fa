import { describe, expect, it } from 'vitest';
import { solve } from './solve.ts';
import { fourStops } from './test-data/four-stops.ts';
import { validate } from './validate.ts';

describe('solve', () => {
  it('finds the optimum of four stops that is worked out by hand', () => {
    const problem = fourStops();
    const { plan } = solve(problem, { iterations: 500 });
    expect(validate(problem, plan)).toEqual([]);
    expect(plan.cost.total).toBe(100_000);
    expect(plan.routes.map((route) => route.stops.flatMap((stop) => (stop.kind === 'visit' ? [stop.job] : [])).sort().join()).sort()).toEqual(['a,b', 'c,d']);
  });

  it('gives the same plan for the same seed and number of iterations', () => {
    const problem = fourStops();
    const options = { seed: 7, iterations: 200 };
    expect(solve(problem, options).plan).toEqual(solve(problem, options).plan);
  });
});
