import { createRecipient } from '@doorstep/sdk/browser';
import type { RecipientApi } from './api.ts';

/** The tracking element's API over the SDK. Throws an error with a `code` when the address or token is unusable. */
export function connectRecipient(url: string, trackingToken: string): RecipientApi {
  const client = createRecipient({ url, trackingToken });
  return {
    tracking: (signal) => client.getDeliveryTracking({ signal }),
    async follow({ next, connection, failed }, signal) {
      signal.addEventListener('abort', client.close, { once: true });
      try {
        for await (const tracking of client.deliveryTracking({ signal, onStateChange: connection })) next(tracking);
      } catch (error) {
        if (!signal.aborted) failed(error);
      }
    },
    async rebook(quote, optionId) {
      const { tracking, userErrors, alternatives } = await client.rebookDelivery(
        { quote, optionId }, { throwOnUserErrors: false },
      );
      return tracking ?? { code: userErrors[0]?.code ?? 'UNKNOWN', message: userErrors[0]?.message ?? '', alternatives };
    },
  };
}
