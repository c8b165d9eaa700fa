import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { depotLoader } from '../network/depot.loader.ts';
import { DepotType } from '../network/depot.type.ts';
import { pickupPointLoader } from '../network/pickup-point.loader.ts';
import { PickupPointType } from '../network/pickup-point.type.ts';
import { serviceLevelLoader } from '../network/service-level.loader.ts';
import { ServiceLevelType } from '../network/service-level.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { checkPageSize, ownedBy, paginate, type Page } from '../platform/graphql/connection.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import type { Event } from '../platform/outbox/event.entity.ts';
import { usualLength } from '../platform/graphql/usual-length.ts';
import { Delivery } from './delivery.entity.ts';
import { DeliveryConnection, DeliveryFilter, DeliveryType } from './delivery.type.ts';
import { journeyLoader } from './journey.loader.ts';
import { JourneyEventConnection } from './journey-event.type.ts';
import { orderLoader, parcelsOfDeliveryLoader } from './order.loader.ts';
import { OrderType } from './order.type.ts';
import { ParcelType } from './parcel.type.ts';

const DEFAULT_PAGE = 20;
const DEFAULT_JOURNEY_PAGE = 50;

@Resolver(() => DeliveryType)
export class DeliveryResolver {
  @Query(() => DeliveryType, { nullable: true, description: 'A delivery, or null when there is none with this id that the key may see. Scope `orders:read`.' })
  @Authorized<Scope>('orders:read')
  delivery(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { em }: RequestContext): Promise<DeliveryType | null> {
    return em.findOne(Delivery, { id });
  }

  @Query(() => DeliveryConnection, { description: 'Deliveries, newest first. Scope `orders:read`.' })
  @Authorized<Scope>('orders:read')
  deliveries(
    @Arg('first', () => Int, { nullable: true, defaultValue: DEFAULT_PAGE, description: '1 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Behind this cursor.' }) after: string | null,
    @Arg('filter', () => DeliveryFilter, { nullable: true, description: 'Default all.' }) filter: DeliveryFilter | null,
    @Ctx() { em, actor }: RequestContext,
  ): Promise<Page<DeliveryType>> {
    const { states, date, depotId, retailerId } = filter ?? {};
    const where = { ...(states && { state: { $in: states } }), ...(date && { date }), ...(depotId && { depotId }), ...(retailerId && { retailerId }) };
    return paginate<Delivery>(em, Delivery, { $and: [ownedBy(actor), where] }, { first: first ?? DEFAULT_PAGE, after });
  }

  @FieldResolver(() => OrderType, { description: 'What it is part of.' })
  order(@Root() { orderId }: DeliveryType, @Ctx() context: RequestContext): Promise<OrderType | null> {
    return loaderOf(context, orderLoader).load(orderId);
  }

  @FieldResolver(() => ServiceLevelType)
  serviceLevel(@Root() { serviceLevelId }: DeliveryType, @Ctx() context: RequestContext): Promise<ServiceLevelType | null> {
    return loaderOf(context, serviceLevelLoader).load(serviceLevelId);
  }

  @FieldResolver(() => PickupPointType, { nullable: true })
  async pickupPoint(@Root() { pickupPointId }: DeliveryType, @Ctx() context: RequestContext): Promise<PickupPointType | null> {
    return pickupPointId ? loaderOf(context, pickupPointLoader).load(pickupPointId) : null;
  }

  @FieldResolver(() => DepotType)
  depot(@Root() { depotId }: DeliveryType, @Ctx() context: RequestContext): Promise<DepotType | null> {
    return loaderOf(context, depotLoader).load(depotId);
  }

  @FieldResolver(() => DeliveryWindow)
  window(@Root() { windowStart, windowEnd, timeZone }: DeliveryType): DeliveryWindow {
    return { start: windowStart, end: windowEnd, timeZone };
  }

  @FieldResolver(() => Money)
  price(@Root() { priceMinor, currency }: DeliveryType): Money {
    return moneyOf(priceMinor, currency);
  }

  @FieldResolver(() => [ParcelType], { complexity: usualLength(3), description: 'What is handed over.' })
  parcels(@Root() { id }: DeliveryType, @Ctx() context: RequestContext): Promise<ParcelType[]> {
    return loaderOf(context, parcelsOfDeliveryLoader).load(id);
  }

  @FieldResolver(() => JourneyEventConnection, { description: 'Its timeline, oldest first.' })
  journey(
    @Root() { id }: DeliveryType,
    @Arg('first', () => Int, { nullable: true, defaultValue: DEFAULT_JOURNEY_PAGE, description: '1 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Behind this cursor.' }) after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<Event>> {
    return loaderOf(context, journeyLoader).load({ subjectId: id, first: checkPageSize(first ?? DEFAULT_JOURNEY_PAGE), after });
  }
}
