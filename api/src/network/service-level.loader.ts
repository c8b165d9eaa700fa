import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { ServiceLevel } from './service-level.entity.ts';

/** Service levels by id, one query for a list. */
export function serviceLevelLoader({ em }: RequestContext): DataLoader<string, ServiceLevel | null> {
  return new DataLoader(async (ids) => {
    const rows = await em.find(ServiceLevel, { id: { $in: [...ids] } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}
