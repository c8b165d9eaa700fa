import { DELIVERY_EVENT } from '../orders/delivery.events.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { Route } from '../routes/route.entity.ts';
import type { Stop } from '../routes/stop.entity.ts';
import { MINUTE } from '../shared/time.ts';
import { inWholeMinutes, isWorthShowing } from './band.rules.ts';
import { NO_DELAY, reasonsOf } from './because.rules.ts';
import { keepCommitment } from './keep-commitment.ts';
import { forecastRoute, type RouteForecast, type StopForecast } from './forecast-route.ts';
import { Forecast } from './forecast.entity.ts';
import { PublishedBand } from './published-band.entity.ts';
import { watchOf } from './watch-route.ts';

/** An estimate that moved by less is not news. */
const WORTH_TELLING = 5 * MINUTE;

/**
 * Works out a route's arrivals and publishes what is worth it: bands that moved, commitments that narrow or break, events for moves that
 * are news. `tx` must see the whole organization. The route is locked by the caller.
 */
export async function refreshForecast(tx: Transaction, route: Route): Promise<RouteForecast> {
  await tx.em.flush();
  const now = tx.clock.now();
  const forecast = await forecastRoute(tx.em, tx.ports, route, now);
  const known = new Map((await tx.em.find(Forecast, { stopId: { $in: forecast.ahead.map(({ id }) => id) } })).map((row) => [row.stopId, row]));
  forecast.ahead.forEach((stop, stopsAway) => {
    const expected = forecast.estimates.get(stop.id);
    if (!expected || !stop.deliveryId || stop.state !== 'PLANNED') return;
    const row = known.get(stop.id) ?? newForecast(tx, stop, expected);
    // Moved to this van since.
    row.routeId = route.id;
    publish(tx, row, { stop, expected, stopsAway, depotId: forecast.depotId, isFirst: !known.has(stop.id) });
    tellMove(tx, row, stop, expected);
    keepCommitment(tx, row, stop, expected);
  });
  const watch = await watchOf(tx, route);
  Object.assign(watch, { computedAt: now, latitude: route.latitude ?? null, longitude: route.longitude ?? null });
  return forecast;
}

function newForecast(tx: Transaction, stop: Stop, { band, model }: StopForecast): Forecast {
  const { organizationId, retailerId, routeId } = stop;
  return tx.em.create(Forecast, {
    stopId: stop.id, organizationId, retailerId, routeId, deliveryId: stop.deliveryId!, ...inWholeMinutes(band), publishedAt: tx.clock.now(), lateness: model.lateness,
    toldP50: stop.plannedArrival, toldParts: NO_DELAY, because: [], bandStart: null, bandEnd: null, brokenAt: null, brokenBecause: null,
  });
}

interface Publishing {
  readonly stop: Stop;
  readonly expected: StopForecast;
  readonly stopsAway: number;
  readonly depotId: string;
  readonly isFirst: boolean;
}

/** Shows the band when it is worth it, and keeps what was shown. */
function publish(tx: Transaction, row: Forecast, { stop, expected: { band, model }, stopsAway, depotId, isFirst }: Publishing): void {
  const now = tx.clock.now();
  const next = inWholeMinutes(band);
  row.lateness = model.lateness;
  if (!isFirst && !isWorthShowing(next, row, now)) return;
  Object.assign(row, next, { publishedAt: now });
  const { organizationId, retailerId } = stop;
  const { p10: modelP10, p50: modelP50, p90: modelP90 } = model;
  tx.em.create(PublishedBand, { organizationId, retailerId, depotId, stopId: stop.id, at: now, ...next, modelP10, modelP50, modelP90, stopsAway });
}

/** Writes an event when the estimate has moved by five minutes or more since it was last told, or planned; with the reasons. */
function tellMove(tx: Transaction, row: Forecast, stop: Stop, { band, parts }: StopForecast): void {
  const before = row.toldP50;
  if (Math.abs(band.p50.getTime() - before.getTime()) < WORTH_TELLING) return;
  const because = reasonsOf(row.toldParts, parts, { from: before, to: row.p50 });
  Object.assign(row, { toldP50: row.p50, toldParts: parts, because });
  tx.emit({
    type: DELIVERY_EVENT.etaChanged, subjectId: row.deliveryId, retailerId: stop.retailerId,
    data: { routeId: row.routeId, p10: row.p10.toISOString(), p50: row.p50.toISOString(), p90: row.p90.toISOString(), before: before.toISOString(), because },
  });
}
