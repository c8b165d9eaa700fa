import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import { Delivery } from './delivery.entity.ts';
import { Order } from './order.entity.ts';
import { Parcel } from './parcel.entity.ts';

/** Orders by id, one query for a list. */
export function orderLoader({ em }: RequestContext): DataLoader<string, Order | null> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await em.find(Order, { id: { $in: [...ids] } })).map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Deliveries by id, one query for a list; null for one that the actor may not see. */
export function deliveryLoader({ em }: RequestContext): DataLoader<string, Delivery | null> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await em.find(Delivery, { id: { $in: [...ids] } })).map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Deliveries by order, oldest first, one query for a list of orders. */
export function deliveriesOfOrderLoader({ em }: RequestContext): DataLoader<string, Delivery[]> {
  return new DataLoader(async (orderIds) => {
    const rows = await em.find(Delivery, { orderId: { $in: [...orderIds] } }, { orderBy: { id: 'asc' } });
    const byOrder = Map.groupBy(rows, (row) => row.orderId);
    return orderIds.map((id) => byOrder.get(id) ?? []);
  });
}

/** Parcels by delivery, oldest first, one query for a list of deliveries. */
export function parcelsOfDeliveryLoader({ em }: RequestContext): DataLoader<string, Parcel[]> {
  return new DataLoader(async (deliveryIds) => {
    const rows = await em.find(Parcel, { deliveryId: { $in: [...deliveryIds] } }, { orderBy: { id: 'asc' } });
    const byDelivery = Map.groupBy(rows, (row) => row.deliveryId);
    return deliveryIds.map((id) => byDelivery.get(id) ?? []);
  });
}
