import type { ScheduledJob } from '../platform/jobs.ts';
import { refreshPlaceValues } from './refresh-place-values.ts';

/** Keeps the opportunity costs of windows up to date, for prices that depend on what is left. */
export const refreshPlaceValuesJob: ScheduledJob = {
  name: 'refresh-place-values',
  cron: '* * * * *',
  async run(server) {
    await refreshPlaceValues(server);
  },
};
