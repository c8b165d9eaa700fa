import DataLoader from 'dataloader';
import { Organization } from '../accounts/organization.entity.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import { Parcel } from '../orders/parcel.entity.ts';
import type { RequestContext } from '../platform/context.ts';
import { DayPlan } from './day-plan.entity.ts';
import { Route } from './route.entity.ts';
import { Stop } from './stop.entity.ts';

/** Day plans by id, one query for a list. */
export function dayPlanLoader({ em }: RequestContext): DataLoader<string, DayPlan | null> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await em.find(DayPlan, { id: { $in: [...ids] } })).map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Routes by id, one query for a list. */
export function routeLoader({ em }: RequestContext): DataLoader<string, Route | null> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await em.find(Route, { id: { $in: [...ids] } })).map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Routes by day plan, in the order they were made, one query for a list of plans. */
export function routesOfPlanLoader({ em }: RequestContext): DataLoader<string, Route[]> {
  return new DataLoader(async (planIds) => {
    const rows = await em.find(Route, { dayPlanId: { $in: [...planIds] } }, { orderBy: { id: 'asc' } });
    const byPlan = Map.groupBy(rows, (row) => row.dayPlanId);
    return planIds.map((id) => byPlan.get(id) ?? []);
  });
}

/** Currencies of organizations by id. */
export function currencyLoader({ em }: RequestContext): DataLoader<string, string> {
  return new DataLoader(async (ids) => {
    const byId = new Map((await em.find(Organization, { id: { $in: [...ids] } })).map((row) => [row.id, row.currency]));
    return ids.map((id) => byId.get(id) ?? new Error(`Organization ${id} is not there.`));
  });
}

export interface LoadingState {
  readonly expected: number;
  readonly loaded: number;
  readonly missing: Parcel[];
}

/** How far the loading is, by route: two queries for a list of routes. Parcels of stops that were done count as loaded. */
export function loadingLoader({ em }: RequestContext): DataLoader<string, LoadingState> {
  return new DataLoader(async (routeIds) => {
    const stops = await em.find(Stop, { routeId: { $in: [...routeIds] }, deliveryId: { $ne: null } }, { orderBy: { sequence: 'asc' } });
    const parcels = await em.find(Parcel, { deliveryId: { $in: stops.map((stop) => stop.deliveryId!) } }, { orderBy: { id: 'asc' } });
    const stopsOfRoute = Map.groupBy(stops, (stop) => stop.routeId);
    const parcelsOfDelivery = Map.groupBy(parcels, (parcel) => parcel.deliveryId);
    return routeIds.map((routeId) => {
      const own = (stopsOfRoute.get(routeId) ?? []).flatMap((stop) => (parcelsOfDelivery.get(stop.deliveryId!) ?? []).map((parcel) => ({ stop, parcel })));
      const missing = own.filter(({ stop, parcel }) => stop.state === 'PLANNED' && !parcel.loadedAt);
      return { expected: own.length, loaded: own.length - missing.length, missing: missing.map(({ parcel }) => parcel) };
    });
  });
}

/** Confirmed deliveries that the last `planDay` found no place for and that still have none, by plan: two queries for a list of plans. */
export function unplannedLoader(context: RequestContext): DataLoader<DayPlan, { deliveryId: string; reason: string }[], string> {
  const { em } = context;
  return new DataLoader(
    async (plans) => {
      const ids = plans.flatMap((plan) => plan.unplanned.map(({ deliveryId }) => deliveryId));
      const waiting = new Set((await em.find(Delivery, { id: { $in: ids }, state: 'CONFIRMED' })).map((row) => row.id));
      const placed = await em.find(Stop, { deliveryId: { $in: ids }, state: { $in: ['PLANNED', 'ARRIVED'] } });
      for (const stop of placed) waiting.delete(stop.deliveryId!);
      return plans.map((plan) => plan.unplanned.filter(({ deliveryId }) => waiting.has(deliveryId)));
    },
    { cacheKeyFn: (plan) => plan.id },
  );
}
