import { ServiceLevel } from '../network/service-level.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { saveDayPlan } from '../routes/change-day-plan.ts';
import { userError } from '../shared/errors.ts';
import { SECOND } from '../shared/time.ts';
import { HOLD_EVENT } from './hold.events.ts';
import { extendedUntil } from './hold-policy.rules.ts';
import { refusedHold, type HoldOutcome } from './hold-window.ts';
import { lockHold, type LockedHold } from './lock-hold.ts';
import { isBeforeCutoff } from './window.rules.ts';

/** Keeps a held place for its lifetime again, from now on, as often and as long as the server's policy allows and until the window's cut-off. */
export async function extendHold(tx: Transaction, { holdId }: { readonly holdId: string }): Promise<HoldOutcome> {
  const locked = await lockHold(tx, holdId);
  if ('code' in locked) return refusedHold(locked);
  const { hold, plan, visit } = locked;
  const until = extendedUntil(hold, tx.ports.holdPolicy, plan.now);
  if (!until) return refusedHold(userError('NOT_EXTENDABLE', `This hold was extended as often and as long as it can be; it ends at ${hold.expiresAt.toISOString()}. Confirm it by then.`, ['holdId']));
  if (!(await isStillSold(tx, locked))) return refusedHold(userError('NOT_EXTENDABLE', `It is too late to order for this window; what is held stays until ${hold.expiresAt.toISOString()}. Confirm it by then.`, ['holdId']));
  plan.assignStop(visit.id, { holdId, deliveryId: null, holdExpiresAt: until.getTime() / SECOND });
  await saveDayPlan(tx, plan, 'EXTENDED');
  hold.expiresAt = until;
  hold.extensions += 1;
  tx.emit({ type: HOLD_EVENT.extended, subjectId: holdId, retailerId: hold.retailerId, occurredAt: plan.now, data: { expiresAt: until.toISOString() } });
  return { holdId, userErrors: [] };
}

async function isStillSold(tx: Transaction, { hold, plan }: LockedHold): Promise<boolean> {
  const level = await tx.em.findOne(ServiceLevel, { id: hold.serviceLevelId });
  return level !== null && isBeforeCutoff(level, plan, hold.windowStart);
}
