import { arriveAtStop } from '../dispatch/arrive-at-stop.ts';
import { completeDelivery } from '../dispatch/complete-delivery.ts';
import { departFromStop } from '../dispatch/depart-from-stop.ts';
import { failDelivery } from '../dispatch/fail-delivery.ts';
import { lockDriverRoute } from '../dispatch/find-driver-route.ts';
import { scanParcel } from '../dispatch/scan-parcel.ts';
import { startRoute } from '../dispatch/start-route.ts';
import { Parcel } from '../orders/parcel.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { Stop } from '../routes/stop.entity.ts';
import { userError } from '../shared/errors.ts';
import type { DriverEvent } from './driver-event.entity.ts';
import type { DriverErrorData, DriverEventData } from './driver-event.rules.ts';
import type { PingOutcome } from './ping.rules.ts';
import { takePings } from './record-pings.ts';

export interface AppliedEvent {
  /** Null when it is done. */
  readonly error: DriverErrorData | null;
  /** The route on which it happened; null when it did not. */
  readonly routeId: string | null;
}

type Told = Pick<DriverEvent, 'payload' | 'happenedAt'>;

/** Does what a device tells of, by the same use cases as when it is online. Several only of positions; gives what became of each. */
export async function applyDriverEvents(tx: Transaction, told: readonly Told[]): Promise<AppliedEvent[]> {
  return told[0]?.payload?.position ? takePositions(tx, told) : Promise.all(told.map((event) => apply(tx, event)));
}

async function apply(tx: Transaction, { payload, happenedAt: at }: Told): Promise<AppliedEvent> {
  const { scan, start, arrive, depart, complete, fail } = payload ?? ({} as DriverEventData);
  if (scan) return scanned(tx, scan.barcode);
  if (start) return started(tx, start.leftBehind, at);
  if (arrive) return ended(tx, await arriveAtStop(tx, { ...arrive, at }), { id: arrive.stopId });
  if (depart) return ended(tx, await departFromStop(tx, { ...depart, at }), { id: depart.stopId });
  if (complete) return ended(tx, await completeDelivery(tx, { ...complete, at }), { deliveryId: complete.deliveryId });
  if (fail) return ended(tx, await failDelivery(tx, { ...fail, at }), { deliveryId: fail.deliveryId });
  return { error: userError('INVALID_INPUT', 'Nothing is said of what happened.', []), routeId: null };
}

async function ended(tx: Transaction, { userErrors: [error] }: { readonly userErrors: readonly DriverErrorData[] }, of: { id: string } | { deliveryId: string }): Promise<AppliedEvent> {
  if (error) return { error, routeId: null };
  const stop = await tx.em.findOne(Stop, of, { orderBy: { id: 'desc' } });
  return { error: null, routeId: stop?.routeId ?? null };
}

/** A parcel that is on board is what the device tells, whoever scanned it. */
async function scanned(tx: Transaction, barcode: string): Promise<AppliedEvent> {
  const { routeId, userErrors: [error] } = await scanParcel(tx, { barcode });
  return error && error.code !== 'ALREADY_LOADED' ? { error, routeId: null } : { error: null, routeId };
}

/** The route starts once every parcel was scanned that the device does not say was left behind: scans may come after it. */
async function started(tx: Transaction, leftBehind: readonly string[], at: Date): Promise<AppliedEvent> {
  const probe = await startRoute(tx, { leaveMissing: false, at });
  const [fault] = probe.userErrors;
  if (fault?.code !== 'MISSING_PARCELS') return { error: fault ?? null, routeId: fault ? null : probe.routeId };
  const missing = await tx.em.find(Parcel, { id: { $in: probe.missingParcelIds } });
  const untold = missing.filter(({ barcode }) => !leftBehind.includes(barcode));
  if (untold.length > 0) return { error: userError('MISSING_PARCELS', `${untold.length} scans have not come yet, and the device does not say that those parcels were left behind.`, ['start', 'leftBehind']), routeId: null };
  const { routeId, userErrors: [error] } = await startRoute(tx, { leaveMissing: true, at });
  return { error: error ?? null, routeId: error ? null : routeId };
}

const WHY_NOT: Readonly<Record<Exclude<PingOutcome, 'ACCEPTED'>, string>> = {
  REPEATED: 'Another position is of the same instant.',
  NOT_ON_EARTH: 'The position is not on Earth.',
  TOO_OLD: 'The position is more than twelve hours old.',
  BEFORE_START: 'The position is from before the route started.',
  IN_FUTURE: 'The position is from the future.',
  INACCURATE: 'The position is off by more than 250 meters, as the device says itself.',
  IMPLAUSIBLE: 'No van gets there in that time from where it was just before or after.',
};

async function takePositions(tx: Transaction, told: readonly Told[]): Promise<AppliedEvent[]> {
  const route = await lockDriverRoute(tx, ['STARTED']);
  if (!route) return told.map(() => ({ error: userError('INVALID_STATE', 'The route has not started yet, as far as we know.', null), routeId: null }));
  const pings = told.flatMap(({ payload, happenedAt }) => (payload?.position ? [{ ...payload.position, at: happenedAt }] : []));
  const { outcomes, movedRouteId } = await takePings(tx, route, pings);
  return outcomes.map((outcome) => (outcome === 'ACCEPTED' ? { error: null, routeId: movedRouteId } : { error: userError('INVALID_INPUT', WHY_NOT[outcome], ['position']), routeId: null }));
}
