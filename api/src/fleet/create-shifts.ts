import { LockMode } from '@mikro-orm/core';
import { alreadyExists, invalid, notFound, type SetupErrorData } from '../accounts/setup-error.rules.ts';
import { Depot } from '../network/depot.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { instantOf } from '../shared/time.ts';
import { Driver } from './driver.entity.ts';
import { Shift } from './shift.entity.ts';
import { Vehicle } from './vehicle.entity.ts';

export interface ShiftData {
  readonly driverId: string;
  readonly vehicleId: string;
  readonly depotId: string;
  readonly date: string;
  readonly start: string;
  readonly end: string;
}

export interface CreateShiftsOutcome {
  readonly shiftIds: string[];
  readonly userErrors: SetupErrorData[];
}

/** Most shifts of one call. */
export const MAX_SHIFTS = 200;

/**
 * Puts drivers and vehicles on shift: all or none. A driver, and a vehicle, has one shift a day. Drivers and vehicles stay
 * locked, in the order of their ids, until the commit, so that two planners can't book one twice.
 */
export async function createShifts(tx: Transaction, { shifts }: { readonly shifts: readonly ShiftData[] }): Promise<CreateShiftsOutcome> {
  const refuse = (userErrors: SetupErrorData[]): CreateShiftsOutcome => ({ shiftIds: [], userErrors });
  if (shifts.length < 1 || shifts.length > MAX_SHIFTS) return refuse([invalid(['shifts'], `Expected 1 to ${MAX_SHIFTS} shifts, got ${shifts.length}.`)]);
  const faults = [...shifts.flatMap(checkTimes), ...findDoublesWithin(shifts)];
  if (faults.length > 0) return refuse(faults);

  const idsOf = (field: 'driverId' | 'vehicleId' | 'depotId') => [...new Set(shifts.map((shift) => shift[field]))].sort();
  const locked = { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const drivers = await tx.em.find(Driver, { id: { $in: idsOf('driverId') } }, locked);
  const vehicles = await tx.em.find(Vehicle, { id: { $in: idsOf('vehicleId') } }, locked);
  const depots = await tx.em.find(Depot, { id: { $in: idsOf('depotId') } });
  const missing = findMissing(shifts, { driverId: drivers, vehicleId: vehicles, depotId: depots });
  if (missing.length > 0) return refuse(missing);

  const dates = [...new Set(shifts.map((shift) => shift.date))];
  const booked = await tx.em.find(Shift, { date: { $in: dates }, $or: [{ driverId: { $in: idsOf('driverId') } }, { vehicleId: { $in: idsOf('vehicleId') } }] });
  const doubles = findDoubles(shifts, booked);
  if (doubles.length > 0) return refuse(doubles);

  const zoneOf = new Map(depots.map((depot) => [depot.id, depot.timeZone]));
  const timed = shifts.map((shift) => {
    const zone = zoneOf.get(shift.depotId) ?? 'UTC'; // found above
    return { ...shift, startsAt: instantOf(shift.date, shift.start, zone), endsAt: instantOf(shift.date, shift.end, zone) };
  });
  const skipped = timed.flatMap(({ date, startsAt, endsAt }, index) =>
    startsAt < endsAt ? [] : [invalid(['shifts', String(index), 'start'], `The clocks change on ${date} and leave nothing of this shift.`)],
  );
  if (skipped.length > 0) return refuse(skipped);
  const shiftIds = timed.map(({ driverId, vehicleId, depotId, date, startsAt, endsAt }) => {
    const id = newId('shift');
    tx.em.create(Shift, { id, organizationId: tx.organizationId, driverId, vehicleId, depotId, date, startsAt, endsAt, patternId: null, patternSlot: null });
    return id;
  });
  return { shiftIds, userErrors: [] };
}

function checkTimes({ start, end }: ShiftData, index: number): SetupErrorData[] {
  return start < end ? [] : [invalid(['shifts', String(index), 'end'], `Expected an end after the start on the same day, got ${start}–${end}.`)];
}

function findMissing(shifts: readonly ShiftData[], found: Record<'driverId' | 'vehicleId' | 'depotId', readonly { id: string }[]>): SetupErrorData[] {
  const words = { driverId: 'driver', vehicleId: 'vehicle', depotId: 'depot' } as const;
  return (['driverId', 'vehicleId', 'depotId'] as const).flatMap((field) => {
    const known = new Set(found[field].map((row) => row.id));
    return shifts.flatMap((shift, index) =>
      known.has(shift[field]) ? [] : [notFound(['shifts', String(index), field], `There is no such ${words[field]}. Take an id from the query "${words[field]}s".`)],
    );
  });
}

function findDoublesWithin(shifts: readonly ShiftData[]): SetupErrorData[] {
  return shifts.flatMap((shift, index) => findDoubles([shift], shifts.slice(0, index), index));
}

/** Shifts whose driver or vehicle is booked on that day already. */
function findDoubles(shifts: readonly ShiftData[], booked: readonly { readonly driverId?: string | null; readonly vehicleId?: string | null; readonly date: string }[], offset = 0): SetupErrorData[] {
  const keys = new Set(booked.flatMap(({ driverId, vehicleId, date }) => [`${driverId} ${date}`, `${vehicleId} ${date}`]));
  return shifts.flatMap((shift, index) =>
    (['driverId', 'vehicleId'] as const)
      .filter((field) => keys.has(`${shift[field]} ${shift.date}`))
      .map((field) => alreadyExists(['shifts', String(index + offset), field], `This ${field === 'driverId' ? 'driver' : 'vehicle'} has a shift on ${shift.date} already.`)),
  );
}
