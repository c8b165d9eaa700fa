import { createStorefront } from '@doorstep/sdk/browser';
import type { StorefrontApi } from './api.ts';

/** The picker's API over the SDK. Throws an error with a `code` when the address or key is unusable; sends nothing. */
export function connectStorefront(url: string, publishableKey: string): StorefrontApi {
  const client = createStorefront({ url, publishableKey });
  return {
    options: (input, signal) => client.deliveryOptions(input, { signal }),
    async hold(quote, optionId) {
      const { hold, userErrors, alternatives } = await client.holdDeliveryOption(
        { quote, optionId }, { throwOnUserErrors: false },
      );
      return hold ?? { code: userErrors[0]?.code ?? 'UNKNOWN', message: userErrors[0]?.message ?? '', alternatives };
    },
    release: (holdId) => client.releaseHold({ holdId }, { throwOnUserErrors: false, keepalive: true }),
    findHold: (id, signal) => client.hold({ id }, { signal }),
  };
}
