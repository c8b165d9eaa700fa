import { AccessKey } from '../accounts/access-key.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { userError } from '../shared/errors.ts';
import type { LinkErrorData } from './link.rules.ts';

/** The links that were ended, the one asked for first; or why none was. Afterwards call `forgetKey` for each. */
export interface RevokedLinks {
  readonly linkIds: readonly string[];
  readonly userErrors: LinkErrorData[];
}

/** Ends a link and those handed off from it. A link ends only what was handed off from it; a retailer's or courier's key any of its own. */
export async function revokeTrackingLink(tx: Transaction, { linkId }: { readonly linkId: string }): Promise<RevokedLinks> {
  const { actor } = tx;
  const mine = actor?.kind === 'TRACKING_LINK' ? { parentId: actor.keyId } : actor?.retailerId != null ? { retailerId: actor.retailerId } : {};
  const link = await tx.em.findOne(AccessKey, { id: linkId, kind: 'TRACKING_LINK', ...mine });
  if (!link) return { linkIds: [], userErrors: [userError('NOT_FOUND', `There is no tracking link ${linkId}.`, ['linkId'])] };
  const ended = [link, ...(await tx.em.find(AccessKey, { parentId: link.id }))];
  for (const each of ended) each.revokedAt ??= tx.clock.now();
  return { linkIds: ended.map(({ id }) => id), userErrors: [] };
}
