import { describe, expect, it } from 'vitest';
import { checkProblem, ProblemError } from './check-problem.ts';
import { UNREACHABLE, type Problem } from './problem.ts';
import { solve } from './solve.ts';
import { fourStops } from './test-data/four-stops.ts';

const problem = fourStops();
const withJob = (change: object): Problem => ({ ...problem, jobs: problem.jobs.map((job) => (job.id === 'b' ? { ...job, ...change } : job)) as Problem['jobs'] });
const withVan = (change: object): Problem => ({ ...problem, vehicles: problem.vehicles.map((vehicle) => (vehicle.id === 'south' ? { ...vehicle, ...change } : vehicle)) });
const cutOff = { ...problem.profiles.van!, durations: problem.profiles.van!.durations.map((seconds, at) => (at % 5 === 2 && at !== 12 ? UNREACHABLE : seconds)) };

describe('a problem that is wrong', () => {
  it('is said to be right when it is', () => expect(checkProblem(problem)).toEqual([]));

  it.each([
    ['duplicate-id', 'a', true, withJob({ id: 'a' })],
    ['matrix-shape', 'van', true, { ...problem, profiles: { van: { ...problem.profiles.van!, durations: new Int32Array(4) } } }],
    ['matrix-value', 'van', true, { ...problem, profiles: { van: { ...problem.profiles.van!, distances: problem.profiles.van!.distances.map((_, at) => (at === 7 ? -1 : 0)) } } }],
    ['unknown-profile', 'south', true, withVan({ profile: 'sledge' })],
    ['location', 'b', true, withJob({ location: 5 })],
    ['location', 'south', true, withVan({ start: -1 })],
    ['window', 'b', true, withJob({ windows: [{ start: 100, end: 50 }] })],
    ['window', 'b', true, withJob({ windows: [{ start: 100, end: 200 }, { start: 150, end: 300 }] })],
    ['window', 'south', true, withVan({ shift: { start: 100, end: 50 } })],
    ['negative', 'b', true, withJob({ amounts: [-1] })],
    ['negative', 'south', true, withVan({ maxDistance: -5 })],
    ['not-whole', 'b', true, withJob({ serviceSeconds: 1.5 })],
    ['dimensions', 'b', true, withJob({ amounts: [1, 2] })],
    ['locked', 'b', true, withVan({ lockedPrefix: [{ job: 'b' }, { job: 'b' }] })],
    ['unknown-job', 'south', true, withVan({ lockedPrefix: [{ job: 'z' }] })],
    ['skill-nobody-has', 'b', false, withJob({ skills: ['crane'] })],
    ['no-vehicle', 'b', false, withJob({ forbiddenVehicles: ['north', 'south'] })],
    ['unknown-vehicle', 'b', false, withJob({ forbiddenVehicles: ['east'] })],
    ['too-big', 'b', false, withJob({ amounts: [9] })],
    ['unreachable', 'b', false, { ...problem, profiles: { van: cutOff } }],
    ['window-unreachable', 'b', false, withJob({ windows: [{ start: 20_000, end: 30_000 }] })],
  ] as [string, string, boolean, Problem][])('is told as %s, naming "%s"', (code, id, fatal, wrong) => {
    expect(checkProblem(wrong).map((issue) => [issue.code, issue.id, issue.fatal])).toContainEqual([code, id, fatal]);
    if (fatal) expect(() => solve(wrong, { iterations: 1 })).toThrow(ProblemError);
    else if (code !== 'unknown-vehicle') expect(solve(wrong, { iterations: 20 }).plan.unassigned).toEqual([id]);
  });
});
