import type { EntityManager } from '@mikro-orm/postgresql';
import { DoorstepError } from '../../shared/errors.ts';
import { DAY } from '../../shared/time.ts';
import { hashOf } from '../auth/tokens.ts';

/** How long an idempotency key is remembered. */
export const IDEMPOTENCY_RETENTION = DAY;
const MAX_KEY_LENGTH = 255;

export interface KeyClaim {
  readonly organizationId: string;
  readonly accessKeyId: string;
  /** Mutation and place in the document, so that two mutations of one document may share a header. */
  readonly operation: string;
  readonly idempotencyKey: string;
  readonly input: unknown;
  readonly now: Date;
}

export type Claimed = { readonly isFirst: true; readonly recordId: string } | { readonly isFirst: false; readonly outcome: unknown };

/**
 * Claims a key inside the mutation's own transaction. A second claim waits for the first to commit or roll back, in the
 * unique index of the table, and then gets the first one's outcome.
 * @throws DoorstepError `IDEMPOTENCY_CONFLICT` when the key was used with another input.
 */
export async function claimKey(em: EntityManager, claim: KeyClaim): Promise<Claimed> {
  if (claim.idempotencyKey.length > MAX_KEY_LENGTH) {
    throw new DoorstepError('BAD_USER_INPUT', `The Idempotency-Key may have at most ${MAX_KEY_LENGTH} characters; this one has ${claim.idempotencyKey.length}.`);
  }
  const recordId = hashOf(JSON.stringify([claim.accessKeyId, claim.operation, claim.idempotencyKey]));
  const inputHash = hashOf(JSON.stringify(claim.input));
  const forgotten = new Date(claim.now.getTime() - IDEMPOTENCY_RETENTION);
  const rows = await em.execute<{ id: string }[]>(
    `insert into idempotency_record (id, organization_id, input_hash, outcome, created_at) values (?, ?, ?, null, ?)
     on conflict (id) do update set input_hash = excluded.input_hash, outcome = null, created_at = excluded.created_at
       where idempotency_record.created_at < ? returning id`,
    [recordId, claim.organizationId, inputHash, claim.now, forgotten],
  );
  if (rows.length > 0) return { isFirst: true, recordId };
  const [known] = await em.execute<{ input_hash: string; outcome: unknown }[]>(
    'select input_hash, outcome from idempotency_record where id = ?',
    [recordId],
  );
  if (known?.input_hash !== inputHash) {
    throw new DoorstepError('IDEMPOTENCY_CONFLICT', 'This Idempotency-Key was already used with another input. Use a new key for a new request, or send the same input again.');
  }
  return { isFirst: false, outcome: known.outcome };
}

/** Keeps the outcome under the claimed key. */
export async function recordOutcome(em: EntityManager, recordId: string, outcome: unknown): Promise<void> {
  await em.execute('update idempotency_record set outcome = ?::jsonb where id = ?', [JSON.stringify(outcome), recordId]);
}
