/**
 * What the optimizer is asked to solve. Everything is a whole number in units the caller chooses once:
 * times are seconds on one clock (say since midnight of the service date at the depot), distances are meters,
 * amounts are grams, milliliters or pieces. Times and matrix entries lie in [0, UNREACHABLE).
 * Costs are plain numbers in one currency unit of the caller's choice and may be fractional.
 */
export interface Problem {
  /** Travel by means of transport: 'van', 'bike' … A vehicle names the one it uses. All profiles have the same size. */
  readonly profiles: Readonly<Record<string, MatrixProfile>>;
  /** Names of what capacities count, in the order of every `capacity` and `amounts`: for instance grams, milliliters, parcels. */
  readonly dimensions?: readonly string[];
  readonly vehicles: readonly Vehicle[];
  readonly jobs: readonly Job[];
  /** A plan that exists already: changing it costs, so that only what pays is changed. */
  readonly baseline?: Baseline;
  /** Spreads the work: see {@link Balance}. */
  readonly balance?: Balance;
}

/** A matrix entry from here on means that there is no way. Also the bound of times. */
export const UNREACHABLE = 1_000_000_000;

/** Square matrices, row by row: the entry of `from`, `to` stands at `from * size + to`. Need not be symmetric. */
export interface MatrixProfile {
  /** Number of locations, which are 0 … size − 1. May hold spare rows that no job uses. */
  readonly size: number;
  /** Seconds. */
  readonly durations: Int32Array;
  /** Meters. May be the same array as `durations`. */
  readonly distances: Int32Array;
  /**
   * Traffic by time of day: from `from` (seconds, ascending) on, durations are those of `durations`, or the base ones times `factor`.
   * Before the first slot the base durations hold. A leg that crosses a boundary goes on at the new speed, so nobody overtakes by leaving later
   * (Ichoua, Gendreau and Potvin 2003).
   */
  readonly timeSlots?: readonly TimeSlot[];
}

export interface TimeSlot {
  readonly from: number;
  readonly factor?: number;
  readonly durations?: Int32Array;
}

/** Closed interval in which service may start. */
export interface TimeWindow {
  readonly start: number;
  readonly end: number;
}

/** A vehicle with its driver, for one shift. */
export interface Vehicle {
  readonly id: string;
  /** Key of `Problem.profiles`. */
  readonly profile: string;
  /** What `Visit.serviceSecondsByKind` tells apart: van, cargo bike … */
  readonly kind?: string;
  /** Location where the route starts. */
  readonly start: number;
  /** Location where it ends; left out, the route ends after its last stop. */
  readonly end?: number;
  /** Earliest departure and latest return. */
  readonly shift: TimeWindow;
  /** Return after the shift's end, by at most `maxSeconds`, at a price. */
  readonly overtime?: { readonly maxSeconds: number; readonly costPerSecond: number };
  /** Most that may be on board at any time, by dimension. */
  readonly capacity?: readonly number[];
  readonly skills?: readonly string[];
  readonly costs?: VehicleCosts;
  /** 1.2 drives every leg in 1/1.2 of the matrix time. Default 1. */
  readonly speedFactor?: number;
  readonly maxStops?: number;
  readonly maxDistance?: number;
  /** Seconds at the wheel. */
  readonly maxDriveSeconds?: number;
  /** Seconds from departure to return. */
  readonly maxDurationSeconds?: number;
  /** Meters on one charge; a visit to `reload` charges again. */
  readonly rangeMeters?: number;
  /** Several trips: come back to load again. */
  readonly reload?: { readonly location: number; readonly seconds: number; readonly maxTrips: number };
  /** Pauses whose start lies in a window; taken on arrival at a stop or before leaving one. Not needed when the route is over before its window ends. */
  readonly breaks?: readonly Break[];
  readonly hoursOfService?: HoursOfService;
  /** Stops that are driven, loaded in order or fixed by hand: the route begins with exactly these. */
  readonly lockedPrefix?: readonly LockedStop[];
}

export interface VehicleCosts {
  /** Charged when the vehicle has a stop. */
  readonly fixed?: number;
  /** Default 1 when no cost at all is given, else 0. */
  readonly perMeter?: number;
  /** From departure to return: driving, service, breaks and waiting. */
  readonly perSecond?: number;
  /** On top, for waiting only. */
  readonly perWaitingSecond?: number;
}

