import { explain } from '../explain.ts';
import type { Job, LockedStop, Problem, Vehicle } from '../problem.ts';
import { solve } from '../solve.ts';
import type { Plan } from '../solution.ts';
import { validate } from '../validate.ts';
import { cpu } from './cpu.ts';
import { realDay } from './real-day-problem.ts';

const NEW_JOBS = 20;
const STOPS = 1000;
const DRIVEN_SHARE = 0.4;
const PLAN_ITERATIONS = 20_000;
const REPLAN_SECONDS = 2;
/** Price of one moved stop, in the plan's currency: from nothing to practically never. */
const STABILITY_COSTS = [0, 30, 100, 300, 1000, 3000];

/** Re-optimises a day under way: 40 % of the stops driven or loaded in order, one van broken down, new jobs. Prints the curve of moved stops against cost. */
export function runLiveDay({ seed }: { readonly seed: number }): void {
  const { problem: whole } = realDay({ seed, deliveries: STOPS - 60 + NEW_JOBS, pickups: 60 });
  const known = whole.jobs.filter((_, index) => index % Math.floor(whole.jobs.length / NEW_JOBS) !== 0 || index / Math.floor(whole.jobs.length / NEW_JOBS) >= NEW_JOBS);
  const fresh = whole.jobs.filter((job) => !known.includes(job));
  const fleet = [...whole.vehicles, ...[...whole.vehicles.slice(0, 1), ...whole.vehicles.slice(4, 10)].map((vehicle) => ({ ...vehicle, id: `${vehicle.id}-b` }))];
  const morning: Problem = { ...whole, vehicles: fleet, jobs: known };
  const { plan } = solve(morning, { seed, iterations: PLAN_ITERATIONS });
  const live = liveDay(morning, plan, fresh);
  console.log(`live day: ${known.length} stops planned, ${live.locked} driven or loaded, ${fresh.length} new jobs, "${live.broken}" broken down with ${live.orphans} stops`);
  for (const cost of STABILITY_COSTS) {
    const problem: Problem = { ...live.problem, baseline: { ...live.problem.baseline!, changedVehicleCost: cost, movedStopCost: cost } };
    const begin = cpu();
    let firstValid = Infinity;
    const result = solve(problem, {
      seed, seconds: REPLAN_SECONDS, now: cpu,
      onProgress: (progress) => {
        if (progress.unassigned === 0) firstValid = Math.min(firstValid, cpu() - begin);
      },
    });
    const findings = validate(problem, result.plan);
    const moved = movedStops(plan, result.plan, live.broken);
    const own = result.plan.cost.total - result.plan.cost.stability;
    console.log(
      `  stability cost ${String(cost).padStart(4)}: ${String(moved).padStart(3)} of the stops of other vans changed van, cost without stability ${own.toFixed(0)}, ${result.plan.unassigned.length} left out, ${result.iterations} iterations, all in after ${firstValid === Infinity ? '–' : `${firstValid.toFixed(2)} s`}, checker: ${findings.length === 0 ? 'valid' : JSON.stringify(findings.slice(0, 2))}`,
    );
    for (const job of result.plan.unassigned) console.log(`    ${explain(problem, result.plan, job).message}`);
  }
}

interface LiveDay {
  readonly problem: Problem;
  readonly locked: number;
  readonly broken: string;
  readonly orphans: number;
}

/** The day at the moment when so many stops are behind or loaded: these are locked; the van with the most stops to go drops out and leaves them to others. */
export function liveDay(morning: Problem, plan: Plan, fresh: readonly Job[]): LiveDay {
  const visits = plan.routes.flatMap((route) => route.stops.flatMap((stop) => (stop.kind === 'visit' ? [stop.departAt] : []))).sort((a, b) => a - b);
  const now = visits[Math.floor(visits.length * DRIVEN_SHARE)]!;
  const broken = [...plan.routes].filter((route) => !route.vehicle.startsWith('bike')).sort((a, b) => b.stops.length - a.stops.length)[0]!.vehicle;
  let locked = 0;
  const done = new Set<string>();
  const vehicles = morning.vehicles.flatMap((vehicle): Vehicle[] => {
    const route = plan.routes.find((one) => one.vehicle === vehicle.id);
    // What went on before a reload is over: the vehicle is on the road again with what it loaded last.
    const behind = route?.stops.flatMap((stop): LockedStop[] => (stop.kind === 'visit' && stop.departAt <= now ? [{ job: stop.job, arrivedAt: stop.startAt, departedAt: stop.departAt }] : [])) ?? [];
    locked += behind.length;
    if (vehicle.id === broken) {
      for (const stop of behind) done.add(stop.job);
      return [];
    }
    if (vehicle.reload) {
      // A bike between two trips: what it delivered is history, it starts anew from its depot now.
      for (const stop of behind) done.add(stop.job);
      return [{ ...vehicle, shift: { start: Math.max(vehicle.shift.start, now), end: vehicle.shift.end } }];
    }
    if (behind.length === 0) return [{ ...vehicle, shift: { start: Math.max(vehicle.shift.start, now), end: vehicle.shift.end } }];
    return [{ ...vehicle, lockedPrefix: behind }];
  });
  const jobs = [...morning.jobs.filter((job) => !done.has(job.id)), ...fresh.map((job) => openAfter(job, now))];
  const left = new Set(jobs.map((job) => job.id));
  const baseline = plan.routes.map((route) => ({
    vehicle: route.vehicle,
    stops: route.stops.flatMap((stop) => (stop.kind === 'visit' && left.has(stop.job) ? [{ job: stop.job, startAt: stop.startAt }] : [])),
  }));
  const orphans = baseline.find((route) => route.vehicle === broken)!.stops.length;
  // The broken van's stops change vans in any case: they are free to go where they fit best.
  return { problem: { ...morning, vehicles, jobs, baseline: { routes: baseline.filter((route) => route.vehicle !== broken) } }, locked, broken, orphans };
}

/** A new job's window cannot lie in the past. */
function openAfter(job: Job, now: number): Job {
  if (job.kind === 'pair' || !job.windows || job.windows[0]!.end > now + 3600) return job;
  const { windows: _windows, ...rest } = job;
  return rest;
}

function movedStops(before: Plan, after: Plan, broken: string): number {
  const where = new Map(after.routes.flatMap((route) => route.stops.flatMap((stop) => (stop.kind === 'visit' ? [[stop.job, route.vehicle] as const] : []))));
  return before.routes
    .filter((route) => route.vehicle !== broken)
    .reduce((sum, route) => sum + route.stops.filter((stop) => stop.kind === 'visit' && where.has(stop.job) && where.get(stop.job) !== route.vehicle).length, 0);
}
