import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { Retailer } from './retailer.entity.ts';

/** Retailers by id, one query for a list; null for one that the actor may not see. */
export function retailerLoader({ em }: RequestContext): DataLoader<string, Retailer | null> {
  return new DataLoader(async (ids) => {
    const rows = await em.find(Retailer, { id: { $in: [...ids] } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}
