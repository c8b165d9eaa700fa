import { Credential } from '../fleet/credential.entity.ts';
import { findIneligibility } from '../fleet/driver-eligibility.rules.ts';
import { Driver } from '../fleet/driver.entity.ts';
import { Shift } from '../fleet/shift.entity.ts';
import { Vehicle } from '../fleet/vehicle.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { SECOND } from '../shared/time.ts';
import type { DayPlanDraft, DraftRoute } from './day-plan-draft.ts';

const MILLILITERS_A_LITER = 1_000;

/** Who drives when, with what. */
export interface Crew {
  readonly shift: Pick<Shift, 'id' | 'startsAt' | 'endsAt'>;
  readonly driver: Driver;
  readonly vehicle: Vehicle;
}

/** A route as a crew would drive it. */
export async function crewedRoute(plan: DayPlanDraft, route: DraftRoute, { shift, driver, vehicle }: Crew): Promise<DraftRoute> {
  const shiftStart = shift.startsAt.getTime() / SECOND;
  const crewed: DraftRoute = {
    ...route,
    shiftId: shift.id, driverId: driver.id, vehicleId: vehicle.id, vehicleKind: vehicle.kind,
    state: route.visits.length > 0 ? 'ASSIGNED' : 'DRAFT',
    mayDrive: true, openPatternId: null, assumedUntil: null,
    shiftStart, shiftEnd: shift.endsAt.getTime() / SECOND, dutyEnd: shiftStart + driver.maxDutySeconds,
    maxWeightGrams: vehicle.maxWeightGrams, maxVolumeMilliliters: vehicle.maxVolumeLiters * MILLILITERS_A_LITER,
    skills: driver.skills,
  };
  return plan.withVisits(crewed, crewed.visits);
}

/** The crews of these shifts that are of the plan's day and may drive on it: a driver without valid papers is no van. */
export async function loadCrews(tx: Transaction, { depotId, date }: DayPlanDraft, shiftIds: readonly string[]): Promise<Crew[]> {
  const shifts = await tx.em.find(Shift, { id: { $in: [...shiftIds] }, depotId, date }, { orderBy: { startsAt: 'asc', id: 'asc' } });
  const driverIds = shifts.flatMap((shift) => shift.driverId ?? []);
  const drivers = new Map((await tx.em.find(Driver, { id: { $in: driverIds } })).map((driver) => [driver.id, driver]));
  const vehicles = new Map((await tx.em.find(Vehicle, { id: { $in: shifts.flatMap((shift) => shift.vehicleId ?? []) } })).map((vehicle) => [vehicle.id, vehicle]));
  const credentials = Map.groupBy(await tx.em.find(Credential, { driverId: { $in: driverIds } }), (credential) => credential.driverId);
  return shifts.flatMap((shift): Crew[] => {
    const [driver, vehicle] = [drivers.get(shift.driverId ?? ''), vehicles.get(shift.vehicleId ?? '')];
    return driver && vehicle && findIneligibility(credentials.get(driver.id) ?? [], date) === undefined ? [{ shift, driver, vehicle }] : [];
  });
}
