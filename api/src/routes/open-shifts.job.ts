import { lockShiftsOf, makeOpenShifts } from '../fleet/open-shifts.ts';
import { ShiftPattern } from '../fleet/shift-pattern.entity.ts';
import { systemEntityManager } from '../platform/context.ts';
import type { ScheduledJob } from '../platform/jobs.ts';
import { inOrganization } from '../platform/mutate.ts';
import { DAY } from '../shared/time.ts';

/** Time zones reach from UTC-12 to UTC+14: two days ago is the past everywhere. */
const SURELY_PAST = 2 * DAY;

/** Opens the shifts of the day that came within reach, for every pattern, and forgets open ones of the past that nobody filled and nothing was promised on. */
export const openShiftsJob: ScheduledJob = {
  name: 'open-shifts',
  cron: '7 * * * *',
  async run(server) {
    const em = systemEntityManager(server.orm);
    const past = new Date(server.clock.now().getTime() - SURELY_PAST).toISOString().slice(0, 10);
    await em.execute('delete from shift s where s.driver_id is null and s.date < ? and not exists (select from route r where r.shift_id = s.id)', [past]);
    const patterns = await em.execute<{ id: string; depot_id: string; organization_id: string }[]>('select id, depot_id, organization_id from shift_pattern where valid_until is null or valid_until >= ? order by depot_id, id', [past]);
    for (const { id, depot_id, organization_id } of patterns) {
      await inOrganization(server, organization_id, async (tx) => {
        await lockShiftsOf(tx, [depot_id]);
        const pattern = await tx.em.findOne(ShiftPattern, { id }); // as it is under the lock: it may have been ended meanwhile
        if (pattern) await makeOpenShifts(tx, pattern);
      });
    }
  },
};
