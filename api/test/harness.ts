import pino from 'pino';
import { startApp, type App, type AppOptions } from '../src/app.ts';
import type { Server } from '../src/platform/context.ts';
import { SteppedClock } from '../src/shared/time.ts';
import { createTestDatabase } from './database.ts';

/** Saturday morning in Oakland: 08:00 on 2026-11-21. Tests step on from here. */
export const START = new Date('2026-11-21T16:00:00.000Z');

export interface Answer<T = Record<string, any>> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: T;
  readonly errors: readonly { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[] | undefined;
  readonly extensions: Record<string, any> | undefined;
}

export interface TestApp {
  readonly app: App;
  readonly server: Server;
  readonly clock: SteppedClock;
  readonly url: string;
  readonly databaseUrl: string;
  /** Every SQL statement since the start; `statements.length = 0` begins a new count. */
  readonly statements: string[];
  /** Sends one GraphQL request over HTTP. */
  gql<T = Record<string, any>>(document: string, variables?: Record<string, unknown>, key?: string | null, headers?: Record<string, string>): Promise<Answer<T>>;
  close(): Promise<void>;
}

/** A whole server on a database of its own, with a clock that stands still until a test steps it. */
export async function startTestApp(options: Partial<AppOptions> = {}): Promise<TestApp> {
  const database = await createTestDatabase();
  const clock = new SteppedClock(START);
  const statements: string[] = [];
  const app = await startApp({
    databaseUrl: database.url,
    clock,
    log: pino({ level: process.env['LOG_LEVEL'] ?? 'silent' }),
    onQuery: (sql) => statements.push(sql),
    // Most tests ask for just what they look at, whatever the key.
    ownDocumentsForAll: true,
    ...options,
  });
  return {
    app,
    clock,
    statements,
    server: app.server,
    url: app.url,
    databaseUrl: database.url,
    gql: (document, variables, key, headers) => sendGraphql(app.url, document, variables, key, headers),
    async close() {
      await app.close();
      await database.drop();
    },
  };
}

/** Sends one GraphQL request to a server. */
export async function sendGraphql<T>(url: string, document: string, variables: Record<string, unknown> = {}, key?: string | null, headers: Record<string, string> = {}): Promise<Answer<T>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }), ...headers },
    body: JSON.stringify({ query: document, variables }),
  });
  const body = (await response.json()) as { data?: T; errors?: Answer['errors']; extensions?: Answer['extensions'] };
  return { status: response.status, headers: response.headers, data: (body.data ?? null) as T, errors: body.errors, extensions: body.extensions };
}
