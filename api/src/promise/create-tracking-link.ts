import { mintTrackingLink } from '../accounts/mint-tracking-link.ts';
import type { Transaction } from '../platform/mutate.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { findOwnDelivery } from './cancel-delivery.ts';
import type { OrderErrorCode } from './hold.rules.ts';

/** The key of a new link, which `trackingLinkOf` shows; or why there is none. */
export interface TrackingLinkOutcome {
  readonly trackingKeyId: string | null;
  readonly userErrors: UserErrorData<OrderErrorCode>[];
}

/** Another tracking link of a delivery; those there are stay good. */
export async function createTrackingLink(tx: Transaction, { deliveryId }: { readonly deliveryId: string }): Promise<TrackingLinkOutcome> {
  const delivery = await findOwnDelivery(tx, deliveryId);
  if (!delivery) return { trackingKeyId: null, userErrors: [userError('NOT_FOUND', `There is no delivery ${deliveryId}.`, ['deliveryId'])] };
  return { trackingKeyId: mintTrackingLink(tx, deliveryId, delivery.retailerId), userErrors: [] };
}
