import { timingSafeEqual } from 'node:crypto';
import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import { Event } from '../platform/outbox/event.entity.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { depositDelivery } from './deposit-delivery.ts';
import { WRONG_PIN } from './dispatch.events.ts';
import type { DriverErrorCode } from './driver-error.rules.ts';
import { endedVisit, findUploadFault, openVisit, proofDataOf, recordAttempt, refusedVisit, type OpenVisit, type VisitInput, type VisitOutcome } from './end-visit.ts';
import { finishRouteWhenDone } from './finish-route.ts';
import { findProofFault, MAX_WRONG_PINS, type ProofInputData } from './proof.rules.ts';

export interface CompleteInput extends VisitInput {
  readonly proof: ProofInputData;
}

/** Hands a delivery over, with the proof it needs; one for a pickup point waits there then. Done twice it is done once. */
export async function completeDelivery(tx: Transaction, input: CompleteInput): Promise<VisitOutcome> {
  const { proof, position } = input;
  const visit = await openVisit(tx, input, 'DELIVERED');
  if (visit === 'done') return endedVisit({ id: input.deliveryId });
  if ('code' in visit) return refusedVisit(visit);
  const { delivery, route, happenedAt } = visit;
  // A pickup point checks who fetches it: what needs the recipient is asked for there.
  const needs = delivery.pickupPointId ? [] : delivery.handlingNeeds;
  const needsPin = needs.includes('PIN');
  const fault = findProofFault(needs, proof) ?? (await findUploadFault(tx, proof)) ?? (needsPin ? await findPinFault(tx, visit, proof.pin ?? '') : undefined);
  if (fault) return refusedVisit(fault);

  const attemptId = recordAttempt(tx, visit, {
    outcome: 'DELIVERED', reason: null, note: proof.note ?? null, position: position ?? null, proof: proofDataOf(proof, needsPin),
  });
  if (delivery.pickupPointId) {
    await depositDelivery(tx, visit, { attemptId, position: position ?? null });
  } else {
    moveDelivery(tx, delivery, 'DELIVERED', { occurredAt: happenedAt, position: position ?? null, data: { routeId: route.id, attemptId, place: proof.place } });
  }
  await finishRouteWhenDone(tx, route);
  return endedVisit(delivery);
}

/** Checks the PIN. A wrong one is kept as an event, so that guessing is limited and seen; it is all that such a refusal leaves. */
async function findPinFault(tx: Transaction, { delivery, route }: OpenVisit, pin: string): Promise<UserErrorData<DriverErrorCode> | undefined> {
  const wrong = await tx.em.count(Event, { subjectId: delivery.id, type: WRONG_PIN, data: { routeId: route.id } });
  if (wrong >= MAX_WRONG_PINS) {
    return userError('WRONG_PIN', `${MAX_WRONG_PINS} wrong PINs were told; no more are taken. Fail the attempt, or ask the dispatcher.`, ['proof', 'pin']);
  }
  const [given, right] = [Buffer.from(pin), Buffer.from(delivery.pin ?? '')];
  if (right.length > 0 && given.length === right.length && timingSafeEqual(given, right)) return undefined;
  tx.emit({ type: WRONG_PIN, subjectId: delivery.id, retailerId: delivery.retailerId, data: { routeId: route.id } });
  const left = MAX_WRONG_PINS - wrong - 1;
  return userError('WRONG_PIN', `This is not the PIN of this delivery; ${left} ${left === 1 ? 'try' : 'tries'} left.`, ['proof', 'pin']);
}
