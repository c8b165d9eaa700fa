import { Organization } from '../accounts/organization.entity.ts';
import { Retailer } from '../accounts/retailer.entity.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import { DELIVERY_EVENT, stateEventType } from '../orders/delivery.events.ts';
import { Order } from '../orders/order.entity.ts';
import type { Actor } from '../platform/auth/actor.ts';
import { tenantEntityManager, type Server } from '../platform/context.ts';
import { Event } from '../platform/outbox/event.entity.ts';
import type { DeliveryFeed } from './delivery-feed.rules.ts';

const REVISIONS = [DELIVERY_EVENT.rescheduled, stateEventType('CANCELED')];

/** Reads the delivery of a tracking link for its feeds; null when it is gone. */
export async function readDeliveryFeed({ orm }: Server, actor: Actor): Promise<DeliveryFeed | null> {
  const em = tenantEntityManager(orm, actor);
  const delivery = await em.findOne(Delivery, { id: actor.subjectId ?? '' });
  if (!delivery) return null;
  const order = await em.findOneOrFail(Order, { id: delivery.orderId });
  const { brand } = await em.findOneOrFail(Retailer, { id: delivery.retailerId });
  const { name: carrierName } = await em.findOneOrFail(Organization, { id: delivery.organizationId });
  const revision = await em.count(Event, { subjectId: delivery.id, type: { $in: REVISIONS } });
  const { id: deliveryId, state, windowStart: start, windowEnd: end, timeZone, createdAt, updatedAt } = delivery;
  return { deliveryId, reference: order.reference, state, start, end, timeZone, brandName: brand.name, locale: brand.locale, carrierName, revision, createdAt, updatedAt };
}
