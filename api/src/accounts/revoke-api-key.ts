import type { Transaction } from '../platform/mutate.ts';
import { AccessKey } from './access-key.entity.ts';
import { API_KEY_ACTORS } from './api-key.rules.ts';
import { invalid, made, notFound, refused, type SetupOutcome } from './setup-error.rules.ts';

export interface RevokeApiKeyData {
  readonly apiKeyId: string;
}

/** Ends a key for good; one that was revoked before stays as it is. Afterwards call `forgetKey`. */
export async function revokeApiKey(tx: Transaction, { apiKeyId }: RevokeApiKeyData): Promise<SetupOutcome> {
  const key = await tx.em.findOne(AccessKey, { id: apiKeyId, kind: { $in: [...API_KEY_ACTORS] } });
  if (!key) return refused(notFound(['apiKeyId'], 'There is no such key. Take an id from the query "apiKeys".'));
  if (key.id === tx.actor?.keyId) return refused(invalid(['apiKeyId'], 'A key cannot revoke itself, or an organization might lock itself out. Make another secret key and revoke this one with it.'));
  key.revokedAt ??= tx.clock.now();
  return made(key.id);
}
