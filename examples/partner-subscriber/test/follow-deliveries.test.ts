import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDoorstep, type Doorstep } from '@doorstep/sdk';
import { addressNear, createTestCourier, SMALL_BASKET } from '@doorstep/api/test/fixtures';
import { startTestApp, type TestApp } from '@doorstep/api/test/harness';
// Declares what the tests' setup provides.
import type {} from '@doorstep/api/test/database-setup';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { BoardFile, type Board } from '../src/board.ts';
import { followDeliveries } from '../src/follow-deliveries.ts';

let app: TestApp;
let doorstep: Doorstep;
let folder: string;
let file: string;
beforeAll(async () => {
  app = await startTestApp();
  const { retailers: [shop] } = await createTestCourier(app.server);
  doorstep = createDoorstep({ url: `${app.url}/graphql`, secretKey: shop!.secretKey });
  folder = await mkdtemp(join(tmpdir(), 'doorstep-board-'));
  file = join(folder, 'deliveries.json');
});
afterAll(async () => {
  doorstep.close();
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const order = async (place: number) =>
  (await doorstep.createOrder({
    reference: `BOARD-${place}`, recipient: { name: 'Ada' }, address: addressNear(place), basket: SMALL_BASKET, serviceLevelCode: 'next-day', date: '2026-11-22', windowStart: '08:00',
  })).delivery.id;
const readBoard = async () => JSON.parse(await readFile(file, 'utf8')) as Board;

/** Runs the partner until it has told so many changes, then stops it in order. */
async function follow(count: number, meanwhile: () => Promise<unknown> = async () => {}): Promise<string[]> {
  const ended = new AbortController();
  const told: string[] = [];
  const running = followDeliveries({
    doorstep, file: new BoardFile(file), signal: ended.signal,
    onChange(deliveryId, state) {
      told.push(`${deliveryId} ${state}`);
      if (told.length === count) ended.abort();
    },
  });
  await meanwhile();
  await running;
  return told;
}

it('begins with what there is, and goes on behind its cursor after a restart, with nothing missing and nothing twice', async () => {
  const first = await order(1);
  expect(await follow(1)).toEqual([`${first} CONFIRMED`]);
  const before = await readBoard();

  // While it is away.
  const second = await order(2);
  await doorstep.cancelDelivery({ deliveryId: first });
  expect(await follow(3, () => doorstep.cancelDelivery({ deliveryId: second }))).toEqual([`${second} CONFIRMED`, `${first} CANCELED`, `${second} CANCELED`]);
  const after = await readBoard();
  expect(after.states).toEqual({ [first]: 'CANCELED', [second]: 'CANCELED' });
  expect(after.cursor).not.toBe(before.cursor);
});

it('begins anew with the present when it was away for too long', async () => {
  const { cursor } = await readBoard();
  const third = await order(3);
  app.clock.advance(31 * 24 * 3_600_000);
  const told = await follow(3);
  expect(told).toContain(`${third} CONFIRMED`);
  expect((await readBoard()).cursor).not.toBe(cursor);
});
