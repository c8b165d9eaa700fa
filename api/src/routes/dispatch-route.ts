import { Delivery } from '../orders/delivery.entity.ts';
import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import { refusedRoute, type RouteOutcome } from './assign-route.ts';
import { openDayPlan, saveDayPlan } from './change-day-plan.ts';
import { planOfRoute } from './find-plan-key.ts';
import { PLAN_EVENT } from './plan.events.ts';
import { planError } from './plan-error.rules.ts';
import { OPEN_ROUTE_STATES } from './route.rules.ts';

/**
 * Sends a route to its driver: from now on it takes no new stops. Deliveries confirmed since the day was planned are planned with it.
 */
export async function dispatchRoute(tx: Transaction, { routeId }: { readonly routeId: string }): Promise<RouteOutcome> {
  const key = await planOfRoute(tx.em, routeId);
  const plan = key && (await openDayPlan(tx, key));
  const route = plan?.route(routeId);
  if (!plan || !route) return refusedRoute(planError('NOT_FOUND', `There is no route ${routeId}.`, ['routeId']));
  if (!OPEN_ROUTE_STATES.includes(route.state)) return refusedRoute(planError('INVALID_STATE', `The route is ${route.state} already.`, ['routeId']));
  if (route.driverId === null) return refusedRoute(planError('DRIVER_UNAVAILABLE', 'The route has no driver. Assign one first.', ['routeId']));
  if (!route.mayDrive) return refusedRoute(planError('DRIVER_UNAVAILABLE', `The insurance or license of its driver is not valid on ${plan.date}. Assign another one first.`, ['routeId']));
  const deliveryIds = route.visits.flatMap((visit) => visit.deliveryId ?? []);
  if (deliveryIds.length === 0) return refusedRoute(planError('INVALID_STATE', 'There is no delivery on the route.', ['routeId']));

  plan.amend(routeId, { state: 'DISPATCHED' });
  await saveDayPlan(tx, plan, 'DISPATCHED');
  for (const delivery of await tx.em.find(Delivery, { id: { $in: deliveryIds }, state: 'CONFIRMED' })) moveDelivery(tx, delivery, 'PLANNED', { data: { routeId } });
  tx.emit({ type: PLAN_EVENT.dispatched, subjectId: routeId, retailerId: null, data: { driverId: route.driverId, dayPlanId: plan.id } });
  return { routeId, userErrors: [] };
}
