import type { Transaction } from '../platform/mutate.ts';
import { isPosition, type Position } from '../shared/geo.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { deviceTime } from './device-time.rules.ts';
import type { DriverErrorCode } from './driver-error.rules.ts';
import { findVisits, lockDriverRoute } from './find-driver-route.ts';
import { correctArrival, isOutOfOrder, markArrived } from './mark-arrival.ts';

export interface ArriveInput {
  readonly stopId: string;
  readonly at?: Date | null;
  readonly position?: Position | null;
}

export interface ArriveOutcome {
  readonly stopId: string | null;
  /** Whether a stop that was planned before this one is still open. */
  readonly isOutOfOrder: boolean;
  readonly userErrors: UserErrorData<DriverErrorCode>[];
}

/** The driver is at the door. Any order is taken, as the road decides; the answer and the event tell when it is not the planned one. An arrival that was detected is corrected. */
export async function arriveAtStop(tx: Transaction, { stopId, at, position }: ArriveInput): Promise<ArriveOutcome> {
  const happenedAt = deviceTime(at, tx.clock.now());
  if (!(happenedAt instanceof Date)) return refused(happenedAt);
  if (position && !isPosition(position)) return refused(userError('INVALID_INPUT', 'The position is not on Earth.', ['position']));
  const route = await lockDriverRoute(tx, ['STARTED']);
  const visits = route ? await findVisits(tx.em, route.id) : [];
  const visit = visits.find(({ stop }) => stop.id === stopId);
  if (!route || !visit) return refused(userError('NOT_FOUND', `The route you are on has no stop ${stopId}.`, ['stopId']));

  const { stop } = visit;
  const arrival = { route, visits, visit, at: happenedAt, position: position ?? null };
  const outcome = { stopId, isOutOfOrder: isOutOfOrder(visits, visit), userErrors: [] };
  if (stop.state === 'ARRIVED') {
    correctArrival(tx, arrival);
    return outcome;
  }
  if (stop.state !== 'PLANNED') return refused(userError('INVALID_STATE', `This stop is ${stop.state} already.`, ['stopId']));
  markArrived(tx, { ...arrival, how: 'TAPPED' });
  return outcome;
}

function refused(error: UserErrorData<DriverErrorCode>): ArriveOutcome {
  return { stopId: null, isOutOfOrder: false, userErrors: [error] };
}
