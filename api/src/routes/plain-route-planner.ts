import { setImmediate } from 'node:timers/promises';
import { drivingCost } from './cost.rules.ts';
import type { PlannedRoute, PlanningJob, PlanningProblem, PlanningRoute, PlanningSolution, RoutePlanner } from './route-planner.port.ts';
import { infeasibilityOf } from './schedule.rules.ts';
import { SearchRoute } from './search-route.ts';

/** Two costs closer than this, in minor units, are the same: keeps rounding from looking like progress. */
const LEAST_GAIN = 1e-6;
/** How long the search keeps the thread before it lets requests through, in milliseconds. */
const LONGEST_BREATH = 15;

/**
 * Cheapest insertion, then relocation of single jobs and 2-opt within routes, until nothing gets better or the time is up.
 * It starts from the plan as it stands and never lets go of a job that has a place. Plain on purpose: it is the
 * measure and the fallback of what a stronger search must beat.
 */
export class PlainRoutePlanner implements RoutePlanner {
  async plan(problem: PlanningProblem, options: { readonly budgetMilliseconds: number }): Promise<PlanningSolution> {
    return new Search(problem, performance.now() + options.budgetMilliseconds).run();
  }
}

class Search {
  readonly #problem: PlanningProblem;
  readonly #deadline: number;
  readonly #routes: SearchRoute[];
  #lastBreath = performance.now();

  constructor(problem: PlanningProblem, deadline: number) {
    this.#problem = problem;
    this.#deadline = deadline;
    const indexOf = new Map(problem.jobs.map((job, index) => [job.id, index]));
    this.#routes = problem.routes.map((route) => new SearchRoute(problem, route, presentJobs(problem, route, indexOf)));
  }

  async run(): Promise<PlanningSolution> {
    const placed = new Set(this.#routes.flatMap((route) => route.jobs));
    let waiting = hardestFirst(this.#problem, [...this.#problem.jobs.keys()].filter((job) => !placed.has(job)));
    waiting = await this.#insertAll(waiting);
    while (performance.now() < this.#deadline) {
      const isBetter = [await this.#relocateAll(), await this.#straightenAll()].some(Boolean);
      const left = await this.#insertAll(waiting);
      const isFuller = left.length < waiting.length;
      waiting = left;
      if (!isBetter && !isFuller) break;
    }
    return {
      routes: this.#routes.map((route): PlannedRoute => ({ id: route.frame.id, jobIds: route.jobs.map((job) => this.#idOf(job)) })),
      unplannedJobIds: waiting.map((job) => this.#idOf(job)),
    };
  }

  #idOf(job: number): string {
    return this.#problem.jobs[job]!.id;
  }

  /** Gives each job the cheapest place left. Returns those that fit nowhere. */
  async #insertAll(jobs: readonly number[]): Promise<number[]> {
    const left: number[] = [];
    for (const job of jobs) {
      await this.#breathe();
      const best = this.#cheapestPlace(job);
      if (best) best.route.insert(job, best.position);
      else left.push(job);
    }
    return left;
  }

  /** Lets others run now and then: the search shares its thread with shoppers. */
  async #breathe(): Promise<void> {
    if (performance.now() - this.#lastBreath < LONGEST_BREATH) return;
    await setImmediate();
    this.#lastBreath = performance.now();
  }

  #cheapestPlace(job: number): { route: SearchRoute; position: number; cost: number } | undefined {
    let best: { route: SearchRoute; position: number; cost: number } | undefined;
    for (const route of this.#routes) {
      for (const { position, addedMeters, addedSeconds } of route.placesFor(job)) {
        const cost = drivingCost(this.#problem.costModel, addedMeters, addedSeconds);
        if (!best || cost < best.cost) best = { route, position, cost };
      }
    }
    return best;
  }

  /** Takes each job out and puts it where it is cheapest. */
  async #relocateAll(): Promise<boolean> {
    let isBetter = false;
    for (const route of this.#routes) {
      for (const job of [...route.jobs]) {
        await this.#breathe();
        if (performance.now() > this.#deadline) return isBetter;
        const position = route.jobs.indexOf(job);
        const before = route.cost;
        route.remove(position);
        const saved = before - route.cost;
        const best = this.#cheapestPlace(job);
        if (best && best.cost < saved - LEAST_GAIN) {
          best.route.insert(job, best.position);
          isBetter = true;
        } else {
          route.insert(job, position);
        }
      }
    }
    return isBetter;
  }

  /** 2-opt: turns a stretch of a route around where that is cheaper and still in time (Croes 1958). */
  async #straightenAll(): Promise<boolean> {
    let isBetter = false;
    for (const route of this.#routes) {
      for (let from = 0; from < route.jobs.length - 1; from += 1) {
        await this.#breathe();
        if (performance.now() > this.#deadline) return isBetter;
        for (let to = from + 1; to < route.jobs.length; to += 1) {
          const jobs = [...route.jobs.slice(0, from), ...route.jobs.slice(from, to + 1).reverse(), ...route.jobs.slice(to + 1)];
          if (route.reorderIfCheaper(jobs, LEAST_GAIN)) isBetter = true;
        }
      }
    }
    return isBetter;
  }
}

/** The jobs of a route as it stands, without those at the end that it cannot keep. */
function presentJobs(problem: PlanningProblem, route: PlanningRoute, indexOf: ReadonlyMap<string, number>): number[] {
  const jobs = route.jobIds.map((id) => indexOf.get(id)).filter((job) => job !== undefined);
  while (jobs.length > 0 && infeasibilityOf(SearchRoute.timesOf(problem, route, jobs))) jobs.pop();
  return jobs;
}

/** Narrow windows first, then far from the depot: what is easy to place can wait. */
function hardestFirst(problem: PlanningProblem, jobs: readonly number[]): number[] {
  const matrix = Object.values(problem.travel)[0];
  const width = (job: PlanningJob) => job.latest - job.earliest;
  const reach = (job: number) => matrix?.seconds[job + 1] ?? 0;
  return [...jobs].sort((one, other) => width(problem.jobs[one]!) - width(problem.jobs[other]!) || reach(other) - reach(one) || one - other);
}
