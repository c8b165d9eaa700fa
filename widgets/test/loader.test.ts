import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchChromium } from '../../scripts/open-browser.ts';
import { answerWith, sampleOptions, sampleTracking } from '../demo/samples.ts';
import { HostPage } from './host-page.ts';

const LOADER = '<script src="/widgets/doorstep.js" async></script>';
const BASKET = '{"parcels":[{"weightGrams":900,"lengthMillimeters":1,"widthMillimeters":1,"heightMillimeters":1}]}';
const ADDRESS = 'address-line1="418 Juniper Street" city="Oakland" region="CA" postal-code="94607"';
const PICKER = `<doorstep-slot-picker api-url="/graphql" publishable-key="pk_1" theme="light" ${ADDRESS} basket='${BASKET}'><a href="/pick">Choose a window</a></doorstep-slot-picker>`;
const TRACKING = '<doorstep-tracking api-url="/graphql" tracking-token="trk_1" theme="light"><a href="/t">Follow</a></doorstep-tracking>';

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
  host.answer = (operation) => (operation === 'DeliveryOptions' ? answerWith(sampleOptions()) : { deliveryTracking: sampleTracking('OUT_FOR_DELIVERY') });
});
afterEach(() => expect(host.problems).toEqual([]));

const widgetFiles = () => host.asked.filter((path) => path.startsWith('/widgets/')).map((path) => path.replace(/^.*\//, '')).sort();

test('one script tag brings both widgets under a policy without anything inline and without Trusted Types policies', async () => {
  const page = await host.open(PICKER + TRACKING + LOADER);
  await page.locator('doorstep-slot-picker [role=tab]').first().waitFor();
  await page.locator('doorstep-tracking [part=headline]').waitFor();
  for (const tag of ['doorstep-slot-picker', 'doorstep-tracking']) {
    expect(await page.locator(`${tag} .card`).evaluate((card) => getComputedStyle(card).backgroundColor)).toBe('rgb(255, 255, 255)');
  }
  expect(await page.locator('doorstep-slot-picker a').isVisible()).toBe(false);
});

test('the loader twice, and beside the modules, is the loader once', async () => {
  const page = await host.open(`${LOADER}${LOADER}<script type="module" src="/widgets/slot-picker.js"></script>${PICKER}`);
  await page.locator('doorstep-slot-picker [role=tab]').first().waitFor();
  expect(widgetFiles().filter((file) => file === 'slot-picker-session.js')).toHaveLength(1);
});

test('only what is in the page is fetched, in its language, and what comes later too', async () => {
  const page = await host.open(`${LOADER}<main></main>`, { language: 'fr' });
  await page.waitForLoadState('networkidle');
  expect(widgetFiles()).toEqual(['doorstep.js']);
  await page.evaluate((basket) => {
    const picker = document.createElement('doorstep-slot-picker');
    for (const [name, value] of Object.entries({ 'api-url': '/graphql', 'publishable-key': 'pk_1', 'address-line1': '1', city: 'Oakland', 'postal-code': '94607', basket })) picker.setAttribute(name, value);
    document.querySelector('main')!.append(picker);
  }, BASKET);
  await page.locator('doorstep-slot-picker [role=tab]').first().waitFor();
  expect(await page.locator('doorstep-slot-picker .title').innerText()).toBe('Choisissez votre créneau de livraison');
  expect(widgetFiles()).toEqual(['doorstep.js', 'slot-picker-fr.js', 'slot-picker-session.js', 'slot-picker.js']);
});

for (const [what, file] of [['the loader', 'doorstep.js'], ['the first file', 'slot-picker.js'], ['the rest', 'slot-picker-session.js'], ['the words', 'slot-picker-en.js']] as const) {
  test(`where ${what} can't be had, the page's own link is what shows`, async () => {
    host.intercept = (request, response) => {
      if (!request.url!.endsWith(`/${file}`)) return false;
      response.writeHead(503).end();
      return true;
    };
    const page = await host.open(`${PICKER}${LOADER}`);
    await page.waitForLoadState('networkidle');
    await expect.poll(() => page.locator('doorstep-slot-picker a').isVisible(), { timeout: 5000 }).toBe(true);
    // The element tells the page, when it is there to tell.
    await expect.poll(() => host.told[0]).toBe(file.includes('-') && file !== 'slot-picker.js' ? 'LOADING_FAILED' : undefined);
  });
}

test('with an unreachable API and nonsense for attributes both say what they can, and break nothing', async () => {
  const nonsense = 'basket="{" days="many" locale="no such tongue" latitude="north" base-map-url="::" value="x"';
  const page = await host.open(
    `<doorstep-slot-picker api-url="http://[bad" publishable-key="sk_secret" ${ADDRESS} ${nonsense}></doorstep-slot-picker>
     <doorstep-tracking api-url="http://[bad" tracking-token="a b" ${nonsense}></doorstep-tracking>${LOADER}`,
  );
  await page.locator('doorstep-slot-picker [part=empty]').waitFor();
  await page.locator('doorstep-tracking [part=error]').waitFor();
  await page.locator('doorstep-slot-picker').evaluate((picker) => Object.assign(picker, { basket: { parcels: [{}] }, address: { line1: 1 } }));
  await page.waitForTimeout(600);
});

test('nothing on the page moves, from the first byte to the last', async () => {
  const page = await host.open(`<h1>Checkout</h1><p>When?</p>${PICKER}<button>Pay</button>`, { width: 1000, head: '<script src="/widgets/doorstep.js"></script>' });
  await page.locator('doorstep-slot-picker [role=tab]').first().waitFor();
  const shifts = await page.evaluate(
    () => new Promise((resolve) => {
      const found: unknown[] = [];
      new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries() as unknown as { value: number; sources: { node: Element | null }[] }[]) found.push([value, sources.map(({ node }) => node?.nodeName)]);
      }).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => resolve(found), 500);
    }),
  );
  expect(shifts).toEqual([]);
});
