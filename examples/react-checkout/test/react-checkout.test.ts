import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDoorstep, type Doorstep } from '@doorstep/sdk';
import { AddressBook } from '@doorstep/api';
import { addressNear, createTestCourier } from '@doorstep/api/test/fixtures';
import { startTestApp, type TestApp } from '@doorstep/api/test/harness';
// Declares what the tests' setup provides.
import type {} from '@doorstep/api/test/database-setup';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../../scripts/open-browser.ts';
import { buildPage } from '../server/build-page.ts';
import { createShop } from '../server/create-shop.ts';

const PATIENCE = { timeout: 15_000 };
const HOME = addressNear(1);
let app: TestApp, doorstep: Doorstep, browser: Browser, shop: Server, url: string, folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doorstep-react-'));
  [app, browser] = await Promise.all([startTestApp({ ownDocumentsForAll: false }), launchChromium(), buildPage(folder)]);
  const { organizationId, retailers: [retailer] } = await createTestCourier(app.server);
  await new AddressBook(app.server.orm).loadAddresses(organizationId, [HOME]);
  doorstep = createDoorstep({ url: `${app.url}/graphql`, secretKey: retailer!.secretKey });
  shop = createShop({ doorstepUrl: app.url, secretKey: retailer!.secretKey, publishableKey: retailer!.publishableKey, pages: folder });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(shop.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser?.close();
  shop?.closeAllConnections();
  shop?.close();
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  await page.goto(url);
  for (const [label, value] of [['Name', 'Robin Okafor'], ['Street and number', HOME.line1], ['City', HOME.city], ['State', HOME.region], ['ZIP', HOME.postalCode]] as const) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole('button', { name: 'Choose a time' }).click();
  await page.locator('input[type=radio]:not(:disabled)').first().waitFor(PATIENCE);
  return { page, problems };
}

it('sells a window to a shopper who changes their mind, under a strict policy', async () => {
  const { page, problems } = await open();
  const free = page.locator('input[type=radio]:not(:disabled)');
  await free.nth(0).click();
  await page.locator('input[type=radio]:checked').waitFor(PATIENCE);
  await free.nth(2).click();
  await expect.poll(() => free.nth(2).isChecked(), PATIENCE).toBe(true);
  await page.getByRole('button', { name: 'Place order' }).click();
  const thanks = page.getByRole('heading', { name: /Thank you! Order RC-[0-9A-F]{8}/ });
  await thanks.waitFor(PATIENCE);
  const [reference] = /RC-[0-9A-F]{8}/.exec(await thanks.innerText())!;
  const order = await doorstep.order({ reference });
  expect(order?.deliveries).toMatchObject([{ state: 'CONFIRMED', recipient: { name: 'Robin Okafor' }, address: { line1: HOME.line1 } }]);
  // One hold in all, moved once: nothing is left held.
  const { edges } = await doorstep.listDeliveryEvents({});
  expect(edges.map(({ node }) => node.type)).toEqual(['hold.held', 'hold.changed', 'delivery.confirmed']);
  expect(await page.getByRole('link', { name: 'Follow your delivery' }).getAttribute('href')).toMatch(/\/t\/#trk_/);
  expect(problems).toEqual([]);
  await page.close();
});

it('tells a shopper who took too long, and orders nothing', async () => {
  const { page } = await open();
  await page.locator('input[type=radio]:not(:disabled)').first().click();
  await page.locator('input[type=radio]:checked').waitFor(PATIENCE);
  const before = (await doorstep.orders({})).edges.length;
  app.clock.advance(11 * 60_000);
  await page.getByRole('button', { name: 'Place order' }).click();
  await page.getByRole('alert').filter({ hasText: 'expired' }).waitFor(PATIENCE);
  expect((await doorstep.orders({})).edges).toHaveLength(before);
  await page.close();
});
