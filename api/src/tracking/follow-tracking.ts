import { tenantEntityManager, type RequestContext } from '../platform/context.ts';
import { follow } from '../platform/live/follow.ts';
import { Route } from '../routes/route.entity.ts';
import { DoorstepError } from '../shared/errors.ts';
import { MINUTE, SECOND } from '../shared/time.ts';
import { isOtherDay, readDayTracking, type DayTrackingData } from './read-day-tracking.ts';
import { readRouteTracking, type RouteTrackingData } from './read-route-tracking.ts';
import { recordLinkView } from './record-link-view.ts';
import { findTracked, isOtherView, readTracking, type DeliveryTrackingData } from './read-tracking.ts';

/** A reader hears of changes at most once a second. */
const PACE = { minInterval: SECOND, refreshInterval: MINUTE } as const;

/**
 * The view of a delivery, and each newer one that differs.
 * @throws DoorstepError `NOT_FOUND` when there is no such delivery for the actor
 */
export async function followTracking(context: RequestContext, deliveryId: string | null): Promise<AsyncIterableIterator<DeliveryTrackingData>> {
  const delivery = await findTracked(context, deliveryId);
  if (!delivery) throw new DoorstepError('NOT_FOUND', 'There is no such delivery, or this key may not see it.');
  await recordLinkView(context.server, context.actor, 'LIVE');
  const { id } = delivery;
  const subscription = context.server.live.subscribe(id);
  return follow({
    ...PACE,
    subscription,
    isNews: isOtherView,
    async read() {
      const fresh = freshContext(context);
      const now = await findTracked(fresh, id);
      if (!now) return undefined;
      const view = await readTracking(fresh, now);
      // Other stops of its route change when it arrives. What happened there since this reading is found by one more.
      if (view.routeId && subscription.follow([id, view.routeId])) subscription.wake();
      return view;
    },
  });
}

/**
 * The view of a route, and each newer one.
 * @throws DoorstepError `NOT_FOUND` when there is no such route for the actor
 */
export async function followRoute(context: RequestContext, routeId: string): Promise<AsyncIterableIterator<RouteTrackingData>> {
  const known = await context.em.findOne(Route, { id: routeId });
  if (!known) throw new DoorstepError('NOT_FOUND', 'There is no such route, or this key may not see it.');
  const subscription = context.server.live.subscribe(routeId, known.dayPlanId);
  return follow({
    ...PACE,
    subscription,
    async read() {
      const { server, em } = freshContext(context);
      const route = await em.findOne(Route, { id: routeId });
      return route ? readRouteTracking(em, server.ports, route, server.clock.now()) : undefined;
    },
  });
}

/** A hundred vans move at once: a dispatcher reads them at most every other second. */
const DAY_PACE = { minInterval: 2 * SECOND, refreshInterval: MINUTE } as const;

/**
 * The view of a day, and each newer one that differs.
 * @throws DoorstepError `NOT_FOUND` when there is no plan of that depot and date for the actor
 */
export async function followDay(context: RequestContext, key: { readonly depotId: string; readonly date: string }): Promise<AsyncIterableIterator<DayTrackingData>> {
  const known = await readDayTracking(context.em, key, context.server.clock.now());
  if (!known) throw new DoorstepError('NOT_FOUND', `There is no plan of that depot on ${key.date}, or this key may not see it.`);
  const subscription = context.server.live.subscribe(...known.topics);
  return follow({
    ...DAY_PACE,
    subscription,
    isNews: isOtherDay,
    async read() {
      const { server, em } = freshContext(context);
      const view = await readDayTracking(em, key, server.clock.now());
      // Routes that were made since: what happened on them before this reading is found by one more.
      if (view && subscription.follow(view.topics)) subscription.wake();
      return view ?? undefined;
    },
  });
}

/** A subscription lives long; what it read before must not answer for what is true now. */
function freshContext(context: RequestContext): RequestContext {
  return { ...context, em: tenantEntityManager(context.server.orm, context.actor), loaders: new Map() };
}
