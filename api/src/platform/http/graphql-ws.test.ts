import Fastify, { type FastifyInstance } from 'fastify';
import { buildSchema, GraphQLError, type GraphQLObjectType, type GraphQLSchema } from 'graphql';
import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openSocket, type TestSocket } from '../../../test/socket.ts';
import { DoorstepError } from '../../shared/errors.ts';
import type { Actor } from '../auth/actor.ts';
import type { Scope } from '../auth/scopes.ts';
import type { RequestContext, Server } from '../context.ts';
import type { TopicListener } from '../pubsub.ts';
import { registerSubscriptions } from './graphql-ws.ts';
import { PersistedDocuments } from './persisted-documents.ts';
import { RateLimit } from './rate-limit.ts';
import { LIMITS } from './limits.ts';

let http: FastifyInstance;
let url: string;
let good: Set<string>;
let sources: Map<string, AsyncIterator<unknown>>;
let contexts: unknown[];
let keyNews: TopicListener;
const sockets: TestSocket[] = [];

/** `ticks` counts to `upTo`; `silence` never says anything; `flood` sends 64 KB as fast as it is read; `trouble` fails as told. */
function testSchema(): GraphQLSchema {
  const schema = buildSchema(`
    type Query { viewer: String }
    type Mutation { change: String }
    type Tick { count(plus: Int = 0): Int! }
    type Subscription { ticks(upTo: Int!): Int! silence: Int! flood: String! trouble(kind: String!): Int! tick(after: Int): Tick! }`);
  const fields = schema.getSubscriptionType()!.getFields();
  fields['ticks']!.subscribe = async function* (_source: unknown, { upTo }: { upTo: number }) {
    for (let tick = 1; tick <= upTo; tick += 1) yield { ticks: tick };
  };
  fields['ticks']!.resolve = (tick: { ticks: number }, _args: unknown, context: RequestContext) => {
    contexts.push(context.em);
    return tick.ticks;
  };
  fields['silence']!.subscribe = () => source('silence', () => new Promise(() => {}));
  const line = { flood: 'x'.repeat(64 * 1024) };
  let sent = 0;
  fields['flood']!.subscribe = () => source('flood', async () => ({ done: false, value: (sent += 1, line) }));
  fields['flood']!.extensions = { sent: () => sent };
  fields['trouble']!.subscribe = async function* (_source: unknown, { kind }: { kind: string }) {
    yield { trouble: 1 };
    throw kind === 'known' ? new DoorstepError('RESYNC_REQUIRED', 'Too old.') : new Error('secret of the inside');
  };
  return schema;
}

/** An iterator by hand, that tests can see being ended. */
function source(name: string, next: () => Promise<IteratorResult<unknown>>) {
  const done = { done: true, value: undefined } as const;
  const ended = Promise.withResolvers<typeof done>();
  const end = vi.fn(async () => (ended.resolve(done), done));
  const iterator = { next: () => Promise.race([next(), ended.promise]), return: end, [Symbol.asyncIterator]: () => iterator };
  sources.set(name, iterator);
  return iterator;
}

async function start(options: Partial<Parameters<typeof registerSubscriptions>[1]> = {}): Promise<GraphQLSchema> {
  http = Fastify();
  const schema = testSchema();
  const fork = () => ({ setSessionContext() {} });
  const live = { hear: (_prefix: string, listener: TopicListener) => ((keyNews = listener), () => {}) };
  const server = { orm: { em: { fork } }, live, log: pino({ level: 'silent' }) } as unknown as Server;
  registerSubscriptions(http, {
    schema,
    server,
    rateLimit: new RateLimit(1_000),
    documents: new PersistedDocuments({ lists: [] }),
    async authenticate(_server, token) {
      if (!good.has(token)) throw new DoorstepError('UNAUTHENTICATED', 'This key is not known.');
      return { keyId: `key of ${token}`, kind: 'SECRET_KEY', organizationId: 'org_a', scopes: new Set<Scope>() } as unknown as Actor;
    },
    recheckInterval: 50,
    ...options,
  });
  url = (await http.listen({ port: 0, host: '127.0.0.1' })).replace('http', 'ws') + '/graphql';
  return schema;
}
async function open(init?: unknown): Promise<TestSocket> {
  const socket = await openSocket(url, init === undefined ? { key: 'good' } : init);
  sockets.push(socket);
  return socket;
}

beforeEach(() => {
  good = new Set(['good', 'better']);
  sources = new Map();
  contexts = [];
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await http.close();
});

it('runs a subscription to its end, each event in a context of its own', async () => {
  await start();
  const socket = await open();
  socket.subscribe('1', 'subscription { ticks(upTo: 3) }');
  expect(await socket.untilComplete('1')).toEqual([{ data: { ticks: 1 } }, { data: { ticks: 2 } }, { data: { ticks: 3 } }]);
  expect(new Set(contexts).size).toBe(3);
});

