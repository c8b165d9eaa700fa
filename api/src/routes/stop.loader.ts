import DataLoader from 'dataloader';
import type { RequestContext } from '../platform/context.ts';
import type { Address } from '../shared/geo.ts';
import { Stop } from './stop.entity.ts';

/** Stops by route in their order, without held places whose time is up; one query for a list of routes. */
export function stopsOfRouteLoader({ em, server }: RequestContext): DataLoader<string, Stop[]> {
  return new DataLoader(async (routeIds) => {
    const isLive = { $or: [{ holdExpiresAt: null }, { holdExpiresAt: { $gt: server.clock.now() } }] };
    const rows = await em.find(Stop, { routeId: { $in: [...routeIds] }, ...isLive }, { orderBy: { sequence: 'asc' } });
    const byRoute = Map.groupBy(rows, (row) => row.routeId);
    return routeIds.map((id) => byRoute.get(id) ?? []);
  });
}

/** The newest stop of each delivery, one query for a list: after a failed attempt the new place, if there is one. */
export function stopOfDeliveryLoader({ em }: RequestContext): DataLoader<string, Stop | null> {
  return new DataLoader(async (deliveryIds) => {
    const rows = await em.find(Stop, { deliveryId: { $in: [...deliveryIds] } }, { orderBy: { id: 'asc' } });
    const byDelivery = new Map(rows.map((row) => [row.deliveryId, row]));
    return deliveryIds.map((id) => byDelivery.get(id) ?? null);
  });
}

/** Where a stop is, as an address, and its time zone. */
export interface StopPlace {
  readonly address: Address;
  readonly timeZone: string;
}

/** Addresses by stop, of the delivery or of the hold; one query for a list. */
export function stopPlaceLoader({ em }: RequestContext): DataLoader<string, StopPlace> {
  return new DataLoader(async (stopIds) => {
    const rows = await em.execute<(StopPlace & { id: string })[]>(
      `select t.id, coalesce(d.address, h.address) as address, coalesce(d.time_zone, h.time_zone) as "timeZone"
       from stop t left join delivery d on d.id = t.delivery_id left join hold h on h.id = t.hold_id where t.id = any(?)`,
      [`{${stopIds.join(',')}}`],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return stopIds.map((id) => byId.get(id) ?? new Error(`Stop ${id} is not there.`));
  });
}
