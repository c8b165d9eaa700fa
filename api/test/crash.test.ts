import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tenantEntityManager } from '../src/platform/context.ts';
import { checkDayPlan } from '../src/routes/check-day-plan.ts';
import { createTestCourier, TOMORROW, type TestCourier } from './fixtures.ts';
import { sendGraphql, START, startTestApp, type TestApp } from './harness.ts';
import { Shopper } from './shopper.ts';

/** Confirmations sent, and how many may be answered before the server is killed. */
const CONFIRMATIONS = 200;
const ANSWERS_BEFORE_KILL = 60;
const PARALLEL = 20;

let app: TestApp;
let courier: TestCourier;
const children: ChildProcess[] = [];
beforeAll(async () => {
  app = await startTestApp({ pointsPerMinute: 10_000_000, role: 'api' });
  courier = await createTestCourier(app.server, { drivers: 12 });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await app.close();
});

async function startServerProcess(): Promise<{ url: string; child: ChildProcess }> {
  const script = fileURLToPath(new URL('server-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, app.databaseUrl, START.toISOString()], { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [url] = (await once(createInterface(child.stdout!), 'line')) as [string];
  return { url, child };
}

function shopperAt(url: string): Shopper {
  return new Shopper({ ...app, gql: (document, variables, key, headers) => sendGraphql(url, document, variables, key, headers) }, courier);
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(Array.from({ length: PARALLEL }, async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  }));
}

it('loses nothing and sells nothing twice when the server is killed in the middle of 200 confirmations', { timeout: 120_000 }, async () => {
  const first = await startServerProcess();
  const shopper = shopperAt(first.url);
  const holds: { id: string; reference: string }[] = [];
  await inParallel(Array.from({ length: CONFIRMATIONS }, (_, index) => index), async (index) => {
    holds.push({ id: await shopper.holdAny(index, TOMORROW), reference: `CRASH-${index}` });
  });

  const answered = new Map<string, string>();
  let failed = 0;
  await inParallel(holds, async ({ id, reference }) => {
    try {
      const { delivery } = await shopper.confirm(id, reference, `confirm-${reference}`);
      answered.set(reference, delivery!.id);
      if (answered.size === ANSWERS_BEFORE_KILL) first.child.kill('SIGKILL');
    } catch {
      failed += 1; // the connection died: whether it was confirmed is what the shop doesn't know
    }
  });
  expect(failed).toBeGreaterThan(0);
  expect(answered.size).toBeGreaterThanOrEqual(ANSWERS_BEFORE_KILL);

  const second = await startServerProcess();
  const again = shopperAt(second.url);
  await inParallel(holds, async ({ id, reference }) => {
    const { delivery } = await again.confirm(id, reference, `confirm-${reference}`);
    const before = answered.get(reference);
    if (before) expect(delivery!.id, `${reference} keeps its answer`).toBe(before);
    answered.set(reference, delivery!.id);
  });

  const em = tenantEntityManager(app.server.orm, { organizationId: courier.organizationId, retailerId: null });
  const rows = await em.execute<{ reference: string; id: string }[]>('select o.reference, d.id from delivery d join "order" o on o.id = d.order_id');
  expect(rows).toHaveLength(CONFIRMATIONS);
  expect(new Map(rows.map((row) => [row.reference, row.id]))).toEqual(answered);
  const stops = await em.execute<{ delivery_id: string }[]>('select delivery_id from stop');
  expect(stops.map((stop) => stop.delivery_id).sort()).toEqual([...answered.values()].sort());
  const events = await em.execute<{ subject_id: string }[]>(`select subject_id from event where type = 'delivery.confirmed'`);
  expect(events.map((event) => event.subject_id).sort()).toEqual([...answered.values()].sort());
  expect(await checkDayPlan(em, app.server.ports.travelTimes, { depotId: courier.depotId, date: TOMORROW, now: START })).toEqual([]);
});
