import { timingSafeEqual } from 'node:crypto';
import { LockMode } from '@mikro-orm/postgresql';
import { Delivery } from '../orders/delivery.entity.ts';
import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import { Event } from '../platform/outbox/event.entity.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { MINUTE } from '../shared/time.ts';
import { WRONG_COLLECTION_CODE } from './dispatch.events.ts';
import { MAX_CODE_LENGTH, MAX_WRONG_CODES, WRONG_CODES_MINUTES, type CollectErrorCode } from './collect.rules.ts';

export interface CollectData {
  readonly code?: string | null;
  readonly deliveryId?: string | null;
}

/** The delivery that was handed out, or why none was. */
export interface CollectOutcome {
  readonly deliveryId: string | null;
  readonly userErrors: UserErrorData<CollectErrorCode>[];
}

/**
 * Hands out what waits at a pickup point. The point's own key knows the code alone; a key of the organization names the delivery, and may do without the
 * code when its staff looked at a paper. Done twice it is done once.
 */
export async function collectDelivery(tx: Transaction, { code, deliveryId }: CollectData): Promise<CollectOutcome> {
  if (code && code.length > MAX_CODE_LENGTH) return refused('INVALID_INPUT', `Expected at most ${MAX_CODE_LENGTH} characters, got ${code.length}.`, ['code']);
  const pointId = tx.actor?.kind === 'PICKUP_POINT_KEY' ? tx.actor.subjectId : null;
  if (pointId !== null) {
    if (!code || deliveryId) return refused('INVALID_INPUT', 'A pickup point\'s key gives the code that the recipient tells, and no deliveryId.', ['code']);
    return collectByCode(tx, pointId, code);
  }
  if (!deliveryId) return refused('INVALID_INPUT', 'Name the delivery.', ['deliveryId']);
  const delivery = await tx.em.findOne(Delivery, { id: deliveryId, pickupPointId: { $ne: null } }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!delivery) return refused('NOT_FOUND', `There is no delivery ${deliveryId} that is brought to a pickup point.`, ['deliveryId']);
  if (code && !isSame(code, delivery.collectionCode ?? '')) return refused('WRONG_CODE', 'This is not the code of this delivery.', ['code']);
  return handOut(tx, delivery);
}

/** Looks among what waits there, and what was fetched there last, so that a machine may ask again. */
async function collectByCode(tx: Transaction, pickupPointId: string, code: string): Promise<CollectOutcome> {
  const since = new Date(tx.clock.now().getTime() - WRONG_CODES_MINUTES * MINUTE);
  const wrong = await tx.em.count(Event, { subjectId: pickupPointId, type: WRONG_COLLECTION_CODE, recordedAt: { $gt: since } });
  if (wrong >= MAX_WRONG_CODES) return refused('TOO_MANY_TRIES', `${MAX_WRONG_CODES} wrong codes were told here within ${WRONG_CODES_MINUTES} minutes. Wait, or ask the courier.`, ['code']);
  const digits = code.replace(/\D/g, '');
  const found = await tx.em.find(Delivery, { pickupPointId, collectionCode: digits, state: { $in: ['AVAILABLE_FOR_PICKUP', 'COLLECTED'] } }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, limit: 2 });
  const waiting = found.find(({ state }) => state === 'AVAILABLE_FOR_PICKUP') ?? found[0];
  if (waiting) return handOut(tx, waiting);
  tx.emit({ type: WRONG_COLLECTION_CODE, subjectId: pickupPointId, retailerId: null });
  return refused('WRONG_CODE', 'Nothing waits here under this code. Check the digits on the tracking page.', ['code']);
}

function handOut(tx: Transaction, delivery: Delivery): CollectOutcome {
  if (delivery.state === 'COLLECTED') return { deliveryId: delivery.id, userErrors: [] };
  if (delivery.state !== 'AVAILABLE_FOR_PICKUP') return refused('INVALID_STATE', `Only what waits at a pickup point can be collected; this delivery is ${delivery.state}.`, null);
  moveDelivery(tx, delivery, 'COLLECTED', { data: { pickupPointId: delivery.pickupPointId } });
  return { deliveryId: delivery.id, userErrors: [] };
}

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given.replace(/\D/g, '')), Buffer.from(right)];
  return other.length > 0 && one.length === other.length && timingSafeEqual(one, other);
}

function refused(code: CollectErrorCode, message: string, field: string[] | null): CollectOutcome {
  return { deliveryId: null, userErrors: [userError(code, message, field)] };
}
