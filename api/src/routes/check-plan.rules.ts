/**
 * An independent reading of a day plan: told only what was promised, what the vans and drivers can do, and the times the
 * plan states, it says what is broken. It shares no code and no data structure with the search, on purpose:
 * a mistake there must not hide itself here.
 */

/** A stop as the plan states it; instants are Dates. */
export interface CheckedStop {
  readonly id: string;
  /** The delivery or hold it is for. */
  readonly subjectId: string;
  readonly sequence: number;
  readonly latitude: number;
  readonly longitude: number;
  readonly windowStart: Date;
  readonly windowEnd: Date;
  readonly serviceSeconds: number;
  readonly weightGrams: number;
  readonly volumeMilliliters: number;
  readonly skills: readonly string[];
  readonly plannedArrival: Date;
  readonly plannedDeparture: Date;
}

export interface CheckedRoute {
  readonly id: string;
  readonly vehicleKind: string;
  readonly shiftStartsAt: Date;
  readonly shiftEndsAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly maxWeightGrams: number;
  readonly maxVolumeMilliliters: number;
  readonly driverId: string | null;
  /** Whether the day is still ahead and a shift pattern says that somebody will drive it; skills and hours are then the pattern's. */
  readonly isDriverAssumed: boolean;
  readonly driverSkills: readonly string[];
  readonly maxDutySeconds: number;
  /** Last local date on which the driver is insured; null: never. */
  readonly insuredThrough: string | null;
  readonly stops: readonly CheckedStop[];
}

export interface CheckedPlan {
  /** Local date of the depot. */
  readonly date: string;
  readonly depot: { readonly latitude: number; readonly longitude: number };
  readonly routes: readonly CheckedRoute[];
  /** Everything that was promised for the day and must have a place. */
  readonly promisedIds: readonly string[];
}

export type BreachKind =
  | 'NO_PLACE' | 'TWO_PLACES' | 'TWO_ROUTES' | 'SEQUENCE' | 'EARLY' | 'LATE' | 'IMPOSSIBLE_DRIVE' | 'SHORT_SERVICE' | 'OVERWEIGHT' | 'OVERSIZE'
  | 'MISSING_SKILL' | 'BEFORE_SHIFT' | 'AFTER_SHIFT' | 'HOURS_OF_SERVICE' | 'NO_DRIVER' | 'UNINSURED';

/** One thing that is wrong with a plan. */
export interface Breach {
  readonly kind: BreachKind;
  /** Route, stop, delivery or hold. */
  readonly subjectId: string;
  /** By how much, where there is a measure: seconds, grams or milliliters. */
  readonly excess?: number;
}

/** Seconds of driving between two places in that kind of vehicle. */
export type DrivingSeconds = (
  from: { readonly latitude: number; readonly longitude: number },
  to: { readonly latitude: number; readonly longitude: number },
  vehicleKind: string,
) => number;

/** All that is broken in a plan; an empty list means that it can be driven and keeps every promise. */
export function checkPlan(plan: CheckedPlan, drivingSeconds: DrivingSeconds): Breach[] {
  const breaches: Breach[] = [];
  const places = new Map<string, number>();
  const drivers = new Set<string>();
  for (const route of plan.routes) {
    for (const stop of route.stops) places.set(stop.subjectId, (places.get(stop.subjectId) ?? 0) + 1);
    if (route.stops.length === 0) continue;
    if (route.driverId !== null && drivers.has(route.driverId)) breaches.push({ kind: 'TWO_ROUTES', subjectId: route.driverId });
    if (route.driverId !== null) drivers.add(route.driverId);
    breaches.push(...checkCrew(plan, route), ...checkLoad(route), ...checkTimes(plan, route, drivingSeconds));
  }
  for (const [subjectId, count] of places) if (count > 1) breaches.push({ kind: 'TWO_PLACES', subjectId, excess: count - 1 });
  for (const subjectId of plan.promisedIds) if (!places.has(subjectId)) breaches.push({ kind: 'NO_PLACE', subjectId });
  return breaches;
}

function checkCrew(plan: CheckedPlan, route: CheckedRoute): Breach[] {
  const breaches: Breach[] = [];
  if (route.driverId === null && !route.isDriverAssumed) return [{ kind: 'NO_DRIVER', subjectId: route.id }];
  if (route.driverId !== null && (route.insuredThrough === null || route.insuredThrough < plan.date)) breaches.push({ kind: 'UNINSURED', subjectId: route.id });
  const known = new Set(route.driverSkills);
  for (const stop of route.stops) {
    for (const skill of stop.skills) if (!known.has(skill)) breaches.push({ kind: 'MISSING_SKILL', subjectId: stop.id });
  }
  return breaches;
}

function checkLoad(route: CheckedRoute): Breach[] {
  let weight = 0;
  let volume = 0;
  for (const stop of route.stops) {
    weight += stop.weightGrams;
    volume += stop.volumeMilliliters;
  }
  const breaches: Breach[] = [];
  if (weight > route.maxWeightGrams) breaches.push({ kind: 'OVERWEIGHT', subjectId: route.id, excess: weight - route.maxWeightGrams });
  if (volume > route.maxVolumeMilliliters) breaches.push({ kind: 'OVERSIZE', subjectId: route.id, excess: volume - route.maxVolumeMilliliters });
  return breaches;
}

function checkTimes(plan: CheckedPlan, route: CheckedRoute, drivingSeconds: DrivingSeconds): Breach[] {
  const breaches: Breach[] = [];
  const late = (kind: BreachKind, subjectId: string, milliseconds: number) => {
    if (milliseconds > 0) breaches.push({ kind, subjectId, excess: milliseconds / 1000 });
  };
  late('BEFORE_SHIFT', route.id, route.shiftStartsAt.getTime() - route.startsAt.getTime());
  const ordered = [...route.stops].sort((one, other) => one.sequence - other.sequence);
  let place = plan.depot;
  let leaves = route.startsAt.getTime();
  ordered.forEach((stop, index) => {
    if (stop.sequence !== index) breaches.push({ kind: 'SEQUENCE', subjectId: stop.id });
    const arrives = stop.plannedArrival.getTime();
    late('IMPOSSIBLE_DRIVE', stop.id, leaves + drivingSeconds(place, stop, route.vehicleKind) * 1000 - arrives);
    late('EARLY', stop.id, stop.windowStart.getTime() - arrives);
    // The end of a window is not part of it.
    if (arrives >= stop.windowEnd.getTime()) breaches.push({ kind: 'LATE', subjectId: stop.id, excess: (arrives - stop.windowEnd.getTime()) / 1000 });
    late('SHORT_SERVICE', stop.id, arrives + stop.serviceSeconds * 1000 - stop.plannedDeparture.getTime());
    place = stop;
    leaves = stop.plannedDeparture.getTime();
  });
  late('IMPOSSIBLE_DRIVE', route.id, leaves + drivingSeconds(place, plan.depot, route.vehicleKind) * 1000 - route.endsAt.getTime());
  late('AFTER_SHIFT', route.id, route.endsAt.getTime() - route.shiftEndsAt.getTime());
  late('HOURS_OF_SERVICE', route.id, route.endsAt.getTime() - route.shiftStartsAt.getTime() - route.maxDutySeconds * 1000);
  return breaches;
}
