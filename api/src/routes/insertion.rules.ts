import type { Demand, RouteTimes, Schedule, TimedVisit } from './schedule.rules.ts';

/** A visit that looks for a place. */
export interface Job extends TimedVisit, Demand {}

/** A route with what is left of it, ready for many questions: one per route and plan version. */
export interface InsertionRoute extends RouteTimes {
  readonly schedule: Schedule;
  readonly driveMeters: ArrayLike<number>;
  readonly spareWeightGrams: number;
  readonly spareVolumeMilliliters: number;
  readonly skills: readonly string[];
}

/**
 * Legs between a job and the places of a route, found at `offset` in arrays that may hold many routes: first the depot,
 * then the visits in order.
 */
export interface JobLegs {
  readonly offset: number;
  readonly toJobSeconds: ArrayLike<number>;
  readonly toJobMeters: ArrayLike<number>;
  readonly fromJobSeconds: ArrayLike<number>;
  readonly fromJobMeters: ArrayLike<number>;
}

/** A place for a job: before the visit that has this position now. */
export interface Insertion {
  readonly position: number;
  /** Driving that the route has more with it. */
  readonly addedSeconds: number;
  readonly addedMeters: number;
  /** When the service of the job would begin. */
  readonly start: number;
}

/** Whether vehicle and driver can take the job at all, beside what is on the route already. */
export function hasRoomFor(route: InsertionRoute, job: Demand): boolean {
  return (
    job.weightGrams <= route.spareWeightGrams &&
    job.volumeMilliliters <= route.spareVolumeMilliliters &&
    job.skills.every((skill) => route.skills.includes(skill))
  );
}

/**
 * Every position at which the job fits so that it, every visit of the route and the return stay in time. A position costs
 * constant time: the job's begin follows from the departure before it, and what comes after is in time exactly when its
 * next visit begins no later than that one's latest begin (Campbell and Savelsbergh 2004, "Efficient insertion heuristics").
 * A route that cannot be kept as it is takes nothing.
 */
export function feasibleInsertions(route: InsertionRoute, job: Job, legs: JobLegs): Insertion[] {
  const found: Insertion[] = [];
  if (!route.schedule.isFeasible || !hasRoomFor(route, job)) return found;
  const { schedule, driveSeconds, driveMeters } = route;
  const count = route.visits.length;
  const depot = legs.offset;
  for (let position = 0; position <= count; position += 1) {
    const before = depot + position;
    const after = position === count ? depot : before + 1;
    const ready = position === 0 ? route.earliestStart : schedule.departure[position - 1]!;
    const start = Math.max(ready + legs.toJobSeconds[before]!, job.earliest);
    if (start > job.latest) continue;
    const nextArrival = start + job.serviceSeconds + legs.fromJobSeconds[after]!;
    const bound = position === count ? route.latestEnd : schedule.latest[position]!;
    if (nextArrival > bound) continue;
    // An empty route drives nothing today.
    const replacedSeconds = count === 0 ? 0 : driveSeconds[position]!;
    const replacedMeters = count === 0 ? 0 : driveMeters[position]!;
    found.push({
      position,
      start,
      addedSeconds: legs.toJobSeconds[before]! + legs.fromJobSeconds[after]! - replacedSeconds,
      addedMeters: legs.toJobMeters[before]! + legs.fromJobMeters[after]! - replacedMeters,
    });
  }
  return found;
}
