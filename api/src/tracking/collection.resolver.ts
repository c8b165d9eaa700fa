import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { pickupPointLoader } from '../network/pickup-point.loader.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { Collection } from './collection.type.ts';
import { DeliveryTracking } from './delivery-tracking.type.ts';

@Resolver(() => DeliveryTracking)
export class CollectionResolver {
  @FieldResolver(() => Collection, { nullable: true, description: 'Where it is fetched; null for what is brought to the door.' })
  async collection(@Root() { deliveryId, state }: DeliveryTracking, @Ctx() context: RequestContext): Promise<Collection | null> {
    const delivery = await context.em.findOne(Delivery, { id: deliveryId }, { refresh: true });
    const pickupPoint = delivery?.pickupPointId ? await loaderOf(context, pickupPointLoader).load(delivery.pickupPointId) : null;
    if (!delivery || !pickupPoint) return null;
    const isToldCode = context.actor?.kind === 'TRACKING_LINK' && state === 'AVAILABLE_FOR_PICKUP';
    return { pickupPoint, code: isToldCode ? (delivery.collectionCode ?? null) : null, availableUntil: delivery.availableUntil ?? null };
  }
}
