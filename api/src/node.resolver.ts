import type { EntityName } from '@mikro-orm/postgresql';
import { Arg, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import { AccessKey } from './accounts/access-key.entity.ts';
import { Organization } from './accounts/organization.entity.ts';
import { Retailer } from './accounts/retailer.entity.ts';
import { Attempt } from './dispatch/attempt.entity.ts';
import { Driver } from './fleet/driver.entity.ts';
import { Shift } from './fleet/shift.entity.ts';
import { Vehicle } from './fleet/vehicle.entity.ts';
import { Depot } from './network/depot.entity.ts';
import { ServiceLevel } from './network/service-level.entity.ts';
import { Territory } from './network/territory.entity.ts';
import { Delivery } from './orders/delivery.entity.ts';
import { Order } from './orders/order.entity.ts';
import { Parcel } from './orders/parcel.entity.ts';
import type { RequestContext } from './platform/context.ts';
import type { Scope } from './platform/auth/scopes.ts';
import { NodeType } from './platform/graphql/node.type.ts';
import { Event } from './platform/outbox/event.entity.ts';
import { Hold } from './promise/hold.entity.ts';
import { DayPlan } from './routes/day-plan.entity.ts';
import { Route } from './routes/route.entity.ts';
import { Stop } from './routes/stop.entity.ts';
import { DoorstepError } from './shared/errors.ts';
import { kindOfId, type IdKind } from './shared/ids.ts';

/** Where a global id leads, and the scope that may follow it. Kinds that are not here have no node. */
const NODES: Partial<Record<IdKind, { entity: EntityName<NodeType>; scope: Scope }>> = {
  organization: { entity: Organization, scope: 'accounts:read' },
  retailer: { entity: Retailer, scope: 'accounts:read' },
  accessKey: { entity: AccessKey, scope: 'accounts:read' },
  depot: { entity: Depot, scope: 'network:read' },
  territory: { entity: Territory, scope: 'network:read' },
  serviceLevel: { entity: ServiceLevel, scope: 'network:read' },
  driver: { entity: Driver, scope: 'fleet:read' },
  vehicle: { entity: Vehicle, scope: 'fleet:read' },
  shift: { entity: Shift, scope: 'fleet:read' },
  order: { entity: Order, scope: 'orders:read' },
  delivery: { entity: Delivery, scope: 'orders:read' },
  parcel: { entity: Parcel, scope: 'orders:read' },
  attempt: { entity: Attempt, scope: 'orders:read' },
  event: { entity: Event, scope: 'events:read' },
  hold: { entity: Hold, scope: 'orders:read' },
  dayPlan: { entity: DayPlan, scope: 'plan:read' },
  route: { entity: Route, scope: 'plan:read' },
  stop: { entity: Stop, scope: 'plan:read' },
};

const MOST_IDS = 100;

@Resolver()
export class NodeResolver {
  @Authorized<Scope>()
  @Query(() => NodeType, { nullable: true, description: 'The thing with this id, or null when there is none that the key may see.' })
  async node(@Arg('id', () => ID, { description: 'A global id.' }) id: string, @Ctx() context: RequestContext): Promise<NodeType | null> {
    return (await findNodes([id], context))[0] ?? null;
  }

  @Authorized<Scope>()
  @Query(() => [NodeType], { nullable: 'items', description: 'The things with these ids, in the same order; null where there is none that the key may see.' })
  async nodes(@Arg('ids', () => [ID], { description: 'At most 100 global ids.' }) ids: string[], @Ctx() context: RequestContext): Promise<(NodeType | null)[]> {
    if (ids.length > MOST_IDS) throw new DoorstepError('BAD_USER_INPUT', `"ids" may have at most ${MOST_IDS} ids, got ${ids.length}.`);
    return findNodes(ids, context);
  }
}

/** One query a kind, whatever the number of ids. */
async function findNodes(ids: readonly string[], { em, actor }: RequestContext): Promise<(NodeType | null)[]> {
  const found = new Map<string, NodeType>();
  const byKind = Map.groupBy(ids, (id) => kindOfId(id));
  for (const [kind, idsOfKind] of byKind) {
    const node = kind && NODES[kind];
    if (!node || !actor?.scopes.has(node.scope)) continue;
    const where = { id: { $in: [...new Set(idsOfKind)] } };
    for (const row of await em.find(node.entity, where)) found.set(row.id, row as NodeType);
  }
  return ids.map((id) => found.get(id) ?? null);
}
