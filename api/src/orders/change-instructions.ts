import type { Transaction } from '../platform/mutate.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { Delivery } from './delivery.entity.ts';
import { DELIVERY_EVENT } from './delivery.events.ts';
import { canChangeInstructions, MAX_INSTRUCTIONS, MAX_SAFE_PLACE } from './delivery.rules.ts';

export interface InstructionsRequest {
  /** Not needed with a tracking link. */
  readonly deliveryId?: string | null;
  /** Null: leave as they are; empty: none. */
  readonly instructions?: string | null;
  readonly safePlace?: string | null;
}

/** Which delivery has them now, or why they were refused. */
export interface InstructionsOutcome {
  readonly deliveryId: string | null;
  readonly userErrors: UserErrorData<'NOT_FOUND' | 'INVALID_INPUT' | 'INVALID_STATE'>[];
}

/** What the driver should know, and where the parcel may be left; until the driver is at the door. The event tells that they changed, not what they say. */
export async function changeInstructions(tx: Transaction, { deliveryId, instructions, safePlace }: InstructionsRequest): Promise<InstructionsOutcome> {
  const bounds = [[instructions, 'instructions', MAX_INSTRUCTIONS], [safePlace, 'safePlace', MAX_SAFE_PLACE]] as const;
  for (const [text, field, most] of bounds) {
    if (text && text.length > most) return refused(userError('INVALID_INPUT', `Expected at most ${most} characters, got ${text.length}.`, [field]));
  }
  const ownId = tx.actor?.kind === 'TRACKING_LINK' ? tx.actor.subjectId : null;
  const id = ownId ?? deliveryId;
  if (ownId && deliveryId && deliveryId !== ownId) return notFound(deliveryId);
  if (!id) return refused(userError('INVALID_INPUT', 'Which delivery? Only a tracking link may leave this out.', ['deliveryId']));
  await tx.em.execute('select id from delivery where id = ? for update', [id]);
  const delivery = await tx.em.findOne(Delivery, { id });
  if (!delivery) return notFound(id);
  if (!canChangeInstructions(delivery.state)) return refused(userError('INVALID_STATE', `Instructions can be changed until the driver is at the door; this delivery is ${delivery.state}.`));
  const next = { instructions: textOf(instructions, delivery.instructions), safePlace: textOf(safePlace, delivery.safePlace) };
  if (next.instructions === (delivery.instructions ?? null) && next.safePlace === (delivery.safePlace ?? null)) return { deliveryId: id, userErrors: [] };
  Object.assign(delivery, next, { updatedAt: tx.clock.now() });
  tx.emit({ type: DELIVERY_EVENT.instructionsChanged, subjectId: id, retailerId: delivery.retailerId });
  return { deliveryId: id, userErrors: [] };
}

function textOf(given: string | null | undefined, before: string | null | undefined): string | null {
  return given == null ? (before ?? null) : given.trim() || null;
}

function notFound(id: string): InstructionsOutcome {
  return refused(userError('NOT_FOUND', `There is no delivery ${id}.`, ['deliveryId']));
}

function refused(error: InstructionsOutcome['userErrors'][number]): InstructionsOutcome {
  return { deliveryId: null, userErrors: [error] };
}
