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

/**
 * Addresses by the delivery or hold of a stop; one query for a list. By these and not by the stop: they stay, while the stop
 * may have been planned away since the list was read.
 */
export function stopPlaceLoader({ em }: RequestContext): DataLoader<string, StopPlace> {
  return new DataLoader(async (subjectIds) => {
    const ids = `{${subjectIds.join(',')}}`;
    const rows = await em.execute<(StopPlace & { id: string })[]>(
      'select id, address, time_zone as "timeZone" from delivery where id = any(?) union all select id, address, time_zone from hold where id = any(?)',
      [ids, ids],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return subjectIds.map((id) => byId.get(id) ?? new Error(`The stop of ${id} leads nowhere.`));
  });
}
