import type { Delivery } from '../orders/delivery.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { Upload } from '../platform/storage/upload.entity.ts';
import type { Route } from '../routes/route.entity.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { isPosition, type Position } from '../shared/geo.ts';
import { newId } from '../shared/ids.ts';
import { Attempt } from './attempt.entity.ts';
import type { AttemptOutcome, FailureReason, ProofData } from './attempt.rules.ts';
import { deviceTime } from './device-time.rules.ts';
import type { DriverErrorCode } from './driver-error.rules.ts';
import { findVisits, lockDriverRoute, type Visit } from './find-driver-route.ts';
import type { ProofInputData } from './proof.rules.ts';

/** The delivery, or why it was refused. */
export interface VisitOutcome {
  readonly deliveryId: string | null;
  readonly userErrors: UserErrorData<DriverErrorCode>[];
}

/** Where and when, as the driver's device says. */
export interface VisitInput {
  readonly deliveryId: string;
  readonly at?: Date | null;
  readonly position?: Position | null;
}

/** A visit that may be ended now. */
export interface OpenVisit extends Visit {
  readonly route: Route;
  readonly happenedAt: Date;
}

type Fault = UserErrorData<DriverErrorCode>;

/**
 * Finds the visit that a driver ends, locked with its route.
 * @returns the visit; or `done` when it has ended in that way already (a second tap, an answer that got lost); or why not
 */
export async function openVisit(tx: Transaction, { deliveryId, at, position }: VisitInput, outcome: AttemptOutcome): Promise<OpenVisit | 'done' | Fault> {
  const happenedAt = deviceTime(at, tx.clock.now());
  if (!(happenedAt instanceof Date)) return happenedAt;
  if (position && !isPosition(position)) return userError('INVALID_INPUT', 'The position is not on Earth.', ['position']);
  const route = await lockDriverRoute(tx, ['STARTED']);
  const visit = route && (await findVisits(tx.em, route.id)).find(({ delivery }) => delivery.id === deliveryId);
  const last = await tx.em.findOne(Attempt, { deliveryId, driverId: tx.actor?.subjectId ?? '' }, { orderBy: { id: 'desc' } });
  if (!route || !visit) {
    // The last stop ended the route, so a second tap finds it finished.
    return last?.outcome === outcome ? 'done' : userError('NOT_FOUND', `The route you are on has no delivery ${deliveryId}.`, ['deliveryId']);
  }
  if (visit.stop.state === 'ARRIVED') return { ...visit, route, happenedAt };
  if (last?.routeId === route.id && last.outcome === outcome) return 'done';
  return visit.stop.state === 'PLANNED'
    ? userError('INVALID_STATE', 'Arrive at its stop first.', ['deliveryId'])
    : userError('INVALID_STATE', `This stop is ${visit.stop.state} already.`, ['deliveryId']);
}

/** Checks that the uploads a proof names are there, and came from this driver's device. */
export async function findUploadFault(tx: Transaction, { photoUploadIds, signatureUploadId }: ProofInputData): Promise<Fault | undefined> {
  const ids = [...new Set([...photoUploadIds, ...(signatureUploadId ? [signatureUploadId] : [])])];
  if (ids.length === 0) return undefined;
  const there = await tx.em.find(Upload, { id: { $in: ids }, accessKeyId: tx.actor?.keyId ?? '', uploadedAt: { $ne: null } });
  const missing = ids.filter((id) => !there.some((upload) => upload.id === id));
  if (missing.length === 0) return undefined;
  return userError('INVALID_INPUT', `There is no finished upload ${missing.join(', ')} of this device. PUT the bytes first.`, ['proof']);
}

export interface AttemptDetails {
  readonly outcome: AttemptOutcome;
  readonly reason: FailureReason | null;
  readonly note: string | null;
  readonly position: Position | null;
  readonly proof: ProofData | null;
}

/** Writes the attempt and ends the stop. Returns the attempt's id. */
export function recordAttempt(tx: Transaction, { stop, delivery, route, happenedAt }: OpenVisit, details: AttemptDetails): string {
  const id = newId('attempt');
  const { position, ...rest } = details;
  tx.em.create(Attempt, {
    ...rest, id, organizationId: tx.organizationId, retailerId: delivery.retailerId, deliveryId: delivery.id, routeId: route.id,
    driverId: tx.actor?.subjectId ?? '', at: happenedAt, latitude: position?.latitude ?? null, longitude: position?.longitude ?? null,
  });
  stop.state = details.outcome === 'DELIVERED' ? 'DONE' : 'FAILED';
  // What was seen or told of the departure stands. A device that tells late may tell it as before the arrival that our clock gave.
  if (!stop.departedBy) stop.departedAt = stop.arrivedAt && stop.arrivedAt > happenedAt ? stop.arrivedAt : happenedAt;
  return id;
}

export function proofDataOf(proof: ProofInputData, pinVerified: boolean): ProofData {
  const { photoUploadIds, signatureUploadId, note, place } = proof;
  return { photoUploadIds: [...photoUploadIds], signatureUploadId: signatureUploadId ?? null, pinVerified, note: note ?? null, place };
}

export function refusedVisit(error: Fault): VisitOutcome {
  return { deliveryId: null, userErrors: [error] };
}

export function endedVisit({ id }: Pick<Delivery, 'id'>): VisitOutcome {
  return { deliveryId: id, userErrors: [] };
}
