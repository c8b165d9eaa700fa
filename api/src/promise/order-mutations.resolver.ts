import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { trackingLinkOf } from '../accounts/mint-tracking-link.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import { Order } from '../orders/order.entity.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { cancelDelivery } from './cancel-delivery.ts';
import { confirmHold, type OrderOutcome } from './confirm-hold.ts';
import { createOrder } from './create-order.ts';
import { findAlternatives } from './find-alternatives.ts';
import {
  CancelDeliveryInput, CancelDeliveryPayload, ConfirmHoldInput, ConfirmHoldPayload, CreateOrderInput, CreateOrderPayload, RebookDeliveryInput, RebookDeliveryPayload,
} from './order-mutations.type.ts';
import { deliveryOptionOf } from './promise.type.ts';
import { readAsOrganization } from './quote-reader.ts';
import { rebookDelivery } from './rebook-delivery.ts';

@Resolver()
export class OrderMutationsResolver {
  @Mutation(() => ConfirmHoldPayload, { description: 'Turns a hold into an order with its delivery and parcels. Scope `orders:write`.' })
  @Authorized<Scope>('orders:write')
  async confirmHold(@Arg('input', () => ConfirmHoldInput, { description: 'Hold and order.' }) input: ConfirmHoldInput, @Ctx() context: RequestContext): Promise<ConfirmHoldPayload> {
    return orderPayload(context, await mutate(context, { operation: 'confirmHold', input, boundary: 'organization' }, (tx) => confirmHold(tx, input)));
  }

  @Mutation(() => CreateOrderPayload, { description: 'An order with a hold, or without one: then the window is proven and taken at once. Scope `orders:write`.' })
  @Authorized<Scope>('orders:write')
  async createOrder(@Arg('input', () => CreateOrderInput, { description: 'The order.' }) input: CreateOrderInput, @Ctx() context: RequestContext): Promise<CreateOrderPayload> {
    return orderPayload(context, await mutate(context, { operation: 'createOrder', input, boundary: 'organization' }, (tx) => createOrder(tx, input)));
  }

  @Mutation(() => CancelDeliveryPayload, { description: 'Cancels a delivery that is not on a van yet; its place is free at once. Scope `orders:write`.' })
  @Authorized<Scope>('orders:write')
  async cancelDelivery(@Arg('input', () => CancelDeliveryInput, { description: 'Which delivery.' }) input: CancelDeliveryInput, @Ctx() context: RequestContext): Promise<CancelDeliveryPayload> {
    const { deliveryId, userErrors } = await mutate(context, { operation: 'cancelDelivery', input, boundary: 'organization' }, (tx) => cancelDelivery(tx, input));
    return { delivery: await findDelivery(context, deliveryId), userErrors };
  }

  @Mutation(() => RebookDeliveryPayload, { description: 'Gives a delivery whose attempt failed a new window. Scope `link:reschedule`.' })
  @Authorized<Scope>('link:reschedule')
  async rebookDelivery(@Arg('input', () => RebookDeliveryInput, { description: 'Quote and option.' }) input: RebookDeliveryInput, @Ctx() context: RequestContext): Promise<RebookDeliveryPayload> {
    const { deliveryId, userErrors } = await mutate(context, { operation: 'rebookDelivery', input, boundary: 'organization' }, (tx) => rebookDelivery(tx, input));
    const isGone = userErrors.some(({ code }) => code === 'WINDOW_GONE');
    const offers = isGone ? await readAsOrganization(context, (reader) => findAlternatives(reader, input)) : [];
    return { deliveryId, userErrors, alternatives: offers.map(deliveryOptionOf) };
  }
}

async function orderPayload(context: RequestContext, { orderId, trackingKeyId, deliveryId, userErrors }: OrderOutcome): Promise<ConfirmHoldPayload> {
  return {
    order: orderId ? await context.em.findOne(Order, { id: orderId }, { refresh: true }) : null,
    delivery: await findDelivery(context, deliveryId),
    trackingLink: trackingKeyId ? trackingLinkOf(context.server, trackingKeyId) : null,
    userErrors,
  };
}

async function findDelivery({ em }: RequestContext, id: string | null): Promise<Delivery | null> {
  return id === null ? null : em.findOne(Delivery, { id }, { refresh: true });
}
