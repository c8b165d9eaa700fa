import pg from 'pg';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startApp, type App } from '../src/app.ts';
import { createTestCourier, type TestCourier } from './fixtures.ts';
import type { FakeRedis } from './fake-redis.ts';
import { sendGraphql, startTestApp, type TestApp } from './harness.ts';
import { REDIS_PEERS } from './redis-peers.ts';

describe.each(REDIS_PEERS)('two nodes with %s', (_name, startRedis) => {
  let redis: FakeRedis;
  let app: TestApp;
  let other: App;
  let courier: TestCourier;
  let notified: pg.Client;
  const heard: string[] = [];
  const logged: { level: number; msg: string }[] = [];

  beforeEach(async () => {
    heard.length = logged.length = 0;
    redis = await startRedis();
    const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
    app = await startTestApp({ redisUrl: redis.url, pointsPerMinute: 20, log });
    other = await startApp({ databaseUrl: app.databaseUrl, redisUrl: redis.url, clock: app.clock, log: pino({ level: 'silent' }), pointsPerMinute: 20, role: 'api' });
    courier = await createTestCourier(app.server, { drivers: 1 });
    notified = new pg.Client({ connectionString: app.databaseUrl });
    await notified.connect();
    notified.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await notified.query('listen doorstep_live');
    await untilRedisIs('up');
  });
  afterEach(async () => {
    await notified.end();
    await other.close();
    await app.close();
    await redis.stop();
  });

  async function untilRedisIs(state: string): Promise<void> {
    for (const { url } of [app, other]) {
      await vi.waitFor(async () => {
        const response = await fetch(`${url}/ready`);
        expect(response.status).toBe(200);
        expect(((await response.json()) as { checks: { redis: string } }).checks.redis).toMatch(new RegExp(`^${state}`));
      }, { timeout: 15_000 });
    }
  }
  /** Resolves once the other node has heard of a topic that is published until then. */
  async function untilNewsCrosses(topic: string): Promise<void> {
    const subscription = other.server.live.subscribe(topic);
    let isHeard = false;
    void subscription.next().then(() => (isHeard = true));
    await vi.waitFor(() => {
      app.server.live.publish(topic);
      expect(isHeard).toBe(true);
    }, { timeout: 10_000, interval: 60 });
    subscription.close();
  }
  /** What was told on the way, that a node does not hear Redis yet, is taken back first. */
  async function untilNewsLeavesPostgresAlone(): Promise<void> {
    let round = 0;
    await vi.waitFor(async () => {
      const topic = `round ${(round += 1)}`;
      await untilNewsCrosses(topic);
      expect(heard.filter((payload) => payload.includes(topic))).toEqual([]);
    }, { timeout: 15_000, interval: 100 });
  }
  const spend = async (url: string) => (await sendGraphql(url, '{ viewer { __typename } }', {}, courier.secretKey)).extensions?.['cost']?.remaining as number | undefined;

  it('carries news over Redis, over PostgreSQL while it is gone, and over Redis again', { timeout: 60_000 }, async () => {
    await untilNewsLeavesPostgresAlone();

    await redis.stop();
    await untilRedisIs('down');
    await untilNewsCrosses('topic two');
    expect(heard.filter((payload) => payload.includes('topic two')).length).toBeGreaterThan(0);
    expect(logged.filter(({ msg }) => msg.includes('Redis'))).toHaveLength(1);

    await redis.start();
    await untilRedisIs('up');
    await untilNewsLeavesPostgresAlone();
  });

  it('counts a key\'s points for both nodes together, and per process while Redis is gone', { timeout: 60_000 }, async () => {
    const [first, second] = [await spend(app.url), await spend(other.url)];
    expect(second).toBe(first! - (20 - first!));
    await redis.stop();
    await untilRedisIs('down');
    expect(await spend(other.url)).toBe(first);
  });

  it('reaches a node that alone has lost Redis', { timeout: 60_000 }, async () => {
    const deaf = await startApp({ databaseUrl: app.databaseUrl, redisUrl: 'redis://127.0.0.1:1', clock: app.clock, log: pino({ level: 'silent' }), role: 'api' });
    const subscription = deaf.server.live.subscribe('topic four');
    let isHeard = false;
    void subscription.next().then(() => (isHeard = true));
    await vi.waitFor(() => {
      app.server.live.publish('topic four');
      expect(isHeard).toBe(true);
    }, { timeout: 10_000, interval: 60 });
    await deaf.close();
  });
});
