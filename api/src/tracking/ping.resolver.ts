import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { RecordPingsInput, RecordPingsPayload } from './ping.type.ts';
import { recordPings } from './record-pings.ts';

@Resolver()
export class PingResolver {
  @Mutation(() => RecordPingsPayload, { description: 'Positions of the driver on the road. Scope `drive`.' })
  @Authorized<Scope>('drive')
  async recordPings(@Arg('input', () => RecordPingsInput, { description: 'The positions.' }) input: RecordPingsInput, @Ctx() context: RequestContext): Promise<RecordPingsPayload> {
    const { movedRouteId, ...payload } = await mutate(context, { operation: 'recordPings', input }, (tx) => recordPings(tx, input));
    if (movedRouteId) context.server.live.publish(movedRouteId);
    return payload;
  }
}
