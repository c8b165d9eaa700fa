import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { PickupPoint } from './pickup-point.entity.ts';

/** Pickup points by id, one query for a list. */
export function pickupPointLoader({ em }: RequestContext): DataLoader<string, PickupPoint | null> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await em.find(PickupPoint, { id: { $in: [...ids] } })).map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}
