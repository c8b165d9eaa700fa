import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { startApp, type App } from './app.ts';
import type { Config } from './platform/config.ts';
import type { Ports, Server } from './platform/context.ts';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.ts';
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
  readonly extend?: (http: FastifyInstance, server: Server) => Promise<void>;
}

export interface Database {
  readonly url: string;
  /** Stops it where it is ours. */
  stop(): Promise<void>;
}

/** The database of `DATABASE_URL`, or the embedded one in the data folder. */
export async function openConfiguredDatabase(config: Config): Promise<Database> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: async () => {} };
  return startEmbeddedPostgres({ dataDirectory: join(config.dataDirectory, 'postgres'), durable: true });
}

/** Starts the database where it is ours, then the app; a failure on the way stops what was started. */
export async function startServer({ config, log, onStep, ...options }: StartOptions): Promise<App> {
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const result = await work();
    onStep?.(name, performance.now() - startedAt);
    return result;
  };
  const database = await step(config.databaseUrl ? 'database (DATABASE_URL)' : 'embedded PostgreSQL', () => openConfiguredDatabase(config));
  try {
    const app = await step(`migrations, ${config.role === 'all' ? 'API and worker' : config.role}`, () =>
      startApp({
        databaseUrl: database.url,
        log,
        host: config.host,
        port: config.port,
        role: config.role,
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

/** What went wrong at the start, for whoever typed the command. */
export function explainStartFailure(error: unknown, config: Config | undefined): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${config?.port} is in use, perhaps by another Doorstep. Stop that one, or choose another with --port.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return 'The database of DATABASE_URL does not answer. Check the address, and that the server runs.';
  if (code === '28P01') return 'The database of DATABASE_URL refuses the user or password.';
  return error instanceof Error ? error.message : String(error);
}
