import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../../scripts/open-browser.ts';
import { answerWith, holdOn, option, sampleOptions } from '../demo/samples.ts';
import { HostPage } from './host-page.ts';

/** `examples/shopify-theme-block`: what Shopify checks of it, and its script in a cart page. */
const read = (file: string) => readFileSync(fileURLToPath(new URL(`../../examples/shopify-theme-block/${file}`, import.meta.url)), 'utf8');
const block = read('blocks/delivery-window.liquid');
const script = read('assets/doorstep-block.js');

/** Shopify's theme check, `AppBlockValidTags` and `AssetSizeAppBlockJavaScript` / `…CSS`. */
const MOST_SCRIPT_BYTES = 10_000;
const MOST_STYLE_BYTES = 100_000;

let browser: Browser, host: HostPage;
beforeAll(async () => {
  browser = await launchChromium();
  host = await HostPage.start(browser);
});
afterAll(async () => {
  await host?.close();
  await browser?.close();
});

test('the block is far below what Shopify allows, and its schema is whole', () => {
  expect(gzipSync(script).length).toBeLessThan(MOST_SCRIPT_BYTES / 5);
  expect(gzipSync(read('assets/doorstep-block.css')).length).toBeLessThan(MOST_STYLE_BYTES);
  const schema = JSON.parse(/{% schema %}([^]*){% endschema %}/.exec(block)![1]!);
  expect(schema).toMatchObject({ target: 'section', javascript: 'doorstep-block.js', stylesheet: 'doorstep-block.css', enabled_on: { templates: ['cart'] } });
  const ids: string[] = schema.settings.flatMap(({ id }: { id?: string }) => id ?? []);
  const used = new Set([...block.matchAll(/settings\.(\w+)/g)].map(([, id]) => id));
  expect([...used].sort()).toEqual([...new Set(ids)].sort());
  expect(block).not.toMatch(/\{%-?\s*(include|layout|section|javascript|stylesheet)\b/);
});

test('a held window becomes attributes of the cart, and opens the checkout', async () => {
  const saved: Record<string, string>[] = [];
  const held = option(0, 14, 16, '5.90');
  host.answer = (operation) => (operation === 'HoldDeliveryOption' ? { holdDeliveryOption: { hold: holdOn(held), userErrors: [], alternatives: [] } } : answerWith(sampleOptions()));
  host.intercept = async (request, response) => {
    if (request.url === '/block.js') return !!response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    if (request.url !== '/cart/update.js') return false;
    let body = '';
    for await (const chunk of request) body += chunk;
    saved.push(JSON.parse(body).attributes);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    return true;
  };
  const page = await host.open(`<form><input autocomplete="shipping address-line1" value="418 Juniper Street"><input autocomplete="shipping address-level2" value="Oakland">
    <input autocomplete="shipping postal-code" value="94607">
    <doorstep-slot-picker data-courier="" data-required api-url="/graphql" publishable-key="pk_1" mirror="shopify"
      basket='{"parcels":[{"weightGrams":900,"lengthMillimeters":1,"widthMillimeters":1,"heightMillimeters":1}]}'></doorstep-slot-picker></form>
    <button name="checkout">Checkout</button><script src="/block.js" defer></script><script src="/widgets/doorstep.js" data-doorstep defer></script>`);
  await page.locator('input[type=radio]:enabled:not([aria-disabled])').first().waitFor();
  expect(await page.locator('[name=checkout]').isDisabled()).toBe(true);
  await page.locator('input[type=radio]:enabled:not([aria-disabled])').first().click();
  await expect.poll(() => page.locator('[name=checkout]').isEnabled(), { timeout: 5000 }).toBe(true);
  expect(saved).toEqual([{ 'Checkout-Method': 'delivery', 'Delivery-Date': '2026-11-21', 'Delivery-Time': '14:00 - 16:00', _doorstep_slot: 'hld_svc_scheduled:0:14' }]);
  expect(host.problems).toEqual([]);
});
