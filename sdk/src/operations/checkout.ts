import { mutationCall, queryCall, type MutationCall, type QueryCall } from '../call.ts';
import {
  DeliveryOptionsDocument, HoldDeliveryOptionDocument, HoldDocument, ReleaseHoldDocument,
} from '../generated/documents.ts';
import type {
  HoldDeliveryOptionInput, HoldDeliveryOptionMutation, HoldQueryVariables, ReleaseHoldInput, ReleaseHoldMutation,
} from '../generated/types.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { DeliveryOptions, DeliveryOptionsInput, Hold } from '../types.ts';

/** At checkout, with a publishable or a secret key. */
export interface CheckoutOperations {
  /** The windows for an address and a basket over the next 1 to 14 days (default 5), with price or why not. Changes nothing. */
  readonly deliveryOptions: (input: DeliveryOptionsInput, options?: RequestOptions) => Promise<DeliveryOptions>;
  /** Takes a window for a few minutes (`hold.expiresAt`). Refused with `WINDOW_GONE`, the payload has `alternatives`. */
  readonly holdDeliveryOption: MutationCall<HoldDeliveryOptionInput, HoldDeliveryOptionMutation['holdDeliveryOption'], 'hold'>;
  /** Gives a held window back at once instead of when it expires. */
  readonly releaseHold: MutationCall<ReleaseHoldInput, ReleaseHoldMutation['releaseHold'], 'hold'>;
  /** A hold as it stands now, or null when there is none with this id. */
  readonly hold: QueryCall<HoldQueryVariables, Hold | null>;
}

/** The checkout's calls over a transport. */
export function checkoutOperations(transport: Transport): CheckoutOperations {
  const deliveryOptions = queryCall(transport, DeliveryOptionsDocument, 'deliveryOptions');
  return {
    deliveryOptions: (input, options) => deliveryOptions({ input }, options),
    holdDeliveryOption: mutationCall(transport, HoldDeliveryOptionDocument, 'holdDeliveryOption', 'hold'),
    releaseHold: mutationCall(transport, ReleaseHoldDocument, 'releaseHold', 'hold'),
    hold: queryCall(transport, HoldDocument, 'hold'),
  };
}
