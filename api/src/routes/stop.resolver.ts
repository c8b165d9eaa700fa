import { Authorized, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { DeliveryType } from '../orders/delivery.type.ts';
import { deliveryLoader } from '../orders/order.loader.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { AddressType } from '../platform/graphql/address.type.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { Duration } from '../platform/graphql/scalars.ts';
import { usualLength } from '../platform/graphql/usual-length.ts';
import type { Address } from '../shared/geo.ts';
import { routeLoader } from './route.loader.ts';
import { RouteType } from './route.type.ts';
import { stopOfDeliveryLoader, stopPlaceLoader, type StopPlace } from './stop.loader.ts';
import { StopType } from './stop.type.ts';

@Resolver(() => StopType)
export class StopResolver {
  @FieldResolver(() => RouteType, { description: 'The route it is on. Scope `plan:read` or `drive`.' })
  @Authorized<Scope>('plan:read', 'drive')
  route(@Root() { routeId }: StopType, @Ctx() context: RequestContext): Promise<RouteType | null> {
    return loaderOf(context, routeLoader).load(routeId);
  }

  @FieldResolver(() => [DeliveryType], { complexity: usualLength(1) })
  async deliveries(@Root() { deliveryId }: StopType, @Ctx() context: RequestContext): Promise<DeliveryType[]> {
    const delivery = deliveryId ? await loaderOf(context, deliveryLoader).load(deliveryId) : null;
    return delivery ? [delivery] : [];
  }

  @FieldResolver(() => AddressType)
  async address(@Root() stop: StopType, @Ctx() context: RequestContext): Promise<Address> {
    return (await placeOf(stop, context)).address;
  }

  @FieldResolver(() => DeliveryWindow)
  async window(@Root() stop: StopType, @Ctx() context: RequestContext): Promise<DeliveryWindow> {
    const { timeZone } = await placeOf(stop, context);
    return { start: stop.windowStart, end: stop.windowEnd, timeZone };
  }

  @FieldResolver(() => Duration)
  slack(@Root() { slackSeconds }: StopType): number {
    return slackSeconds;
  }

  @FieldResolver(() => Int)
  distanceMeters(@Root() { driveMeters }: StopType): number {
    return driveMeters;
  }

  @FieldResolver(() => Duration)
  drivingTime(@Root() { driveSeconds }: StopType): number {
    return driveSeconds;
  }

  @FieldResolver(() => Boolean)
  tentative(@Root() { holdId }: StopType): boolean {
    return holdId != null;
  }
}

function placeOf({ deliveryId, holdId }: StopType, context: RequestContext): Promise<StopPlace> {
  return loaderOf(context, stopPlaceLoader).load(deliveryId ?? holdId ?? '');
}

/** What this slice adds to a delivery. */
@Resolver(() => DeliveryType)
export class DeliveryStopResolver {
  @FieldResolver(() => StopType, { nullable: true, description: 'Where it stands in a day plan, once it has a place; after a failed attempt the newest place.' })
  stop(@Root() { id }: DeliveryType, @Ctx() context: RequestContext): Promise<StopType | null> {
    return loaderOf(context, stopOfDeliveryLoader).load(id);
  }
}
