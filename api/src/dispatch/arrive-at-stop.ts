import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import { isPosition, type Position } from '../shared/geo.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { deviceTime } from './device-time.rules.ts';
import type { DriverErrorCode } from './driver-error.rules.ts';
import { findVisits, lockDriverRoute } from './find-driver-route.ts';

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

/** The driver is at the door. Any order is taken, as the road decides; the answer and the event tell when it is not the planned one. */
export async function arriveAtStop(tx: Transaction, { stopId, at, position }: ArriveInput): Promise<ArriveOutcome> {
  const happenedAt = deviceTime(at, tx.clock.now());
  if (!(happenedAt instanceof Date)) return refused(happenedAt);
  if (position && !isPosition(position)) return refused(userError('INVALID_INPUT', 'The position is not on Earth.', ['position']));
  const route = await lockDriverRoute(tx, ['STARTED']);
  const visits = route ? await findVisits(tx.em, route.id) : [];
  const visit = visits.find(({ stop }) => stop.id === stopId);
  if (!route || !visit) return refused(userError('NOT_FOUND', `The route you are on has no stop ${stopId}.`, ['stopId']));

  const { stop, delivery } = visit;
  const isOutOfOrder = visits.some((other) => other.stop.sequence < stop.sequence && other.stop.state === 'PLANNED');
  if (stop.state === 'ARRIVED') return { stopId, isOutOfOrder, userErrors: [] };
  if (stop.state !== 'PLANNED') return refused(userError('INVALID_STATE', `This stop is ${stop.state} already.`, ['stopId']));

  for (const other of visits) {
    if (other !== visit && other.delivery.state === 'ARRIVING') moveDelivery(tx, other.delivery, 'OUT_FOR_DELIVERY', { data: { reason: 'OVERTAKEN' } });
  }
  stop.state = 'ARRIVED';
  stop.arrivedAt = happenedAt;
  moveDelivery(tx, delivery, 'ARRIVED', { occurredAt: happenedAt, position: position ?? null, data: { routeId: route.id, isOutOfOrder } });
  return { stopId, isOutOfOrder, userErrors: [] };
}

function refused(error: UserErrorData<DriverErrorCode>): ArriveOutcome {
  return { stopId: null, isOutOfOrder: false, userErrors: [error] };
}
