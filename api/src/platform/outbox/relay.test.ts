import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { newId } from '../../shared/ids.ts';
import { Relay } from './relay.ts';

const log = pino({ level: 'silent' });
const INSERT = `insert into event (id, organization_id, subject_id, type, occurred_at, recorded_at, actor, data)
  select $1 || n, $2, 'dlv_' || n, 'delivery.loaded', now(), now(), 'system', '{}' from generate_series(1, $3::int) n`;

let database: TestDatabase;
let client: pg.Client;
const relays: Relay[] = [];
const clients: pg.Client[] = [];

async function connect(): Promise<pg.Client> {
  const other = new pg.Client({ connectionString: database.url });
  await other.connect();
  clients.push(other);
  return other;
}
function startRelay(options: Partial<ConstructorParameters<typeof Relay>[0]> = {}): Relay {
  const relay = new Relay({ url: database.url, log, ...options });
  relays.push(relay);
  return relay;
}
const append = (to: pg.Client, organizationId: string, count = 1) => to.query(INSERT, [newId('event'), organizationId, count]);
async function placesOf(organizationId: string): Promise<number[]> {
  const { rows } = await client.query('select feed_position from event where organization_id = $1 and feed_position is not null order by feed_position', [organizationId]);
  return rows.map((row) => Number(row.feed_position));
}
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const untilPlaced = (organizationId: string, count: number, timeout = 8_000) =>
  vi.waitFor(async () => expect(await placesOf(organizationId)).toHaveLength(count), { timeout, interval: 25 });

beforeEach(async () => {
  database = await createTestDatabase();
  client = await connect();
});
afterEach(async () => {
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  await Promise.all(clients.splice(0).map((other) => other.end()));
  await database.drop();
});

it('does not skip an event whose transaction was still open when a later one committed', async () => {
  startRelay();
  const slow = await connect();
  await slow.query('begin');
  await append(slow, 'org_a');
  await append(client, 'org_a');
  await untilPlaced('org_a', 1);
  await slow.query('commit');
  await untilPlaced('org_a', 2);

  const { rows } = await client.query('select sequence, feed_position from event order by feed_position');
  expect(rows.map((row) => [Number(row.feed_position), Number(row.sequence)])).toEqual([[1, 2], [2, 1]]);
});

it('numbers each organization from 1 without gaps while many write and some roll back', async () => {
  startRelay({ batchSize: 7 });
  const writers = await Promise.all(upTo(6).map(() => connect()));
  await Promise.all(writers.map(async (writer, index) => {
    for (let round = 0; round < 15; round += 1) {
      await writer.query('begin');
      await append(writer, `org_${index % 3}`, 3);
      await writer.query(round % 5 === 4 ? 'rollback' : 'commit');
      if (round % 3 === 0) await writer.query('notify doorstep_outbox');
    }
  }));
  const expected = 2 * 12 * 3;
  for (const organizationId of ['org_0', 'org_1', 'org_2']) {
    await untilPlaced(organizationId, expected);
    expect(await placesOf(organizationId)).toEqual(upTo(expected));
    const { rows } = await client.query('select position from feed_head where organization_id = $1', [organizationId]);
    expect(Number(rows[0].position)).toBe(expected);
  }
});

it('keeps the order of insertion within one organization', async () => {
  await append(client, 'org_a', 40);
  startRelay({ batchSize: 9 });
  await untilPlaced('org_a', 40);
  const { rows } = await client.query('select feed_position from event order by sequence');
  expect(rows.map((row) => Number(row.feed_position))).toEqual(upTo(40));
});

it('tells all nodes which organizations and subjects have news, in payloads PostgreSQL takes', async () => {
  const listener = await connect();
  const heard: string[] = [];
  listener.on('notification', ({ payload }) => heard.push(payload ?? ''));
  await listener.query('listen doorstep_feed');
  await append(client, 'org_a', 450);
  startRelay();
  await untilPlaced('org_a', 450);
  await vi.waitFor(() => expect(new Set(heard.flatMap((payload) => JSON.parse(payload)).flatMap(([, , ...subjects]) => subjects)).size).toBe(450));
  expect(Math.max(...heard.map((payload) => payload.length))).toBeLessThan(8_000);
  expect(JSON.parse(heard.at(-1) ?? '').at(-1).slice(0, 2)).toEqual(['org_a', 450]);
});

it('places nothing when handing on fails, and everything once it works', async () => {
  let failures = 2;
  const handedOn: string[] = [];
  startRelay({
    async onPlaced(_client, events) {
      if (failures-- > 0) throw new Error('queue is down');
      handedOn.push(...events.map((event) => event.subjectId));
    },
  });
  await append(client, 'org_a', 3);
  await untilPlaced('org_a', 3);
  expect(await placesOf('org_a')).toEqual([1, 2, 3]);
  expect(handedOn).toEqual(['dlv_1', 'dlv_2', 'dlv_3']);
});

it('has one leader, and another one when its connection is cut', async () => {
  const [first, second] = [startRelay(), startRelay()];
  await vi.waitFor(() => expect([first.isLeader, second.isLeader].filter(Boolean)).toHaveLength(1));
  await append(client, 'org_a', 5);
  await untilPlaced('org_a', 5);
  await client.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted`);
  await append(client, 'org_a', 5);
  await untilPlaced('org_a', 10, 4_000);
  expect(await placesOf('org_a')).toEqual(upTo(10));
  await vi.waitFor(() => expect([first.isLeader, second.isLeader].filter(Boolean)).toHaveLength(1));
});

it('is led by another process within seconds when the leader is killed outright', async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../../test/relay-process.ts', import.meta.url)), database.url], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toContain('leader');
  const follower = startRelay();
  await append(client, 'org_a', 2);
  await untilPlaced('org_a', 2);
  expect(follower.isLeader).toBe(false);

  child.kill('SIGKILL');
  await append(client, 'org_a', 2);
  await untilPlaced('org_a', 4, 4_000);
  expect(follower.isLeader).toBe(true);
  expect(await placesOf('org_a')).toEqual(upTo(4));
});

it('tells an outage of the database once, however often it tries', async () => {
  let tries = 0;
  const dead = createServer((socket) => {
    tries += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => dead.listen(0, '127.0.0.1', resolve));
  const logged: string[] = [];
  const loud = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line).msg) });
  startRelay({ url: `postgresql://nobody@127.0.0.1:${(dead.address() as AddressInfo).port}/none`, log: loud });
  await vi.waitFor(() => expect(tries).toBeGreaterThan(3), { timeout: 10_000 });
  expect(logged).toEqual(['the relay lost the database; trying again until it is back']);
  await Promise.all(relays.splice(0).map((relay) => relay.stop()));
  dead.close();
});
