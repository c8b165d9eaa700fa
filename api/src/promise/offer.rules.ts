import { cheapestPlace, type OpenRoute, type PlaceInPlan, type PlanPicture } from '../routes/plan-picture.rules.ts';
import type { CostModel } from '../routes/cost.rules.ts';
import type { Job, JobLegs } from '../routes/insertion.rules.ts';
import { SECOND } from '../shared/time.ts';

/** Why a window, or a whole address, can't be had. */
export const UNAVAILABLE_REASONS = ['FULL', 'AFTER_CUTOFF', 'OUTSIDE_TERRITORY', 'NO_SKILL', 'TOO_LARGE', 'CLOSED', 'UNKNOWN_ADDRESS'] as const;
export type UnavailableReason = (typeof UNAVAILABLE_REASONS)[number];

/** The same for people. */
export const REASON_MESSAGES: Readonly<Record<UnavailableReason, string>> = {
  FULL: 'No van can come in this window without breaking a promise already made. Choose another window.',
  AFTER_CUTOFF: 'It is too late to order for this window. Choose a later one.',
  OUTSIDE_TERRITORY: 'We do not deliver to this address.',
  NO_SKILL: 'Nobody on duty that day can handle what this delivery needs. Choose another day.',
  TOO_LARGE: 'No vehicle of that day is large enough for this delivery. Choose another day, or split it.',
  CLOSED: 'We do not deliver at that time.',
  UNKNOWN_ADDRESS: 'We do not know this address. Check its spelling, or give its position.',
};

/** One window as checkout shows it. */
export interface Offer {
  readonly id: string;
  readonly serviceLevelId: string;
  /** Local date of the depot. */
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly timeZone: string;
  readonly priceMinor: number;
  readonly currency: string;
  /** Null: it can be had. */
  readonly reason: UnavailableReason | null;
  readonly message: string | null;
}

/** A day's plan, ready to be asked for windows. */
export interface PlanToAsk {
  readonly picture: PlanPicture;
  readonly routes: readonly OpenRoute[];
  readonly legsOf: (route: OpenRoute) => JobLegs;
  readonly costModel: CostModel;
}

/** A delivery that looks for a place in a window. */
export interface Wish {
  readonly start: Date;
  readonly end: Date;
  readonly serviceSeconds: number;
  readonly weightGrams: number;
  readonly volumeMilliliters: number;
  readonly skills: readonly string[];
}

/** A wish as the insertion rules see it. The end of a window is not part of it. */
export function jobOf({ start, end, serviceSeconds, weightGrams, volumeMilliliters, skills }: Wish): Job {
  return { earliest: start.getTime() / SECOND, latest: end.getTime() / SECOND - 1, serviceSeconds, weightGrams, volumeMilliliters, skills };
}

/** Where a wish fits, or why it doesn't: the first reason that no other window of that day could cure comes first. */
export function answerWish(plan: PlanToAsk, wish: Wish): { readonly place: PlaceInPlan } | { readonly reason: UnavailableReason } {
  const job = jobOf(wish);
  const onDuty = plan.picture.routes.filter((route) => route.mayDrive && route.shiftStart <= job.latest && route.shiftEnd > job.earliest);
  if (onDuty.length === 0) return { reason: 'CLOSED' };
  const able = onDuty.filter((route) => wish.skills.every((skill) => route.skills.includes(skill)));
  if (able.length === 0) return { reason: 'NO_SKILL' };
  const isLargeEnough = able.some((route) => route.maxWeightGrams >= wish.weightGrams && route.maxVolumeMilliliters >= wish.volumeMilliliters);
  if (!isLargeEnough) return { reason: 'TOO_LARGE' };
  const place = cheapestPlace(plan.routes, job, plan.legsOf, plan.costModel);
  return place ? { place } : { reason: 'FULL' };
}