it('ends a source that is waiting when the client completes, and when the socket goes', async () => {
  await start();
  const socket = await open();
  socket.subscribe('1', 'subscription { silence }');
  await vi.waitFor(() => expect(sources.has('silence')).toBe(true));
  socket.send({ id: '1', type: 'complete' });
  await vi.waitFor(() => expect(sources.get('silence')!.return).toHaveBeenCalledTimes(1));
  socket.subscribe('2', 'subscription { silence }');
  await vi.waitFor(() => expect(sources.get('silence')!.return).toHaveBeenCalledTimes(0));
  socket.terminate();
  await vi.waitFor(() => expect(sources.get('silence')!.return).toHaveBeenCalledTimes(1));
});

it.each([
  ['an unknown key', { key: 'nobody' }, 4403, 'This key is not known.'],
  ['no key', {}, 4403, 'Send { "key": "<key>" } as the payload of connection_init.'],
])('closes 4403 for %s, saying why', async (_what, init, code, reason) => {
  await start();
  const socket = await open(init);
  expect(await socket.closed).toEqual({ code, reason });
});

it('closes with the codes of the protocol: 4401 before the acknowledgement, 4429 for a second init, 4400 for nonsense, 1009 for too much', async () => {
  await start();
  const before = await open(null);
  before.subscribe('1', 'subscription { silence }');
  expect((await before.closed).code).toBe(4401);
  const twice = await open();
  twice.send({ type: 'connection_init', payload: { key: 'good' } });
  expect((await twice.closed).code).toBe(4429);
  const nonsense = await open();
  nonsense.send({ nothing: true });
  expect((await nonsense.closed).code).toBe(4400);
  const big = await open();
  big.send({ id: '1', type: 'subscribe', payload: { query: `#${'x'.repeat(LIMITS.socketPayloadBytes)}` } });
  expect((await big.closed).code).toBe(1009);
});

it('closes 4408 a socket that never says who it is', { timeout: 10_000 }, async () => {
  await start();
  const socket = await open(null);
  expect((await socket.closed).code).toBe(4408);
});

it('closes within the interval the sockets of a key that was revoked, and no others', async () => {
  await start();
  const [socket, other] = [await open(), await open({ key: 'better' })];
  good.delete('good');
  expect(await socket.closed).toEqual({ code: 4403, reason: 'This key is not known.' });
  other.subscribe('1', 'subscription { ticks(upTo: 1) }');
  expect(await other.untilComplete('1')).toHaveLength(1);
});

it('closes them at once when a revocation is heard of', async () => {
  await start({ recheckInterval: 60_000 });
  const [socket, other] = [await open(), await open({ key: 'better' })];
  good.clear();
  keyNews.heard('key:key of good');
  expect(await socket.closed).toEqual({ code: 4403, reason: 'This key is not known.' });
  expect(other.isOpen).toBe(true);
  keyNews.missed();
  expect((await other.closed).code).toBe(4403);
});

it('keeps sockets when the look-up itself fails', async () => {
  let isDown = false;
  const authenticate = vi.fn(async () => {
    if (isDown) throw new Error('database is down');
    return { keyId: 'key_1', scopes: new Set<Scope>() } as unknown as Actor;
  });
  await start({ authenticate });
  const socket = await open();
  isDown = true;
  await vi.waitFor(() => expect(authenticate.mock.calls.length).toBeGreaterThan(3));
  socket.subscribe('1', 'subscription { ticks(upTo: 1) }');
  expect(await socket.untilComplete('1')).toHaveLength(1);
});

it('caps sockets per key and in all', async () => {
  await start({ mostConnectionsPerKey: 2, mostConnections: 3 });
  const first = await open();
  await open();
  const third = await open();
  expect(await third.closed).toEqual({ code: 4429, reason: 'At most 2 sockets a key. Use one for many subscriptions.' });
  await open({ key: 'better' });
  const refused = new WebSocket(url, 'graphql-transport-ws');
  const status = await new Promise((resolve) => {
    refused.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    refused.on('error', () => {});
  });
  expect(status).toBe(503);
  first.terminate();
  await vi.waitFor(async () => expect((await openSocket(url, { key: 'good' }).then((socket) => (sockets.push(socket), socket))).isOpen).toBe(true));
});