export interface Break {
  readonly id: string;
  /** When it may start. */
  readonly window: TimeWindow;
  readonly seconds: number;
}

/** A rest of `restSeconds` at a stop after at most `maxContinuousDriveSeconds` of driving and at most `maxContinuousWorkSeconds` since the last one. */
export interface HoursOfService {
  readonly maxContinuousDriveSeconds?: number;
  readonly maxContinuousWorkSeconds?: number;
  readonly restSeconds: number;
}

/** One visit, named by its job and, for a pair, which end of it. */
export interface StopRef {
  readonly job: string;
  /** Needed for pairs only. */
  readonly part?: 'pickup' | 'delivery';
}

export interface LockedStop extends StopRef {
  /** Known when the stop is done: its times are taken as they were and no window is checked. Both or none. */
  readonly arrivedAt?: number;
  readonly departedAt?: number;
}

/** One place to be. */
export interface Visit {
  readonly location: number;
  /** Ascending and apart; one of them must hold. Default: any time. */
  readonly windows?: readonly TimeWindow[];
  readonly serviceSeconds?: number;
  /** By `Vehicle.kind`, instead of `serviceSeconds`. */
  readonly serviceSecondsByKind?: Readonly<Record<string, number>>;
  /** Parking, finding the door: spent once when several stops at one location follow each other. */
  readonly setupSeconds?: number;
  /** Starting before or after this is allowed but costs. */
  readonly preferred?: TimeWindow & { readonly costPerSecond: number };
}

interface JobBase {
  readonly id: string;
  /** By dimension; left out is nothing. */
  readonly amounts?: readonly number[];
  /** All of them are needed. */
  readonly skills?: readonly string[];
  /** Only these vehicles. */
  readonly allowedVehicles?: readonly string[];
  readonly forbiddenVehicles?: readonly string[];
  /** Added when that vehicle does it: negative prefers it, positive avoids it. */
  readonly vehicleCosts?: Readonly<Record<string, number>>;
  /** Cost of leaving it out. Default: {@link DEFAULT_PENALTY} × (1 + priority). */
  readonly penalty?: number;
  /** 0 (default) to 100: which jobs go first when not all can go. */
  readonly priority?: number;
  /** It is at the depot from this time on: its trip cannot leave earlier. Deliveries only. */
  readonly releaseAt?: number;
}

/** Brought from the depot; `collects` is what is taken back from the same door (exchange, empties). */
export interface DeliveryJob extends JobBase, Visit {
  readonly kind: 'delivery';
  readonly collects?: readonly number[];
}

/** Fetched and brought to the depot: return, backhaul. */
export interface PickupJob extends JobBase, Visit {
  readonly kind: 'pickup';
}

/** Fetched at one place and brought to another by the same vehicle, in this order. */
export interface PairJob extends JobBase {
  readonly kind: 'pair';
  readonly pickup: Visit;
  readonly delivery: Visit;
  /** Longest time from leaving the pickup to starting the delivery. */
  readonly maxRideSeconds?: number;
}

export type Job = DeliveryJob | PickupJob | PairJob;

/** Left out, a job costs this: more than any detour in meters or seconds. */
export const DEFAULT_PENALTY = 10_000_000;

/** An earlier plan and what changing it costs. Jobs it does not know are free to go anywhere. */
export interface Baseline {
  readonly routes: readonly { readonly vehicle: string; readonly stops: readonly BaselineStop[] }[];
  /** For each visit that gets another vehicle (or none). */
  readonly changedVehicleCost?: number;
  /** For each visit of a route that has to be taken out and put elsewhere in it to get from the old order to the new one (fewest such visits). */
  readonly movedStopCost?: number;
  /** For each second that service starts earlier or later than it did, beyond `toleranceSeconds`. */
  readonly arrivalChangeCostPerSecond?: number;
  readonly toleranceSeconds?: number;
}

export interface BaselineStop extends StopRef {
  /** Start of service in the earlier plan. */
  readonly startAt?: number;
}

/** Adds cost × x² for each route, x being its hours or its stops. For a given total the sum is least when all are equal. */
export interface Balance {
  readonly of: 'hours' | 'stops';
  readonly cost: number;
}
