import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDoorstep, type Doorstep } from '@doorstep/sdk';
import { signTestWebhook } from '@doorstep/sdk/webhooks';
import { addressNear, createTestCourier, SMALL_BASKET } from '@doorstep/api/test/fixtures';
import { startTestApp, type TestApp } from '@doorstep/api/test/harness';
// Declares what the tests' setup provides.
import type {} from '@doorstep/api/test/database-setup';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { HandledIds } from '../src/handled-ids.ts';
import { createReceiver } from '../src/receive-webhook.ts';
import { relayFeed } from '../src/relay-feed.ts';
import { serve } from '../src/serve.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
let app: TestApp;
let doorstep: Doorstep;
let folder: string;
let server: Server;
let url: string;
const got: string[] = [];
let refuses = 0;

async function open(): Promise<void> {
  const receive = createReceiver({
    secret: SECRET,
    handled: new HandledIds(join(folder, 'handled.txt')),
    async onEvent({ type, data }) {
      if (refuses-- > 0) throw new Error('The shop is closed for a moment.');
      got.push(`${type} ${data.deliveryId}`);
    },
  });
  ({ server, url } = await serve(receive, 0));
}

beforeAll(async () => {
  app = await startTestApp();
  const { retailers: [shop] } = await createTestCourier(app.server);
  doorstep = createDoorstep({ url: `${app.url}/graphql`, secretKey: shop!.secretKey });
  folder = await mkdtemp(join(tmpdir(), 'doorstep-webhooks-'));
  await open();
});
afterAll(async () => {
  doorstep.close();
  server.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  got.length = 0;
  refuses = 0;
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const post = async (id: string, secret = SECRET, more: object = {}) =>
  (await fetch(url, { method: 'POST', ...(await signTestWebhook({ secret, id, event: { type: 'delivery.delivered', deliveryId: 'dlv_1' }, ...more })) })).status;

it('takes the events of a real shop, in order, also when it had to say "again"', async () => {
  const ended = new AbortController();
  const after = await doorstep.deliveryEventsHead();
  refuses = 1;
  const relaying = relayFeed({ doorstep, after, secret: SECRET, to: url, signal: ended.signal });
  const { delivery } = await doorstep.createOrder({
    reference: 'HOOK-1', recipient: { name: 'Ada' }, address: addressNear(1), basket: SMALL_BASKET, serviceLevelCode: 'next-day', date: '2026-11-22', windowStart: '08:00',
  });
  await doorstep.cancelDelivery({ deliveryId: delivery.id });
  await vi.waitFor(() => expect(got).toHaveLength(2), 10_000);
  expect(got).toEqual([`delivery.confirmed ${delivery.id}`, `delivery.canceled ${delivery.id}`]);
  ended.abort();
  await relaying;
});

it('handles a message once, though it comes twice at once, and again after a restart', async () => {
  expect(await Promise.all([post('msg_1'), post('msg_1')])).toEqual([204, 204]);
  server.close();
  await open();
  expect(await post('msg_1')).toBe(204);
  expect(got).toEqual(['delivery.delivered dlv_1']);
});

it('does nothing for what is not signed by the sender, or was signed long ago', async () => {
  expect(await post('msg_2', `whsec_${Buffer.alloc(32, 8).toString('base64')}`)).toBe(400);
  expect(await post('msg_3', SECRET, { sentAt: Date.now() - 3_600_000 })).toBe(400);
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(400);
  expect(got).toEqual([]);
});
