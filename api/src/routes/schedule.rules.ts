/** When a visit may begin and how long it takes. Instants are whole epoch seconds. */
export interface TimedVisit {
  /** First second in which the service may begin. */
  readonly earliest: number;
  /** Last second in which the service may begin; the end of a promised window is not part of it. */
  readonly latest: number;
  readonly serviceSeconds: number;
}

/** A route as a sequence of times: out of the depot, to each visit in order, and back. */
export interface RouteTimes {
  /** First second in which the van may leave the depot. */
  readonly earliestStart: number;
  /** Last second in which it may be back: the end of the shift, or of the hours the driver may be on duty. */
  readonly latestEnd: number;
  readonly visits: readonly TimedVisit[];
  /** Driving to each visit from the place before it, and back to the depot: one more than visits. */
  readonly driveSeconds: ArrayLike<number>;
}

/** What follows from `RouteTimes`. Arrays have one entry a visit. */
export interface Schedule {
  /** When the van leaves the depot: as late as delays nothing. */
  readonly departAt: number;
  /** When the service begins: on arrival, or when the window opens. */
  readonly start: readonly number[];
  /** When the van leaves the door. */
  readonly departure: readonly number[];
  /** How long the van stands before the window opens. */
  readonly waiting: readonly number[];
  /** The latest begin of service with which this and every later visit, and the return, are still in time. */
  readonly latest: readonly number[];
  /** When the van is back. */
  readonly endAt: number;
  readonly isFeasible: boolean;
}

/**
 * Forward pass for the earliest times, backward pass for the latest ones (Savelsbergh 1992, "The vehicle routing problem
 * with time windows: minimizing route duration"). Also for a route that cannot be kept: then `isFeasible` is false and the times
 * say how late it gets.
 */
export function scheduleRoute(route: RouteTimes): Schedule {
  const { visits, driveSeconds } = route;
  const count = visits.length;
  const start = new Array<number>(count);
  const departure = new Array<number>(count);
  const waiting = new Array<number>(count);
  const latest = new Array<number>(count);
  let isFeasible = true;

  let departAt = route.earliestStart;
  let ready = route.earliestStart;
  for (let at = 0; at < count; at += 1) {
    const visit = visits[at]!;
    const arrival = ready + driveSeconds[at]!;
    const begin = Math.max(arrival, visit.earliest);
    if (at === 0) departAt = begin - driveSeconds[0]!;
    start[at] = begin;
    waiting[at] = at === 0 ? 0 : begin - arrival;
    ready = begin + visit.serviceSeconds;
    departure[at] = ready;
    if (begin > visit.latest) isFeasible = false;
  }
  const endAt = count === 0 ? route.earliestStart : ready + driveSeconds[count]!;
  if (endAt > route.latestEnd) isFeasible = false;

  let bound = route.latestEnd;
  for (let at = count - 1; at >= 0; at -= 1) {
    const visit = visits[at]!;
    bound = Math.min(visit.latest, bound - driveSeconds[at + 1]! - visit.serviceSeconds);
    latest[at] = bound;
  }
  return { departAt, start, departure, waiting, latest, endAt, isFeasible };
}

/** What a vehicle and its driver bring. */
export interface Capability {
  readonly maxWeightGrams: number;
  readonly maxVolumeMilliliters: number;
  readonly skills: readonly string[];
}

/** What a visit takes of it. */
export interface Demand {
  readonly weightGrams: number;
  readonly volumeMilliliters: number;
  readonly skills: readonly string[];
}

/** Why a route cannot be kept, and by how much: seconds, grams or milliliters; 1 for a skill. */
export type Infeasibility =
  | { readonly reason: 'LATE'; readonly visit: number; readonly excess: number }
  | { readonly reason: 'SHIFT_END'; readonly excess: number }
  | { readonly reason: 'OVERWEIGHT'; readonly excess: number }
  | { readonly reason: 'OVERSIZE'; readonly excess: number }
  | { readonly reason: 'MISSING_SKILL'; readonly visit: number; readonly skill: string; readonly excess: 1 };

/** A route with what it carries and who drives it. */
export interface CrewedRoute extends RouteTimes, Capability {
  readonly visits: readonly (TimedVisit & Demand)[];
}

/** The first thing that keeps a route from being driven as it is, or undefined. */
export function infeasibilityOf(route: CrewedRoute): Infeasibility | undefined {
  const { visits } = route;
  for (const [visit, { skills }] of visits.entries()) {
    const skill = skills.find((needed) => !route.skills.includes(needed));
    if (skill !== undefined) return { reason: 'MISSING_SKILL', visit, skill, excess: 1 };
  }
  const weight = visits.reduce((sum, visit) => sum + visit.weightGrams, 0);
  if (weight > route.maxWeightGrams) return { reason: 'OVERWEIGHT', excess: weight - route.maxWeightGrams };
  const volume = visits.reduce((sum, visit) => sum + visit.volumeMilliliters, 0);
  if (volume > route.maxVolumeMilliliters) return { reason: 'OVERSIZE', excess: volume - route.maxVolumeMilliliters };
  const schedule = scheduleRoute(route);
  if (schedule.isFeasible) return undefined;
  const late = visits.findIndex((visit, at) => schedule.start[at]! > visit.latest);
  if (late >= 0) return { reason: 'LATE', visit: late, excess: schedule.start[late]! - visits[late]!.latest };
  return { reason: 'SHIFT_END', excess: schedule.endAt - route.latestEnd };
}
