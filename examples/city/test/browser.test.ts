import type { Browser } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../../../scripts/open-browser.ts';
import { registerDemoPages } from '../src/demo/pages.ts';
import { generateCity } from '../src/index.ts';
import { fillShifts } from '../src/simulation/dispatcher.ts';
import { CourierDay } from './courier-day.ts';
import { DAY, EVE, startSmallCity, type SmallCity } from './small-city.ts';
import { WatchedPage } from './watched-page.ts';

/** The built widgets on the demo's pages, in a real browser, against a real server: one order from the checkout to the proof. */

const PICKER = 'doorstep-slot-picker';
const TRACKING = 'doorstep-tracking';
const PATIENCE = { timeout: 10_000 };

let small: SmallCity, browser: Browser;
const pages: WatchedPage[] = [];

beforeAll(async () => {
  const city = generateCity({ seed: 'small', houseCount: 2_000 });
  [small, browser] = await Promise.all([
    startSmallCity({ extend: (http) => registerDemoPages(http, { city, world: () => small.simulation.world }) }),
    launchChromium(),
  ]);
  await fillShifts(small.simulation.world, EVE);
});
afterAll(async () => {
  await browser?.close();
  await small?.close();
});
afterEach(() => {
  expect(pages.splice(0).flatMap(({ problems }) => problems)).toEqual([]);
});

async function open(path: string): Promise<WatchedPage> {
  const page = await WatchedPage.open(browser, `${small.app.url}${path}`);
  pages.push(page);
  return page;
}

let trackingPath: string | undefined;

it('a window is chosen and paid for by keyboard alone on a small phone, and the form posts the hold', async () => {
  const watched = await open('/');
  const { page } = watched;
  await page.locator(`${PICKER} [role=tab]`).first().waitFor(PATIENCE);
  expect(await watched.overflow()).toBe(0);

  // Refused windows can be come past, and say why, but not chosen.
  await watched.pressUntilFocused('Tab', '[role=tab]');
  await watched.pressUntilFocused('Tab', 'summary');
  await page.keyboard.press('Enter');
  await watched.pressUntilFocused('Tab', 'input[aria-disabled]');
  expect(await watched.text(`${PICKER} .row:focus-within`)).toMatch(/Too late to book|No deliveries that day|Fully booked/);
  await page.keyboard.press('Space');
  expect(await page.locator(`${PICKER} input:checked`).count()).toBe(0);

  await watched.pressUntilFocused('Shift+Tab', '[role=tab]');
  // Once around all days, over one without any window.
  await page.keyboard.press('ArrowRight');
  await watched.pressUntilFocused('ArrowRight', `#day-${DAY}`);
  await watched.pressUntilFocused('Tab', 'input[type=radio]');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.locator(`${PICKER} [role=timer]`).waitFor(PATIENCE);
  expect(await watched.text(`${PICKER} [role=timer]`)).toMatch(/^(10:00|9:5\d)$/);
  const holdId = await page.locator(PICKER).evaluate((picker) => (picker as HTMLInputElement).value);
  expect(holdId).toMatch(/^hld_/);
  expect(await watched.overflow()).toBe(0);

  const posted = page.waitForRequest('**/demo/orders');
  await watched.pressUntilFocused('Tab', '#pay');
  await page.keyboard.press('Enter');
  expect((await posted).postDataJSON()).toMatchObject({ delivery_hold: holdId, name: 'Robin Okafor' });
  await page.locator('#done').waitFor(PATIENCE);
  await watched.pressUntilFocused('Tab', '#done-link');
  const link = await page.locator('#done-link').getAttribute('href');
  expect(link).toMatch(/^\/t\/#trk_/);
  await page.keyboard.press('Enter');
  await page.locator(`${TRACKING} [part=headline]`).waitFor(PATIENCE);
  expect(await watched.text(`${TRACKING} [part=headline]`)).toMatch(/^Arriving tomorrow/);
  trackingPath = link!;
});

it('the tracking page follows the van over the map to the door, and shows the proof', async () => {
  const watched = await open(trackingPath!);
  const { page } = watched;
  const says = (text: string | RegExp) => page.locator(`${TRACKING} .says`, { hasText: text }).waitFor(PATIENCE);
  const isAt = (step: string) => page.locator(`${TRACKING} [aria-current=step]`, { hasText: step }).waitFor(PATIENCE);
  await isAt('Confirmed');
  expect(await page.locator(`${TRACKING} .map svg path.local`).getAttribute('d')).toMatch(/^M/);

  const day = await CourierDay.dispatch(small, DAY);
  await isAt('Planned');
  await says(/^Arriving today/);
  await day.loadAndStart();
  await isAt('Out for delivery');

  const van = page.locator(`${TRACKING} .van`);
  const map = page.locator(`${TRACKING} .map`);
  await day.drive(0.3);
  await van.waitFor(PATIENCE);
  const before = await map.getAttribute('aria-label');
  await day.drive(0.5);
  await expect.poll(() => map.getAttribute('aria-label'), PATIENCE).not.toBe(before);
  const place = () => van.evaluate(({ style }) => [style.left, style.top].map(parseFloat));
  const from = await place();
  await day.drive(0.3);
  await expect.poll(place, PATIENCE).not.toEqual(from);
  expect(await watched.overflow()).toBe(0);

  await day.drive(1);
  await isAt('Almost there');
  await day.arrive();
  await says('Your driver is here');
  await day.handOver();
  await says(/^Delivered today at/);
  await page.locator(`${TRACKING} .proof img`).scrollIntoViewIfNeeded();
  await expect.poll(() => page.locator(`${TRACKING} .proof img`).evaluate((image) => (image as HTMLImageElement).naturalWidth), PATIENCE).toBe(240);
  expect(await watched.overflow()).toBe(0);
});

it('the pages run under a policy that allows nothing from elsewhere', async () => {
  for (const path of ['/', '/t/']) {
    const policy = (await fetch(`${small.app.url}${path}`)).headers.get('content-security-policy');
    for (const directive of ["default-src 'self'", "script-src 'self'", "style-src 'self'"]) expect(policy!.split(';')).toContain(directive);
  }
});
