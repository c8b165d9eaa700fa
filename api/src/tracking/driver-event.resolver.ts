import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import { findDriverRoute } from '../dispatch/find-driver-route.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { SECOND } from '../shared/time.ts';
import { RecordDriverEventsInput, RecordDriverEventsPayload } from './driver-event.type.ts';
import { recordDriverEvents } from './record-driver-events.ts';

@Resolver()
export class DriverEventResolver {
  @Mutation(() => RecordDriverEventsPayload, { description: 'What happened while the driver\'s device could not tell: in any order, and again if in doubt. Scope `drive`.' })
  @Authorized<Scope>('drive')
  async recordDriverEvents(@Arg('input', () => RecordDriverEventsInput, { description: 'What happened.' }) input: RecordDriverEventsInput, @Ctx() context: RequestContext): Promise<RecordDriverEventsPayload> {
    const { results, offset, waiting, routeIds, userErrors } = await mutate(context, { operation: 'recordDriverEvents', input, boundary: 'organization' }, (tx) => recordDriverEvents(tx, input));
    for (const routeId of routeIds) context.server.live.publish(routeId);
    const route = context.actor?.subjectId ? await findDriverRoute(context.em, context.actor.subjectId) : null;
    return { results: results.map((result) => ({ ...result, at: new Date(result.at) })), clockCorrectionSeconds: offset === null ? null : Math.round(offset / SECOND), waiting, route, userErrors };
  }
}
