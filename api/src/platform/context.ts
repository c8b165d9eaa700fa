import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import type { Logger } from 'pino';
import type { Clock } from '../shared/time.ts';
import type { Actor } from './auth/actor.ts';
import { SESSION_VARIABLE, SYSTEM_ROLE } from './database/roles.ts';
import type { SystemReader } from './database/system-reader.ts';
import type { PubSub } from './pubsub.ts';

/** What the slices need from outside. Each `<noun>.port.ts` adds its member by declaration merging; `app.ts` hands the implementations. */
export interface Ports {}

/** One running server: what every request and job shares. */
export interface Server {
  readonly orm: MikroORM;
  /** Reads marks and versions in one round trip. */
  readonly marks: SystemReader;
  readonly clock: Clock;
  readonly log: Logger;
  readonly ports: Ports;
  /** Seals quotes, signs upload links, derives tracking tokens. The same on all nodes of a database. */
  readonly secret: Buffer;
  /** Where people reach this server, without a trailing slash. */
  readonly publicUrl: string;
  /** News between all nodes: what to listen to, and what to tell. */
  readonly live: PubSub;
  /** Called after a commit that wrote events; hands it to `live`. */
  wakeRelay(): void;
}

/** One request: who asks, and a tenant's view of the database. */
export interface RequestContext {
  readonly server: Server;
  readonly requestId: string;
  readonly actor: Actor | null;
  readonly idempotencyKey: string | undefined;
  /** Reads what the actor may see. Not for writing: mutations have their own, see `mutate`. */
  readonly em: EntityManager;
  /** Per-request memory of `loaderOf`. */
  readonly loaders: Map<unknown, unknown>;
}

/** How far a piece of work may look: the actor's retailer, or its whole organization (other retailers' stops share the vans). */
export type Boundary = 'retailer' | 'organization';

/** An entity manager that sees only the actor's rows; without an actor it sees none. */
export function tenantEntityManager(orm: MikroORM, actor: Pick<Actor, 'organizationId' | 'retailerId'> | null, boundary: Boundary = 'retailer'): EntityManager {
  const em = orm.em.fork({ clear: true });
  if (actor) {
    em.setSessionContext({
      variables: {
        [SESSION_VARIABLE.organization]: actor.organizationId,
        [SESSION_VARIABLE.retailer]: boundary === 'retailer' ? (actor.retailerId ?? '') : '',
      },
    });
  }
  return em;
}

/** An entity manager that sees every tenant: for key look-up, relay, jobs and setting up an organization. Never given to a resolver. */
export function systemEntityManager(orm: MikroORM): EntityManager {
  const em = orm.em.fork({ clear: true });
  em.setSessionContext({ role: SYSTEM_ROLE });
  return em;
}

/** A per-request loader, made once by its factory. */
export function loaderOf<L>(context: RequestContext, factory: (context: RequestContext) => L): L {
  const known = context.loaders.get(factory) as L | undefined;
  if (known) return known;
  const loader = factory(context);
  context.loaders.set(factory, loader);
  return loader;
}
