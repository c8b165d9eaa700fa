import type { Transaction } from '../platform/mutate.ts';
import type { Route } from '../routes/route.entity.ts';
import { RouteWatch } from './route-watch.entity.ts';

/** What is remembered of a route between two positions; made when there is nothing yet. The route is locked by the caller. */
export async function watchOf(tx: Transaction, route: Route): Promise<RouteWatch> {
  const known = await tx.em.findOne(RouteWatch, { routeId: route.id });
  return known ?? tx.em.create(RouteWatch, { routeId: route.id, organizationId: tx.organizationId, computedAt: null, latitude: null, longitude: null, fence: {}, learnedAt: null });
}
