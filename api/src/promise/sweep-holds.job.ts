import type { ScheduledJob } from '../platform/jobs.ts';
import { sweepHolds } from './sweep-holds.ts';

/** Takes places out of the plans whose holds have run out. They count no more since their instant; this only tidies. */
export const sweepHoldsJob: ScheduledJob = {
  name: 'sweep-holds',
  cron: '* * * * *',
  async run(server) {
    await sweepHolds(server);
  },
};
