import { mutationCall, queryCall, type MutationCall, type QueryCall } from '../call.ts';
import type * as documents from '../generated/documents.ts';
import type {
  ChangeHoldInput, ChangeHoldMutation, ExtendHoldInput, ExtendHoldMutation, HoldDeliveryOptionInput, HoldDeliveryOptionMutation, HoldQueryVariables, ReleaseHoldInput, ReleaseHoldMutation,
} from '../generated/types.ts';
import type { RequestOptions, Transport } from '../transport.ts';
import type { DeliveryOptions, DeliveryOptionsInput, Hold } from '../types.ts';

/** At checkout, with a publishable or a secret key. */
export interface CheckoutOperations {
  /** The windows for an address and a basket over the next 1 to 14 days (default 5), with price or why not. Changes nothing. */
  readonly deliveryOptions: (input: DeliveryOptionsInput, options?: RequestOptions) => Promise<DeliveryOptions>;
  /** Takes a window for a few minutes (`hold.expiresAt`). Refused with `WINDOW_GONE`, the payload has `alternatives`. */
  readonly holdDeliveryOption: MutationCall<HoldDeliveryOptionInput, HoldDeliveryOptionMutation['holdDeliveryOption'], 'hold'>;
  /** Keeps a held window longer, as often as `hold.extensionsLeft` says. */
  readonly extendHold: MutationCall<ExtendHoldInput, ExtendHoldMutation['extendHold'], 'hold'>;
  /** Moves a hold to another window, address or basket in one step: refused with `WINDOW_GONE`, it keeps its old one. */
  readonly changeHold: MutationCall<ChangeHoldInput, ChangeHoldMutation['changeHold'], 'hold'>;
  /** Gives a held window back at once instead of when it expires. */
  readonly releaseHold: MutationCall<ReleaseHoldInput, ReleaseHoldMutation['releaseHold'], 'hold'>;
  /** A hold as it stands now, or null when there is none with this id. */
  readonly hold: QueryCall<HoldQueryVariables, Hold | null>;
}

/** What the checkout says: whole documents on servers, ids in pages. */
export type CheckoutDocuments = Pick<
  typeof documents,
  | 'DeliveryOptionsDocument' | 'HoldDeliveryOptionDocument' | 'ExtendHoldDocument' | 'ChangeHoldDocument' | 'ReleaseHoldDocument' | 'HoldDocument'
>;

/** The checkout's calls over a transport. */
export function checkoutOperations(transport: Transport, documents: CheckoutDocuments): CheckoutOperations {
  const deliveryOptions = queryCall(transport, documents.DeliveryOptionsDocument, 'deliveryOptions');
  return {
    deliveryOptions: (input, options) => deliveryOptions({ input }, options),
    holdDeliveryOption: mutationCall(transport, documents.HoldDeliveryOptionDocument, 'holdDeliveryOption', 'hold'),
    extendHold: mutationCall(transport, documents.ExtendHoldDocument, 'extendHold', 'hold'),
    changeHold: mutationCall(transport, documents.ChangeHoldDocument, 'changeHold', 'hold'),
    releaseHold: mutationCall(transport, documents.ReleaseHoldDocument, 'releaseHold', 'hold'),
    hold: queryCall(transport, documents.HoldDocument, 'hold'),
  };
}
