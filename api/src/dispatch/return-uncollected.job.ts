import type { ScheduledJob } from '../platform/jobs.ts';
import { returnUncollected } from './return-uncollected.ts';

/** Sends back what waited at a pickup point for longer than it is kept there. */
export const returnUncollectedJob: ScheduledJob = {
  name: 'return-uncollected',
  cron: '*/5 * * * *',
  async run(server) {
    await returnUncollected(server);
  },
};
