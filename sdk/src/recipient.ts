import { mutationCall, queryCall, subscriptionCall, type MutationCall } from './call.ts';
import { readPersisted } from './document.ts';
import { DeliveryTrackingDocument, GetDeliveryTrackingDocument, RebookDeliveryDocument } from './generated/persisted.ts';
import type { RebookDeliveryInput, RebookDeliveryMutation } from './generated/types.ts';
import { browserKey, checkedKey, socketEndpoint, type NotSecret, type SubscriptionOptions, type TransportOptions } from './options.ts';
import { createSocket } from './socket.ts';
import type { SubscribeOptions } from './subscribe.ts';
import { createTransport, type RequestOptions } from './transport.ts';
import type { DeliveryTracking } from './types.ts';

const SECOND = 1000;

/** How a tracking page talks to the server. Tries are shorter than on servers: 10,000 ms each, 30,000 ms in all. */
export interface RecipientOptions extends Omit<TransportOptions, 'key'>, SubscriptionOptions {
  /** The token of a tracking link; it names the one delivery that can be seen. */
  readonly trackingToken: string;
}

/** What the holder of a tracking link can do. */
export interface Recipient {
  /** Where the delivery stands now; null when the link has ended. */
  readonly getDeliveryTracking: (options?: RequestOptions) => Promise<DeliveryTracking | null>;
  /** Where the delivery stands now, then at every change; a slow loop gets the newest. */
  readonly deliveryTracking: (options?: SubscribeOptions) => AsyncIterableIterator<DeliveryTracking, undefined, undefined>;
  /** Moves a failed delivery to a window of its `reattempt` offer. Refused with `WINDOW_GONE`, the payload has `alternatives`. */
  readonly rebookDelivery: MutationCall<RebookDeliveryInput, RebookDeliveryMutation['rebookDelivery'], 'tracking'>;
  /** Ends all subscriptions and closes the socket. */
  readonly close: () => void;
}

/** A client for a tracking page. Throws `InvalidRequestError` when an option is unusable or the token is a secret key. */
export function createRecipient<const Token extends string>(
  { trackingToken, ...rest }: RecipientOptions & { readonly trackingToken: NotSecret<Token> },
): Recipient {
  const options = {
    ...rest,
    attemptTimeoutMs: rest.attemptTimeoutMs ?? 10 * SECOND,
    timeoutMs: rest.timeoutMs ?? 30 * SECOND,
    key: browserKey(checkedKey(trackingToken)),
  };
  const transport = createTransport(options, readPersisted);
  const socket = createSocket({ ...options, url: socketEndpoint(options) });
  const getDeliveryTracking = queryCall(transport, GetDeliveryTrackingDocument, 'deliveryTracking');
  const deliveryTracking = subscriptionCall(socket, DeliveryTrackingDocument, 'deliveryTracking', { keep: 'latest', read: readPersisted });
  return {
    getDeliveryTracking: (call) => getDeliveryTracking({}, call),
    deliveryTracking: (call) => deliveryTracking({}, call),
    rebookDelivery: mutationCall(transport, RebookDeliveryDocument, 'rebookDelivery', 'tracking'),
    close: socket.close,
  };
}
