import { mutationCall, queryCall, subscriptionCall, type MutationCall, type QueryCall } from './call.ts';
import { readPersisted } from './document.ts';
import {
  ChangeInstructionsDocument, DeliveryTrackingDocument, GetDeliveryTrackingDocument, GetTrackingLinkDocument, HandOffTrackingLinkDocument,
  RebookDeliveryDocument, RecipientCancelDocument, RecipientRescheduleDocument, RecipientRescheduleQuoteDocument, RevealAddressDocument,
  RevokeTrackingLinkDocument,
} from './generated/persisted.ts';
import type {
  CancelDeliveryInput, ChangeInstructionsInput, ChangeInstructionsMutation, HandOffTrackingLinkInput, HandOffTrackingLinkMutation,
  RebookDeliveryInput, RebookDeliveryMutation, RecipientCancelMutation, RecipientRescheduleMutation, RecipientRescheduleQuoteQueryVariables,
  RescheduleDeliveryInput, RevealAddressInput, RevealAddressMutation, RevokeTrackingLinkInput, RevokeTrackingLinkMutation,
} from './generated/types.ts';
import { browserKey, checkedKey, socketEndpoint, type NotSecret, type SubscriptionOptions, type TransportOptions } from './options.ts';
import { createSocket } from './socket.ts';
import type { SubscribeOptions } from './subscribe.ts';
import { createTransport, type RequestOptions } from './transport.ts';
import type { DeliveryTracking, RescheduleQuote, TrackingLinkDetails } from './types.ts';

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
  /** Other windows for the delivery, each with its fee or refund, and what calling it off would cost; null when the link has ended. */
  readonly rescheduleQuote: QueryCall<RecipientRescheduleQuoteQueryVariables, RescheduleQuote | null>;
  /** Moves the delivery to an option of its `rescheduleQuote`, also after a failed attempt. Refused with `WINDOW_GONE`, the payload has `alternatives`. */
  readonly rescheduleDelivery: MutationCall<
    Omit<RescheduleDeliveryInput, 'deliveryId'>, RecipientRescheduleMutation['rescheduleDelivery'], 'tracking' | 'fee'
  >;
  /** Calls the delivery off while it is not on a van, where the shop allows it. */
  readonly cancelDelivery: MutationCall<Omit<CancelDeliveryInput, 'deliveryId'>, RecipientCancelMutation['cancelDelivery'], 'tracking' | 'fee'>;
  /** Moves a failed delivery to a window of its `reattempt` offer. Refused with `WINDOW_GONE`, the payload has `alternatives`. */
  readonly rebookDelivery: MutationCall<RebookDeliveryInput, RebookDeliveryMutation['rebookDelivery'], 'tracking'>;
  /** The link itself: what it may do, when it was looked through, and what was handed off from it; null when it has ended. */
  readonly getTrackingLink: (options?: RequestOptions) => Promise<TrackingLinkDetails | null>;
  /** A link of fewer scopes for a neighbor who takes the parcel in; its token is shown this once. Needs `SHARE`. */
  readonly handOffTrackingLink: MutationCall<
    HandOffTrackingLinkInput, HandOffTrackingLinkMutation['handOffTrackingLink'], 'trackingLink'
  >;
  /** Ends a link that was handed off from this one. Needs `SHARE`. */
  readonly revokeTrackingLink: MutationCall<RevokeTrackingLinkInput, RevokeTrackingLinkMutation['revokeTrackingLink'], 'link'>;
  /** The door and what the driver knows of it, for whoever gives its postal code. Five wrong ones in an hour close it. Needs `ADDRESS`. */
  readonly revealAddress: MutationCall<RevealAddressInput, RevealAddressMutation['revealAddress'], 'door'>;
  /** Tells the driver what to know and where to leave it, until the driver is at the door. Needs `INSTRUCTIONS`. */
  readonly changeInstructions: MutationCall<ChangeInstructionsInput, ChangeInstructionsMutation['changeInstructions'], never>;
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
  const getTrackingLink = queryCall(transport, GetTrackingLinkDocument, 'deliveryTracking');
  return {
    getTrackingLink: async (call) => (await getTrackingLink({}, call))?.link ?? null,
    handOffTrackingLink: mutationCall(transport, HandOffTrackingLinkDocument, 'handOffTrackingLink', 'trackingLink'),
    revokeTrackingLink: mutationCall(transport, RevokeTrackingLinkDocument, 'revokeTrackingLink', 'link'),
    revealAddress: mutationCall(transport, RevealAddressDocument, 'revealAddress', 'door'),
    changeInstructions: mutationCall(transport, ChangeInstructionsDocument, 'changeInstructions'),
    getDeliveryTracking: (call) => getDeliveryTracking({}, call),
    deliveryTracking: (call) => deliveryTracking({}, call),
    rescheduleQuote: queryCall(transport, RecipientRescheduleQuoteDocument, 'rescheduleQuote'),
    rescheduleDelivery: mutationCall(transport, RecipientRescheduleDocument, 'rescheduleDelivery', 'tracking', 'fee'),
    cancelDelivery: mutationCall(transport, RecipientCancelDocument, 'cancelDelivery', 'tracking', 'fee'),
    rebookDelivery: mutationCall(transport, RebookDeliveryDocument, 'rebookDelivery', 'tracking'),
    close: socket.close,
  };
}
