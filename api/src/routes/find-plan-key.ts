import type { EntityManager } from '@mikro-orm/postgresql';
import type { DayPlanKey } from './change-day-plan.ts';

/** The plan a stop is in, or undefined. */
export async function planOfStop(em: EntityManager, stopId: string): Promise<DayPlanKey | undefined> {
  const rows = await em.execute<DayPlanKey[]>('select p.depot_id as "depotId", p.date from stop t join day_plan p on p.id = t.day_plan_id where t.id = ?', [stopId]);
  return rows[0];
}

/** The plan a route is of, or undefined. */
export async function planOfRoute(em: EntityManager, routeId: string): Promise<DayPlanKey | undefined> {
  const rows = await em.execute<DayPlanKey[]>('select p.depot_id as "depotId", p.date from route r join day_plan p on p.id = r.day_plan_id where r.id = ?', [routeId]);
  return rows[0];
}
