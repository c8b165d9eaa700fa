import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { Attempt } from './attempt.entity.ts';

/** Attempts by delivery, oldest first, one query for a list of deliveries. */
export function attemptsOfDeliveryLoader({ em }: RequestContext): DataLoader<string, Attempt[]> {
  return new DataLoader(async (deliveryIds) => {
    const rows = await em.find(Attempt, { deliveryId: { $in: [...deliveryIds] } }, { orderBy: { id: 'asc' } });
    const byDelivery = Map.groupBy(rows, (row) => row.deliveryId);
    return deliveryIds.map((id) => byDelivery.get(id) ?? []);
  });
}
