import { drivingCost } from './cost.rules.ts';
import { feasibleInsertions, type Insertion, type InsertionRoute } from './insertion.rules.ts';
import type { PlanningProblem, PlanningRoute } from './route-planner.port.ts';
import { scheduleRoute, type CrewedRoute } from './schedule.rules.ts';
import type { TravelMatrix } from './travel-times.port.ts';

const DEPOT = 0;

/** A route in the hands of the plain planner. Jobs are indexes into the problem; place `job + 1` of the matrix is theirs. */
export class SearchRoute {
  readonly frame: PlanningRoute;
  readonly #problem: PlanningProblem;
  readonly #matrix: TravelMatrix;
  #jobs: number[];
  #ready!: InsertionRoute;
  #cost = 0;

  constructor(problem: PlanningProblem, frame: PlanningRoute, jobs: number[]) {
    this.frame = frame;
    this.#problem = problem;
    this.#matrix = matrixOf(problem, frame);
    this.#jobs = jobs;
    this.#refresh();
  }

  get jobs(): readonly number[] {
    return this.#jobs;
  }

  /** Driving, in minor units. */
  get cost(): number {
    return this.#cost;
  }

  placesFor(job: number): Insertion[] {
    const { size, seconds, meters } = this.#matrix;
    const places = [DEPOT, ...this.#jobs.map((other) => other + 1)];
    const there = job + 1;
    return feasibleInsertions(this.#ready, this.#problem.jobs[job]!, {
      offset: 0,
      toJobSeconds: places.map((place) => seconds[place * size + there]!),
      toJobMeters: places.map((place) => meters[place * size + there]!),
      fromJobSeconds: places.map((place) => seconds[there * size + place]!),
      fromJobMeters: places.map((place) => meters[there * size + place]!),
    });
  }

  insert(job: number, position: number): void {
    this.#jobs.splice(position, 0, job);
    this.#refresh();
  }

  remove(position: number): void {
    this.#jobs.splice(position, 1);
    this.#refresh();
  }

  reorderIfCheaper(jobs: number[], leastGain: number): boolean {
    const legs = legsOf(this.#matrix, jobs);
    if (drivingCost(this.#problem.costModel, legs.meters, legs.seconds) >= this.#cost - leastGain) return false;
    if (!scheduleRoute(SearchRoute.timesOf(this.#problem, this.frame, jobs)).isFeasible) return false;
    this.#jobs = jobs;
    this.#refresh();
    return true;
  }

  #refresh(): void {
    const times = SearchRoute.timesOf(this.#problem, this.frame, this.#jobs);
    const legs = legsOf(this.#matrix, this.#jobs);
    this.#cost = drivingCost(this.#problem.costModel, legs.meters, legs.seconds);
    this.#ready = {
      ...times,
      schedule: scheduleRoute(times),
      driveMeters: legs.driveMeters,
      spareWeightGrams: times.visits.reduce((left, visit) => left - visit.weightGrams, times.maxWeightGrams),
      spareVolumeMilliliters: times.visits.reduce((left, visit) => left - visit.volumeMilliliters, times.maxVolumeMilliliters),
    };
  }

  /** A route with these jobs, as the schedule rules see it. */
  static timesOf(problem: PlanningProblem, frame: PlanningRoute, jobs: readonly number[]): CrewedRoute {
    const { driveSeconds } = legsOf(matrixOf(problem, frame), jobs);
    return { ...frame, visits: jobs.map((job) => problem.jobs[job]!), driveSeconds };
  }
}

function matrixOf(problem: PlanningProblem, { vehicleKind }: PlanningRoute): TravelMatrix {
  const matrix = problem.travel[vehicleKind];
  if (!matrix) throw new Error(`The planning problem has a route with a ${vehicleKind} but no travel times for one.`);
  return matrix;
}

function legsOf({ size, meters, seconds }: TravelMatrix, jobs: readonly number[]) {
  const places = [DEPOT, ...jobs.map((job) => job + 1), DEPOT];
  const legs = places.slice(1).map((to, leg) => places[leg]! * size + to);
  const driveSeconds = legs.map((leg) => seconds[leg]!);
  const driveMeters = legs.map((leg) => meters[leg]!);
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return { driveSeconds, driveMeters, seconds: sum(driveSeconds), meters: sum(driveMeters) };
}
