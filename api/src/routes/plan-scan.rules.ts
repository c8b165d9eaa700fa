import type { VehicleKind } from '../fleet/fleet.rules.ts';
import type { CostModel } from './cost.rules.ts';
import { feasibleInsertions, type Job, type JobLegs } from './insertion.rules.ts';
import { cheapestPlace, type OpenRoute, type PlanPicture } from './plan-picture.rules.ts';
import { scheduleRoute, type Capability } from './schedule.rules.ts';

/**
 * Why a day has no place for a job, the first one that no other window of that day could cure before the others.
 * DRIVER_HOURS: it would fit if a driver might be on duty until the end of the shift.
 */
export const NO_PLACE_REASONS = ['CLOSED', 'NO_SKILL', 'TOO_LARGE', 'DRIVER_HOURS', 'FULL'] as const;
export type NoPlaceReason = (typeof NO_PLACE_REASONS)[number];

/** Where a job would fit best, and what it does to that route. Instants are epoch seconds. */
export interface ScannedPlace {
  readonly shiftId: string;
  readonly vehicleKind: VehicleKind;
  /** Before the visit that has this position in the route now. */
  readonly position: number;
  /** When its service would begin. */
  readonly start: number;
  /** How late its service could begin so that every promise of the route, its own included, is still kept. */
  readonly latestStart: number;
  /** Driving that the route has more with it. */
  readonly addedSeconds: number;
  readonly addedMeters: number;
  /** Marginal cost of that driving, in minor units, not rounded. */
  readonly costMinor: number;
}

/** The plan of one day, measured for one address and ready to be asked for many windows. */
export interface PlanScan {
  readonly date: string;
  /** Of the day plan that was read; 0 while there is none. */
  readonly version: number;
  /** The cheapest place that keeps every promise; of equals the first. */
  find(job: Job): { readonly place: ScannedPlace } | { readonly reason: NoPlaceReason };
}

/** What a scan is made of. */
export interface ScanSource {
  readonly picture: PlanPicture;
  readonly routes: readonly OpenRoute[];
  readonly legsOf: (route: OpenRoute) => JobLegs;
  readonly costModel: CostModel;
}

/** A scan by the insertion rules alone. */
export function scanPlan({ picture, routes, legsOf, costModel }: ScanSource): PlanScan {
  return {
    date: picture.date,
    version: picture.version,
    find(job) {
      const reason = findShortage(picture.routes, job);
      if (reason) return { reason };
      const found = cheapestPlace(routes, job, legsOf, costModel);
      if (!found) return { reason: fitsWithMoreHours(routes, job, legsOf) ? 'DRIVER_HOURS' : 'FULL' };
      const { route, insertion, legs, costMinor } = found;
      const { ready } = route;
      const isLast = insertion.position === ready.visits.length;
      const after = isLast ? legs.offset : legs.offset + insertion.position + 1;
      const bound = isLast ? ready.latestEnd : ready.schedule.latest[insertion.position]!;
      const latestStart = Math.min(job.latest, bound - legs.fromJobSeconds[after]! - job.serviceSeconds);
      return { place: { ...insertion, shiftId: route.picture.shiftId, vehicleKind: route.picture.vehicleKind, latestStart, costMinor } };
    },
  };
}

/** Whether the job would have a place if drivers might be on duty until their shifts end. */
function fitsWithMoreHours(routes: readonly OpenRoute[], job: Job, legsOf: (route: OpenRoute) => JobLegs): boolean {
  return routes.some((route) => {
    const { picture, ready } = route;
    if (picture.dutyEnd >= picture.shiftEnd || !ready.schedule.isFeasible) return false;
    const times = { ...ready, latestEnd: picture.shiftEnd };
    return feasibleInsertions({ ...times, schedule: scheduleRoute(times) }, job, legsOf(route)).length > 0;
  });
}

/** What of a route says whether its crew could take a job at all. */
export interface Crew extends Capability {
  readonly mayDrive: boolean;
  readonly shiftStart: number;
  readonly shiftEnd: number;
}

/** What the crews of a day lack for a job, whatever else is on their routes. */
export function findShortage(crews: readonly Crew[], job: Job): (typeof SHORTAGES)[number] | undefined {
  let most = 0;
  for (const crew of crews) {
    if (!crew.mayDrive || crew.shiftStart > job.latest || crew.shiftEnd <= job.earliest) continue;
    const has = shareOf(crew, job);
    if (has === SHORTAGES.length) return undefined;
    if (has > most) most = has;
  }
  return SHORTAGES[most];
}

/** In the order in which they are asked. */
const SHORTAGES = ['CLOSED', 'NO_SKILL', 'TOO_LARGE'] as const;

/** How many of the shortages a crew on duty does not have, in their order. */
function shareOf(crew: Crew, { skills, weightGrams, volumeMilliliters }: Job): number {
  if (!skills.every((skill) => crew.skills.includes(skill))) return 1;
  return crew.maxWeightGrams < weightGrams || crew.maxVolumeMilliliters < volumeMilliliters ? 2 : 3;
}
