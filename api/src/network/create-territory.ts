import { checkText, invalid, made, notFound, refused, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { Polygon } from '../shared/geo.ts';
import { newId } from '../shared/ids.ts';
import { Depot } from './depot.entity.ts';
import { Territory } from './territory.entity.ts';
import { findAreaFault } from './territory.rules.ts';

export interface CreateTerritoryData {
  readonly depotId: string;
  readonly name: string;
  readonly area: Polygon;
}

/** Gives a depot an area to serve. */
export async function createTerritory(tx: Transaction, { depotId, name, area }: CreateTerritoryData): Promise<SetupOutcome> {
  const errors = checkText(['name'], name);
  const fault = findAreaFault(area);
  if (fault) errors.push(invalid(['area'], fault));
  if (errors.length > 0) return refused(...errors);
  if (!(await tx.em.findOne(Depot, { id: depotId }))) return refused(notFound(['depotId'], 'There is no such depot. Take an id from the query "depots".'));

  const id = newId('territory');
  tx.em.create(Territory, { id, organizationId: tx.organizationId, depotId, name: name.trim(), area, createdAt: tx.clock.now() });
  return made(id);
}
