import { userError, type UserErrorData } from '../shared/errors.ts';
import { durationOf } from '../shared/time.ts';
import type { RoutePicture } from './plan-picture.rules.ts';
import type { Infeasibility } from './schedule.rules.ts';

export const PLAN_ERROR_CODES = ['NOT_FOUND', 'INVALID_INPUT', 'INFEASIBLE', 'INVALID_STATE', 'DRIVER_UNAVAILABLE', 'VEHICLE_UNAVAILABLE', 'VERSION_CONFLICT'] as const;
export type PlanErrorCode = (typeof PLAN_ERROR_CODES)[number];

/** What an infeasible route would break. */
export const INFEASIBLE_REASONS = ['LATE', 'SHIFT_END', 'DRIVER_HOURS', 'OVERWEIGHT', 'OVERSIZE', 'MISSING_SKILL'] as const;
export type InfeasibleReason = (typeof INFEASIBLE_REASONS)[number];

/** A refusal; `reason` and `excess` only with INFEASIBLE. */
export interface PlanErrorData extends UserErrorData<PlanErrorCode> {
  readonly reason: InfeasibleReason | null;
  /** By how much: seconds, grams or milliliters; 1 for a missing skill. */
  readonly excess: number | null;
}

export function planError(code: Exclude<PlanErrorCode, 'INFEASIBLE'>, message: string, field: string[] | null = null): PlanErrorData {
  return { ...userError(code, message, field), reason: null, excess: null };
}

/** The refusal of a route that cannot be kept, with what breaks and by how much. */
export function infeasibleError(route: Pick<RoutePicture, 'dutyEnd' | 'shiftEnd'>, found: Infeasibility): PlanErrorData {
  const reason = found.reason === 'SHIFT_END' && route.dutyEnd < route.shiftEnd ? 'DRIVER_HOURS' : found.reason;
  return { ...userError('INFEASIBLE', messageOf(reason, found)), reason, excess: found.excess };
}

function messageOf(reason: InfeasibleReason, found: Infeasibility): string {
  switch (reason) {
    case 'LATE':
      return `Stop ${'visit' in found ? found.visit : ''} of the route would begin ${durationOf(found.excess)} after its window. Choose another place or route.`;
    case 'SHIFT_END':
      return `The route would be back ${durationOf(found.excess)} after the end of its shift. Choose another route.`;
    case 'DRIVER_HOURS':
      return `The driver would be on duty ${durationOf(found.excess)} longer than allowed. Choose another route.`;
    case 'OVERWEIGHT':
      return `The vehicle would carry ${found.excess} grams too much. Choose another route.`;
    case 'OVERSIZE':
      return `The vehicle lacks room for ${found.excess} milliliters. Choose another route.`;
    case 'MISSING_SKILL':
      return `The driver lacks the skill ${'skill' in found ? found.skill : ''} that a stop needs. Choose another route or driver.`;
  }
}
