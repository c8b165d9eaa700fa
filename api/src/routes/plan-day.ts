import { Delivery } from '../orders/delivery.entity.ts';
import { moveDelivery } from '../orders/move-delivery.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { SECOND } from '../shared/time.ts';
import { openDayPlan, saveDayPlan, type DayPlanKey } from './change-day-plan.ts';
import type { DayPlanDraft, DraftRoute, NewVisit } from './day-plan-draft.ts';
import type { PlanOutcome } from './move-stop.ts';
import { PlainRoutePlanner } from './plain-route-planner.ts';
import { planError } from './plan-error.rules.ts';
import { isCrewed, timesOf, type PlannedVisit } from './plan-picture.rules.ts';
import { loadWaiting, makeProblem, type DayProblem } from './planning-problem.ts';
import { previewDayPlan } from './preview-day-plan.ts';
import { OPEN_ROUTE_STATES } from './route.rules.ts';
import type { PlanningJob, PlanningSolution } from './route-planner.port.ts';
import { infeasibilityOf } from './schedule.rules.ts';

/** Generous: a planner stops by itself long before, so that the same day gives the same plan also on a busy machine. */
const LEAST_BUDGET_MILLISECONDS = 5 * SECOND;
const BUDGET_MILLISECONDS_A_JOB = 10;
const MOST_BUDGET_MILLISECONDS = 10 * SECOND;

/**
 * Turns the confirmed deliveries of a day into routes. The search runs on a preview, before the lock; under the lock its routes are
 * taken if the plan is still the one it saw, else it searches again. Dispatched routes stay as they are, held places count, and a plan that
 * would let go of a promise that is kept now is not taken.
 */
export async function planDay(tx: Transaction, key: DayPlanKey): Promise<PlanOutcome> {
  const preview = await previewDayPlan(tx, key);
  if (!preview) return { dayPlanId: null, userErrors: [planError('NOT_FOUND', `There is no depot ${key.depotId}.`, ['depotId'])] };
  const first = await solve(tx, preview.day);
  const plan = (await openDayPlan(tx, key))!; // the depot was there a moment ago
  const isSame = plan.version === preview.version && (await isStillWaiting(tx, plan, preview.waiting));
  let day = isSame ? preview.day : await problemOf(tx, plan);
  let isApplied = isSame && (await apply(plan, day, first));
  if (!isApplied) {
    day = await problemOf(tx, plan);
    isApplied = await apply(plan, day, await solve(tx, day));
  }
  if (!isApplied) throw new Error(`Day plan ${plan.id}: the planner's routes can't be driven even under the lock.`);
  plan.plannedAt = plan.now;
  await saveDayPlan(tx, plan, 'PLANNED');
  await moveDeliveries(tx, plan);
  return { dayPlanId: plan.id, userErrors: [] };
}

/** Whether the same deliveries wait for a place as before. Under the plan's lock nobody cancels one. */
async function isStillWaiting(tx: Transaction, plan: DayPlanDraft, before: readonly NewVisit[]): Promise<boolean> {
  const now = new Set((await loadWaiting(tx.em, plan)).map((visit) => visit.deliveryId));
  return now.size === before.length && before.every((visit) => now.has(visit.deliveryId));
}

async function problemOf(tx: Transaction, plan: DayPlanDraft): Promise<DayProblem> {
  return makeProblem(plan.picture, await loadWaiting(tx.em, plan), { now: plan.nowSeconds, costModel: plan.costModel, travelTimes: tx.ports.travelTimes });
}

/** The planner's solution, or one that only adds to the plan as it is when the planner's would break a promise kept now. */
async function solve(tx: Transaction, { problem, placedJobIds }: DayProblem): Promise<PlanningSolution> {
  const budgetMilliseconds = Math.min(MOST_BUDGET_MILLISECONDS, LEAST_BUDGET_MILLISECONDS + problem.jobs.length * BUDGET_MILLISECONDS_A_JOB);
  const solution = await tx.ports.routePlanner.plan(problem, { budgetMilliseconds });
  const keeps = (candidate: PlanningSolution) => !candidate.unplannedJobIds.some((id) => placedJobIds.has(id));
  if (keeps(solution)) return solution;
  return new PlainRoutePlanner().plan(problem, { budgetMilliseconds });
}

