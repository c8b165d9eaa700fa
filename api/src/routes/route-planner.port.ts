import type { VehicleKind } from '../fleet/fleet.rules.ts';
import type { CostModel } from './cost.rules.ts';
import type { Job } from './insertion.rules.ts';
import type { Capability } from './schedule.rules.ts';
import type { TravelMatrix } from './travel-times.port.ts';

/** A visit to be planned. */
export interface PlanningJob extends Job {
  readonly id: string;
}

/** A van with its driver on that day, and what it drives as the plan stands. */
export interface PlanningRoute extends Capability {
  readonly id: string;
  readonly vehicleKind: VehicleKind;
  /** Epoch seconds, as in `RouteTimes`. */
  readonly earliestStart: number;
  readonly latestEnd: number;
  /** Jobs in their present order: a start for the search. */
  readonly jobIds: readonly string[];
}

/** The problem of one depot and day. */
export interface PlanningProblem {
  readonly jobs: readonly PlanningJob[];
  readonly routes: readonly PlanningRoute[];
  /** For each kind of vehicle among the routes: place 0 is the depot, place `i + 1` is `jobs[i]`. */
  readonly travel: Readonly<Partial<Record<VehicleKind, TravelMatrix>>>;
  readonly costModel: CostModel;
}

/** The jobs of one route, in order. */
export interface PlannedRoute {
  readonly id: string;
  readonly jobIds: readonly string[];
}

/** Which route serves which jobs. Every job of the problem is in one route, or left out. */
export interface PlanningSolution {
  readonly routes: readonly PlannedRoute[];
  readonly unplannedJobIds: readonly string[];
}

/**
 * Finds routes: first as many jobs as can be, then the least cost of driving. Every implementation keeps the contract of
 * `route-planner.contract.ts`: each route it returns can be driven, each job is there once or left out.
 */
export interface RoutePlanner {
  /** @param options.budgetMilliseconds how long it may search; it may return earlier. */
  plan(problem: PlanningProblem, options: { readonly budgetMilliseconds: number }): Promise<PlanningSolution>;
}

declare module '../platform/context.ts' {
  interface Ports {
    routePlanner: RoutePlanner;
  }
}
