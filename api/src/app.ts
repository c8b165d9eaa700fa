import { createHmac } from 'node:crypto';
import type { MikroORM } from '@mikro-orm/postgresql';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { authenticateKey, isKnownKey } from './accounts/authenticate-key.ts';
import type { Ports, Server } from './platform/context.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { SystemReader } from './platform/database/system-reader.ts';
import { readServerSecret } from './platform/database/server-secret.ts';
import { PersistedDocuments } from './platform/http/persisted-documents.ts';
import { createHttp, type Readiness } from './platform/http/create-http.ts';
import { GuessLimit } from './platform/http/guess-limit.ts';
import { registerExplorer } from './platform/http/explorer.ts';
import { registerGraphqlHttp } from './platform/http/graphql-http.ts';
import { RateLimit } from './platform/http/rate-limit.ts';
import { registerSubscriptions } from './platform/http/graphql-ws.ts';
import { registerUploads } from './platform/storage/upload-routes.ts';
import { PubSub } from './platform/pubsub.ts';
import { RedisLink } from './platform/redis/redis-link.ts';
import { defaultPorts } from './ports.ts';
import currentDocuments from '../documents/current.json' with { type: 'json' };
import releasedDocuments from '../documents/released.json' with { type: 'json' };
import { createSchema } from './schema.ts';
import { systemClock, type Clock } from './shared/time.ts';
import { registerPages } from './pages.ts';
import { registerDeliveryFeeds } from './tracking/register-delivery-feeds.ts';
import { startWorker, type Worker } from './worker.ts';

/** What a process of Doorstep does: answer requests, do the background work, or both. */
export const ROLES = ['api', 'worker', 'all'] as const;
export type ProcessRole = (typeof ROLES)[number];

export interface AppOptions {
  readonly databaseUrl: string;
  /** Optional, and may be gone at times. */
  readonly redisUrl?: string;
  readonly log: Logger;
  /** Default the machine's clock. */
  readonly clock?: Clock;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Where people reach this server, default its own address. */
  readonly publicUrl?: string;
  /** Default `all`. */
  readonly role?: ProcessRole;
  /** Cost points a key may spend in a minute, default 600,000. */
  readonly pointsPerMinute?: number;
  /** How many proxies in front of us say truly whose address a request came from, default none. */
  readonly trustProxy?: number | false;
  /** Replaces embedded defaults, e.g. the source of travel times. */
  readonly ports?: Partial<Ports>;
  /** Lets publishable keys and tracking links send documents of their own; for tests of the schema. Default false. */
  readonly ownDocumentsForAll?: boolean;
  /** Hears every SQL statement. */
  readonly onQuery?: (sql: string) => void;
  /** Adds routes of its own, before the server listens. */
  readonly extend?: (http: FastifyInstance, server: Server) => Promise<void>;
}

export interface App {
  readonly server: Server;
  /** e.g. `http://127.0.0.1:4000`. */
  readonly url: string;
  /** Stops taking requests, lets running ones end, then lets go of the database. May be called more than once. */
  close(): Promise<void>;
}

const DEFAULT_POINTS_PER_MINUTE = 600_000;

/** Migrates the database and starts one process of Doorstep. */
export async function startApp(options: AppOptions): Promise<App> {
  await migrate(options.databaseUrl);
  const orm = await openDatabase({ url: options.databaseUrl, ...(options.onQuery && { onQuery: options.onQuery }) });
  const marks = new SystemReader({ url: options.databaseUrl, onQuery: options.onQuery });
  const role = options.role ?? 'all';
  const clock = options.clock ?? systemClock;
  const secret = await readServerSecret(orm);
  const redis = options.redisUrl === undefined ? undefined : new RedisLink({ url: options.redisUrl, prefix: redisPrefix(secret), log: options.log });
  const pubsub = await PubSub.start({ databaseUrl: options.databaseUrl, log: options.log, redis });
  let publicUrl = options.publicUrl ?? '';
  const server: Server = {
    orm,
    marks,
    clock,
    log: options.log,
    ports: { ...defaultPorts(orm), ...options.ports },
    secret,
    get publicUrl() { return publicUrl; },
    live: pubsub,
    wakeRelay: () => pubsub.wakeRelay(),
  };

  let worker: Worker | undefined;
  const http = await createHttp(server, { readiness: () => readiness(orm, redis, worker), trustProxy: options.trustProxy ?? false });
  if (role !== 'worker') await registerApi(http, server, redis, options);
  const url = await http.listen({ host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  publicUrl ||= url;
  if (role !== 'api') worker = await startWorker(server, options.databaseUrl);

  const closeAll = async () => {
    await http.close();
    await worker?.stop();
    await pubsub.close();
    await marks.close();
    await orm.close();
  };
  let closing: Promise<void> | undefined;
  return { server, url, close: () => (closing ??= closeAll()) };
}

async function registerApi(http: FastifyInstance, server: Server, redis: RedisLink | undefined, options: AppOptions): Promise<void> {
  const schema = await createSchema();
  const rateLimit = new RateLimit(options.pointsPerMinute ?? DEFAULT_POINTS_PER_MINUTE, redis);
  const documents = new PersistedDocuments({ lists: [releasedDocuments, currentDocuments], ownDocumentsForAll: options.ownDocumentsForAll ?? false });
  const guesses = new GuessLimit(server.clock);
  await registerGraphqlHttp(http, { schema, server, authenticate: authenticateKey, isKnownKey, guesses, rateLimit, documents });
  registerSubscriptions(http, { schema, server, authenticate: authenticateKey, rateLimit, documents });
  await registerUploads(http, { server, authenticate: authenticateKey });
  registerDeliveryFeeds(http, server, guesses);
  await registerExplorer(http);
  await registerPages(http);
  await options.extend?.(http, server);
}

async function readiness(orm: MikroORM, redis: RedisLink | undefined, worker: Worker | undefined): Promise<Readiness> {
  const database = await orm.isConnected() ? 'up' : 'down';
  const checks = {
    database,
    ...(redis && { redis: redis.isUp ? 'up' : 'down: PostgreSQL carries the news, rate limits count per process' }),
    ...(worker && { relay: worker.relayState() }),
  };
  return { ready: database === 'up', checks };
}

/** Names that a Redis may hold of several databases: made from what only nodes of one database share. */
function redisPrefix(secret: Buffer): string {
  return `doorstep:${createHmac('sha256', secret).update('redis').digest('hex').slice(0, 12)}:`;
}
