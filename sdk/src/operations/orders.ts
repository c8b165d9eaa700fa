import { mutationCall, queryCall, type MutationCall, type QueryCall } from '../call.ts';
import {
  CancelDeliveryDocument, ConfirmHoldDocument, CreateOrderDocument, CreateTrackingLinkDocument, DeliveriesDocument,
  ChangeInstructionsDocument, DeliveryDocument, OrderDocument, OrdersDocument, RescheduleDeliveryDocument,
  RescheduleQuoteDocument, RevokeTrackingLinkDocument, CollectDeliveryDocument,
} from '../generated/documents.ts';
import type * as types from '../generated/types.ts';
import type { Transport } from '../transport.ts';
import type { DeliveryDetails, DeliveryPage, Order, OrderPage, RescheduleQuote } from '../types.ts';

/** Orders and their deliveries, with a secret key. */
export interface OrderOperations {
  /** Turns a hold into an order with its delivery, parcels and tracking link. */
  readonly confirmHold: MutationCall<
    types.ConfirmHoldInput, types.ConfirmHoldMutation['confirmHold'], 'order' | 'delivery' | 'trackingLink'
  >;
  /** An order from a hold, or without one: then its day and window are proven in the same step. */
  readonly createOrder: MutationCall<
    types.CreateOrderInput, types.CreateOrderMutation['createOrder'], 'order' | 'delivery' | 'trackingLink'
  >;
  /** Other windows for a delivery, each with its fee or refund, and what calling it off would cost; null when there is none with this id. */
  readonly rescheduleQuote: QueryCall<types.RescheduleQuoteQueryVariables, RescheduleQuote | null>;
  /** Moves a delivery to an option of its `rescheduleQuote`. Refused with `WINDOW_GONE`, the payload has `alternatives`. */
  readonly rescheduleDelivery: MutationCall<
    types.RescheduleDeliveryInput, types.RescheduleDeliveryMutation['rescheduleDelivery'], 'delivery' | 'fee'
  >;
  /** Cancels a delivery that is not loaded yet. */
  readonly cancelDelivery: MutationCall<types.CancelDeliveryInput, types.CancelDeliveryMutation['cancelDelivery'], 'delivery'>;
  /** Hands out what waits at a pickup point: by its code with that one's key, by its id with the organization's. */
  readonly collectDelivery: MutationCall<
    types.CollectDeliveryInput, types.CollectDeliveryMutation['collectDelivery'], 'deliveryId' | 'state'
  >;
  /** Another tracking link for a delivery; its token is shown this once. */
  readonly createTrackingLink: MutationCall<
    types.CreateTrackingLinkInput, types.CreateTrackingLinkMutation['createTrackingLink'], 'trackingLink'
  >;
  /** Ends a tracking link and those handed off from it. */
  readonly revokeTrackingLink: MutationCall<types.RevokeTrackingLinkInput, types.RevokeTrackingLinkMutation['revokeTrackingLink'], 'link'>;
  /** Tells the driver what to know and where to leave it, until the driver is at the door. */
  readonly changeInstructions: MutationCall<types.ChangeInstructionsInput, types.ChangeInstructionsMutation['changeInstructions'], never>;
  /** An order by `id` or by the retailer's `reference`, or null. */
  readonly order: QueryCall<types.OrderQueryVariables, Order | null>;
  /** One page of orders (`first` at most 100, default 20). Walk them with `pages` or `nodes`. */
  readonly orders: QueryCall<types.OrdersQueryVariables, OrderPage>;
  /** A delivery with its stop, attempts and journey, or null. */
  readonly delivery: QueryCall<types.DeliveryQueryVariables, DeliveryDetails | null>;
  /** One page of deliveries (`first` at most 100, default 20), filtered by state, day, depot or retailer. */
  readonly deliveries: QueryCall<types.DeliveriesQueryVariables, DeliveryPage>;
}

/** The orders' calls over a transport. */
export function orderOperations(transport: Transport): OrderOperations {
  return {
    confirmHold: mutationCall(transport, ConfirmHoldDocument, 'confirmHold', 'order', 'delivery', 'trackingLink'),
    createOrder: mutationCall(transport, CreateOrderDocument, 'createOrder', 'order', 'delivery', 'trackingLink'),
    cancelDelivery: mutationCall(transport, CancelDeliveryDocument, 'cancelDelivery', 'delivery'),
    rescheduleQuote: queryCall(transport, RescheduleQuoteDocument, 'rescheduleQuote'),
    rescheduleDelivery: mutationCall(transport, RescheduleDeliveryDocument, 'rescheduleDelivery', 'delivery', 'fee'),
    collectDelivery: mutationCall(transport, CollectDeliveryDocument, 'collectDelivery', 'deliveryId', 'state'),
    createTrackingLink: mutationCall(transport, CreateTrackingLinkDocument, 'createTrackingLink', 'trackingLink'),
    revokeTrackingLink: mutationCall(transport, RevokeTrackingLinkDocument, 'revokeTrackingLink', 'link'),
    changeInstructions: mutationCall(transport, ChangeInstructionsDocument, 'changeInstructions'),
    order: queryCall(transport, OrderDocument, 'order'),
    orders: queryCall(transport, OrdersDocument, 'orders'),
    delivery: queryCall(transport, DeliveryDocument, 'delivery'),
    deliveries: queryCall(transport, DeliveriesDocument, 'deliveries'),
  };
}
