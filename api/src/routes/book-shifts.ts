import { createShifts, MAX_SHIFTS, type CreateShiftsOutcome, type ShiftData } from '../fleet/create-shifts.ts';
import { lockShiftsOf } from '../fleet/open-shifts.ts';
import type { Transaction } from '../platform/mutate.ts';
import { openDayPlan, type DayPlanKey } from './change-day-plan.ts';
import { fillOpenShifts } from './fill-open-shifts.ts';

/**
 * Puts drivers and vehicles on shift, see `createShifts`; where a pattern keeps shifts of that day open, they take the place of open ones, with
 * the routes that were planned for those. Locks depots, then plans, then drivers and vehicles.
 */
export async function bookShifts(tx: Transaction, input: { readonly shifts: readonly ShiftData[] }): Promise<CreateShiftsOutcome> {
  const days = input.shifts.length <= MAX_SHIFTS ? await lockOpenDays(tx, input.shifts) : [];
  const plans = [];
  for (const day of days) plans.push((await openDayPlan(tx, day))!); // its shifts name the depot
  const outcome = await createShifts(tx, input);
  if (outcome.shiftIds.length === 0) return outcome;
  await tx.em.flush();
  for (const plan of plans) await fillOpenShifts(tx, plan, outcome.shiftIds);
  return outcome;
}

/** Days of these shifts that have open ones, in the order in which plans are locked. */
async function lockOpenDays(tx: Transaction, shifts: readonly ShiftData[]): Promise<DayPlanKey[]> {
  const list = (values: readonly string[]) => `{${[...new Set(values)].map((value) => JSON.stringify(value)).join(',')}}`;
  await lockShiftsOf(tx, [...new Set(shifts.map((shift) => shift.depotId))]);
  const days = await tx.em.execute<DayPlanKey[]>(
    'select distinct depot_id as "depotId", date from shift where driver_id is null and depot_id = any(?) and date = any(?) order by 1, 2',
    [list(shifts.map((shift) => shift.depotId)), list(shifts.map((shift) => shift.date))],
  );
  return days.filter((day) => shifts.some((shift) => shift.depotId === day.depotId && shift.date === day.date));
}
