import type { Transaction } from '../platform/mutate.ts';
import { saveDayPlan } from '../routes/change-day-plan.ts';
import { HOLD_EVENT } from './hold.events.ts';
import type { HoldOutcome } from './hold-window.ts';
import { lockHold } from './lock-hold.ts';

/** Lets a held place go at once. */
export async function releaseHold(tx: Transaction, { holdId }: { readonly holdId: string }): Promise<HoldOutcome> {
  const locked = await lockHold(tx, holdId);
  if ('code' in locked) return { holdId: null, userErrors: [locked] };
  const { hold, plan, visit } = locked;
  await plan.remove(visit.id);
  await saveDayPlan(tx, plan, 'RELEASED');
  hold.state = 'RELEASED';
  tx.emit({ type: HOLD_EVENT.released, subjectId: holdId, retailerId: hold.retailerId });
  return { holdId, userErrors: [] };
}
