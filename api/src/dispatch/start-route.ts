import { moveDelivery } from '../orders/move-delivery.ts';
import { Parcel } from '../orders/parcel.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { changeDayPlan } from '../routes/change-day-plan.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { deviceTime } from './device-time.rules.ts';
import { ROUTE_EVENT } from './dispatch.events.ts';
import type { DriverErrorCode } from './driver-error.rules.ts';
import { findVisits, lockDriverRoute, type Visit } from './find-driver-route.ts';

export interface StartInput {
  readonly leaveMissing: boolean;
  /** When, by the device's clock; default now. */
  readonly at?: Date | null;
}

export interface StartOutcome {
  readonly routeId: string | null;
  readonly missingParcelIds: string[];
  readonly userErrors: UserErrorData<DriverErrorCode>[];
}

/** The driver drives off with what is on board. Needs to see the whole organization: it may change the day plan. */
export async function startRoute(tx: Transaction, { leaveMissing, at }: StartInput): Promise<StartOutcome> {
  const happenedAt = deviceTime(at, tx.clock.now());
  if (!(happenedAt instanceof Date)) return { routeId: null, missingParcelIds: [], userErrors: [happenedAt] };
  const route = await lockDriverRoute(tx);
  if (!route) return refuse('NOT_FOUND', 'There is no route to start. Ask the dispatcher to send you one.');
  // A second tap, or an answer that got lost.
  if (route.state === 'STARTED') return { routeId: route.id, missingParcelIds: [], userErrors: [] };

  const visits = await findVisits(tx.em, route.id);
  const parcels = await tx.em.find(Parcel, { deliveryId: { $in: visits.map(({ delivery }) => delivery.id) } }, { orderBy: { id: 'asc' } });
  const missing = parcels.filter((parcel) => parcel.loadedAt === null);
  const missingParcelIds = missing.map((parcel) => parcel.id);
  if (missing.length > 0 && !leaveMissing) {
    return refuse('MISSING_PARCELS', `${missing.length} of ${parcels.length} parcels are not on board. Scan them, or start with leaveMissing.`, missingParcelIds);
  }
  const leftBehind = visits.filter(({ delivery }) => missing.some((parcel) => parcel.deliveryId === delivery.id));
  const onBoard = visits.filter((visit) => !leftBehind.includes(visit));
  if (onBoard.length === 0) return refuse('INVALID_STATE', 'Nothing is on board, so there is nothing to start.', missingParcelIds);

  await leaveBehind(tx, leftBehind, parcels);
  route.state = 'STARTED';
  route.startedAt = happenedAt;
  tx.emit({
    type: ROUTE_EVENT.started, subjectId: route.id, retailerId: null, occurredAt: happenedAt,
    data: { stops: onBoard.length, leftBehind: leftBehind.map(({ delivery }) => delivery.id) },
  });
  for (const { delivery } of onBoard) moveDelivery(tx, delivery, 'OUT_FOR_DELIVERY', { occurredAt: happenedAt, data: { routeId: route.id } });
  return { routeId: route.id, missingParcelIds, userErrors: [] };
}

/** Takes what is not on board out of the plan and gives it back to be planned again; a half-loaded one is unloaded. */
async function leaveBehind(tx: Transaction, visits: readonly Visit[], parcels: readonly Parcel[]): Promise<void> {
  const [first] = visits;
  if (!first) return;
  const { depotId, date } = first.delivery;
  await changeDayPlan(tx, { depotId, date }, 'LEFT_BEHIND', async (plan) => {
    for (const { stop } of visits) await plan.remove(stop.id);
  });
  for (const { delivery } of visits) {
    if (delivery.state !== 'CONFIRMED') moveDelivery(tx, delivery, 'CONFIRMED', { data: { reason: 'LEFT_BEHIND' } });
    for (const parcel of parcels) if (parcel.deliveryId === delivery.id) parcel.loadedAt = null;
  }
}

function refuse(code: DriverErrorCode, message: string, missingParcelIds: string[] = []): StartOutcome {
  return { routeId: null, missingParcelIds, userErrors: [userError(code, message)] };
}

