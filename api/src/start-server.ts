import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { startApp, type App } from './app.ts';
import type { Config } from './platform/config.ts';
import type { Ports, Server } from './platform/context.ts';
import { startEmbeddedPostgres, type EmbeddedPostgresOptions } from './platform/database/embedded-postgres.ts';
import type { Clock } from './shared/time.ts';

export interface StartOptions {
  readonly config: Config;
  readonly log: Logger;
  readonly clock?: Clock;
  readonly pointsPerMinute?: number;
  /** Replaces embedded defaults. */
  readonly ports?: Partial<Ports>;
  /** Hears each step that is done, with how long it took in milliseconds. */
  readonly onStep?: (step: string, milliseconds: number) => void;
  /** Our embedded PostgreSQL ended by itself: nothing can go on. The next start on the folder recovers it. */
  readonly onDatabaseLost?: (message: string) => void;
  readonly extend?: (http: FastifyInstance, server: Server) => Promise<void>;
}

export interface Database {
  readonly url: string;
  /** Stops it where it is ours. */
  stop(): Promise<void>;
}

/** The database of `DATABASE_URL`, or the embedded one in the data folder. */
export async function openConfiguredDatabase(config: Config, hear: Pick<EmbeddedPostgresOptions, 'log' | 'onLost'> = {}): Promise<Database> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: async () => {} };
  return startEmbeddedPostgres({ dataDirectory: join(config.dataDirectory, 'postgres'), durable: true, ...hear });
}

/** Starts the database where it is ours, then the app; a failure on the way stops what was started. */
export async function startServer({ config, log, onStep, onDatabaseLost, ...options }: StartOptions): Promise<App> {
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const result = await work();
    onStep?.(name, performance.now() - startedAt);
    return result;
  };
  const database = await step(config.databaseUrl ? 'database (DATABASE_URL)' : 'embedded PostgreSQL', () => openConfiguredDatabase(config, { log: (line) => log.info(line), ...(onDatabaseLost && { onLost: onDatabaseLost }) }));
  try {
    const app = await step(`migrations, ${config.role === 'all' ? 'API and worker' : config.role}`, () =>
      startApp({
        databaseUrl: database.url,
        log,
        host: config.host,
        port: config.port,
        role: config.role,
        trustProxy: config.trustProxy,
        ...(config.redisUrl !== undefined && { redisUrl: config.redisUrl }),
        ...(config.publicUrl !== undefined && { publicUrl: config.publicUrl }),
        ...(config.pointsPerMinute !== undefined && { pointsPerMinute: config.pointsPerMinute }),
        ...options,
      }),
    );
    return {
      ...app,
      async close() {
        await app.close();
        await database.stop();
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}
