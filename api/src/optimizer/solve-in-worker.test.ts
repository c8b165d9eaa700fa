import { describe, expect, it } from 'vitest';
import { ProblemError } from './check-problem.ts';
import { solve } from './solve.ts';
import { solveInWorker } from './solve-in-worker.ts';
import { randomProblem } from './test-data/random-problem.ts';
import { validate } from './validate.ts';

describe('solveInWorker', () => {
  it('finds what solve finds, for several problems side by side', async () => {
    const problems = [1, 2].map((seed) => randomProblem(seed, new Set(['breaks', 'pairs'] as const)));
    const results = await Promise.all(problems.map((problem) => solveInWorker(problem, { seed: 3, iterations: 60 })));
    results.forEach(({ plan }, index) => {
      expect(validate(problems[index]!, plan)).toEqual([]);
      expect(plan).toEqual(solve(problems[index]!, { seed: 3, iterations: 60 }).plan);
    });
  });

  it('stops on abort with a valid plan, tells progress on the way and leaves the event loop free', async () => {
    const problem = randomProblem(5, new Set(['time-costs'] as const), 60);
    const controller = new AbortController();
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    const costs: number[] = [];
    const result = await solveInWorker(problem, {
      seconds: 60,
      signal: controller.signal,
      onProgress: (progress) => {
        costs.push(progress.cost);
        expect(validate(problem, progress.plan())).toEqual([]);
        controller.abort();
      },
    });
    clearInterval(timer);
    expect(result.stoppedBy).toBe('abort');
    expect(validate(problem, result.plan)).toEqual([]);
    expect(result.plan.cost.total).toBeLessThanOrEqual(costs[0]! + 1e-6);
    expect(ticks).toBeGreaterThan(3);
  });

  it('rejects a malformed problem without starting a thread', async () => {
    const problem = randomProblem(1, new Set());
    const twice = { ...problem, jobs: [problem.jobs[0]!, problem.jobs[0]!] };
    await expect(solveInWorker(twice)).rejects.toBeInstanceOf(ProblemError);
  });
});
