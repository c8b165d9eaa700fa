import type { EntityManager } from '@mikro-orm/postgresql';
import { DoorstepError } from '../shared/errors.ts';
import type { Clock } from '../shared/time.ts';
import { actorName, type Actor } from './auth/actor.ts';
import { tenantEntityManager, type Boundary, type Ports, type RequestContext, type Server } from './context.ts';
import { claimKey, recordOutcome } from './idempotency/claim-key.ts';
import { appendEvent, type NewEvent } from './outbox/append-event.ts';

/** What a use case gets: one transaction, one clock, and a way to say what happened. */
export interface Transaction {
  readonly server: Server;
  readonly em: EntityManager;
  /** Null in jobs. */
  readonly actor: Actor | null;
  readonly organizationId: string;
  readonly clock: Clock;
  readonly ports: Ports;
  /** Writes an event with the change. */
  emit(event: NewEvent): void;
}

export interface MutationOptions {
  /** Name of the mutation: with its place among those of the same name in the document, the scope of an idempotency key. */
  readonly operation: string;
  readonly input: unknown;
  /** Default `retailer`. `organization` for changes of the shared day plan: the use case then checks the retailer itself. */
  readonly boundary?: Boundary;
}

const MOST_TRIES = 4;
const SERIALIZATION_FAILURES = new Set(['40001', '40P01']);

/**
 * Runs a use case in one transaction, once per idempotency key. What it returns is kept as the answer of that key,
 * so it must be plain data (ids and user errors, no entities); a refusal must leave nothing changed.
 * @throws DoorstepError `UNAUTHENTICATED` without an actor, `IDEMPOTENCY_CONFLICT` for a key with another input.
 */
export async function mutate<T>(context: RequestContext, options: MutationOptions, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { actor, server, idempotencyKey } = context;
  if (!actor) throw new DoorstepError('UNAUTHENTICATED', 'Send a key as "Authorization: Bearer <key>".');
  const operation = placedName(context, options.operation);
  return inTransaction(server, { actor, organizationId: actor.organizationId, boundary: options.boundary ?? 'retailer' }, async (tx) => {
    if (idempotencyKey === undefined) return work(tx);
    const claimed = await claimKey(tx.em, {
      organizationId: actor.organizationId,
      accessKeyId: actor.keyId,
      operation,
      idempotencyKey,
      input: options.input,
      now: server.clock.now(),
    });
    if (!claimed.isFirst) return claimed.outcome as T;
    const outcome = await work(tx);
    await recordOutcome(tx.em, claimed.recordId, outcome);
    return outcome;
  });
}

const mutationsOf = new WeakMap<RequestContext, Map<string, number>>();

/** The name with its place: mutations of one document run one after the other, in the same order each time it is sent. */
function placedName(context: RequestContext, name: string): string {
  const counts = mutationsOf.get(context) ?? new Map<string, number>();
  mutationsOf.set(context, counts);
  const place = (counts.get(name) ?? 0) + 1;
  counts.set(name, place);
  return place === 1 ? name : `${name}#${place}`;
}

/** Runs work of a job or a set-up in one transaction of one organization. */
export function inOrganization<T>(server: Server, organizationId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return inTransaction(server, { actor: null, organizationId, boundary: 'organization' }, work);
}

interface Bounds {
  readonly actor: Actor | null;
  readonly organizationId: string;
  readonly boundary: Boundary;
}

async function inTransaction<T>(server: Server, { actor, organizationId, boundary }: Bounds, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    let hasEvents = false;
    const em = tenantEntityManager(server.orm, { organizationId, retailerId: actor?.retailerId ?? null }, boundary);
    try {
      const result = await em.transactional((transactional) =>
        work({
          server, em: transactional, actor, organizationId, clock: server.clock, ports: server.ports,
          emit(event) {
            hasEvents = true;
            appendEvent(transactional, event, { organizationId, actor: actorName(actor), now: server.clock.now() });
          },
        }),
      );
      if (hasEvents) server.wakeRelay();
      return result;
    } catch (error) {
      if (attempt >= MOST_TRIES || !SERIALIZATION_FAILURES.has(sqlState(error))) throw error;
    }
  }
}

function sqlState(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
