import type { ServiceLevel } from '../network/service-level.entity.ts';
import type { BasketData } from '../orders/basket.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { DayPlanDraft } from '../routes/day-plan-draft.ts';
import { minorOf } from '../shared/money.ts';
import { SECOND } from '../shared/time.ts';
import type { PlaceCost } from './certificate.rules.ts';
import { priceOf } from './price.rules.ts';
import { readScarcity } from './read-scarcity.ts';

/** A window that was taken without a quote. */
export interface UnquotedPlace {
  readonly level: ServiceLevel;
  readonly cost: PlaceCost;
  readonly start: Date;
  readonly end: Date;
  readonly basket: BasketData;
}

/** What a window costs that nobody quoted: the price that a quote of this moment would have had, in minor units. */
export async function priceOfPlace(tx: Transaction, plan: DayPlanDraft, { level, cost, start, end, basket: { value } }: UnquotedPlace): Promise<number> {
  const scarcityOf = await readScarcity(tx, { depotId: plan.depotId, levels: [level] });
  const { priceMinor } = priceOf({
    baseMinor: level.priceMinor, rules: level.pricing ?? null, costMinor: cost.costMinor, narrow: null,
    scarcity: scarcityOf({ from: start.getTime() / SECOND, until: end.getTime() / SECOND }),
    basketValueMinor: value?.currency === level.currency ? (minorOf(value.amount, value.currency) ?? null) : null,
  });
  return priceMinor;
}
