import { describe, expect, it } from 'vitest';
import { remove, move } from './edit-plan.ts';
import { evaluate } from './evaluate.ts';
import { explain, explainMove } from './explain.ts';
import { fourStops } from './test-data/four-stops.ts';

const problem = fourStops();

describe('explain', () => {
  it('names constraint and amount of the nearest miss on each vehicle', () => {
    const heavy = { ...problem, jobs: problem.jobs.map((job) => (job.id === 'd' ? { ...job, amounts: [5] } : job)) };
    const { plan } = evaluate(heavy, [{ vehicle: 'north', stops: [{ job: 'a' }, { job: 'b' }] }]);
    const { vehicles, message, tooDear } = explain(heavy, plan, 'd');
    expect(tooDear).toBe(false);
    expect(vehicles.map((one) => [one.vehicle, one.violations.map((violation) => [violation.constraint, violation.dimension, violation.amount])])).toEqual([
      ['south', [['capacity', 'parcels', 2]]],
      ['north', [['capacity', 'parcels', 4]]],
    ]);
    expect(message).toBe('"d" fits nowhere; nearest is "south": 2 over in parcels.');
  });

  it('says when a job would fit but costs more than leaving it out', () => {
    const cheap = { ...problem, jobs: problem.jobs.map((job) => (job.id === 'd' ? { ...job, penalty: 100 } : job)) };
    const { plan } = evaluate(cheap, [{ vehicle: 'north', stops: [{ job: 'a' }, { job: 'b' }] }]);
    expect(explain(cheap, plan, 'd').tooDear).toBe(true);
  });

  it('shows what a hand edit would break', () => {
    const { plan } = evaluate(problem, [
      { vehicle: 'north', stops: [{ job: 'a' }, { job: 'b' }] },
      { vehicle: 'south', stops: [{ job: 'c' }, { job: 'd' }] },
    ]);
    const { violations, cost } = explainMove(problem, plan, 'a', { vehicle: 'south', position: 2 });
    // Out 30 minutes to d, back to a at −20: 50 more, and three services of a minute, less the start: 1500 is long over.
    expect(violations).toEqual([{ constraint: 'time-window', vehicle: 'south', job: 'a', stop: 2, amount: 3420, message: '3420 seconds late at stop 2' }]);
    expect(cost).toBe(20_000);
  });
});

describe('hand edits', () => {
  const { plan } = evaluate(problem, [
    { vehicle: 'north', stops: [{ job: 'a' }, { job: 'b' }] },
    { vehicle: 'south', stops: [{ job: 'c' }, { job: 'd' }] },
  ]);

  it('take a stop out and tell what that saves', () => {
    const edit = remove(problem, plan, 'a');
    expect(edit.plan.unassigned).toEqual(['a']);
    expect(edit.costChange).toBe(10_000_000 - 20_000);
    expect(edit.violations).toEqual([]);
  });

  it('move a stop and tell what that costs', () => {
    const edit = move(problem, plan, 'b', { vehicle: 'south', position: 2 });
    expect(edit.plan.routes.map((route) => route.stops.map((stop) => (stop.kind === 'visit' ? stop.job : stop.kind)))).toEqual([['a'], ['c', 'd', 'b']]);
    expect(edit.costChange).toBe(20_000);
  });
});
