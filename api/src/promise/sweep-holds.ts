import { systemEntityManager, type Server } from '../platform/context.ts';
import { inOrganization } from '../platform/mutate.ts';
import { sweepDayPlan } from '../routes/change-day-plan.ts';

const MOST_PLANS = 200;

interface PlanRow {
  organization_id: string;
  depot_id: string;
  date: string;
}

/**
 * Removes the stops of holds whose time is up and writes `hold.expired` for each. Nothing waits for it: those places
 * have been free since their instant.
 * @returns the number of plans it tidied, at most 200 a run
 */
export async function sweepHolds(server: Server): Promise<number> {
  const plans = await systemEntityManager(server.orm).execute<PlanRow[]>(
    `select distinct p.organization_id, p.depot_id, p.date from stop t join day_plan p on p.id = t.day_plan_id
     where t.hold_expires_at <= ? order by p.depot_id, p.date limit ${MOST_PLANS}`,
    [server.clock.now()],
  );
  for (const { organization_id, depot_id, date } of plans) {
    await inOrganization(server, organization_id, (tx) => sweepDayPlan(tx, { depotId: depot_id, date }));
  }
  return plans.length;
}
