import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { PromiseCertificate } from './certificate.entity.ts';

/** The newest certificate of each delivery, one query for a list. */
export function certificateLoader({ em }: RequestContext): DataLoader<string, PromiseCertificate | null> {
  return new DataLoader(async (deliveryIds) => {
    const rows = await em.find(PromiseCertificate, { deliveryId: { $in: [...deliveryIds] } }, { orderBy: { id: 'asc' } });
    const newest = new Map(rows.map((row) => [row.deliveryId, row]));
    return deliveryIds.map((id) => newest.get(id) ?? null);
  });
}
