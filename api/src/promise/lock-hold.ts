import type { Transaction } from '../platform/mutate.ts';
import { openDayPlan } from '../routes/change-day-plan.ts';
import type { DayPlanDraft } from '../routes/day-plan-draft.ts';
import type { PlannedVisit } from '../routes/plan-picture.rules.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { Hold } from './hold.entity.ts';
import { holdStateAt } from './hold.rules.ts';

/** A hold that still holds, its plan under lock, and its stop there. */
export interface LockedHold {
  readonly hold: Hold;
  readonly plan: DayPlanDraft;
  readonly visit: PlannedVisit;
}

type NotHeld = UserErrorData<'NOT_FOUND' | 'HOLD_EXPIRED' | 'HOLD_NOT_HELD'>;

/** Finds a hold of the actor's retailer, locks its day plan, and makes sure that it still holds then. */
export async function lockHold(tx: Transaction, holdId: string): Promise<LockedHold | NotHeld> {
  const retailerId = tx.actor?.retailerId ?? null;
  const hold = await tx.em.findOne(Hold, { id: holdId, ...(retailerId !== null && { retailerId }) });
  const plan = hold && (await openDayPlan(tx, hold));
  if (!hold || !plan) return userError('NOT_FOUND', `There is no hold ${holdId}.`, ['holdId']);
  const visit = await findHeld(tx, plan, hold);
  return 'code' in visit ? visit : { hold, plan, visit };
}

/** The stop of a hold in the plan it was found with, which is locked now; or why it holds no more. */
export async function findHeld(tx: Transaction, plan: DayPlanDraft, hold: Hold): Promise<PlannedVisit | NotHeld> {
  // Every change of a hold happens under the lock of its plan, so this reading is final.
  await tx.em.refresh(hold);
  const state = holdStateAt(hold, plan.now);
  if (state === 'CONFIRMED' || state === 'RELEASED') return userError('HOLD_NOT_HELD', `This hold was ${state.toLowerCase()} already. Hold a window again.`, ['holdId']);
  if (hold.dayPlanId !== plan.id) return userError('HOLD_NOT_HELD', 'This hold was moved to another day at the same moment. Look at it again.', ['holdId']);
  const visit = plan.find((stop) => stop.holdId === hold.id)?.visit;
  if (state === 'EXPIRED' || !visit) return userError('HOLD_EXPIRED', `This hold expired at ${hold.expiresAt.toISOString()}. Hold a window again.`, ['holdId']);
  return visit;
}
