import type { Transaction } from '../platform/mutate.ts';
import type { Route } from '../routes/route.entity.ts';
import type { VisitSign } from '../routes/route.rules.ts';
import { VISIT_EVENT } from './dispatch.events.ts';
import type { Visit } from './find-driver-route.ts';

export interface Departure {
  readonly route: Route;
  readonly visit: Visit;
  readonly at: Date;
  readonly how: VisitSign;
}

/** Writes when the van left a door it was at. What the driver tapped is not overwritten by what was detected. */
export function markDeparted(tx: Transaction, { route, visit: { stop, delivery }, at, how }: Departure): void {
  if (stop.state === 'PLANNED' || (how === 'DETECTED' && stop.departedBy === 'TAPPED')) return;
  // Positions come at intervals: the last one at the door may be older than the hand-over there.
  const earliest = how === 'DETECTED' && !stop.departedBy ? (stop.departedAt ?? stop.arrivedAt) : stop.arrivedAt;
  const departedAt = earliest && earliest > at ? earliest : at;
  // Of two taps the later one counts, whichever comes first.
  if (stop.departedBy === how && stop.departedAt && stop.departedAt >= departedAt) return;
  Object.assign(stop, { departedAt, departedBy: how });
  tx.emit({ type: VISIT_EVENT.departed, subjectId: delivery.id, retailerId: delivery.retailerId, occurredAt: departedAt, data: { routeId: route.id, how } });
}
