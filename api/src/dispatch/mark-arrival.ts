import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { Route } from '../routes/route.entity.ts';
import type { VisitSign } from '../routes/route.rules.ts';
import type { Position } from '../shared/geo.ts';
import { VISIT_EVENT } from './dispatch.events.ts';
import type { Visit } from './find-driver-route.ts';

export interface Arrival {
  readonly route: Route;
  /** All visits of the route. */
  readonly visits: readonly Visit[];
  readonly visit: Visit;
  readonly at: Date;
  readonly position: Position | null;
  readonly how: VisitSign;
}

/** Writes an arrival at a stop that is PLANNED. Whoever was ARRIVING and is not next any more is OUT_FOR_DELIVERY again. */
export function markArrived(tx: Transaction, { route, visits, visit, at, position, how }: Arrival): void {
  const { stop, delivery } = visit;
  for (const other of visits) {
    if (other !== visit && other.delivery.state === 'ARRIVING') moveDelivery(tx, other.delivery, 'OUT_FOR_DELIVERY', { data: { reason: 'OVERTAKEN' } });
  }
  Object.assign(stop, { state: 'ARRIVED', arrivedAt: at, arrivedBy: how, departedAt: null, departedBy: null });
  moveDelivery(tx, delivery, 'ARRIVED', { occurredAt: at, position, data: { routeId: route.id, isOutOfOrder: isOutOfOrder(visits, visit), how } });
}

/** Whether a stop that was planned before this one is still open. */
export function isOutOfOrder(visits: readonly Visit[], { stop }: Visit): boolean {
  return visits.some((other) => other.stop.sequence < stop.sequence && other.stop.state === 'PLANNED');
}

/** The driver's tap corrects an arrival that was detected; of two taps the earlier one counts, whichever comes first. */
export function correctArrival(tx: Transaction, { route, visit: { stop, delivery }, at, position }: Pick<Arrival, 'route' | 'visit' | 'at' | 'position'>): void {
  if (stop.arrivedBy === 'TAPPED' && stop.arrivedAt && stop.arrivedAt <= at) return;
  const before = stop.arrivedAt?.toISOString() ?? null;
  Object.assign(stop, { arrivedAt: at, arrivedBy: 'TAPPED' });
  if (stop.departedAt && stop.departedAt < at) Object.assign(stop, { departedAt: null, departedBy: null });
  tx.emit({ type: VISIT_EVENT.arrivalCorrected, subjectId: delivery.id, retailerId: delivery.retailerId, occurredAt: at, position, data: { routeId: route.id, before } });
}

/** The van went on at once: what looked like an arrival was none. */
export function withdrawArrival(tx: Transaction, route: Route, { stop, delivery }: Visit): void {
  Object.assign(stop, { state: 'PLANNED', arrivedAt: null, arrivedBy: null });
  moveDelivery(tx, delivery, 'OUT_FOR_DELIVERY', { data: { routeId: route.id, reason: 'ARRIVAL_WITHDRAWN' } });
}
