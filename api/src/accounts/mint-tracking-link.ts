import { derivedToken } from '../platform/auth/tokens.ts';
import type { Server } from '../platform/context.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { DAY } from '../shared/time.ts';
import type { LinkScope } from './link-scope.rules.ts';
import { keyScopesOf } from './link-scopes.ts';
import { newAccessKey } from './new-access-key.ts';

/** A delivery is promised two weeks ahead at most; after that its story may be looked at for a while. */
export const LINK_LIFETIME = 90 * DAY;

/** What a recipient gets: the token, and the page that reads it. */
export interface TrackingLinkData {
  readonly token: string;
  readonly url: string;
}

/** What a new link is for; without anything else it may do all that a link can, for 90 days. */
export interface NewTrackingLink {
  readonly deliveryId: string;
  readonly retailerId: string;
  readonly scopes?: readonly LinkScope[];
  /** Never later than 90 days from now. */
  readonly expiresAt?: Date | null;
  /** The link it was handed off from. */
  readonly parentId?: string;
}

/**
 * Makes a tracking link of one delivery, for the transaction to commit.
 * @returns the id of its key. Put that into the outcome, and show `trackingLinkOf(server, keyId)`: the same at each replay, and stored nowhere.
 */
export function mintTrackingLink(tx: Pick<Transaction, 'server' | 'em' | 'clock' | 'organizationId'>, { deliveryId, retailerId, scopes, expiresAt, parentId }: NewTrackingLink): string {
  const id = newId('accessKey');
  const createdAt = tx.clock.now();
  const latest = createdAt.getTime() + LINK_LIFETIME;
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
      expiresAt: new Date(Math.min(expiresAt?.getTime() ?? latest, latest)),
      ...(scopes && { scopes: keyScopesOf(scopes) }),
      ...(parentId !== undefined && { parentId }),
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
