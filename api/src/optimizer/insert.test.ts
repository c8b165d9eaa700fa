import { describe, expect, it } from 'vitest';
import { move } from './edit-plan.ts';
import { insert, OpenPlan } from './insert.ts';
import type { Job } from './problem.ts';
import { solve } from './solve.ts';
import { FEATURES, randomProblem } from './test-data/random-problem.ts';
import { realDay } from './bench/real-day-problem.ts';
import { validate } from './validate.ts';

/** Every position of every vehicle, tried by hand edit: slow and sure. */
function byHand(problem: Parameters<typeof move>[0], plan: Parameters<typeof move>[1], job: Job): number {
  let best = Infinity;
  for (const vehicle of problem.vehicles) {
    const length = plan.routes.find((route) => route.vehicle === vehicle.id)?.stops.filter((stop) => stop.kind !== 'break').length ?? 0;
    for (let position = 0; position <= length; position++) {
      for (let deliveryPosition = position + 1; deliveryPosition <= (job.kind === 'pair' ? length + 1 : position + 1); deliveryPosition++) {
        const edit = move(problem, plan, job.id, { vehicle: vehicle.id, position, deliveryPosition });
        if (validate(problem, edit.plan).length === 0) best = Math.min(best, edit.costChange);
      }
    }
  }
  return best;
}

describe('insert', () => {
  it.each(FEATURES.filter((feature) => feature !== 'priorities'))('finds the same cheapest place as trying all by hand, with %s', (feature) => {
    for (const seed of [1, 2]) {
      const random = randomProblem(seed, new Set([feature]), 14);
      const job = random.jobs[random.jobs.length - 1 - seed]!;
      // A job that is new is in no baseline.
      const baseline = random.baseline && { ...random.baseline, routes: random.baseline.routes.map((route) => ({ ...route, stops: route.stops.filter((stop) => stop.job !== job.id) })) };
      const problem = { ...random, ...(baseline ? { baseline } : {}) };
      const smaller = { ...problem, jobs: problem.jobs.filter((one) => one !== job) };
      const { plan } = solve(smaller, { iterations: 60 });
      const [found] = insert(new OpenPlan(smaller, plan), job);
      const penalty = job.penalty ?? 10_000_000;
      const best = byHand(problem, { ...plan, unassigned: [...plan.unassigned, job.id], cost: { ...plan.cost, total: plan.cost.total + penalty } }, job) + penalty;
      if (best === Infinity) expect(found).toBeUndefined();
      else expect(found?.cost).toBeCloseTo(best, 4);
    }
  });

  it('answers for each window on its own, and leaves out those that nothing fits', () => {
    const problem = randomProblem(4, new Set(['breaks'] as const), 20);
    const { plan } = solve(problem, { iterations: 100 });
    const windows = [{ start: 10 * 3600, end: 12 * 3600 }, { start: 0, end: 60 }, { start: 13 * 3600, end: 15 * 3600 }];
    const found = insert(new OpenPlan(problem, plan), { kind: 'delivery', id: 'new', location: 5, amounts: [1, 1], serviceSeconds: 60 }, { windows });
    expect(found.map((one) => one.window)).toEqual([windows[0], windows[2]]);
    for (const one of found) {
      expect(one.startAt).toBeGreaterThanOrEqual(one.window!.start);
      expect(one.startAt).toBeLessThanOrEqual(one.window!.end);
    }
  });

  it('lists all feasible places, cheapest first, when asked', () => {
    const problem = randomProblem(4, new Set(), 20);
    const open = new OpenPlan(problem, solve(problem, { iterations: 100 }).plan);
    const job: Job = { kind: 'delivery', id: 'new', location: 5, amounts: [1, 1], serviceSeconds: 60 };
    const all = insert(open, job, { which: 'all' });
    expect(all.length).toBeGreaterThan(5);
    expect(all.map((one) => one.cost)).toEqual(all.map((one) => one.cost).sort((a, b) => a - b));
    expect(insert(open, job)).toEqual([all[0]]);
  });

  it('answers for eight windows on 600 stops of a rich day in milliseconds', () => {
    const { problem } = realDay({ seed: 3, deliveries: 600, pickups: 0 });
    const { plan } = solve(problem, { iterations: 1 });
    const open = new OpenPlan(problem, plan);
    const windows = Array.from({ length: 8 }, (_, index) => ({ start: (8 + index) * 3600, end: (9 + index) * 3600 }));
    const ask = () => insert(open, { kind: 'delivery', id: 'new', location: 77, amounts: [100, 1], serviceSeconds: 120 }, { windows });
    for (let warm = 0; warm < 20; warm++) ask();
    const before = process.cpuUsage();
    for (let round = 0; round < 20; round++) expect(ask().length).toBeGreaterThan(0);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 20 / 1000).toBeLessThan(25);
  });
});
