import { invalid, made, notFound, refused, type SetupErrorData, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import { Depot } from '../network/depot.entity.ts';
import type { Weekday } from '../network/pickup-point.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { localDate } from '../shared/time.ts';
import { checkCapacity } from './create-vehicle.ts';
import type { VehicleKind } from './fleet.rules.ts';
import { lockShiftsOf, makeOpenShifts } from './open-shifts.ts';
import { ShiftPattern } from './shift-pattern.entity.ts';
import { findPatternFaults } from './shift-pattern.rules.ts';
import { Vehicle } from './vehicle.entity.ts';

export interface CreateShiftPatternData {
  readonly depotId: string;
  readonly weekdays: readonly Weekday[];
  readonly start: string;
  readonly end: string;
  readonly vans: number;
  readonly vehicleId?: string | null;
  readonly vehicleKind?: VehicleKind | null;
  readonly maxWeightGrams?: number | null;
  readonly maxVolumeLiters?: number | null;
  readonly skills: readonly string[];
  /** Seconds. */
  readonly maxDutyTime: number;
  readonly validFrom?: string | null;
  readonly validUntil?: string | null;
}

type AssumedVehicle = Pick<ShiftPattern, 'vehicleId' | 'vehicleKind' | 'maxWeightGrams' | 'maxVolumeLiters'>;

/** Says how many vans drive on which days of the week, and opens their shifts: from now on they can be sold, whoever will drive. */
export async function createShiftPattern(tx: Transaction, input: CreateShiftPatternData): Promise<SetupOutcome> {
  await lockShiftsOf(tx, [input.depotId]);
  const depot = await tx.em.findOne(Depot, { id: input.depotId });
  if (!depot) return refused(notFound(['depotId'], 'There is no such depot. Take an id from the query "depots".'));
  const terms = {
    weekdays: [...input.weekdays], start: input.start, end: input.end, vans: input.vans, skills: [...new Set(input.skills)], maxDutySeconds: input.maxDutyTime,
    validFrom: input.validFrom ?? localDate(tx.clock.now(), depot.timeZone), validUntil: input.validUntil ?? null,
  };
  const vehicle = await assumedVehicle(tx, input);
  const errors = [...findPatternFaults(terms).map(({ field, message }) => invalid(field, message)), ...('errors' in vehicle ? vehicle.errors : [])];
  if (errors.length > 0 || 'errors' in vehicle) return refused(...errors);

  const pattern = tx.em.create(ShiftPattern, { id: newId('shiftPattern'), organizationId: tx.organizationId, depotId: depot.id, createdAt: tx.clock.now(), ...terms, ...vehicle });
  await tx.em.flush();
  await makeOpenShifts(tx, pattern);
  return made(pattern.id);
}

/** The vehicle named, or what is said of the kind. */
async function assumedVehicle(tx: Transaction, input: CreateShiftPatternData): Promise<AssumedVehicle | { readonly errors: SetupErrorData[] }> {
  const { vehicleId, vehicleKind, maxWeightGrams, maxVolumeLiters } = input;
  if (vehicleId != null) {
    if (vehicleKind != null || maxWeightGrams != null || maxVolumeLiters != null) return { errors: [invalid(['vehicleId'], 'Give a vehicle, or a kind with its capacity, not both: the vehicle has its own.')] };
    if (input.vans !== 1) return { errors: [invalid(['vans'], `One vehicle makes one van, got ${input.vans}. Give a kind with its capacity for several.`)] };
    const vehicle = await tx.em.findOne(Vehicle, { id: vehicleId });
    if (!vehicle) return { errors: [notFound(['vehicleId'], 'There is no such vehicle. Take an id from the query "vehicles".')] };
    return { vehicleId, vehicleKind: vehicle.kind, maxWeightGrams: vehicle.maxWeightGrams, maxVolumeLiters: vehicle.maxVolumeLiters };
  }
  if (vehicleKind == null || maxWeightGrams == null || maxVolumeLiters == null) {
    return { errors: [invalid(['vehicleKind'], 'Give "vehicleKind" with "maxWeightGrams" and "maxVolumeLiters", or "vehicleId".')] };
  }
  const errors = checkCapacity({ maxWeightGrams, maxVolumeLiters });
  return errors.length > 0 ? { errors } : { vehicleId: null, vehicleKind, maxWeightGrams, maxVolumeLiters };
}
