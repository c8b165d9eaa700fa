import { offerReattempt } from './dispatch/offer-reattempt.job.ts';
import { returnUncollectedJob } from './dispatch/return-uncollected.job.ts';
import type { Server } from './platform/context.ts';
import { forgetKeys } from './platform/idempotency/forget-keys.job.ts';
import { Jobs, type EventListener, type ScheduledJob } from './platform/jobs.ts';
import { Relay } from './platform/outbox/relay.ts';
import { refreshPlaceValuesJob } from './promise/refresh-place-values.job.ts';
import { openShiftsJob } from './routes/open-shifts.job.ts';
import { sweepHoldsJob } from './promise/sweep-holds.job.ts';
import { forgetLinkViews } from './tracking/forget-link-views.job.ts';
import { forgetTracking } from './tracking/forget-tracking.job.ts';
import { keepPingPartitions } from './tracking/keep-ping-partitions.job.ts';
import { learn } from './tracking/learn.job.ts';
import { refreshAfterEvent, refreshSilentRoutes } from './tracking/refresh-routes.job.ts';

/** Background work by the clock of the machine. */
const SCHEDULED_JOBS: readonly ScheduledJob[] = [
  sweepHoldsJob, refreshPlaceValuesJob, openShiftsJob, returnUncollectedJob, forgetLinkViews, forgetKeys,
  keepPingPartitions, forgetTracking, learn, refreshSilentRoutes,
];

/** What follows from events: the only way a slice to the right hears of one to its left. */
const EVENT_LISTENERS: readonly EventListener[] = [offerReattempt, refreshAfterEvent];

export interface Worker {
  /** For the readiness report: whether this node gives events their place, or stands by for the one that does. */
  relayState(): 'leading' | 'standing by';
  stop(): Promise<void>;
}

/** Starts the relay and the jobs of this process. Several may run on one database. */
export async function startWorker(server: Server, databaseUrl: string): Promise<Worker> {
  const jobs = await Jobs.start({ server, databaseUrl, jobs: SCHEDULED_JOBS, listeners: EVENT_LISTENERS });
  const relay = new Relay({ url: databaseUrl, log: server.log, onPlaced: jobs.onPlaced });
  server.live.onRelayNeeded(() => relay.wake());
  return {
    relayState: () => (relay.isLeader ? 'leading' : 'standing by'),
    async stop() {
      await relay.stop();
      await jobs.stop();
    },
  };
}
