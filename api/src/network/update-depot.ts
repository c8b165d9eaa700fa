import { alreadyExists, checkText, invalid, made, notFound, refused, type SetupErrorData, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { Depot } from './depot.entity.ts';
import { Territory } from './territory.entity.ts';

/** What of a depot can be changed. Left out: as it is; a cap of null: none. */
export interface UpdateDepotData {
  readonly depotId: string;
  readonly name?: string | null;
  readonly maxDeliveriesPerDay?: number | null;
}

/** The same of a territory. */
export interface UpdateTerritoryData {
  readonly territoryId: string;
  readonly name?: string | null;
  readonly maxDeliveriesPerDay?: number | null;
}

const MAX_CAP = 1_000_000;

/** Renames a depot, or caps how much it takes a day. What was promised beyond a new cap stays promised. */
export async function updateDepot(tx: Transaction, { depotId, ...change }: UpdateDepotData): Promise<SetupOutcome> {
  const faults = [...(change.name == null ? [] : checkText(['name'], change.name)), ...checkCap(change.maxDeliveriesPerDay, 'maxDeliveriesPerDay')];
  if (faults.length > 0) return refused(...faults);
  const depot = await tx.em.findOne(Depot, { id: depotId });
  if (!depot) return refused(notFound(['depotId'], 'There is no such depot. Take an id from the query "depots".'));
  const name = change.name?.trim();
  if (name && (await tx.em.count(Depot, { name, id: { $ne: depotId } }))) return refused(alreadyExists(['name'], `There is a depot named "${name}" already.`));
  if (name) depot.name = name;
  if (change.maxDeliveriesPerDay !== undefined) depot.maxDeliveriesPerDay = change.maxDeliveriesPerDay;
  return made(depotId);
}

/** Renames a territory, or caps how much is brought there a day. */
export async function updateTerritory(tx: Transaction, { territoryId, ...change }: UpdateTerritoryData): Promise<SetupOutcome> {
  const faults = [...(change.name == null ? [] : checkText(['name'], change.name)), ...checkCap(change.maxDeliveriesPerDay, 'maxDeliveriesPerDay')];
  if (faults.length > 0) return refused(...faults);
  const territory = await tx.em.findOne(Territory, { id: territoryId });
  if (!territory) return refused(notFound(['territoryId'], 'There is no such territory. Take an id from the "territories" of a depot.'));
  if (change.name != null) territory.name = change.name.trim();
  if (change.maxDeliveriesPerDay !== undefined) territory.maxDeliveriesPerDay = change.maxDeliveriesPerDay;
  return made(territoryId);
}

/** A cap counts deliveries; 0 sells nothing. */
export function checkCap(cap: number | null | undefined, field: string): SetupErrorData[] {
  if (cap == null || (Number.isInteger(cap) && cap >= 0 && cap <= MAX_CAP)) return [];
  return [invalid([field], `Expected 0 to ${MAX_CAP}, or null for no cap, got ${cap}.`)];
}
