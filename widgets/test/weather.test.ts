import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from '../../scripts/open-browser.ts';
import { answerWith, holdOn, option, sampleOptions, sampleTracking } from '../demo/samples.ts';
import { HostPage } from './host-page.ts';

/** The built widgets with an API that answers slowly, wrongly, not at all, and out of order. */
const PICKER = `<doorstep-slot-picker api-url="/graphql" publishable-key="pk_1" address-line1="418 Juniper Street" city="Oakland" postal-code="94607"
  basket='{"parcels":[{"weightGrams":900,"lengthMillimeters":1,"widthMillimeters":1,"heightMillimeters":1}]}'></doorstep-slot-picker><script src="/widgets/doorstep.js"></script>`;
const TRACKING = '<doorstep-tracking api-url="/graphql" tracking-token="trk_1"></doorstep-tracking><script src="/widgets/doorstep.js"></script>';

let browser: Browser, host: HostPage;
beforeAll(async () => {
  browser = await launchChromium();
  host = await HostPage.start(browser);
});
afterAll(async () => {
  await host?.close();
  await browser?.close();
});
beforeEach(() => {
  host.intercept = () => false;
});
afterEach(() => expect(host.problems).toEqual([]));

const offer = () => answerWith(sampleOptions());

test('slowly: the skeleton stands as high as the offer, and gives way to it', async () => {
  let answer = () => {};
  host.answer = () => new Promise((resolve) => (answer = () => resolve(offer())));
  const page = await host.open(PICKER);
  await page.locator('[part=loading]').waitFor();
  await page.waitForFunction(() => document.querySelector('doorstep-slot-picker')!.shadowRoot!.querySelector('.unseen')?.textContent?.includes('Looking for windows'));
  const heightOf = () => page.locator('doorstep-slot-picker').evaluate((picker) => picker.getBoundingClientRect().height);
  const before = await heightOf();
  await expect.poll(() => host.asked.includes('/graphql')).toBe(true);
  answer();
  await page.locator('[role=tab]').first().waitFor();
  expect(await heightOf()).toBeGreaterThanOrEqual(before);
});

for (const [how, body] of [['a page of a proxy', '<html>Bad gateway'], ['half of an answer', '{"data":{"deliveryOpt'], ['JSON of something else', '[1,2]'], ['nothing', '']] as const) {
  test(`wrongly, with ${how}: it says that it failed, and another try is one button`, async () => {
    let isWell = false;
    host.answer = offer;
    host.intercept = (request, response) => {
      if (request.url !== '/graphql' || isWell) return false;
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      return true;
    };
    const page = await host.open(PICKER);
    await page.locator('[part=error] button').waitFor();
    expect(host.told).toEqual(['INVALID_RESPONSE']);
    isWell = true;
    await page.locator('[part=error] button').click();
    await page.locator('[role=tab]').first().waitFor();
  });
}

test('not at all: connections that break are tried again by themselves, under one idempotency key', async () => {
  const keys: (string | undefined)[] = [];
  host.answer = (operation) => (operation === 'HoldDeliveryOption' ? { holdDeliveryOption: { hold: holdOn(option(0, 14, 16, '5.90')), userErrors: [], alternatives: [] } } : offer());
  const page = await host.open(PICKER);
  await page.locator('[role=tab]').first().waitFor();
  host.intercept = (request, response) => {
    if (request.url !== '/graphql') return false;
    keys.push(request.headers['idempotency-key'] as string);
    if (keys.length === 3) return false;
    response.destroy();
    return true;
  };
  await page.locator('input:enabled:not([aria-disabled])').first().click();
  await page.locator('[role=timer]').waitFor();
  expect(keys).toHaveLength(3);
  expect(new Set(keys).size).toBe(1);
});

test('out of order: the answer for an earlier basket comes last, and is not shown', async () => {
  const waiting: ((data: unknown) => void)[] = [];
  host.answer = () => new Promise((resolve) => waiting.push(resolve));
  const page = await host.open(PICKER);
  await expect.poll(() => waiting.length).toBe(1);
  await page.locator('doorstep-slot-picker').evaluate((picker) => Object.assign(picker, { basket: { parcels: [{ weightGrams: 2, lengthMillimeters: 1, widthMillimeters: 1, heightMillimeters: 1 }] } }));
  await expect.poll(() => waiting.length).toBe(2);
  waiting[1]!(answerWith([option(1, 9, 11, '3.00')]));
  await page.locator('[role=tab]').first().waitFor();
  waiting[0]!(offer());
  await page.waitForTimeout(200);
  expect(await page.locator('[part=price]').allInnerTexts()).toEqual(['$3']);
});

test('tracking without sockets and with older views coming later shows the newest one, and says how old it is', async () => {
  let state: 'OUT_FOR_DELIVERY' | 'LOADED' = 'OUT_FOR_DELIVERY';
  host.answer = () => ({ deliveryTracking: sampleTracking(state, state === 'LOADED' ? { asOf: '2026-11-21T16:00:00Z' } : {}) });
  const page = await host.open(TRACKING);
  await page.locator('[aria-current=step]', { hasText: 'Out for delivery' }).waitFor();
  expect(await page.locator('[part=connection]').innerText()).toMatch(/Reconnecting|Connecting/);
  state = 'LOADED';
  const asked = host.asked.length;
  await expect.poll(() => host.asked.length, { timeout: 25_000 }).toBeGreaterThan(asked + 2);
  expect(await page.locator('[aria-current=step]').innerText()).toContain('Out for delivery');
});
