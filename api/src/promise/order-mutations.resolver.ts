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
import { agreedFeeOf } from './fee.type.ts';
import { findRescheduleAlternatives } from './find-reschedule-alternatives.ts';
import {
  CancelDeliveryInput, CancelDeliveryPayload, ConfirmHoldInput, ConfirmHoldPayload, CreateOrderInput, CreateOrderPayload, RebookDeliveryInput, RebookDeliveryPayload,
} from './order-mutations.type.ts';
import { readAsOrganization } from './quote-reader.ts';
import { rescheduleDelivery } from './reschedule-delivery.ts';
import { reattemptOptionOf } from './reschedule.type.ts';

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

  @Mutation(() => CancelDeliveryPayload, { description: 'Calls off a delivery that is not on a van yet, on the terms of its retailer; its place is free at once. Scope `orders:write` or `link:reschedule`.' })
  @Authorized<Scope>('orders:write', 'link:reschedule')
  async cancelDelivery(@Arg('input', () => CancelDeliveryInput, { description: 'Which delivery.' }) input: CancelDeliveryInput, @Ctx() context: RequestContext): Promise<CancelDeliveryPayload> {
    const { deliveryId, fee, userErrors } = await mutate(context, { operation: 'cancelDelivery', input, boundary: 'organization' }, (tx) => cancelDelivery(tx, input));
    // A delivery leads to its retailer's orders, which a tracking link must not.
    const shown = context.actor?.kind === 'TRACKING_LINK' ? null : deliveryId;
    return { ...agreedFeeOf(fee), delivery: await findDelivery(context, shown), deliveryId, userErrors };
  }

  @Mutation(() => RebookDeliveryPayload, { description: 'Gives a delivery whose attempt failed a new window: `rescheduleDelivery` under its first name. Scope `link:reschedule`.' })
  @Authorized<Scope>('link:reschedule')
  async rebookDelivery(@Arg('input', () => RebookDeliveryInput, { description: 'Quote and option.' }) input: RebookDeliveryInput, @Ctx() context: RequestContext): Promise<RebookDeliveryPayload> {
    const { deliveryId, userErrors } = await mutate(context, { operation: 'rebookDelivery', input, boundary: 'organization' }, (tx) => rescheduleDelivery(tx, input));
    const isGone = userErrors.some(({ code }) => code === 'WINDOW_GONE');
    const offers = isGone ? await readAsOrganization(context, (reader) => findRescheduleAlternatives(reader, context.actor, input)) : [];
    return { deliveryId, userErrors, alternatives: offers.map(reattemptOptionOf) };
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