it('refuses queries, mutations, bad documents and too many subscriptions, each by its code, and stays open', async () => {
  await start();
  const socket = await open();
  const codeOf = async (id: string, query: string) => {
    socket.subscribe(id, query);
    return (await socket.untilError(id)).map((error: GraphQLError) => error.extensions['code']);
  };
  expect(await codeOf('q', '{ viewer }')).toEqual(['BAD_USER_INPUT']);
  expect(await codeOf('m', 'mutation { change }')).toEqual(['BAD_USER_INPUT']);
  expect(await codeOf('p', 'subscription {')).toEqual(['GRAPHQL_PARSE_FAILED']);
  expect(await codeOf('v', 'subscription { nothing }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await codeOf('t', `subscription { silence ${'silence '.repeat(LIMITS.documentTokens)} }`)).toEqual(['GRAPHQL_PARSE_FAILED']);
  expect(await codeOf('a', `subscription { ${Array.from({ length: LIMITS.documentAliases + 1 }, (_, n) => `a${n}: silence`).join(' ')} }`)).toContain('LIMIT_EXCEEDED');
  for (let count = 0; count < LIMITS.socketOperations; count += 1) socket.subscribe(`s${count}`, 'subscription { silence }');
  expect(await codeOf('one more', 'subscription { silence }')).toEqual(['LIMIT_EXCEEDED']);
  expect(socket.isOpen).toBe(true);
});

it('spends what a subscription costs from the budget of its key, and says when to try again', async () => {
  await start({ rateLimit: new RateLimit(2) });
  const socket = await open();
  for (const id of ['1', '2']) socket.subscribe(id, 'subscription { silence }');
  socket.subscribe('3', 'subscription { silence }');
  expect((await socket.untilError('3'))[0].extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: expect.any(Number) });
});

it('tells an error of the stream by its code, and masks what is not meant for people', async () => {
  await start();
  const socket = await open();
  socket.subscribe('1', 'subscription { trouble(kind: "known") }');
  const [known] = await socket.untilError('1');
  expect([known.message, known.extensions.code, typeof known.extensions.requestId]).toEqual(['Too old.', 'RESYNC_REQUIRED', 'string']);
  socket.subscribe('2', 'subscription { trouble(kind: "unknown") }');
  const [unknown] = await socket.untilError('2');
  expect(unknown.extensions.code).toBe('INTERNAL_SERVER_ERROR');
  expect(JSON.stringify(unknown)).not.toContain('secret');
});

it('stops reading for a client that does not read, and serves the others', async () => {
  const schema = await start();
  const sent = schema.getSubscriptionType()!.getFields()['flood']!.extensions['sent'] as () => number;
  const paused = await open();
  paused.subscribe('1', 'subscription { flood }');
  await vi.waitFor(() => expect(sent()).toBeGreaterThan(3));
  paused.pause();
  let before = -1;
  await vi.waitFor(() => {
    const now = sent();
    const hasStopped = now === before;
    before = now;
    expect(hasStopped).toBe(true);
  }, { interval: 200, timeout: 10_000 });
  const other = await open({ key: 'better' });
  other.subscribe('1', 'subscription { ticks(upTo: 100) }');
  expect(await other.untilComplete('1')).toHaveLength(100);
  expect(sent()).toBe(before);
});

it('closes 4503 a client that lets too much pile up, so that it knows to come back', async () => {
  await start();
  const slow = await open();
  slow.pause();
  for (let id = 0; id < LIMITS.socketOperations; id += 1) slow.subscribe(String(id), 'subscription { flood }');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  slow.resume();
  expect(await slow.closed).toEqual({ code: 4503, reason: 'slow consumer' });
});

it('makes the answer to one event once for all who ask alike and see alike, whatever place they resumed at', async () => {
  const schema = await start();
  const waiting: ((result: IteratorResult<unknown>) => void)[] = [];
  schema.getSubscriptionType()!.getFields()['tick']!.subscribe = () => source('tick', () => new Promise((resolve) => waiting.push(resolve)));
  const count = vi.fn((_tick: unknown, { plus }: { plus: number }) => 1 + plus);
  (schema.getType('Tick') as GraphQLObjectType).getFields()['count']!.resolve = count;
  const ask = async (key: string, variables: Record<string, unknown>) => {
    const socket = await open({ key });
    socket.subscribe(key, 'subscription ($after: Int, $plus: Int) { tick(after: $after) { count(plus: $plus) } }', variables);
    return () => socket.next(key);
  };
  const alike = [await ask('good', { after: 1, plus: 0 }), await ask('good', { after: 2, plus: 0 }), await ask('better', { plus: 0 })];
  const other = await ask('good', { after: 1, plus: 5 });
  await vi.waitFor(() => expect(waiting).toHaveLength(4));
  const event = { tick: {} };
  for (const go of waiting) go({ done: false, value: event });
  for (const answer of alike) expect(await answer()).toEqual({ data: { tick: { count: 1 } } });
  expect(await other()).toEqual({ data: { tick: { count: 6 } } });
  expect(count).toHaveBeenCalledTimes(2);
});

it('sends clients away with 1001 when the server stops', async () => {
  await start();
  const socket = await open();
  socket.subscribe('1', 'subscription { silence }');
  await vi.waitFor(() => expect(sources.has('silence')).toBe(true));
  await http.close();
  expect((await socket.closed).code).toBe(1001);
  expect(sources.get('silence')!.return).toHaveBeenCalled();
});
