import { moveDelivery } from '../orders/move-delivery.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import { Parcel } from '../orders/parcel.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { Route } from '../routes/route.entity.ts';
import { Stop } from '../routes/stop.entity.ts';
import { userError, type UserErrorData } from '../shared/errors.ts';
import { ROUTE_EVENT } from './dispatch.events.ts';
import type { DriverErrorCode } from './driver-error.rules.ts';
import { lockDriverRoute } from './find-driver-route.ts';

export interface ScanOutcome {
  readonly parcelId: string | null;
  readonly routeId: string | null;
  /** On WRONG_VEHICLE, where that is known. */
  readonly rightVehicleId: string | null;
  readonly userErrors: UserErrorData<DriverErrorCode>[];
}

const FIELD = ['barcode'];

/** Scans a parcel onto the driver's vehicle. The last parcel of a delivery makes it LOADED, the first of a route begins the loading. */
export async function scanParcel(tx: Transaction, { barcode }: { readonly barcode: string }): Promise<ScanOutcome> {
  const route = await lockDriverRoute(tx, ['LOADING', 'DISPATCHED']);
  const refuse = (code: DriverErrorCode, message: string, rightVehicleId: string | null = null): ScanOutcome =>
    ({ parcelId: null, routeId: route?.id ?? null, rightVehicleId, userErrors: [userError(code, message, code === 'NOT_FOUND' ? null : FIELD)] });
  if (!route) return refuse('NOT_FOUND', 'There is no route to load. Ask the dispatcher to send you one.');

  const parcel = await tx.em.findOne(Parcel, { organizationId: tx.organizationId, barcode: barcode.trim() });
  if (!parcel) return refuse('UNKNOWN_BARCODE', 'No parcel has this barcode. Scan again, or put it aside for the depot.');
  const stop = await tx.em.findOne(Stop, { deliveryId: parcel.deliveryId, state: 'PLANNED' });
  if (!stop) return refuse('INVALID_STATE', 'This parcel is not planned for any vehicle. Leave it at the depot.');
  if (stop.routeId !== route.id) {
    const right = await tx.em.findOne(Route, { id: stop.routeId });
    return refuse('WRONG_VEHICLE', 'This parcel goes with another vehicle.', right?.vehicleId ?? null);
  }
  if (parcel.loadedAt) return refuse('ALREADY_LOADED', 'This parcel is on board already.');

  parcel.loadedAt = tx.clock.now();
  if (route.state === 'DISPATCHED') {
    route.state = 'LOADING';
    tx.emit({ type: ROUTE_EVENT.loading, subjectId: route.id, retailerId: null });
  }
  const others = await tx.em.find(Parcel, { deliveryId: parcel.deliveryId });
  if (others.every((other) => other.loadedAt !== null)) await markLoaded(tx, parcel.deliveryId, route.id);
  return { parcelId: parcel.id, routeId: route.id, rightVehicleId: null, userErrors: [] };
}

async function markLoaded(tx: Transaction, deliveryId: string, routeId: string): Promise<void> {
  const delivery = await tx.em.findOneOrFail(Delivery, { id: deliveryId });
  // Confirmed onto a route that was planned before: scanning it is what puts it in the plan of the day.
  if (delivery.state === 'CONFIRMED') moveDelivery(tx, delivery, 'PLANNED', { data: { routeId } });
  moveDelivery(tx, delivery, 'LOADED', { data: { routeId } });
}
