import { systemEntityManager } from '../platform/context.ts';
import type { ScheduledJob } from '../platform/jobs.ts';
import { DAY } from '../shared/time.ts';

/** How long positions of drivers are kept. */
export const PING_RETENTION = 30 * DAY;
const DAYS_AHEAD = 3;

/** Makes the partitions of the days to come and drops those older than thirty days, whole. */
export const keepPingPartitions: ScheduledJob = {
  name: 'keep-ping-partitions',
  cron: '17 * * * *',
  async run(server) {
    const now = server.clock.now().getTime();
    const day = (at: number) => new Date(at).toISOString().slice(0, 10);
    await systemEntityManager(server.orm).execute('select keep_ping_partitions(?::date, ?::date, ?::date)', [day(now - PING_RETENTION), day(now - DAY), day(now + DAYS_AHEAD * DAY)]);
  },
};
