import { alreadyExists, checkText, invalid, made, refused, type SetupErrorData, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import { insertUnlessExists } from '../platform/database/insert-unless-exists.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import type { VehicleKind } from './fleet.rules.ts';
import { Vehicle } from './vehicle.entity.ts';

export interface CreateVehicleData {
  readonly name: string;
  readonly kind: VehicleKind;
  readonly maxWeightGrams: number;
  readonly maxVolumeLiters: number;
}

/** 40 tons: the heaviest a road takes. */
const MAX_WEIGHT_GRAMS = 40_000_000;
const MAX_VOLUME_LITERS = 120_000;

/** Adds a vehicle to the fleet. */
export async function createVehicle(tx: Transaction, { name, kind, maxWeightGrams, maxVolumeLiters }: CreateVehicleData): Promise<SetupOutcome> {
  const errors = [...checkText(['name'], name), ...checkCapacity({ maxWeightGrams, maxVolumeLiters })];
  if (errors.length > 0) return refused(...errors);
  const id = newId('vehicle');
  const isNew = await insertUnlessExists(
    tx.em,
    Vehicle,
    { id, organizationId: tx.organizationId, name: name.trim(), kind, maxWeightGrams, maxVolumeLiters, createdAt: tx.clock.now() },
    ['organizationId', 'name'],
  );
  return isNew ? made(id) : refused(alreadyExists(['name'], `There is a vehicle named "${name.trim()}" already.`));
}

/** What a vehicle, or one that is still to come, may be said to take. */
export function checkCapacity({ maxWeightGrams, maxVolumeLiters }: Pick<CreateVehicleData, 'maxWeightGrams' | 'maxVolumeLiters'>): SetupErrorData[] {
  const errors: SetupErrorData[] = [];
  if (maxWeightGrams < 1 || maxWeightGrams > MAX_WEIGHT_GRAMS) errors.push(invalid(['maxWeightGrams'], `Expected 1 to ${MAX_WEIGHT_GRAMS} grams, got ${maxWeightGrams}.`));
  if (maxVolumeLiters < 1 || maxVolumeLiters > MAX_VOLUME_LITERS) errors.push(invalid(['maxVolumeLiters'], `Expected 1 to ${MAX_VOLUME_LITERS} liters, got ${maxVolumeLiters}.`));
  return errors;
}
