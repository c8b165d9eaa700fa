import type { EntityManager, EntityName } from '@mikro-orm/postgresql';
import { Arg, Authorized, Ctx, ID, Query, Resolver } from 'type-graphql';
import { findApiKeyById } from './accounts/api-key.resolver.ts';
import { Organization } from './accounts/organization.entity.ts';
import { Retailer } from './accounts/retailer.entity.ts';
import { Attempt } from './dispatch/attempt.entity.ts';
import { Driver } from './fleet/driver.entity.ts';
import { Shift } from './fleet/shift.entity.ts';
import { ShiftPattern } from './fleet/shift-pattern.entity.ts';
import { Vehicle } from './fleet/vehicle.entity.ts';
import { Closure } from './network/closure.entity.ts';
import { Depot } from './network/depot.entity.ts';
import { PickupPoint } from './network/pickup-point.entity.ts';
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

interface NodeSource {
  /** The scope that may follow such an id. */
  readonly scope: Scope;
  find(em: EntityManager, ids: string[]): Promise<readonly (NodeType | null)[]>;
}

const rowsOf = (entity: EntityName<NodeType>, scope: Scope): NodeSource => ({
  scope,
  find: (em, ids) => em.find(entity, { id: { $in: ids } }) as Promise<NodeType[]>,
});

/** Where a global id leads. Kinds that are not here have no node. */
const NODES: Partial<Record<IdKind, NodeSource>> = {
  organization: rowsOf(Organization, 'accounts:read'),
  retailer: rowsOf(Retailer, 'accounts:read'),
  accessKey: { scope: 'accounts:read', find: (em, ids) => Promise.all(ids.map((id) => findApiKeyById(em, id))) },
  depot: rowsOf(Depot, 'network:read'),
  territory: rowsOf(Territory, 'network:read'),
  serviceLevel: rowsOf(ServiceLevel, 'network:read'),
  pickupPoint: rowsOf(PickupPoint, 'network:read'),
  closure: rowsOf(Closure, 'network:read'),
  driver: rowsOf(Driver, 'fleet:read'),
  vehicle: rowsOf(Vehicle, 'fleet:read'),
  shift: rowsOf(Shift, 'fleet:read'),
  shiftPattern: rowsOf(ShiftPattern, 'fleet:read'),
  order: rowsOf(Order, 'orders:read'),
  delivery: rowsOf(Delivery, 'orders:read'),
  parcel: rowsOf(Parcel, 'orders:read'),
  attempt: rowsOf(Attempt, 'orders:read'),
  event: rowsOf(Event, 'events:read'),
  hold: rowsOf(Hold, 'orders:read'),
  dayPlan: rowsOf(DayPlan, 'plan:read'),
  route: rowsOf(Route, 'plan:read'),
  stop: rowsOf(Stop, 'plan:read'),
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

/** One look-up a kind, whatever the number of ids. */
async function findNodes(ids: readonly string[], { em, actor }: RequestContext): Promise<(NodeType | null)[]> {
  const found = new Map<string, NodeType>();
  for (const [kind, idsOfKind] of Map.groupBy(new Set(ids), (id) => kindOfId(id))) {
    const source = kind && NODES[kind];
    if (!source || !actor?.scopes.has(source.scope)) continue;
    for (const node of await source.find(em, idsOfKind)) if (node) found.set(node.id, node);
  }
  return ids.map((id) => found.get(id) ?? null);
}
