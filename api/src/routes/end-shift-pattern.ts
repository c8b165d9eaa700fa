import { invalid, inUse, made, notFound, refused, type SetupErrorData, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import { lockShiftsOf } from '../fleet/open-shifts.ts';
import { ShiftPattern } from '../fleet/shift-pattern.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { openDayPlan, saveDayPlan } from './change-day-plan.ts';
import type { DayPlanDraft } from './day-plan-draft.ts';

/** How many days a refusal names. */
const MOST_DAYS_NAMED = 5;

export interface PatternEnd {
  readonly shiftPatternId: string;
  /** Local date. */
  readonly lastDate: string;
}

/**
 * Ends a pattern after a day: its open shifts after that are gone; drivers' shifts stay. Refused when something was promised on one of them: a promise
 * is never lost. Every plan it looks at stays locked until the commit, so that nothing is sold on a van that is just going.
 */
export async function endShiftPattern(tx: Transaction, { shiftPatternId, lastDate }: PatternEnd): Promise<SetupOutcome> {
  const known = await tx.em.findOne(ShiftPattern, { id: shiftPatternId });
  if (!known) return refused(notFound(['shiftPatternId'], 'There is no such shift pattern. Take an id from the query "shiftPatterns".'));
  await lockShiftsOf(tx, [known.depotId]);
  const pattern = await tx.em.refresh(known);
  if (!pattern) return refused(notFound(['shiftPatternId'], 'There is no such shift pattern any more.'));
  const { validUntil } = pattern;
  if (validUntil != null && validUntil < lastDate) return refused(invalid(['lastDate'], `Expected a day not after ${validUntil}, on which it ends already, got ${lastDate}.`));

  const days = await tx.em.execute<{ date: string }[]>('select distinct date from shift where pattern_id = ? and driver_id is null and date > ? order by date', [pattern.id, lastDate]);
  const plans: DayPlanDraft[] = [];
  for (const { date } of days) plans.push((await openDayPlan(tx, { depotId: pattern.depotId, date }))!); // the depot of the pattern is there
  const openRoutes = (plan: DayPlanDraft) => plan.routes.filter((route) => route.openPatternId === pattern.id);
  const promised = plans.filter((plan) => openRoutes(plan).some((route) => route.visits.length > 0));
  if (promised.length > 0) return refused(promisesError(promised, promised.reduce((sum, plan) => sum + openRoutes(plan).reduce((stops, route) => stops + route.visits.length, 0), 0)));

  for (const plan of plans) {
    for (const route of openRoutes(plan)) plan.drop(route.id);
    await saveDayPlan(tx, plan, 'SHIFTS');
  }
  await tx.em.execute('delete from shift where pattern_id = ? and driver_id is null and date > ?', [pattern.id, lastDate]);
  pattern.validUntil = lastDate;
  return made(pattern.id);
}

function promisesError(plans: readonly DayPlanDraft[], stops: number): SetupErrorData {
  const dates = plans.map((plan) => plan.date);
  const named = dates.slice(0, MOST_DAYS_NAMED).join(', ') + (dates.length > MOST_DAYS_NAMED ? ` and ${dates.length - MOST_DAYS_NAMED} more days` : '');
  return inUse(['lastDate'], `${stops} promised ${stops === 1 ? 'stop counts' : 'stops count'} on its vans on ${named}. End it on ${dates.at(-1)} or later, or put drivers on those shifts first.`);
}
