import type { StopRef } from './problem.ts';

/** What `solve`, `evaluate` and the edits return. Times, distances and amounts are in the problem's units. */
export interface Plan {
  /** Only vehicles that have a stop, in the problem's order. */
  readonly routes: readonly PlannedRoute[];
  /** Ids of jobs left out, in the problem's order. */
  readonly unassigned: readonly string[];
  readonly cost: PlanCost;
}

export interface PlannedRoute {
  readonly vehicle: string;
  /** Departure, as late as costs nothing. */
  readonly startAt: number;
  /** Return to the end, or departure from the last stop of an open route. */
  readonly endAt: number;
  readonly stops: readonly PlannedStop[];
  readonly distance: number;
  readonly driveSeconds: number;
  readonly serviceSeconds: number;
  readonly waitSeconds: number;
  readonly overtimeSeconds: number;
  readonly cost: RouteCost;
}

interface StopTimes {
  readonly location: number;
  readonly arriveAt: number;
  /** Start of service, of the pause, of loading. */
  readonly startAt: number;
  readonly departAt: number;
  /** Idle between arrival and start (pauses listed on their own are not idle). */
  readonly waitSeconds: number;
  /** By how much the start can slip, everything after it slipping along, before a hard limit of the route breaks. */
  readonly slackSeconds: number;
  /** Meters from the stop before. */
  readonly legDistance: number;
  /** Seconds of driving from the stop before. */
  readonly legSeconds: number;
  /** On board when leaving, by dimension. */
  readonly load: readonly number[];
}

export interface PlannedVisit extends StopTimes, StopRef {
  readonly kind: 'visit';
  readonly part: 'pickup' | 'delivery';
}

export interface PlannedReload extends StopTimes {
  readonly kind: 'reload';
}

/** A break of the vehicle (`break` is its id) or a rest that hours of service ask for (`break` is undefined). Spent where the stop before or after it is. */
export interface PlannedBreak extends StopTimes {
  readonly kind: 'break';
  readonly break: string | undefined;
}

export type PlannedStop = PlannedVisit | PlannedReload | PlannedBreak;

/** Parts add up to `total`. */
export interface RouteCost {
  readonly total: number;
  readonly fixed: number;
  readonly distance: number;
  readonly time: number;
  readonly waiting: number;
  readonly overtime: number;
  /** Preferred and avoided vehicles, negative when preferred ones are used. */
  readonly vehicles: number;
  /** Off the preferred times. */
  readonly preferences: number;
  /** Changes against the baseline. */
  readonly stability: number;
  readonly balance: number;
}

/** Sums over the routes, and the penalties of what is left out (with its stability cost, if the baseline had it). */
export interface PlanCost extends RouteCost {
  readonly unassigned: number;
}

/** Routes without times: what `evaluate` takes. */
export interface RouteDraft {
  readonly vehicle: string;
  readonly stops: readonly DraftStop[];
}

export type DraftStop = StopRef | { readonly reload: true };

/** What can be wrong with a route; `amount` says by how much. */
export const CONSTRAINTS = {
  capacity: 'capacity',
  timeWindow: 'time-window',
  shift: 'shift',
  release: 'release',
  skill: 'skill',
  vehicle: 'vehicle',
  maxStops: 'max-stops',
  maxDistance: 'max-distance',
  maxDrive: 'max-drive',
  maxDuration: 'max-duration',
  range: 'range',
  maxTrips: 'max-trips',
  break: 'break',
  hoursOfService: 'hours-of-service',
  precedence: 'precedence',
  maxRide: 'max-ride',
  unreachable: 'unreachable',
  locked: 'locked',
} as const;
export type Constraint = (typeof CONSTRAINTS)[keyof typeof CONSTRAINTS];

/** One broken constraint. */
export interface Violation {
  readonly constraint: Constraint;
  readonly vehicle: string;
  /** The job at fault, where there is one. */
  readonly job?: string;
  /** Place in the route, counting stops from 0. */
  readonly stop?: number;
  /** Dimension of a capacity. */
  readonly dimension?: string;
  /** How much over: seconds, meters, units or count. */
  readonly amount: number;
  /** For people: "12 grams over", "420 seconds late at stop 9". */
  readonly message: string;
}
