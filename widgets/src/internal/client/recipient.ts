import { DeliveryTrackingDocument, GetDeliveryTrackingDocument } from '@doorstep/sdk/documents';
import type { RecipientApi } from '../api.ts';
import { follow } from './follow.ts';
import { createRequest } from './request.ts';

/** The tracking element's API. Throws an error with a `code` when the address or token is unusable. */
export function connectRecipient(url: string, trackingToken: string): RecipientApi {
  const request = createRequest(url, trackingToken);
  return {
    request,
    tracking: async (signal) => (await request(GetDeliveryTrackingDocument, {}, { signal })).deliveryTracking ?? null,
    follow: ({ next, connection, failed }, signal) =>
      follow({
        url, key: trackingToken, document: DeliveryTrackingDocument, signal, connection, failed,
        next: ({ deliveryTracking }) => next(deliveryTracking),
      }),
  };
}
