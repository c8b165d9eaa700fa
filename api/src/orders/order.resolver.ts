import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { retailerLoader } from '../accounts/retailer.loader.ts';
import { RetailerType } from '../accounts/retailer.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { ownedBy, paginate, type Page } from '../platform/graphql/connection.ts';
import { DoorstepError } from '../shared/errors.ts';
import { DeliveryType } from './delivery.type.ts';
import { deliveriesOfOrderLoader } from './order.loader.ts';
import { Order } from './order.entity.ts';
import { OrderConnection, OrderType } from './order.type.ts';

const DEFAULT_PAGE = 20;

@Resolver(() => OrderType)
export class OrderResolver {
  @Query(() => OrderType, { nullable: true, description: 'An order by its id or by the retailer\'s reference, or null. Scope `orders:read`.' })
  @Authorized<Scope>('orders:read')
  order(
    @Arg('id', () => ID, { nullable: true, description: 'Its id.' }) id: string | null,
    @Arg('reference', () => String, { nullable: true, description: 'The retailer\'s own order number; of several retailers\' the newest.' }) reference: string | null,
    @Ctx() { em }: RequestContext,
  ): Promise<OrderType | null> {
    if ((id == null) === (reference == null)) throw new DoorstepError('BAD_USER_INPUT', 'Give either "id" or "reference".');
    return em.findOne(Order, id != null ? { id } : { reference: reference! }, { orderBy: { id: 'desc' } });
  }

  @Query(() => OrderConnection, { description: 'Orders, newest first. Scope `orders:read`.' })
  @Authorized<Scope>('orders:read')
  orders(
    @Arg('first', () => Int, { nullable: true, defaultValue: DEFAULT_PAGE, description: '1 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Behind this cursor.' }) after: string | null,
    @Ctx() { em, actor }: RequestContext,
  ): Promise<Page<OrderType>> {
    return paginate<Order>(em, Order, ownedBy(actor), { first: first ?? DEFAULT_PAGE, after });
  }

  @FieldResolver(() => RetailerType)
  retailer(@Root() { retailerId }: OrderType, @Ctx() context: RequestContext): Promise<RetailerType | null> {
    return loaderOf(context, retailerLoader).load(retailerId);
  }

  @FieldResolver(() => [DeliveryType])
  deliveries(@Root() { id }: OrderType, @Ctx() context: RequestContext): Promise<DeliveryType[]> {
    return loaderOf(context, deliveriesOfOrderLoader).load(id);
  }
}
