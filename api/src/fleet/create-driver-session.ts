import type { IssueToken } from '../accounts/issue-tokens.ts';
import { newAccessKey } from '../accounts/new-access-key.ts';
import { notFound, type SetupErrorData } from '../accounts/setup-error.rules.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { DAY } from '../shared/time.ts';
import { Driver } from './driver.entity.ts';

/** A working day with its night: a lost phone is harmless by tomorrow. */
const LIFETIME = DAY;

export interface CreateDriverSessionOutcome {
  readonly keyId: string | null;
  /** ISO 8601. */
  readonly expiresAt: string | null;
  readonly userErrors: SetupErrorData[];
}

/** Signs a driver's device in for 24 hours. */
export async function createDriverSession(tx: Transaction, { driverId }: { readonly driverId: string }, issueToken: IssueToken): Promise<CreateDriverSessionOutcome> {
  const driver = await tx.em.findOne(Driver, { id: driverId });
  if (!driver) return { keyId: null, expiresAt: null, userErrors: [notFound(['driverId'], 'There is no such driver. Take an id from the query "drivers".')] };
  const keyId = newId('accessKey');
  const createdAt = tx.clock.now();
  const expiresAt = new Date(createdAt.getTime() + LIFETIME);
  tx.em.persist(
    newAccessKey({
      id: keyId,
      organizationId: tx.organizationId,
      retailerId: null,
      kind: 'DRIVER_SESSION',
      name: 'Driver session',
      token: issueToken('DRIVER_SESSION', keyId),
      subjectId: driverId,
      createdAt,
      expiresAt,
    }),
  );
  return { keyId, expiresAt: expiresAt.toISOString(), userErrors: [] };
}
