import type { Transaction } from '../platform/mutate.ts';
import { openDayPlan, saveDayPlan } from './change-day-plan.ts';
import type { DayPlanDraft, DraftRoute } from './day-plan-draft.ts';
import { planOfStop } from './find-plan-key.ts';
import { infeasibleError, planError, type PlanErrorData } from './plan-error.rules.ts';
import { isCrewed, timesOf, type PlannedVisit } from './plan-picture.rules.ts';
import { OPEN_ROUTE_STATES } from './route.rules.ts';
import { infeasibilityOf } from './schedule.rules.ts';

export interface StopMove {
  readonly stopId: string;
  readonly routeId: string;
  /** 0-based place among the stops of that route after the move. */
  readonly sequence: number;
  /** Refuse if the plan has another version. */
  readonly ifVersion?: number | null;
}

/** The plan, or why nothing was changed. */
export interface PlanOutcome {
  readonly dayPlanId: string | null;
  readonly userErrors: PlanErrorData[];
}

/** Puts a stop at another place, on the same route or another of the same plan, if every promise is still kept then. */
export async function moveStop(tx: Transaction, move: StopMove): Promise<PlanOutcome> {
  const key = await planOfStop(tx.em, move.stopId);
  const plan = key && (await openDayPlan(tx, key));
  const from = plan?.find((visit) => visit.id === move.stopId);
  if (!plan || !from) return refused(planError('NOT_FOUND', `There is no stop ${move.stopId}.`, ['stopId']));
  const error = await tryMove(plan, from, move);
  if (error) return refused(error);
  await saveDayPlan(tx, plan, 'MOVED');
  return { dayPlanId: plan.id, userErrors: [] };
}

async function tryMove(plan: DayPlanDraft, from: { route: DraftRoute; visit: PlannedVisit }, move: StopMove): Promise<PlanErrorData | undefined> {
  if (move.ifVersion != null && move.ifVersion !== plan.version) {
    return planError('VERSION_CONFLICT', `The plan has version ${plan.version} by now, not ${move.ifVersion}. Look at it again.`, ['ifVersion']);
  }
  const target = plan.route(move.routeId);
  if (!target) return planError('NOT_FOUND', `There is no route ${move.routeId} in the plan of that stop.`, ['routeId']);
  const locked = [from.route, target].find((route) => !OPEN_ROUTE_STATES.includes(route.state));
  if (locked) return planError('INVALID_STATE', `Stops are moved until a route is dispatched; ${locked.id} is ${locked.state}.`, ['routeId']);
  if (!isCrewed(target, plan.nowSeconds)) return planError('DRIVER_UNAVAILABLE', 'The route has no driver whose insurance and license are valid on that day. Assign one first.', ['routeId']);
  const others = target.visits.filter((visit) => visit.id !== move.stopId);
  if (move.sequence < 0 || move.sequence > others.length) return planError('INVALID_INPUT', `Expected a place from 0 to ${others.length}, got ${move.sequence}.`, ['sequence']);

  const filled = await plan.withVisits(target, others.toSpliced(move.sequence, 0, from.visit));
  const found = infeasibilityOf({ ...filled, ...timesOf(filled, plan.nowSeconds), visits: filled.visits });
  if (found) return infeasibleError(target, found);
  if (from.route.id !== target.id) plan.putRelieved(await plan.withVisits(from.route, from.route.visits.filter((visit) => visit.id !== move.stopId)));
  plan.put(filled);
  return undefined;
}

function refused(...userErrors: PlanErrorData[]): PlanOutcome {
  return { dayPlanId: null, userErrors };
}
