import { LockMode } from '@mikro-orm/core';
import type { Driver } from '../fleet/driver.entity.ts';
import { Shift } from '../fleet/shift.entity.ts';
import { Vehicle } from '../fleet/vehicle.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { SECOND } from '../shared/time.ts';
import type { DayPlanDraft, DraftRoute } from './day-plan-draft.ts';
import { takeSlot } from './fill-open-shifts.ts';
import { infeasibleError, planError, type PlanErrorData } from './plan-error.rules.ts';
import { timesOf } from './plan-picture.rules.ts';
import { crewedRoute } from './route-crew.ts';
import { infeasibilityOf } from './schedule.rules.ts';

/** A route whose shift is open, and who is to drive it. */
export interface OpenAssignment {
  readonly route: DraftRoute;
  readonly driver: Driver;
  readonly vehicleId: string | null;
  /** The empty route that the driver has in the same plan. */
  readonly own: DraftRoute | undefined;
}

/**
 * Gives the route of an open shift its driver: with the shift the driver has that day, or with a new one at the times of the pattern. The driver's
 * row must be locked. Refused, it changes nothing.
 */
export async function assignOpenRoute(tx: Transaction, plan: DayPlanDraft, { route, driver, vehicleId, own }: OpenAssignment): Promise<PlanErrorData | undefined> {
  const wanted = vehicleId ?? own?.vehicleId ?? route.vehicleId;
  if (wanted == null) return planError('INVALID_INPUT', 'The route has no vehicle yet, and the driver no shift that day. Give "vehicleId".', ['vehicleId']);
  const [vehicle] = await tx.em.find(Vehicle, { id: wanted }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!vehicle) return planError('NOT_FOUND', `There is no vehicle ${wanted}.`, ['vehicleId']);
  const taken = await tx.em.findOne(Shift, { vehicleId: wanted, date: plan.date });
  if (taken && taken.id !== own?.shiftId) return planError('VEHICLE_UNAVAILABLE', `The vehicle has another shift on ${plan.date}. Choose another one.`, ['vehicleId']);

  const shift = own ? await tx.em.findOneOrFail(Shift, { id: own.shiftId }) : newShift(tx, plan, route, { driver, vehicle });
  const driven = await crewedRoute(plan, route, { shift, driver, vehicle });
  const found = infeasibilityOf({ ...driven, ...timesOf(driven, plan.nowSeconds), visits: driven.visits });
  if (found) return infeasibleError(driven, found);

  if (own) plan.drop(own.id);
  else tx.em.persist(shift);
  shift.vehicleId = vehicle.id;
  await tx.em.flush();
  plan.put(driven);
  // A driver who was counted as one of a pattern before leaves this one open for somebody else.
  if (shift.patternId == null) await takeSlot(tx, route.shiftId, shift.id);
  return undefined;
}

function newShift(tx: Transaction, { depotId, date }: DayPlanDraft, { shiftStart, shiftEnd }: DraftRoute, { driver, vehicle }: { driver: Driver; vehicle: Vehicle }): Shift {
  return tx.em.create(Shift, {
    id: newId('shift'), organizationId: tx.organizationId, depotId, date, driverId: driver.id, vehicleId: vehicle.id, patternId: null, patternSlot: null,
    startsAt: new Date(shiftStart * SECOND), endsAt: new Date(shiftEnd * SECOND),
  }, { persist: false });
}
