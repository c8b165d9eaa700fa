import { systemEntityManager } from '../platform/context.ts';
import type { ScheduledJob } from '../platform/jobs.ts';
import { DAY } from '../shared/time.ts';
import { DriverEvent } from './driver-event.entity.ts';
import { PublishedBand } from './published-band.entity.ts';

/** A device that was off for a week tells nothing that we would do. */
const EVENTS_KEPT = 8 * DAY;
/** As far back as a calibration report reaches. */
const BANDS_KEPT = 100 * DAY;

/** Deletes what devices told and what was shown, once nobody asks for it any more. */
export const forgetTracking: ScheduledJob = {
  name: 'forget-tracking',
  cron: '41 3 * * *',
  async run(server) {
    const em = systemEntityManager(server.orm);
    const now = server.clock.now().getTime();
    await em.nativeDelete(DriverEvent, { receivedAt: { $lt: new Date(now - EVENTS_KEPT) } });
    await em.nativeDelete(PublishedBand, { at: { $lt: new Date(now - BANDS_KEPT) } });
  },
};
