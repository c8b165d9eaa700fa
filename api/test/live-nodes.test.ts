import pg from 'pg';
import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startApp, type App } from '../src/app.ts';
import { createTestCourier, type TestCourier } from './fixtures.ts';
import { sendGraphql, startTestApp, type TestApp } from './harness.ts';
import { dataOf, Shopper } from './shopper.ts';
import { openSocket, type TestSocket } from './socket.ts';

const TRACKING = 'subscription ($deliveryId: ID) { deliveryTracking(deliveryId: $deliveryId) { state } }';

let app: TestApp;
let other: App;
let courier: TestCourier;
const logged: { level: number; msg: string }[] = [];
const sockets: TestSocket[] = [];

async function open(url: string, key: string): Promise<TestSocket> {
  const socket = await openSocket(`${url.replace('http', 'ws')}/graphql`, { key });
  sockets.push(socket);
  return socket;
}

beforeEach(async () => {
  logged.length = 0;
  app = await startTestApp();
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  other = await startApp({ databaseUrl: app.databaseUrl, clock: app.clock, log, role: 'api' });
  courier = await createTestCourier(app.server, { drivers: 1 });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await other.close();
  await app.close();
});

it('closes the sockets of a key that was revoked on another node, and answers it no more there', async () => {
  const created = dataOf(await app.gql('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret } }', { input: { kind: 'SECRET', name: 'partner', retailerId: courier.retailers[0]!.id } }, courier.secretKey))['createApiKey'];
  const socket = await open(other.url, created.secret);
  const ask = async () => (await sendGraphql(other.url, '{ deliveryEventsHead }', {}, created.secret)).status;
  expect(await ask()).toBe(200);
  const { data } = await app.gql('mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { userErrors { code } } }', { input: { apiKeyId: created.apiKey.id } }, courier.secretKey);
  expect(data['revokeApiKey'].userErrors).toEqual([]);
  expect((await socket.closed).code).toBe(4403);
  expect(await ask()).toBe(401);
});

it('stops without a word of an error while a live view is being read', async () => {
  const { delivery } = await new Shopper(app, courier).create('STOP-1', {});
  const socket = await open(other.url, courier.secretKey);
  socket.subscribe('1', TRACKING, { deliveryId: delivery!.id });
  await socket.next('1');
  const blocker = new pg.Client({ connectionString: app.databaseUrl });
  await blocker.connect();
  await blocker.query('begin; lock table retailer in access exclusive mode');
  other.server.live.publish(delivery!.id);
  const waitingReads = () => blocker.query(`select from pg_locks where not granted and relation = 'retailer'::regclass`);
  await vi.waitFor(async () => expect((await waitingReads()).rowCount).toBe(1), { timeout: 5_000 });
  const closing = other.close();
  expect((await socket.closed).code).toBe(1001);
  await blocker.query('rollback');
  await blocker.end();
  await closing;
  expect(logged).toEqual([]);
});

it('lets its pages connect to their own server alone', async () => {
  const { headers } = await fetch(`${other.url}/health`);
  expect(headers.get('content-security-policy')).toMatch(new RegExp(`;connect-src 'self' ${other.url.replace('http', 'ws')}$`));
});
