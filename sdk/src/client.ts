import { readText, type TypedDocument } from './document.ts';
import * as documents from './generated/documents.ts';
import { checkoutOperations, type CheckoutOperations } from './operations/checkout.ts';
import { orderOperations, type OrderOperations } from './operations/orders.ts';
import { planningOperations, type PlanningOperations } from './operations/planning.ts';
import { setupOperations, type SetupOperations } from './operations/setup.ts';
import { trackingOperations, type TrackingOperations } from './operations/tracking.ts';
import { checkedKey, serverKey, socketEndpoint, type SubscriptionOptions, type TransportOptions } from './options.ts';
import { createSocket } from './socket.ts';
import { subscription, type KeepEvery, type KeepLatest, type SubscribeOptions } from './subscribe.ts';
import { createTransport, type Transport } from './transport.ts';

/** How `createDoorstep` talks to the server. */
export interface DoorstepOptions extends Omit<TransportOptions, 'key'>, SubscriptionOptions {
  /** `sk_…`, of the organization or of one of its retailers; from the environment, never from the code. */
  readonly secretKey: string;
}

/** Everything a server can do, one function per operation. What the key may not do is refused with `PermissionError`. */
export interface Doorstep extends CheckoutOperations, OrderOperations, PlanningOperations, TrackingOperations, SetupOperations {
  /** Sends your own document as one request and gives its `data`; typed when the document is. User errors are not thrown. */
  readonly request: Transport['request'];
  /**
   * Follows your own subscription; yields its `data`. Say what a slow loop gets: `{ keep: 'latest' }` for states,
   * `{ keep: 'every', cursor }` for feeds, where `cursor` takes the resume point out of `data`.
   */
  readonly subscribe: <Result, Variables>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
    options: SubscribeOptions & (KeepLatest | KeepEvery<Result>),
  ) => AsyncIterableIterator<Result, undefined, undefined>;
  /** Ends all subscriptions and closes the socket. Requests are not touched; the client can be used again. */
  readonly close: () => void;
}

/**
 * A client for servers: shops, back offices, partners. Opens nothing before the first call. Throws `InvalidRequestError`
 * when `url` or `secretKey` is unusable, or when it finds itself in a page: for pages and apps there is `@doorstep/sdk/browser`.
 */
export function createDoorstep({ secretKey, ...settings }: DoorstepOptions): Doorstep {
  const options = { ...settings, key: serverKey(checkedKey(secretKey)) };
  const transport = createTransport(options, readText);
  const socket = createSocket({ ...options, url: socketEndpoint(options) });
  return {
    ...checkoutOperations(transport, documents),
    ...orderOperations(transport),
    ...planningOperations(transport),
    ...trackingOperations(transport, socket),
    ...setupOperations(transport),
    request: transport.request,
    subscribe: (document, variables, rest) =>
      // What comes for a document is what its type says, as with requests.
      subscription(socket, { ...rest, document, read: readText, variables, select: (data) => data as never, mode: rest }),
    close: socket.close,
  };
}
