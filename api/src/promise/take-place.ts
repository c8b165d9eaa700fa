import { ServiceLevel } from '../network/service-level.entity.ts';
import type { LocatedAddress } from '../network/locate-address.ts';
import { demandOf, type BasketData } from '../orders/basket.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { DayPlanDraft, Owner } from '../routes/day-plan-draft.ts';
import type { PlaceInPlan } from '../routes/plan-picture.rules.ts';
import { costOf, type PlaceCost } from './certificate.rules.ts';
import { findLimit, lockPickupPoint } from './find-refusal.ts';
import type { Refusal } from './make-offers.rules.ts';
import { jobOf, REASON_MESSAGES } from './offer.rules.ts';
import { isBeforeCutoff, isSoldOn } from './window.rules.ts';

/** A window somebody wants in a plan. */
export interface WantedPlace {
  readonly serviceLevelId: string;
  readonly start: Date;
  readonly end: Date;
  readonly address: LocatedAddress;
  readonly basket: BasketData;
  /** Where the parcels will wait; null: they come to the address. */
  readonly pickupPointId: string | null;
  readonly retailerId: string;
  readonly owner: Owner;
}

/** What was taken. */
export interface TakenPlace {
  readonly stopId: string;
  readonly serviceSeconds: number;
  /** What it adds to its route. */
  readonly cost: PlaceCost;
  /** Where the van goes: the address wanted, or that of the pickup point. */
  readonly address: LocatedAddress;
  readonly level: ServiceLevel;
  readonly place: PlaceInPlan;
}

/**
 * Proves a window on the plan as it is under the lock, cut-off, closures and caps included, and takes the cheapest place. Refused, it changes nothing.
 * @returns what was taken, or why nothing was
 */
export async function takePlace(tx: Transaction, plan: DayPlanDraft, wanted: WantedPlace): Promise<TakenPlace | Refusal> {
  const { start, end, basket, retailerId, owner, pickupPointId } = wanted;
  const level = await tx.em.findOne(ServiceLevel, { id: wanted.serviceLevelId });
  const day = { date: plan.date, timeZone: plan.timeZone, now: plan.now };
  if (!level || !isSoldOn(level, day) || !isBeforeCutoff(level, day, start)) return { reason: 'AFTER_CUTOFF', message: REASON_MESSAGES.AFTER_CUTOFF };
  const point = pickupPointId === null ? null : await lockPickupPoint(tx, plan, { pickupPointId, basket, owner });
  if (point && 'reason' in point) return point;
  const address = point?.address ?? wanted.address;
  const limit = await findLimit(tx, plan, { level, start, end, address, basket, owner });
  if (limit) return limit;

  const { serviceSeconds } = level;
  const { skills, ...demand } = demandOf(basket);
  const job = jobOf({ start, end, serviceSeconds, ...demand, skills: [...new Set([...skills, ...level.skills])] });
  const place = await plan.findPlace(job, address.position);
  if (!place) return { reason: 'FULL', message: REASON_MESSAGES.FULL };
  const stopId = plan.insert(place, { ...job, ...owner, retailerId, position: address.position });
  return { stopId, serviceSeconds, cost: costOf(place), address, level, place };
}
