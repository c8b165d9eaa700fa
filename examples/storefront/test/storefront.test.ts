import { createStorefront } from '@doorstep/sdk/browser';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf } from '../../city/src/index.ts';
import { fillShifts } from '../../city/src/simulation/dispatcher.ts';
import { EVE, startSmallCity, type SmallCity } from '../../city/test/small-city.ts';
import { WatchedPage } from '../../city/test/watched-page.ts';
import { launchChromium } from '../../../scripts/open-browser.ts';
import { createShop } from '../src/create-shop.ts';
import { findDoorstep } from '../src/find-doorstep.ts';

const PATIENCE = { timeout: 15_000 };
let small: SmallCity, browser: Browser, shop: FastifyInstance, url: string, address: Record<string, string>;

beforeAll(async () => {
  [small, browser] = await Promise.all([startSmallCity(), launchChromium()]);
  await fillShifts(small.simulation.world, EVE);
  const { line1, city, region, postalCode } = addressOf(small.simulation.world.houses.served[0]!);
  address = { line1, city, region, postalCode };
  const { secretKey, publishableKey } = small.courier.shops[0]!.keys;
  shop = createShop({ doorstepUrl: small.app.url, secretKey, publishableKey });
  url = await shop.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await shop?.close();
  await browser?.close();
  await small?.close();
});

/** A visitor without a browser: keeps the cookie, follows no redirect. */
function visitor() {
  let cookie = '';
  return async (path: string, form?: Record<string, string>) => {
    const response = await fetch(`${url}${path}`, { redirect: 'manual', headers: { cookie }, ...(form && { method: 'POST', body: new URLSearchParams(form) }) });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return { status: response.status, location: response.headers.get('location'), text: await response.text() };
  };
}

it('sells: product, cart, address, window, order with its tracking, in a browser under a strict policy', async () => {
  const watched = await WatchedPage.open(browser, url, 375);
  const { page } = watched;
  await page.getByRole('link', { name: /Wool throw/ }).click();
  await page.getByRole('button', { name: 'Add to cart' }).click();
  expect(await watched.overflow()).toBe(0);
  await page.getByRole('link', { name: 'Check out' }).click();
  for (const [label, value] of [['Name', 'Robin Okafor'], ['Email', 'robin@example.com'], ['Street and number', address['line1']], ['City', address['city']], ['State', address['region']], ['ZIP', address['postalCode']]] as const) {
    await page.getByLabel(label, { exact: true }).fill(value!);
  }
  await page.getByRole('button', { name: 'Choose a time' }).click();
  const picker = page.locator('doorstep-slot-picker');
  await picker.locator('input[type=radio]:not([aria-disabled=true])').first().check(PATIENCE);
  await expect.poll(() => picker.evaluate((element) => (element as HTMLInputElement).value), PATIENCE).toMatch(/^hld_/);
  expect(await watched.overflow()).toBe(0);
  await page.getByRole('button', { name: /Place order/ }).click();
  await page.getByRole('heading', { name: /Thank you! Order AL-[0-9A-F]{8}/ }).waitFor(PATIENCE);
  await page.locator('doorstep-tracking [part=headline]').waitFor(PATIENCE);
  expect(await watched.overflow()).toBe(0);
  expect(watched.problems).toEqual([]);
  await page.close();
});

it('orders what was held, shows it to its own visitor alone, and takes no hold twice', async () => {
  const visit = visitor();
  await visit('/cart', { slug: 'table-lamp' });
  await visit('/cart', { slug: 'table-lamp', quantity: '2' });
  expect((await visit('/cart')).text).toContain('$178.00');
  expect((await visit('/checkout', { ...address, name: 'Robin', email: '' })).status).toBe(400);
  expect((await visit('/checkout', { ...address, name: 'Robin', email: 'robin@example.com' })).location).toBe('/checkout/window');
  expect((await visit('/checkout/order', {})).status).toBe(400);

  const { publishableKey } = small.courier.shops[0]!.keys;
  const pages = createStorefront({ url: `${small.app.url}/graphql`, publishableKey });
  const { quote, options } = await pages.deliveryOptions({ address: { ...address, country: 'US' } as never, basket: { parcels: [{ weightGrams: 1_900, lengthMillimeters: 350, widthMillimeters: 350, heightMillimeters: 480 }] } as never });
  const { hold } = await pages.holdDeliveryOption({ quote, optionId: options.find(({ available }) => available)!.id });
  const placed = await visit('/checkout/order', { hold: hold.id });
  expect([placed.status, placed.location]).toEqual([303, expect.stringMatching(/^\/orders\/AL-/)]);
  expect((await visit(placed.location!)).text).toMatch(/tracking-token="trk_/);
  expect((await visitor()(placed.location!)).status).toBe(404);

  await visit('/cart', { slug: 'table-lamp' });
  const again = await visit('/checkout/order', { hold: hold.id });
  expect(again.status).toBe(409);
  expect(again.text).toContain('confirmed already');
});

it('escapes what visitors type, and knows no page that is none', async () => {
  const visit = visitor();
  await visit('/cart', { slug: 'wool-throw' });
  await visit('/checkout', { ...address, line1: '"><script>alert(1)</script>', name: 'Robin', email: 'robin@example.com' });
  const { text } = await visit('/checkout/window');
  expect(text).not.toContain('<script>alert');
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  for (const path of ['/products/nothing', '/orders/AL-00000000', '/nowhere']) expect((await visit(path)).status).toBe(404);
  expect((await visit('/cart', { slug: 'nothing' })).status).toBe(404);
});

it('says which settings are missing', async () => {
  await expect(findDoorstep({ DOORSTEP_URL: 'https://api.example' })).rejects.toThrow('Set all of DOORSTEP_URL, DOORSTEP_SECRET_KEY, DOORSTEP_PUBLISHABLE_KEY');
  expect(await findDoorstep({ DOORSTEP_URL: 'https://api.example/graphql', DOORSTEP_SECRET_KEY: 'sk_1', DOORSTEP_PUBLISHABLE_KEY: 'pk_1' })).toMatchObject({ doorstepUrl: 'https://api.example' });
});
