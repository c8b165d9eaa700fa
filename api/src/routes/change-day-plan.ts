import type { EntityManager } from '@mikro-orm/postgresql';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { SECOND } from '../shared/time.ts';
import { defaultCostModel } from './cost.rules.ts';
import { DayPlanDraft } from './day-plan-draft.ts';
import { loadPlanPictures } from './load-plan-pictures.ts';
import { PLACE_EXPIRED, PLAN_EVENT } from './plan.events.ts';
import { saveRoutes } from './save-routes.ts';

/** Which plan: one depot on one local date. */
export interface DayPlanKey {
  readonly depotId: string;
  readonly date: string;
}

/** Why a plan was changed, for its event. */
export type PlanChangeCause = 'HELD' | 'EXTENDED' | 'HOLD_CHANGED' | 'RELEASED' | 'EXPIRED' | 'CONFIRMED' | 'CREATED' | 'CANCELED' | 'RESCHEDULED' | 'PLANNED' | 'MOVED' | 'ASSIGNED' | 'SHIFTS' | 'DISPATCHED' | 'LEFT_BEHIND';

/**
 * The one way to change a day plan. Takes the lock of its row (made when there is none yet), shows the plan as it is now,
 * without places whose hold ran out, and writes what `work` changed: stops, times and slack, the next version, the event.
 * When `work` changes nothing, nothing is written. The transaction must see the whole organization (`boundary: 'organization'`).
 * @returns what `work` returns; undefined when there is no such depot
 */
export async function changeDayPlan<T>(tx: Transaction, key: DayPlanKey, cause: PlanChangeCause, work: (plan: DayPlanDraft) => Promise<T>): Promise<T | undefined> {
  const plan = await openDayPlan(tx, key);
  if (!plan) return undefined;
  const result = await work(plan);
  await saveDayPlan(tx, plan, cause);
  return result;
}

interface DepotRow {
  latitude: number;
  longitude: number;
  time_zone: string;
  currency: string;
}

/**
 * Locks a plan and opens it; `saveDayPlan` writes it. Who needs two opens them in the order of depot id and date,
 * which all do, so that no two wait for each other.
 */
export async function openDayPlan(tx: Transaction, { depotId, date }: DayPlanKey): Promise<DayPlanDraft | undefined> {
  const { em, organizationId } = tx;
  const [depot] = await em.execute<DepotRow[]>(
    'select d.latitude, d.longitude, d.time_zone, o.currency from depot d join organization o on o.id = d.organization_id where d.id = ?',
    [depotId],
  );
  if (!depot) return undefined;
  await em.execute(
    `insert into day_plan (id, organization_id, depot_id, date, version, planned_at, unplanned) values (?, ?, ?, ?, 0, null, '[]') on conflict (depot_id, date) do nothing`,
    [newId('dayPlan'), organizationId, depotId, date],
  );
  const [row] = await em.execute<{ id: string; version: number }[]>('select id, version from day_plan where depot_id = ? and date = ? for update', [depotId, date]);
  if (!row) throw new Error(`Day plan of ${depotId} on ${date} was neither found nor made: does the session see the organization?`);
  // After the lock, so that it is not before the change we waited for.
  const now = tx.clock.now();
  const [picture] = await loadPlanPictures(em, tx.ports.travelTimes, { depotId, depot, dates: [date], now });
  return new DayPlanDraft(picture!, { ...row, timeZone: depot.time_zone, costModel: defaultCostModel(depot.currency), now, travelTimes: tx.ports.travelTimes });
}

/**
 * Locks several plans in the order that all keep, and opens each once.
 * @returns one a key, in the order of the keys, the same draft for equal ones; undefined when one has no such depot
 */
export async function openDayPlans(tx: Transaction, keys: readonly DayPlanKey[]): Promise<DayPlanDraft[] | undefined> {
  const nameOf = ({ depotId, date }: DayPlanKey) => `${depotId} ${date}`;
  const opened = new Map<string, DayPlanDraft>();
  for (const [name, key] of [...new Map(keys.map((each) => [nameOf(each), each]))].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const plan = await openDayPlan(tx, key);
    if (!plan) return undefined;
    opened.set(name, plan);
  }
  return keys.map((key) => opened.get(nameOf(key))!);
}

/** Writes what changed in a draft, if anything. */
export async function saveDayPlan(tx: Transaction, plan: DayPlanDraft, cause: PlanChangeCause): Promise<void> {
  if (!plan.isChanged) return;
  await dropExpired(tx, plan);
  await saveRoutes(tx, plan);
  const version = plan.version + 1;
  await tx.em.execute('update day_plan set version = ?, planned_at = coalesce(?, planned_at), unplanned = coalesce(?::jsonb, unplanned) where id = ?', [
    version, plan.plannedAt, plan.unplanned && JSON.stringify(plan.unplanned), plan.id,
  ]);
  tx.emit({
    type: PLAN_EVENT.changed,
    subjectId: plan.id,
    retailerId: null,
    data: { depotId: plan.depotId, date: plan.date, version, cause, routeIds: plan.changedRoutes.map((route) => route.id) },
  });
}

/** Removes the stops of holds whose time was up before this change, and says so once. */
async function dropExpired(tx: Transaction, plan: DayPlanDraft): Promise<void> {
  const expired = await tx.em.execute<{ hold_id: string; retailer_id: string; route_id: string; expired_at: number }[]>(
    `delete from stop where day_plan_id = ? and hold_expires_at <= ?
     returning hold_id, retailer_id, route_id, extract(epoch from hold_expires_at)::float8 as expired_at`,
    [plan.id, plan.now],
  );
  for (const { hold_id, retailer_id, route_id, expired_at } of expired) {
    plan.touch(route_id);
    tx.emit({ type: PLACE_EXPIRED, subjectId: hold_id, retailerId: retailer_id, occurredAt: new Date(expired_at * SECOND) });
  }
}

/** Gives back the places of holds whose time is up on one plan. They did not count any more; this removes the rows and tells. */
export async function sweepDayPlan(tx: Transaction, key: DayPlanKey): Promise<void> {
  const plan = await openDayPlan(tx, key);
  if (plan && (await hasExpired(tx.em, plan))) await saveDayPlan(tx, plan, 'EXPIRED');
}

async function hasExpired(em: EntityManager, plan: DayPlanDraft): Promise<boolean> {
  const rows = await em.execute<{ route_id: string }[]>('select route_id from stop where day_plan_id = ? and hold_expires_at <= ?', [plan.id, plan.now]);
  for (const row of rows) plan.touch(row.route_id);
  return rows.length > 0;
}
