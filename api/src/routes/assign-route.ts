import { Credential } from '../fleet/credential.entity.ts';
import { findIneligibility } from '../fleet/driver-eligibility.rules.ts';
import { Driver } from '../fleet/driver.entity.ts';
import type { Transaction } from '../platform/mutate.ts';
import { assignOpenRoute, type OpenAssignment } from './assign-open-route.ts';
import { openDayPlan, saveDayPlan } from './change-day-plan.ts';
import type { DayPlanDraft, DraftRoute } from './day-plan-draft.ts';
import { planOfRoute } from './find-plan-key.ts';
import { PLAN_EVENT } from './plan.events.ts';
import { infeasibleError, planError, type PlanErrorData } from './plan-error.rules.ts';
import { timesOf } from './plan-picture.rules.ts';
import { OPEN_ROUTE_STATES } from './route.rules.ts';
import { infeasibilityOf } from './schedule.rules.ts';

/** The route, or why nothing was changed. */
export interface RouteOutcome {
  readonly routeId: string | null;
  readonly userErrors: PlanErrorData[];
}

export interface RouteAssignment {
  readonly routeId: string;
  readonly driverId: string;
  /** Of a route whose shift is open. */
  readonly vehicleId?: string | null;
}

/**
 * Gives a route a driver, or another one: one with valid papers that day, the skills its stops need, hours enough, and no other route.
 * An empty route that the driver had in the same plan stays without one.
 */
export async function assignRoute(tx: Transaction, { routeId, driverId, vehicleId }: RouteAssignment): Promise<RouteOutcome> {
  const key = await planOfRoute(tx.em, routeId);
  const plan = key && (await openDayPlan(tx, key));
  const route = plan?.route(routeId);
  if (!plan || !route) return refusedRoute(planError('NOT_FOUND', `There is no route ${routeId}.`, ['routeId']));
  const driver = await tx.em.findOne(Driver, { id: driverId });
  if (!driver) return refusedRoute(planError('NOT_FOUND', `There is no driver ${driverId}.`, ['driverId']));
  const error = await tryAssign(tx, plan, { route, driver, vehicleId: vehicleId ?? null });
  if (error) return refusedRoute(error);
  await saveDayPlan(tx, plan, 'ASSIGNED');
  tx.emit({ type: PLAN_EVENT.assigned, subjectId: routeId, retailerId: null, data: { driverId, dayPlanId: plan.id, before: route.driverId } });
  return { routeId, userErrors: [] };
}

async function tryAssign(tx: Transaction, plan: DayPlanDraft, { route, driver, vehicleId }: Omit<OpenAssignment, 'own'>): Promise<PlanErrorData | undefined> {
  if (!OPEN_ROUTE_STATES.includes(route.state)) return planError('INVALID_STATE', `A driver is assigned until the route is dispatched; it is ${route.state}.`, ['routeId']);
  const ineligible = findIneligibility(await tx.em.find(Credential, { driverId: driver.id }), plan.date);
  if (ineligible) return planError('DRIVER_UNAVAILABLE', `The driver may not drive on ${plan.date}: ${ineligible}.`, ['driverId']);
  const own = plan.routes.find((other) => other.driverId === driver.id && other.id !== route.id);
  if ((own && own.visits.length > 0) || (await isBookedElsewhere(tx, plan, driver.id))) {
    return planError('DRIVER_UNAVAILABLE', `The driver has another route on ${plan.date}. Choose another driver, or move its stops away first.`, ['driverId']);
  }
  if (route.openPatternId !== null) return assignOpenRoute(tx, plan, { route, driver, vehicleId, own });
  if (vehicleId !== null && vehicleId !== route.vehicleId) return planError('INVALID_INPUT', 'The route has its vehicle already. Leave "vehicleId" out.', ['vehicleId']);
  const driven: DraftRoute = { ...route, driverId: driver.id, mayDrive: true, skills: driver.skills, dutyEnd: route.shiftStart + driver.maxDutySeconds, state: 'ASSIGNED' };
  const found = infeasibilityOf({ ...driven, ...timesOf(driven, plan.nowSeconds), visits: driven.visits });
  if (found) return infeasibleError(driven, found);
  if (own) plan.amend(own.id, { driverId: null, mayDrive: false, state: 'DRAFT' });
  plan.put(driven);
  return undefined;
}

/** Whether the driver has a route or a shift at another depot that day. The driver's row is locked, so that two depots can't both ask first. */
async function isBookedElsewhere(tx: Transaction, { id, depotId, date }: DayPlanDraft, driverId: string): Promise<boolean> {
  await tx.em.execute('select id from driver where id = ? for update', [driverId]);
  const rows = await tx.em.execute<unknown[]>(
    `select 1 from route r join day_plan p on p.id = r.day_plan_id where r.driver_id = ? and p.date = ? and p.id <> ?
     union all select 1 from shift s where s.driver_id = ? and s.date = ? and s.depot_id <> ? and not exists (select from route r where r.shift_id = s.id) limit 1`,
    [driverId, date, id, driverId, date, depotId],
  );
  return rows.length > 0;
}

export function refusedRoute(...userErrors: PlanErrorData[]): RouteOutcome {
  return { routeId: null, userErrors };
}
