import { systemEntityManager } from '../platform/context.ts';
import type { ScheduledJob } from '../platform/jobs.ts';
import { DAY } from '../shared/time.ts';
import { Ping } from './ping.entity.ts';

/** How long positions of drivers are kept. */
export const PING_RETENTION = 30 * DAY;

/** Deletes positions older than thirty days. */
export const forgetPings: ScheduledJob = {
  name: 'forget-pings',
  cron: '17 * * * *',
  async run(server) {
    const oldest = new Date(server.clock.now().getTime() - PING_RETENTION);
    await systemEntityManager(server.orm).nativeDelete(Ping, { at: { $lt: oldest } });
  },
};
