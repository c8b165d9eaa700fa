import { AccessKey } from '../accounts/access-key.entity.ts';
import type { IssueToken } from '../accounts/issue-tokens.ts';
import { newAccessKey } from '../accounts/new-access-key.ts';
import { notFound, type SetupErrorData } from '../accounts/setup-error.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { PickupPoint } from './pickup-point.entity.ts';

export interface CreatePickupPointKeyOutcome {
  readonly keyId: string | null;
  readonly userErrors: SetupErrorData[];
}

/** Makes a key for the machine or counter of a pickup point: it collects what waits there by its code, and sees nothing else. The one before it ends. */
export async function createPickupPointKey(tx: Transaction, { pickupPointId }: { readonly pickupPointId: string }, issueToken: IssueToken): Promise<CreatePickupPointKeyOutcome> {
  const point = await tx.em.findOne(PickupPoint, { id: pickupPointId });
  if (!point) return { keyId: null, userErrors: [notFound(['pickupPointId'], 'There is no such pickup point. Take an id from the query "pickupPoints".')] };
  const createdAt = tx.clock.now();
  await tx.em.nativeUpdate(AccessKey, { kind: 'PICKUP_POINT_KEY', subjectId: point.id, revokedAt: null }, { revokedAt: createdAt });
  const keyId = newId('accessKey');
  tx.em.persist(
    newAccessKey({
      id: keyId,
      organizationId: tx.organizationId,
      retailerId: null,
      kind: 'PICKUP_POINT_KEY',
      name: `Pickup point ${point.name}`,
      token: issueToken('PICKUP_POINT_KEY', keyId),
      subjectId: point.id,
      createdAt,
    }),
  );
  return { keyId, userErrors: [] };
}
