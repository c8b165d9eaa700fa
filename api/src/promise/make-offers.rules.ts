import type { PlanScan } from '../routes/plan-scan.rules.ts';
import type { Demand } from '../routes/schedule.rules.ts';
import { jobOf, REASON_MESSAGES, type Offer, type OptionContent } from './offer.rules.ts';
import { windowsOn, type SoldLevel } from './window.rules.ts';

/** What of a service level an offer is made of. */
export interface OfferedLevel extends SoldLevel {
  readonly id: string;
  readonly serviceSeconds: number;
  readonly priceMinor: number;
  readonly currency: string;
}

/** All that the windows of a quote follow from. */
export interface OfferSource {
  readonly now: Date;
  /** IANA zone of the depot. */
  readonly timeZone: string;
  /** The plan of each local date that is asked for, in order. */
  readonly plans: readonly PlanScan[];
  readonly levels: readonly OfferedLevel[];
  readonly demand: Demand;
  /** Another try of a delivery is free. */
  readonly isAnotherTry: boolean;
  /** Seals a window into the id of its option. */
  readonly idOf: (option: OptionContent) => string;
}

/** The windows of a quote, by start, each with its reason when it can't be had. */
export function makeOffers({ now, timeZone, plans, levels, demand, isAnotherTry, idOf }: OfferSource): Offer[] {
  const offers = plans.flatMap((plan) =>
    levels.flatMap((level) =>
      windowsOn(level, { date: plan.date, timeZone, now }).map(({ start, end, isBeforeCutoff }): Offer => {
        const answer = isBeforeCutoff ? plan.find(jobOf({ start, end, serviceSeconds: level.serviceSeconds, ...demand })) : { reason: 'AFTER_CUTOFF' as const };
        const reason = 'reason' in answer ? answer.reason : null;
        const option = { serviceLevelId: level.id, date: plan.date, start, end, priceMinor: isAnotherTry ? 0 : level.priceMinor, currency: level.currency };
        return { id: idOf(option), ...option, timeZone, reason, message: reason && REASON_MESSAGES[reason] };
      }),
    ),
  );
  return offers.sort((one, other) => one.start.getTime() - other.start.getTime() || one.end.getTime() - other.end.getTime());
}
