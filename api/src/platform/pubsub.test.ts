import pg from 'pg';
import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { PubSub } from './pubsub.ts';

let database: TestDatabase;
let here: PubSub;
let there: PubSub;

beforeEach(async () => {
  database = await createTestDatabase();
  [here, there] = await Promise.all([1, 2].map(() => PubSub.start({ databaseUrl: database.url, log: pino({ level: 'silent' }) }))) as [PubSub, PubSub];
});
afterEach(async () => {
  await Promise.all([here.close(), there.close()]);
  await database.drop();
});

/** Sends SQL as somebody else. */
async function run(sql: string, values: unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(sql, values);
  await client.end();
}

it('hears news from the moment of subscribing, before the first next()', async () => {
  const reader = here.subscribe('rte_1');
  here.publish('rte_1');
  expect(await reader.next()).toEqual({ done: false, value: 1 });
});

it('tells a reader of another node, and only of its topics', async () => {
  const reader = there.subscribe('rte_1');
  here.publish('rte_2');
  here.publish('rte_1');
  expect(await reader.next()).toEqual({ done: false, value: 1 });
});

it('folds news that nobody read into one item', async () => {
  const reader = here.subscribe('rte_1');
  for (let count = 0; count < 10_000; count += 1) here.publish('rte_1');
  expect(await reader.next()).toEqual({ done: false, value: 10_000 });
});

it('sends many publications as few notifications', async () => {
  const listener = new pg.Client({ connectionString: database.url });
  await listener.connect();
  const heard: string[] = [];
  listener.on('notification', ({ payload }) => heard.push(payload ?? ''));
  await listener.query('listen doorstep_live');
  for (let count = 0; count < 1_000; count += 1) here.publish(`rte_01h455vb4pex5vsknk084sn${String(count).padStart(4, '0')}`);
  await vi.waitFor(() => expect(new Set(heard.flatMap((payload) => JSON.parse(payload))).size).toBe(1_000));
  expect(heard.length).toBeLessThan(10);
  await listener.end();
});

it('wakes readers of the subjects and of the feed that the relay names', async () => {
  const [delivery, feed, other] = [here.subscribe('dlv_1'), here.subscribe('feed:org_a'), here.subscribe('dlv_2')];
  await run(`select pg_notify('doorstep_feed', $1)`, [JSON.stringify([['org_a', 7, 'dlv_1']])]);
  expect(await Promise.all([delivery.next(), feed.next()])).toEqual([{ done: false, value: 1 }, { done: false, value: 1 }]);
  here.publish('dlv_2');
  expect(await other.next()).toEqual({ done: false, value: 1 });
});

it('follows other topics without losing what it waits for', async () => {
  const reader = here.subscribe('rte_1', 'dlv_1');
  const next = reader.next();
  reader.follow(['rte_2', 'dlv_1']);
  here.publish('rte_1');
  here.publish('rte_2');
  expect(await next).toEqual({ done: false, value: 1 });
  here.publish('dlv_1');
  expect(await reader.next()).toEqual({ done: false, value: 1 });
});

it('ends a reader that waits, and forgets it', async () => {
  const reader = here.subscribe('rte_1');
  const next = reader.next();
  expect(here.size).toBe(1);
  await reader.return();
  expect(await next).toEqual({ done: true, value: undefined });
  expect(here.size).toBe(0);
});

it('tells every reader to read again after its connection was lost', async () => {
  const reader = here.subscribe('rte_1');
  await run(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'doorstep live' and datname = current_database()`);
  expect(await reader.next()).toEqual({ done: false, value: 1 });
  const other = here.subscribe('rte_2');
  let isTold = false;
  void other.next().then(() => (isTold = true));
  await vi.waitFor(() => {
    there.publish('rte_2'); // lost while its node is still reconnecting
    expect(isTold).toBe(true);
  }, { timeout: 10_000, interval: 100 });
});
