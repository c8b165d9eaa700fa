import { LockMode } from '@mikro-orm/postgresql';
import type { Server } from '../platform/context.ts';
import { systemEntityManager } from '../platform/context.ts';
import type { ScheduledJob } from '../platform/jobs.ts';
import { inOrganization } from '../platform/mutate.ts';
import { Route } from '../routes/route.entity.ts';
import { learnFromRoute } from './learn-from-route.ts';
import { RouteWatch } from './route-watch.entity.ts';

const MOST_ROUTES = 500;

const FINISHED = `
  select w.route_id, w.organization_id from route_watch w join route r on r.id = w.route_id
  where w.learned_at is null and r.state = 'FINISHED' order by r.finished_at, r.id limit ${MOST_ROUTES}`;

/** Takes the routes that have finished into what is known of doors, streets and our own bands; each once. */
export const learn: ScheduledJob = {
  name: 'learn-from-routes',
  cron: '*/5 * * * *',
  async run(server) {
    const rows = await systemEntityManager(server.orm).execute<{ route_id: string; organization_id: string }[]>(FINISHED);
    for (const { route_id, organization_id } of rows) await learnOnce(server, organization_id, route_id);
  },
};

async function learnOnce(server: Server, organizationId: string, routeId: string): Promise<void> {
  await inOrganization(server, organizationId, async (tx) => {
    const watch = await tx.em.findOne(RouteWatch, { routeId, learnedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!watch) return;
    await learnFromRoute(tx, await tx.em.findOneOrFail(Route, { id: routeId }));
    watch.learnedAt = tx.clock.now();
  });
}
