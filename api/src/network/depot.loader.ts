import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { Depot } from './depot.entity.ts';
import { Territory } from './territory.entity.ts';

/** Depots by id, one query for a list. */
export function depotLoader({ em }: RequestContext): DataLoader<string, Depot | null> {
  return new DataLoader(async (ids) => {
    const rows = await em.find(Depot, { id: { $in: [...ids] } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Territories by id, one query for a list. */
export function territoryLoader({ em }: RequestContext): DataLoader<string, Territory | null> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await em.find(Territory, { id: { $in: [...ids] } })).map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Territories by depot, oldest first, one query for a list of depots. */
export function territoriesOfDepotLoader({ em }: RequestContext): DataLoader<string, Territory[]> {
  return new DataLoader(async (depotIds) => {
    const rows = await em.find(Territory, { depotId: { $in: [...depotIds] } }, { orderBy: { id: 'asc' } });
    const byDepot = Map.groupBy(rows, (row) => row.depotId);
    return depotIds.map((id) => byDepot.get(id) ?? []);
  });
}
