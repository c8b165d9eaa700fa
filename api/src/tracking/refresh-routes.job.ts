import { LockMode } from '@mikro-orm/postgresql';
import { systemEntityManager, type Server } from '../platform/context.ts';
import type { EventListener, ScheduledJob } from '../platform/jobs.ts';
import { inOrganization } from '../platform/mutate.ts';
import { stateEventType } from '../orders/delivery.events.ts';
import { Event } from '../platform/outbox/event.entity.ts';
import { PLAN_EVENT } from '../routes/plan.events.ts';
import { Route } from '../routes/route.entity.ts';
import { ROUTE_EVENT } from '../dispatch/dispatch.events.ts';
import { MINUTE } from '../shared/time.ts';
import { refreshForecast } from './refresh-forecast.ts';

/** A van that says nothing for so long is later than it was. */
const SILENT_FOR = 3 * MINUTE;

/** Works out a route's arrivals again and tells who follows it. A route that is not on the road has none. */
export async function refreshRoute(server: Server, organizationId: string, routeId: string): Promise<void> {
  const isOut = await inOrganization(server, organizationId, async (tx) => {
    const route = await tx.em.findOne(Route, { id: routeId, state: 'STARTED' }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (route) await refreshForecast(tx, route);
    return route !== null;
  });
  if (isOut) server.live.publish(routeId);
}

/** What moves arrivals beside positions: a start, an arrival, the end of a visit, another plan. */
export const refreshAfterEvent: EventListener = {
  name: 'refresh-forecast',
  types: [ROUTE_EVENT.started, PLAN_EVENT.changed, ...(['ARRIVED', 'DELIVERED', 'ATTEMPT_FAILED'] as const).map(stateEventType)],
  async run(server, { id, organizationId }) {
    const told = await inOrganization(server, organizationId, (tx) => tx.em.findOne(Event, { id }));
    for (const routeId of told ? routesOf(told) : []) await refreshRoute(server, organizationId, routeId);
  },
};

function routesOf({ type, subjectId, data: { routeId, routeIds } }: Event): string[] {
  const named = Array.isArray(routeIds) ? routeIds : [type === ROUTE_EVENT.started ? subjectId : routeId];
  return named.filter((id): id is string => typeof id === 'string');
}

const SILENT = `select r.id, r.organization_id from route r left join route_watch w on w.route_id = r.id
  where r.state = 'STARTED' and (w.computed_at is null or w.computed_at < ?) order by w.computed_at nulls first limit 500`;

/** Time alone makes a silent van late. */
export const refreshSilentRoutes: ScheduledJob = {
  name: 'refresh-silent-routes',
  cron: '* * * * *',
  async run(server) {
    const rows = await systemEntityManager(server.orm).execute<{ id: string; organization_id: string }[]>(SILENT, [new Date(server.clock.now().getTime() - SILENT_FOR)]);
    for (const { id, organization_id } of rows) await refreshRoute(server, organization_id, id);
  },
};
