import { describe, expect, it } from 'vitest';
import type { Problem } from './problem.ts';
import type { Plan, PlannedRoute, PlannedStop } from './solution.ts';
import { evaluate } from './evaluate.ts';
import { fourStops } from './test-data/four-stops.ts';
import { validate } from './validate.ts';

const problem = fourStops();
const { plan } = evaluate(problem, [
  { vehicle: 'north', stops: [{ job: 'a' }, { job: 'b' }] },
  { vehicle: 'south', stops: [{ job: 'c' }, { job: 'd' }] },
]);

function withRoute(change: (route: PlannedRoute) => PlannedRoute): Plan {
  return { ...plan, routes: [change(plan.routes[0]!), plan.routes[1]!] };
}

function withStop(change: Partial<PlannedStop>): Plan {
  return withRoute((route) => ({ ...route, stops: [{ ...route.stops[0]!, ...change } as PlannedStop, route.stops[1]!] }));
}

const codes = (other: Plan, of: Problem = problem) => new Set(validate(of, other).map((finding) => finding.code));

describe('the checker', () => {
  it('accepts a right plan', () => expect(validate(problem, plan)).toEqual([]));

  it.each([
    ['an arrival before the drive is over', withStop({ arriveAt: 1 }), 'times'],
    ['a service that is too short', withStop({ departAt: plan.routes[0]!.stops[0]!.departAt - 1 }), 'times'],
    ['a load that does not add up', withStop({ load: [0] }), 'loads'],
    ['a wrong leg', withStop({ legDistance: 1 }), 'figures'],
    ['a wrong distance', withRoute((route) => ({ ...route, distance: route.distance - 1 })), 'figures'],
    ['a wrong price', withRoute((route) => ({ ...route, cost: { ...route.cost, distance: 1 } })), 'cost'],
    ['a wrong total', { ...plan, cost: { ...plan.cost, total: 1 } }, 'cost'],
    ['a stop twice', { ...plan, routes: [plan.routes[0]!, plan.routes[0]!] }, 'duplicate'],
    ['a job that is nowhere', { ...plan, routes: [plan.routes[0]!] }, 'missing'],
    ['a job both planned and left out', { ...plan, unassigned: ['a'] }, 'duplicate'],
    ['a departure before the shift', withRoute((route) => ({ ...route, startAt: -1 })), 'shift'],
    ['a vehicle nobody has', withRoute((route) => ({ ...route, vehicle: 'east' })), 'unknown'],
  ])('finds %s', (_name, other, code) => expect(codes(other as Plan)).toContain(code));

  it.each([
    ['time-window', { jobs: problem.jobs.map((job) => (job.id === 'a' ? { ...job, windows: [{ start: 0, end: 1100 }] } : job)) }],
    ['capacity', { vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, capacity: [1] })) }],
    ['skill', { jobs: problem.jobs.map((job) => ({ ...job, skills: ['ladder'] })) }],
    ['vehicle', { jobs: problem.jobs.map((job) => ({ ...job, forbiddenVehicles: ['north'] })) }],
    ['max-stops', { vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, maxStops: 1 })) }],
    ['max-distance', { vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, maxDistance: 39_999 })) }],
    ['max-drive', { vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, maxDriveSeconds: 2399 })) }],
    ['max-duration', { vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, maxDurationSeconds: 2519 })) }],
    ['range', { vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, rangeMeters: 39_999 })) }],
    ['shift', { vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, shift: { start: 0, end: 2519 } })) }],
    ['release', { jobs: problem.jobs.map((job) => ({ ...job, releaseAt: 10_000 })) }],
    ['break', { vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, breaks: [{ id: 'tea', window: { start: 100, end: 1000 }, seconds: 60 }] })) }],
    ['hours-of-service', { vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, hoursOfService: { maxContinuousDriveSeconds: 2399, restSeconds: 900 } })) }],
    ['locked', { vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, lockedPrefix: [{ job: 'b' }] })) }],
  ] as [string, Partial<Problem>][])('finds a plan that breaks %s', (code, change) => {
    expect(codes(plan, { ...problem, ...change })).toContain(code);
  });

  it('says the same of a broken plan as evaluate, with the amount', () => {
    const tight = { ...problem, jobs: problem.jobs.map((job) => (job.id === 'a' ? { ...job, windows: [{ start: 0, end: 1080 }] } : job)) };
    const { violations } = evaluate(tight, [{ vehicle: 'north', stops: [{ job: 'b' }, { job: 'a' }] }]);
    expect(violations).toEqual([{ constraint: 'time-window', vehicle: 'north', job: 'a', stop: 1, amount: 180, message: '180 seconds late at stop 1' }]);
  });
});
