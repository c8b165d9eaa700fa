import type { VehicleKind } from '../fleet/fleet.rules.ts';
import type { Position } from '../shared/geo.ts';
import { drivingCost, type CostModel } from './cost.rules.ts';
import { feasibleInsertions, type Insertion, type InsertionRoute, type Job, type JobLegs } from './insertion.rules.ts';
import type { RouteState, StopState } from './route.rules.ts';
import { scheduleRoute, type Capability, type RouteTimes } from './schedule.rules.ts';

/** A stop of a plan: where, when and what, without who. Instants are epoch seconds. */
export interface PlannedVisit extends Job {
  /** Of the stop. */
  readonly id: string;
  readonly retailerId: string;
  readonly holdId: string | null;
  readonly deliveryId: string | null;
  readonly holdExpiresAt: number | null;
  readonly position: Position;
  readonly state: StopState;
}

/** A shift of the day with its route, or with the empty one it could have. */
export interface RoutePicture extends Capability {
  /** Null while nobody has changed the plan of that day. */
  readonly id: string | null;
  readonly shiftId: string;
  /** Null: taken off this route. */
  readonly driverId: string | null;
  /** Null in an open shift whose pattern names none. */
  readonly vehicleId: string | null;
  readonly vehicleKind: VehicleKind;
  readonly state: RouteState;
  /** Whether the driver's credentials are valid on the day; in an open shift, whether its van still counts. Ask `isCrewed`. */
  readonly mayDrive: boolean;
  /** The pattern that keeps the shift open, while nobody has been assigned to it. */
  readonly openPatternId: string | null;
  /** Of an open shift: the instant, epoch seconds, from which no more is assumed of somebody who isn't there. Null: there is a driver, or none is expected. */
  readonly assumedUntil: number | null;
  readonly shiftStart: number;
  readonly shiftEnd: number;
  /** End of the time the driver may be on duty, which counts from the start of the shift. */
  readonly dutyEnd: number;
  readonly visits: readonly PlannedVisit[];
  /** Legs from place to place and back to the depot: one more than visits; of an empty route a single zero. */
  readonly driveSeconds: readonly number[];
  readonly driveMeters: readonly number[];
}

/** The plan of one depot and day as arithmetic sees it: what quotes read, and what a change starts from. */
export interface PlanPicture {
  readonly depotId: string;
  readonly depot: Position;
  readonly date: string;
  /** Null: nothing was ever placed on that day. */
  readonly dayPlanId: string | null;
  readonly version: number;
  readonly routes: readonly RoutePicture[];
}

/** The times of a route that leaves no earlier than the shift begins, and no earlier than now. */
export function timesOf(route: RoutePicture, now: number): RouteTimes {
  return {
    earliestStart: Math.max(route.shiftStart, now),
    latestEnd: Math.min(route.shiftEnd, route.dutyEnd),
    visits: route.visits,
    driveSeconds: route.driveSeconds,
  };
}

/** Whether somebody can be counted on to drive the route: a driver who may, or, until the day begins, whoever fills its open shift. */
export function isCrewed({ mayDrive, assumedUntil }: Pick<RoutePicture, 'mayDrive' | 'assumedUntil'>, now: number): boolean {
  return mayDrive && (assumedUntil === null || now < assumedUntil);
}

/** Whether anything new may be put on the route: it is still at the depot, and somebody drives it that day. */
export function takesStops(route: RoutePicture, now: number): boolean {
  return isCrewed(route, now) && (route.state === 'DRAFT' || route.state === 'ASSIGNED');
}

/** A route with its picture, ready to be asked for places. */
export interface OpenRoute {
  readonly picture: RoutePicture;
  readonly ready: InsertionRoute;
}

/** The routes of a plan that take new stops now. Made once, asked for every window. */
export function openRoutes(plan: PlanPicture, now: number): OpenRoute[] {
  return plan.routes.filter((route) => takesStops(route, now)).map((picture) => {
    const times = timesOf(picture, now);
    const ready: InsertionRoute = {
      ...times,
      schedule: scheduleRoute(times),
      driveMeters: picture.driveMeters,
      skills: picture.skills,
      spareWeightGrams: picture.visits.reduce((left, visit) => left - visit.weightGrams, picture.maxWeightGrams),
      spareVolumeMilliliters: picture.visits.reduce((left, visit) => left - visit.volumeMilliliters, picture.maxVolumeMilliliters),
    };
    return { picture, ready };
  });
}

/** The best place found for a job, and what it costs. */
export interface PlaceInPlan {
  readonly route: OpenRoute;
  readonly insertion: Insertion;
  readonly legs: JobLegs;
  /** Marginal cost of driving, in minor units, not rounded. */
  readonly costMinor: number;
}

/** The cheapest place for a job, or undefined when there is none that keeps every promise. Of equals the first. */
export function cheapestPlace(routes: readonly OpenRoute[], job: Job, legsOf: (route: OpenRoute) => JobLegs, costModel: CostModel): PlaceInPlan | undefined {
  let best: PlaceInPlan | undefined;
  for (const route of routes) {
    const legs = legsOf(route);
    for (const insertion of feasibleInsertions(route.ready, job, legs)) {
      const costMinor = drivingCost(costModel, insertion.addedMeters, insertion.addedSeconds);
      if (!best || costMinor < best.costMinor) best = { route, insertion, legs, costMinor };
    }
  }
  return best;
}
