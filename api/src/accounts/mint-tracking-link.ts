import { derivedToken } from '../platform/auth/tokens.ts';
import type { Server } from '../platform/context.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { DAY } from '../shared/time.ts';
import { newAccessKey } from './new-access-key.ts';

/** A delivery is promised two weeks ahead at most; after that its story may be looked at for a while. */
const LIFETIME = 90 * DAY;

/** What a recipient gets: the token, and the page that reads it. */
export interface TrackingLinkData {
  readonly token: string;
  readonly url: string;
}

/**
 * Makes a tracking link of one delivery, for the transaction to commit.
 * @returns the id of its key. Put that into the outcome, and show `trackingLinkOf(server, keyId)`: the same at each replay, and stored nowhere.
 */
export function mintTrackingLink(tx: Pick<Transaction, 'server' | 'em' | 'clock' | 'organizationId'>, deliveryId: string, retailerId: string): string {
  const id = newId('accessKey');
  const createdAt = tx.clock.now();
  tx.em.persist(
    newAccessKey({
      id,
      organizationId: tx.organizationId,
      retailerId,
      kind: 'TRACKING_LINK',
      name: 'Tracking link',
      token: trackingToken(tx.server, id),
      subjectId: deliveryId,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + LIFETIME),
    }),
  );
  return id;
}

/** The link that belongs to a key made by `mintTrackingLink`. */
export function trackingLinkOf(server: Pick<Server, 'secret' | 'publicUrl'>, keyId: string): TrackingLinkData {
  const token = trackingToken(server, keyId);
  return { token, url: trackingUrl(server, token) };
}

/** The hosted tracking page. The token is in the fragment, which browsers send to no server and put in no referrer. */
export function trackingUrl(server: Pick<Server, 'publicUrl'>, token: string): string {
  return `${server.publicUrl}/t/#${token}`;
}

function trackingToken(server: Pick<Server, 'secret'>, keyId: string): string {
  return derivedToken('TRACKING_LINK', keyId, server.secret);
}
