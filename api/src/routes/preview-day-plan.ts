import type { Transaction } from '../platform/mutate.ts';
import { SECOND } from '../shared/time.ts';
import type { DayPlanKey } from './change-day-plan.ts';
import type { NewVisit } from './day-plan-draft.ts';
import { defaultCostModel } from './cost.rules.ts';
import { loadPlanPictures } from './load-plan-pictures.ts';
import { loadWaiting, makeProblem, type DayProblem } from './planning-problem.ts';

/**
 * The problem of a day as it was when it was read, without a lock, the version it was read at, and the deliveries that waited then: canceling
 * one of those changes no version. Undefined without such a depot.
 */
export async function previewDayPlan(tx: Transaction, { depotId, date }: DayPlanKey): Promise<{ day: DayProblem; version: number; waiting: readonly NewVisit[] } | undefined> {
  const [depot] = await tx.em.execute<{ latitude: number; longitude: number; currency: string }[]>(
    'select d.latitude, d.longitude, o.currency from depot d join organization o on o.id = d.organization_id where d.id = ?',
    [depotId],
  );
  if (!depot) return undefined;
  const { travelTimes } = tx.ports;
  const now = tx.clock.now();
  const [picture] = await loadPlanPictures(tx.em, travelTimes, { depotId, depot, dates: [date], now });
  const waiting = await loadWaiting(tx.em, { depotId, date });
  const day = await makeProblem(picture!, waiting, { now: Math.ceil(now.getTime() / SECOND), costModel: defaultCostModel(depot.currency), travelTimes });
  return { day, version: picture!.version, waiting };
}
