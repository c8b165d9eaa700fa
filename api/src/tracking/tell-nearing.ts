import type { Transaction } from '../platform/mutate.ts';
import { distanceMeters, type Position } from '../shared/geo.ts';
import { MINUTE } from '../shared/time.ts';
import type { RouteForecast } from './forecast-route.ts';
import { NEARING_EVENT, nearingNews } from './nearing.rules.ts';

/** Writes an event for each open delivery of a route that has crossed a line nearer than was ever told of it. */
export function tellNearing(tx: Transaction, { route, ahead, estimates }: RouteForecast, vehicle: Position): void {
  const now = tx.clock.now();
  for (const [place, stop] of ahead.entries()) {
    const estimate = estimates.get(stop.id);
    if (!stop.deliveryId || !estimate || stop.state !== 'PLANNED') continue;
    const minutes = (estimate.band.p50.getTime() - now.getTime()) / MINUTE;
    const meters = place === 0 ? distanceMeters(vehicle, stop) : null;
    const news = nearingNews({ minutes: stop.toldMinutes ?? null, meters: stop.toldMeters ?? null }, { minutes, meters });
    if (!news) continue;
    stop.toldMinutes = news.withinMinutes;
    stop.toldMeters = news.withinMeters;
    tx.emit({
      type: NEARING_EVENT, subjectId: stop.deliveryId, retailerId: stop.retailerId,
      data: { routeId: route.id, ...news, minutesAway: Math.max(0, Math.round(minutes)), stopsAway: place },
    });
  }
}
