import { createHash } from 'node:crypto';
import type { Transaction } from '../platform/mutate.ts';
import type { DayPlanDraft } from '../routes/day-plan-draft.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { DEFAULT_HOLD_CAPS, findCapReached, type OpenHolds } from './hold-caps.rules.ts';
import type {} from './hold-policy.port.ts';

const OPEN_HOLDS = `
  select count(*) filter (where quote_hash = ?)::int as "ofQuote", count(*) filter (where access_key_id = ?)::int as "ofKey",
    count(*) filter (where access_key_id = ? and day_plan_id = ?)::int as "ofKeyThatDay", count(*)::int as "ofRetailer"
  from hold where retailer_id = ? and state = 'HELD' and expires_at > ? and id <> ?`;

const HASH_CHARACTERS = 22;

/** What a hold remembers of its quote: enough to know it again. */
export function quoteHashOf(quote: string): string {
  return createHash('sha256').update(quote).digest('base64url').slice(0, HASH_CHARACTERS);
}

export interface HoldClaim {
  readonly quote: string;
  readonly retailerId: string;
  /** A hold that is to be changed does not count against itself. */
  readonly holdId?: string;
}

/**
 * Refuses one more hold where a cap of open ones is reached. Under the lock of the day's plan the count of that day is exact; those over
 * several days may be passed by as many as are taken at the same moment on other days.
 */
export async function findTooManyHolds(tx: Transaction, plan: DayPlanDraft, { quote, retailerId, holdId }: HoldClaim): Promise<UserErrorData<'TOO_MANY_HOLDS'> | undefined> {
  const keyId = tx.actor?.keyId ?? null;
  const [open] = await tx.em.execute<OpenHolds[]>(OPEN_HOLDS, [quoteHashOf(quote), keyId, keyId, plan.id, retailerId, plan.now, holdId ?? '']);
  const reached = findCapReached(open!, {
    caps: { ...DEFAULT_HOLD_CAPS, ...tx.ports.holdPolicy.caps },
    vans: plan.routes.length,
    isPublishable: tx.actor?.kind === 'PUBLISHABLE_KEY',
  });
  return reached === undefined ? undefined : userError('TOO_MANY_HOLDS', reached, ['quote']);
}
