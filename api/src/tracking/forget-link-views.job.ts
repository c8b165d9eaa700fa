import { LINK_LIFETIME } from '../accounts/mint-tracking-link.ts';
import { systemEntityManager } from '../platform/context.ts';
import type { ScheduledJob } from '../platform/jobs.ts';
import { LinkView } from './link-view.entity.ts';

/** Deletes views older than a link can be. */
export const forgetLinkViews: ScheduledJob = {
  name: 'forget-link-views',
  cron: '37 3 * * *',
  async run(server) {
    const oldest = new Date(server.clock.now().getTime() - LINK_LIFETIME);
    await systemEntityManager(server.orm).nativeDelete(LinkView, { viewedAt: { $lt: oldest } });
  },
};
