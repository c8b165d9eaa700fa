import { DELIVERY_EVENT } from '../orders/delivery.events.ts';
import type { Transaction } from '../platform/mutate.ts';
import { MINUTE } from '../shared/time.ts';
import type { RouteForecast } from './forecast-route.ts';

/** An estimate that moved by less is not news. */
const WORTH_TELLING = 5 * MINUTE;

const LAST_TOLD = `
  select distinct on (subject_id) subject_id, data->>'p50' as p50 from event
  where subject_id = any(?) and type = ? and data->>'routeId' = ?
  order by subject_id, sequence desc`;

/** Writes an event for each open delivery whose p50 has moved by five minutes or more since it was last told, or planned. */
export async function tellChangedEstimates(tx: Transaction, { route, ahead, estimates }: RouteForecast): Promise<void> {
  const open = ahead.filter((stop) => stop.state === 'PLANNED');
  const rows = await tx.em.execute<{ subject_id: string; p50: string }[]>(LAST_TOLD, [
    `{${open.map((stop) => stop.deliveryId).join(',')}}`, DELIVERY_EVENT.etaChanged, route.id,
  ]);
  const told = new Map(rows.map((row) => [row.subject_id, new Date(row.p50)]));
  for (const stop of open) {
    const estimate = estimates.get(stop.id);
    const before = told.get(stop.deliveryId ?? '') ?? stop.plannedArrival;
    if (!estimate || !differs(before, estimate.p50)) continue;
    tx.emit({
      type: DELIVERY_EVENT.etaChanged, subjectId: stop.deliveryId ?? '', retailerId: stop.retailerId,
      data: { routeId: route.id, p10: estimate.p10.toISOString(), p50: estimate.p50.toISOString(), p90: estimate.p90.toISOString(), before: before.toISOString() },
    });
  }
}

function differs(before: Date, p50: Date | undefined): boolean {
  return p50 !== undefined && Math.abs(p50.getTime() - before.getTime()) >= WORTH_TELLING;
}
