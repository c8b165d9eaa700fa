import type { LinkScope } from '../accounts/link-scope.rules.ts';
import { mintTrackingLink } from '../accounts/mint-tracking-link.ts';
import type { Transaction } from '../platform/mutate.ts';
import { findOwnDelivery } from '../promise/find-changeable.ts';
import { userError } from '../shared/errors.ts';
import type { LinkErrorData } from './link.rules.ts';

/** The key of a new link, which `trackingLinkOf` shows; or why there is none. */
export interface TrackingLinkOutcome {
  readonly trackingKeyId: string | null;
  readonly userErrors: LinkErrorData[];
}

export interface TrackingLinkRequest {
  readonly deliveryId: string;
  /** Default all; VIEW is always among them. */
  readonly scopes?: readonly LinkScope[] | null;
  /** Default and at most 90 days from now. */
  readonly expiresAt?: Date | null;
}

/** Another tracking link of a delivery; those there are stay good. */
export async function createTrackingLink(tx: Transaction, { deliveryId, scopes, expiresAt }: TrackingLinkRequest): Promise<TrackingLinkOutcome> {
  if (expiresAt && expiresAt <= tx.clock.now()) return refusedLink(userError('INVALID_INPUT', `Expected a time to come, got ${expiresAt.toISOString()}.`, ['expiresAt']));
  const delivery = await findOwnDelivery(tx, deliveryId);
  if (!delivery) return refusedLink(userError('NOT_FOUND', `There is no delivery ${deliveryId}.`, ['deliveryId']));
  const trackingKeyId = mintTrackingLink(tx, { deliveryId, retailerId: delivery.retailerId, ...(scopes && { scopes }), ...(expiresAt && { expiresAt }) });
  return { trackingKeyId, userErrors: [] };
}

export function refusedLink(...userErrors: LinkErrorData[]): TrackingLinkOutcome {
  return { trackingKeyId: null, userErrors };
}
