import type { DeliveryState } from '../orders/delivery.rules.ts';
import type { DeliveryFeed } from './delivery-feed.rules.ts';

/** What the order's status is called at schema.org. */
const ORDER_STATUS: Readonly<Partial<Record<DeliveryState, string>>> = {
  OUT_FOR_DELIVERY: 'OrderInTransit',
  ARRIVING: 'OrderInTransit',
  ARRIVED: 'OrderInTransit',
  DELIVERED: 'OrderDelivered',
  ATTEMPT_FAILED: 'OrderProblem',
  RETURNING: 'OrderReturned',
  RETURNED: 'OrderReturned',
  CANCELED: 'OrderCancelled',
};

/** One delivery as `ParcelDelivery` (https://schema.org/ParcelDelivery), without address and recipient. `state` is ours, for automations that branch on it. */
export function parcelDeliveryOf({ deliveryId, reference, state, start, end, brandName, carrierName, updatedAt }: DeliveryFeed) {
  return {
    '@context': 'https://schema.org',
    '@type': 'ParcelDelivery',
    trackingNumber: deliveryId,
    expectedArrivalFrom: start.toISOString(),
    expectedArrivalUntil: end.toISOString(),
    provider: { '@type': 'Organization', name: carrierName },
    partOfOrder: {
      '@type': 'Order',
      orderNumber: reference,
      merchant: { '@type': 'Organization', name: brandName },
      orderStatus: `https://schema.org/${ORDER_STATUS[state] ?? 'OrderProcessing'}`,
    },
    deliveryStatus: { '@type': 'DeliveryEvent', name: state, startDate: updatedAt.toISOString() },
    state,
  };
}
