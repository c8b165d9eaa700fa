import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, validate } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createOrganization } from '../src/accounts/create-organization.ts';
import { AddressBook } from '../src/adapters/geocoding/address-book.ts';
import { createSchema } from '../src/schema.ts';
import { addDays, localDate } from '../src/shared/time.ts';
import { createTestCourier, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { rowsOf, Shopper } from './shopper.ts';

/** The blocks of the README, run as they stand against a real server. */
const blocks = (language: string, document = 'README.md') =>
  [...readFileSync(new URL(`../../${document}`, import.meta.url), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);
const folder = fileURLToPath(new URL('../.cache/readme', import.meta.url));

let app: TestApp;
let courier: TestCourier;
const printed: string[] = [];

beforeAll(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server);
  const home = { line1: '412 Alder Street', city: 'Oakland', region: 'CA', postalCode: '94607', country: 'US', position: { latitude: 37.805, longitude: -122.27 } };
  await new AddressBook(app.server.orm).loadAddresses(courier.organizationId, [home]);
  mkdirSync(folder, { recursive: true });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await app.close();
});
beforeEach(() => {
  printed.length = 0;
  vi.stubEnv('DOORSTEP_URL', `${app.url}/graphql`);
  vi.stubEnv('DOORSTEP_KEY', courier.retailers[0]!.secretKey);
  vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => void printed.push(words.join(' ')));
});

async function run(block: string, name: string): Promise<void> {
  const file = `${folder}/${name}.ts`;
  writeFileSync(file, block);
  await import(/* @vite-ignore */ file);
}

it('sells a window and makes an order', async () => {
  await run(blocks('ts')[0]!, 'order');
  const [delivery] = await rowsOf<{ id: string }>(app, courier, 'select id from delivery');
  expect(printed).toEqual([expect.stringMatching(new RegExp(`^${delivery!.id} 2026-11-\\S+ ${app.url}/t/#trk_`))]);
});

it('follows what happens from the stored cursor on', async () => {
  const shopper = new Shopper(app, courier);
  const first = await app.gql('{ deliveryEvents(first: 1) { edges { cursor } } }', {}, courier.retailers[0]!.secretKey);
  vi.stubEnv('LAST_CURSOR', first.data['deliveryEvents'].edges[0].cursor);
  const order = await shopper.order(1, 'README-2', '2026-11-22');
  // The block ends with the hand-over, so the story is shortened to the events a courier would cause in a day.
  const block = blocks('ts')[1]!.replace("'delivery.delivered'", "'delivery.canceled'");
  expect(block).not.toBe(blocks('ts')[1]);
  await shopper.cancel(order.deliveryId);
  await run(block, 'follow');
  expect(printed.some((line) => line.endsWith(`delivery.confirmed ${order.deliveryId}`))).toBe(true);
  expect(printed.at(-1)).toMatch(new RegExp(`delivery.canceled ${order.deliveryId}$`));
});

it('leads from an empty organization to windows that are free', async () => {
  const { secretKey } = await createOrganization(app.server, { name: 'Bay Couriers', currency: 'USD', timeZone: 'America/Los_Angeles' });
  vi.stubEnv('DOORSTEP_KEY', secretKey);
  const [block] = blocks('ts', 'docs/first-courier.md');
  const tomorrow = addDays(localDate(app.server.clock.now(), 'America/Los_Angeles'), 1);
  await run(block!.replace('2026-11-24', tomorrow), 'first-courier');
  expect(printed[0]).toMatch(/^sk_\S+ pk_\S+$/);
  const free = printed.filter((line) => line.endsWith(' free'));
  expect(free.map((line) => line.slice(0, 10))).toEqual([tomorrow, tomorrow]);
});

it('shows a subscription that the schema knows', async () => {
  for (const document of blocks('graphql')) expect(validate(await createSchema(), parse(document))).toEqual([]);
  expect(blocks('graphql')).toHaveLength(1);
});
