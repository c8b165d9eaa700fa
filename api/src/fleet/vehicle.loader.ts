import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { Vehicle } from './vehicle.entity.ts';

/** Vehicles by id, one query for a list. */
export function vehicleLoader({ em }: RequestContext): DataLoader<string, Vehicle | null> {
  return new DataLoader(async (ids) => {
    const rows = await em.find(Vehicle, { id: { $in: [...ids] } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}
