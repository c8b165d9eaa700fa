import type { CostModel } from './cost.rules.ts';
import type { Job, JobLegs } from './insertion.rules.ts';
import { cheapestPlace, type OpenRoute, type PlanPicture, type RoutePicture } from './plan-picture.rules.ts';

/** Why a day has no place for a job, the first one that no other window of that day could cure before the others. */
export const NO_PLACE_REASONS = ['CLOSED', 'NO_SKILL', 'TOO_LARGE', 'FULL'] as const;
export type NoPlaceReason = (typeof NO_PLACE_REASONS)[number];

/** Where a job would fit best, and what it does to that route. Instants are epoch seconds. */
export interface ScannedPlace {
  readonly shiftId: string;
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
      if (!found) return { reason: 'FULL' };
      const { route, insertion, legs, costMinor } = found;
      const { ready } = route;
      const isLast = insertion.position === ready.visits.length;
      const after = isLast ? legs.offset : legs.offset + insertion.position + 1;
      const bound = isLast ? ready.latestEnd : ready.schedule.latest[insertion.position]!;
      const latestStart = Math.min(job.latest, bound - legs.fromJobSeconds[after]! - job.serviceSeconds);
      return { place: { ...insertion, shiftId: route.picture.shiftId, latestStart, costMinor } };
    },
  };
}

/** What the crew of a day lacks for a job whatever else is on its routes. */
function findShortage(routes: readonly RoutePicture[], job: Job): Exclude<NoPlaceReason, 'FULL'> | undefined {
  const onDuty = routes.filter((route) => route.mayDrive && route.shiftStart <= job.latest && route.shiftEnd > job.earliest);
  if (onDuty.length === 0) return 'CLOSED';
  const able = onDuty.filter((route) => job.skills.every((skill) => route.skills.includes(skill)));
  if (able.length === 0) return 'NO_SKILL';
  const isLargeEnough = able.some((route) => route.maxWeightGrams >= job.weightGrams && route.maxVolumeMilliliters >= job.volumeMilliliters);
  return isLargeEnough ? undefined : 'TOO_LARGE';
}
