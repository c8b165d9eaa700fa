import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../platform/context.ts';
import { CancelDeliveryPayload, RebookDeliveryPayload } from '../promise/order-mutations.type.ts';
import { RescheduleDeliveryPayload } from '../promise/reschedule.type.ts';
import { findTracked, readTracking } from './read-tracking.ts';
import { DeliveryTracking } from './delivery-tracking.type.ts';

const TRACKING = { nullable: true, description: 'The delivery as its recipient sees it now, or null when refused. Null for keys without `tracking:link` or `tracking:read`.' } as const;

/** What this slice adds to the answers of those who change a delivery. */
@Resolver(() => RebookDeliveryPayload)
export class RebookedTrackingResolver {
  @FieldResolver(() => DeliveryTracking, TRACKING)
  tracking(@Root() { deliveryId }: RebookDeliveryPayload, @Ctx() context: RequestContext): Promise<DeliveryTracking | null> {
    return trackingOf(context, deliveryId);
  }
}

@Resolver(() => RescheduleDeliveryPayload)
export class RescheduledTrackingResolver {
  @FieldResolver(() => DeliveryTracking, TRACKING)
  tracking(@Root() { deliveryId }: RescheduleDeliveryPayload, @Ctx() context: RequestContext): Promise<DeliveryTracking | null> {
    return trackingOf(context, deliveryId);
  }
}

@Resolver(() => CancelDeliveryPayload)
export class CanceledTrackingResolver {
  @FieldResolver(() => DeliveryTracking, TRACKING)
  tracking(@Root() { deliveryId }: CancelDeliveryPayload, @Ctx() context: RequestContext): Promise<DeliveryTracking | null> {
    return trackingOf(context, deliveryId);
  }
}

async function trackingOf(context: RequestContext, deliveryId: string | null): Promise<DeliveryTracking | null> {
  const { scopes } = context.actor ?? {};
  if (deliveryId === null || !(scopes?.has('tracking:link') || scopes?.has('tracking:read'))) return null;
  const delivery = await findTracked(context, deliveryId);
  return delivery && readTracking(context, delivery);
}
