import { AccessKey } from '../accounts/access-key.entity.ts';
import { HANDED_OFF_BY_DEFAULT, type LinkScope } from '../accounts/link-scope.rules.ts';
import { linkScopesOf } from '../accounts/link-scopes.ts';
import { mintTrackingLink } from '../accounts/mint-tracking-link.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { userError } from '../shared/errors.ts';
import { DAY } from '../shared/time.ts';
import { refusedLink, type TrackingLinkOutcome } from './create-tracking-link.ts';
import { MOST_HANDED_OFF } from './link.rules.ts';

/** Who takes in a parcel needs the link until it is there and asked for. */
const AFTER_THE_WINDOW = 2 * DAY;

export interface HandOffRequest {
  /** Default VIEW and MAP; never more than the giving link has, and never SHARE. */
  readonly scopes?: readonly LinkScope[] | null;
  /** Default and at most two days after the promised window, and never later than the giving link. */
  readonly expiresAt?: Date | null;
}

/**
 * Makes a link of fewer scopes out of the actor's own, for a neighbor who takes the parcel in. It ends with the one it came from.
 * Who got it can't hand it on.
 */
export async function handOffTrackingLink(tx: Transaction, request: HandOffRequest): Promise<TrackingLinkOutcome> {
  const own = tx.actor && (await findOwnLink(tx, tx.actor.keyId));
  const delivery = own && (await tx.em.findOne(Delivery, { id: own.subjectId! }));
  if (!own || !delivery) return refusedLink(userError('NOT_FOUND', 'This key is not the tracking link of a delivery.'));

  const now = tx.clock.now();
  const given = linkScopesOf(own.scopes);
  const scopes = request.scopes ?? HANDED_OFF_BY_DEFAULT.filter((scope) => given.includes(scope));
  const tooMuch = scopes.find((scope) => scope === 'SHARE' || !given.includes(scope));
  if (tooMuch) return refusedLink(userError('INVALID_INPUT', tooMuch === 'SHARE' ? 'A link that was handed off can\'t be handed on: leave SHARE out.' : `Your own link has no ${tooMuch}, so it can't be given. It has ${given.join(', ')}.`, ['scopes']));
  const latest = new Date(Math.min(delivery.windowEnd.getTime() + AFTER_THE_WINDOW, own.expiresAt?.getTime() ?? Infinity));
  const expiresAt = request.expiresAt ?? latest;
  if (expiresAt <= now || expiresAt > latest) {
    return refusedLink(userError('INVALID_INPUT', latest <= now ? 'The time in which this link could be handed off is over.' : `Expected a time to come, at most ${latest.toISOString()}; got ${expiresAt.toISOString()}.`, ['expiresAt']));
  }
  const living = await tx.em.count(AccessKey, { parentId: own.id, revokedAt: null, expiresAt: { $gt: now } });
  if (living >= MOST_HANDED_OFF) return refusedLink(userError('TOO_MANY_LINKS', `At most ${MOST_HANDED_OFF} links handed off from one. Revoke one that is not needed any more.`));
  const trackingKeyId = mintTrackingLink(tx, { deliveryId: delivery.id, retailerId: delivery.retailerId, scopes, expiresAt, parentId: own.id });
  return { trackingKeyId, userErrors: [] };
}

/** The actor's link, its row locked: of several hand-offs at once each sees those before it. */
async function findOwnLink(tx: Transaction, keyId: string): Promise<AccessKey | null> {
  await tx.em.execute('select id from access_key where id = ? for update', [keyId]);
  return tx.em.findOne(AccessKey, { id: keyId, kind: 'TRACKING_LINK' });
}
