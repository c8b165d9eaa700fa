import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import { FAILURE_RULES, type FailureReason } from './attempt.rules.ts';
import { endedVisit, findUploadFault, openVisit, proofDataOf, recordAttempt, refusedVisit, type VisitInput, type VisitOutcome } from './end-visit.ts';
import { finishRouteWhenDone } from './finish-route.ts';
import { findFailureFault, type ProofInputData } from './proof.rules.ts';

export interface FailInput extends VisitInput {
  readonly reason: FailureReason;
  readonly proof?: ProofInputData | null;
  readonly note?: string | null;
}

/** Nobody took it. Depending on the reason the recipient may choose another window, or it goes back. Done twice it is done once. */
export async function failDelivery(tx: Transaction, input: FailInput): Promise<VisitOutcome> {
  const { reason, position } = input;
  const proof = input.proof ?? null;
  const note = input.note ?? proof?.note ?? null;
  const visit = await openVisit(tx, input, 'FAILED');
  if (visit === 'done') return endedVisit({ id: input.deliveryId });
  if ('code' in visit) return refusedVisit(visit);
  const fault = findFailureFault(reason, proof, note) ?? (proof ? await findUploadFault(tx, proof) : undefined);
  if (fault) return refusedVisit(fault);

  const { delivery, route, happenedAt } = visit;
  const attemptId = recordAttempt(tx, visit, { outcome: 'FAILED', reason, note, position: position ?? null, proof: proof && proofDataOf(proof, false) });
  const data = { routeId: route.id, attemptId, reason };
  moveDelivery(tx, delivery, 'ATTEMPT_FAILED', { occurredAt: happenedAt, position: position ?? null, data });
  if (!FAILURE_RULES[reason].isReoffered) moveDelivery(tx, delivery, 'RETURNING', { occurredAt: happenedAt, data });
  await finishRouteWhenDone(tx, route);
  return endedVisit(delivery);
}
