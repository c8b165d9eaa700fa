import type { EntityManager } from '@mikro-orm/postgresql';
import type { Delivery } from '../orders/delivery.entity.ts';
import type { Server } from '../platform/context.ts';
import type { Route } from '../routes/route.entity.ts';
import { Stop } from '../routes/stop.entity.ts';
import { inWholeMinutes } from './band.rules.ts';
import type { EtaReasonData } from './because.rules.ts';
import type { Estimate } from './eta.rules.ts';
import { Forecast } from './forecast.entity.ts';
import { forecastRoute, stopsAhead } from './forecast-route.ts';
import { APOLOGY } from './keep-commitment.ts';

/** What is expected, as it is shown. */
export interface EstimateData extends Estimate {
  readonly computedAt: Date;
  readonly because: readonly EtaReasonData[];
}

interface Window {
  readonly start: Date;
  readonly end: Date;
  readonly timeZone: string;
}

/** What is committed, as it is shown. */
export interface CommitmentData {
  readonly window: Window;
  readonly band: Window | null;
  readonly widened: { readonly at: Date; readonly because: readonly EtaReasonData[]; readonly apology: string } | null;
}

/** The two clocks of a delivery. */
export interface Arrival {
  readonly commitment: CommitmentData;
  readonly estimate: EstimateData | null;
  /** Open stops before this one; null unless it is on the road and open. */
  readonly stopsAway: number | null;
  /** All stops of the route; empty unless it is on the road. */
  readonly stops: readonly Stop[];
}

export interface ArrivalRequest {
  readonly delivery: Delivery;
  readonly stop: Stop | null;
  /** Set while it is on the road. */
  readonly route: Route | null;
}

/** Reads both clocks. `em` must see the whole organization. */
export async function readArrival(em: EntityManager, server: Server, { delivery, stop, route }: ArrivalRequest): Promise<Arrival> {
  const now = server.clock.now();
  const shown = stop ? await em.findOne(Forecast, { stopId: stop.id }) : null;
  const commitment = commitmentShown(delivery, shown);
  if (!route || !stop) return { commitment, estimate: null, stopsAway: null, stops: [] };
  const stops = await em.find(Stop, { routeId: route.id, deliveryId: { $ne: null } }, { orderBy: { sequence: 'asc' } });
  const place = stopsAhead(stops).findIndex(({ id }) => id === stop.id);
  if (place < 0) return { commitment, estimate: null, stopsAway: null, stops };
  return { commitment, estimate: shown ? notBefore(shown, now) : await workOut(em, server, route, stop), stopsAway: place, stops };
}

function commitmentShown({ windowStart, windowEnd, timeZone }: Delivery, shown: Forecast | null): CommitmentData {
  return {
    window: { start: windowStart, end: windowEnd, timeZone },
    band: shown?.bandStart && shown.bandEnd ? { start: shown.bandStart, end: shown.bandEnd, timeZone } : null,
    widened: shown?.brokenAt ? { at: shown.brokenAt, because: shown.brokenBecause ?? [], apology: APOLOGY } : null,
  };
}

/** What was published; where the van is silent, what has not happened lies ahead. */
function notBefore({ p10, p50, p90, publishedAt, because }: Forecast, now: Date): EstimateData {
  const ahead = (instant: Date) => (instant < now ? now : instant);
  return { ...inWholeMinutes({ p10: ahead(p10), p50: ahead(p50), p90: ahead(p90) }), computedAt: publishedAt, because };
}

/** In the moment before the first estimate of a route is published. */
async function workOut(em: EntityManager, server: Server, route: Route, stop: Stop): Promise<EstimateData | null> {
  const now = server.clock.now();
  const { estimates } = await forecastRoute(em, server.ports, route, now);
  const band = estimates.get(stop.id)?.band;
  return band ? { ...inWholeMinutes(band), computedAt: now, because: [] } : null;
}
