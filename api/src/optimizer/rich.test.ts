import { describe, expect, it } from 'vitest';
import { solve } from './solve.ts';
import { FEATURES, randomProblem, type Feature } from './test-data/random-problem.ts';
import { validate } from './validate.ts';

const SEEDS = [1, 2, 3];

describe('a random day', () => {
  it.each(FEATURES)('with %s is planned as the checker wants it', (feature) => {
    for (const seed of SEEDS) {
      const problem = randomProblem(seed, new Set<Feature>([feature]));
      const { plan } = solve(problem, { iterations: 150, seed });
      expect(validate(problem, plan), `seed ${seed}`).toEqual([]);
      expect(plan.unassigned.length, `seed ${seed}`).toBeLessThan(problem.jobs.length / 2);
    }
  });

  it('with any mixture of them is planned as the checker wants it', () => {
    for (let seed = 10; seed < 40; seed++) {
      const features = new Set(FEATURES.filter((_, index) => (seed * 2654435761 + index * 40503) % 7 < 3));
      const problem = randomProblem(seed, features);
      const { plan } = solve(problem, { iterations: 100, seed });
      expect(validate(problem, plan), `seed ${seed}, ${[...features].join(' ')}`).toEqual([]);
    }
  });
});
