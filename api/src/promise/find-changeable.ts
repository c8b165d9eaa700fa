import type { EntityManager } from '@mikro-orm/postgresql';
import { DEFAULT_RESCHEDULE_POLICY, type ReschedulePolicyData } from '../accounts/reschedule-policy.rules.ts';
import { Retailer } from '../accounts/retailer.entity.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import type { Actor } from '../platform/auth/actor.ts';
import type { Transaction } from '../platform/mutate.ts';

/** A delivery of the organization, and of the actor's retailer where the actor is bound to one. */
export function findOwnDelivery(tx: Pick<Transaction, 'em' | 'actor'>, deliveryId: string): Promise<Delivery | null> {
  const retailerId = tx.actor?.retailerId ?? null;
  return tx.em.findOne(Delivery, { id: deliveryId, ...(retailerId !== null && { retailerId }) });
}

/** A delivery with the terms on which whoever asks may change it. */
export interface Changeable {
  readonly delivery: Delivery;
  readonly policy: ReschedulePolicyData;
  /** The courier itself. */
  readonly isCourier: boolean;
  /** The holder of a tracking link. */
  readonly isRecipient: boolean;
}

/**
 * The delivery that the actor may change: of a tracking link its own, whatever id is given or none; of a retailer's key one of that
 * retailer; of the courier's any. Undefined alike for what is not there and what is not theirs.
 */
export async function findChangeable(em: EntityManager, actor: Actor | null, deliveryId: string | null | undefined): Promise<Changeable | undefined> {
  if (!actor) return undefined;
  const { subjectId } = actor;
  const isRecipient = actor.kind === 'TRACKING_LINK';
  if (isRecipient && deliveryId != null && deliveryId !== subjectId) return undefined;
  const id = isRecipient ? subjectId : deliveryId;
  const delivery = id == null ? null : await findOwnDelivery({ em, actor }, id);
  if (!delivery) return undefined;
  const retailer = await em.findOneOrFail(Retailer, { id: delivery.retailerId });
  return { delivery, policy: retailer.reschedulePolicy ?? DEFAULT_RESCHEDULE_POLICY, isCourier: actor.retailerId === null, isRecipient };
}