/** Puts a solution into the plan. Returns false, with the plan as it was, when a route of it can't be driven now. */
async function apply(plan: DayPlanDraft, { sources, problem }: DayProblem, solution: PlanningSolution): Promise<boolean> {
  const byShift = new Map(plan.routes.map((route) => [route.shiftId, route]));
  const living = new Set(plan.routes.flatMap((route) => route.visits.map((visit) => visit.id)));
  const filled: DraftRoute[] = [];
  for (const { id, jobIds } of solution.routes) {
    const route = byShift.get(id);
    if (!route) return false;
    const visits = jobIds.flatMap((jobId): PlannedVisit[] => {
      const { stop, visit } = sources.get(jobId)!;
      if (stop === null) return [{ ...visit, id: newId('stop'), state: 'PLANNED' }];
      // A hold may have run out since the preview.
      return living.has(stop.id) ? [stop] : [];
    });
    const state = visits.length > 0 && route.driverId !== null ? 'ASSIGNED' : 'DRAFT';
    filled.push({ ...(await plan.withVisits(route, visits)), state });
  }
  if (filled.some((route) => infeasibilityOf({ ...route, ...timesOf(route, plan.nowSeconds), visits: route.visits }))) return false;

  const taken = new Set(solution.routes.flatMap((route) => route.jobIds));
  for (const route of plan.routes.filter((each) => !isCrewed(each, plan.nowSeconds) && OPEN_ROUTE_STATES.includes(each.state) && each.visits.length > 0)) {
    // Tentative stops that found no other place stay where they are until their time is up.
    const left = route.visits.filter((visit) => !taken.has(visit.id));
    for (const visit of left.filter((each) => each.deliveryId !== null)) plan.forget(visit.id);
    plan.putRelieved(await plan.withVisits(route, left.filter((visit) => visit.deliveryId === null)));
  }
  for (const route of filled) plan.put(route);
  plan.unplanned = solution.unplannedJobIds.flatMap((id) => {
    const { deliveryId } = sources.get(id)!.visit;
    return deliveryId === null ? [] : { deliveryId, reason: reasonOf(problem.jobs.find((job) => job.id === id)!, problem.routes) };
  });
  return true;
}

function reasonOf(job: PlanningJob, routes: DayProblem['problem']['routes']): string {
  if (routes.length === 0) return 'No route of that day takes stops any more.';
  const skill = job.skills.find((needed) => !routes.some((route) => route.skills.includes(needed)));
  if (skill) return `No driver of that day has the skill ${skill}.`;
  const fits = routes.some((route) => route.maxWeightGrams >= job.weightGrams && route.maxVolumeMilliliters >= job.volumeMilliliters);
  return fits ? 'No route can serve it in its window and keep its other promises.' : 'No vehicle of that day is large enough.';
}

/** Deliveries follow their stops: on a planned route they are PLANNED, without a place CONFIRMED. */
async function moveDeliveries(tx: Transaction, plan: DayPlanDraft): Promise<void> {
  const routeOf = new Map(plan.routes.flatMap((route) => route.visits.flatMap((visit) => (visit.deliveryId ? [[visit.deliveryId, route.id] as const] : []))));
  const deliveries = await tx.em.find(Delivery, { depotId: plan.depotId, date: plan.date, state: { $in: ['CONFIRMED', 'PLANNED'] } }, { orderBy: { id: 'asc' } });
  for (const delivery of deliveries) {
    const routeId = routeOf.get(delivery.id);
    if (routeId && delivery.state === 'CONFIRMED') moveDelivery(tx, delivery, 'PLANNED', { data: { routeId } });
    if (!routeId && delivery.state === 'PLANNED') moveDelivery(tx, delivery, 'CONFIRMED');
  }
}
