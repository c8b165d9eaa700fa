import { DeliveryOptionsDocument, HoldDeliveryOptionDocument, ReleaseHoldDocument } from '@doorstep/sdk/documents';
import type { StorefrontApi } from '../api.ts';
import { heldOrNot } from './held-or-not.ts';
import { createRequest } from './request.ts';

/** The picker's API. Throws an error with a `code` when the address or key is unusable; sends nothing. */
export function connectStorefront(url: string, publishableKey: string): StorefrontApi {
  const request = createRequest(url, publishableKey);
  const care = () => import('./hold-care.ts');
  return {
    options: async (input, signal) => (await request(DeliveryOptionsDocument, { input }, { signal })).deliveryOptions,
    hold: async (quote, optionId) => heldOrNot((await request(HoldDeliveryOptionDocument, { input: { quote, optionId } })).holdDeliveryOption),
    change: async (...rest) => (await care()).changeHold(request, ...rest),
    extend: async (holdId) => (await care()).extendHold(request, holdId),
    findHold: async (...rest) => (await care()).findHold(request, ...rest),
    release: (holdId) => request(ReleaseHoldDocument, { input: { holdId } }, { keepalive: true }),
  };
}
