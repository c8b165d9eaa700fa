import { readPersisted } from './document.ts';
import {
  ChangeHoldDocument, DeliveryOptionsDocument, ExtendHoldDocument, HoldDeliveryOptionDocument, HoldDocument, ReleaseHoldDocument,
} from './generated/persisted.ts';
import { checkoutOperations, type CheckoutOperations } from './operations/checkout.ts';
import { browserKey, checkedKey, type NotSecret, type TransportOptions } from './options.ts';
import { createTransport } from './transport.ts';

const SECOND = 1000;

/** How a shop's page talks to the server. A shopper waits, so tries are shorter: 10,000 ms each, 30,000 ms in all. */
export interface StorefrontOptions extends Omit<TransportOptions, 'key'> {
  /** A retailer's `pk_…`, used from one of its allowed origins. */
  readonly publishableKey: string;
}

/** What a shop's page can do. */
export type Storefront = CheckoutOperations;

/** A client for a shop's page. Throws `InvalidRequestError` when an option is unusable or the key is a secret one. */
export function createStorefront<const Key extends string>(
  { publishableKey, ...options }: StorefrontOptions & { readonly publishableKey: NotSecret<Key> },
): Storefront {
  return checkoutOperations(
    createTransport(
      {
        ...options,
        attemptTimeoutMs: options.attemptTimeoutMs ?? 10 * SECOND,
        timeoutMs: options.timeoutMs ?? 30 * SECOND,
        key: browserKey(checkedKey(publishableKey)),
      },
      readPersisted,
    ),
    { ChangeHoldDocument, DeliveryOptionsDocument, ExtendHoldDocument, HoldDeliveryOptionDocument, HoldDocument, ReleaseHoldDocument },
  );
}
