import { ServiceLevel } from '../network/service-level.entity.ts';
import type { LocatedAddress } from '../network/locate-address.ts';
import { demandOf, type BasketData } from '../orders/basket.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { DayPlanDraft, Owner } from '../routes/day-plan-draft.ts';
import { costOf, type PlaceCost } from './certificate.rules.ts';
import { jobOf, REASON_MESSAGES, type UnavailableReason } from './offer.rules.ts';
import { isBeforeCutoff, isSoldOn } from './window.rules.ts';

/** A window somebody wants in a plan. */
export interface WantedPlace {
  readonly serviceLevelId: string;
  readonly start: Date;
  readonly end: Date;
  readonly address: LocatedAddress;
  readonly basket: BasketData;
  readonly retailerId: string;
  readonly owner: Owner;
}

/** Taken: the stop, how long it serves and what it adds to its route. Refused: why. */
export type TakenPlace = { readonly stopId: string; readonly serviceSeconds: number; readonly cost: PlaceCost } | { readonly reason: Extract<UnavailableReason, 'FULL' | 'AFTER_CUTOFF'>; readonly message: string };

/** Proves a window on the plan as it is under the lock, cut-off included, and takes the cheapest place. Refused, it changes nothing. */
export async function takePlace(tx: Transaction, plan: DayPlanDraft, wanted: WantedPlace): Promise<TakenPlace> {
  const { start, end, address, basket, retailerId, owner } = wanted;
  const level = await tx.em.findOne(ServiceLevel, { id: wanted.serviceLevelId });
  const day = { date: plan.date, timeZone: plan.timeZone, now: plan.now };
  if (!level || !isSoldOn(level, day) || !isBeforeCutoff(level, day, start)) return { reason: 'AFTER_CUTOFF', message: REASON_MESSAGES.AFTER_CUTOFF };
  const { serviceSeconds } = level;
  const job = jobOf({ start, end, serviceSeconds, ...demandOf(basket) });
  const place = await plan.findPlace(job, address.position);
  if (!place) return { reason: 'FULL', message: REASON_MESSAGES.FULL };
  const stopId = plan.insert(place, { ...job, ...owner, retailerId, position: address.position });
  return { stopId, serviceSeconds, cost: costOf(place) };
}
