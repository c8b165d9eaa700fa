import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright';
import { launchChromium } from './open-browser.ts';

/**
 * Makes `docs/images/doorstep.png`, the picture in the README, of the demo as it runs: the storefront with a window held, and
 * the tracking page while the van is on its way. `npm run screenshots`; takes about a minute.
 */
const SECOND = 1000;
const PICTURE = { width: 1600, height: 1000 };
const SHOP = { width: 1180, height: 960 };
const PHONE = { width: 390, height: 900 };
/** Sharp when it is shown smaller than it was taken. */
const SHARPNESS = 2;
const PATIENCE = 120 * SECOND;

const root = fileURLToPath(new URL('..', import.meta.url));
const data = path.join(root, '.cache', 'screenshots-data');
const target = path.join(root, 'docs', 'images', 'doorstep.png');

/** Runs the demo until the work is done; gives the work its address. */
async function withDemo(work: (url: string) => Promise<void>): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  const port = String(20_000 + Math.floor(Math.random() * 20_000));
  // Slow enough that the van stays where it is while it is pictured.
  const demo = spawn(process.execPath, ['examples/city/dist/main.js', '--port', port, '--data', data, '--speed', '4'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilOnTheRoad(url, demo);
    await work(url);
  } finally {
    if (demo.exitCode === null) {
      demo.kill('SIGTERM');
      await once(demo, 'exit');
    }
    rmSync(data, { recursive: true, force: true });
  }
}

async function untilOnTheRoad(url: string, demo: ChildProcess): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (demo.exitCode !== null) throw new Error('The demo ended. Its reason stands above.');
    const answer = await fetch(`${url}/demo/track`, { redirect: 'manual' }).catch(() => undefined);
    if (answer?.status === 302) return;
    await new Promise((resolve) => setTimeout(resolve, SECOND));
  }
  throw new Error('No van came on the road.');
}

async function openPage(browser: Browser, viewport: { width: number; height: number }, deviceScaleFactor = SHARPNESS): Promise<Page> {
  return browser.newPage({ viewport, deviceScaleFactor, timezoneId: 'America/Los_Angeles', locale: 'en-US', colorScheme: 'light' });
}

async function pictureShop(browser: Browser, url: string): Promise<Buffer> {
  const page = await openPage(browser, SHOP);
  await page.goto(url);
  const picker = page.locator('doorstep-slot-picker');
  await picker.locator('[role=tab]').nth(1).click();
  await picker.locator('input:not([aria-disabled])').nth(2).click();
  await picker.locator('[role=timer]').waitFor();
  // The mouse would leave its mark on a window.
  await page.mouse.move(0, 0);
  await page.evaluate("scrollTo(0, document.getElementById('when-title').getBoundingClientRect().top + scrollY - 24)");
  await page.waitForTimeout(SECOND / 2);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

async function pictureTracking(browser: Browser, url: string): Promise<Buffer> {
  const page = await openPage(browser, PHONE);
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    await page.goto(`${url}/demo/track`);
    const van = page.locator('doorstep-tracking .van');
    if (await van.waitFor({ timeout: 5 * SECOND }).then(() => true, () => false)) {
      await page.waitForTimeout(3 * SECOND);
      const picture = await page.screenshot();
      await page.close();
      return picture;
    }
    // The next van may be nearer to its door.
    await page.goto('about:blank');
  }
  throw new Error('No van came near a door.');
}

async function compose(browser: Browser, shop: Buffer, tracking: Buffer): Promise<void> {
  const page = await openPage(browser, PICTURE, 1);
  const source = (picture: Buffer) => `data:image/png;base64,${picture.toString('base64')}`;
  await page.setContent(`<style>
    body { margin: 0; height: 100vh; background: #dfe4e1; overflow: hidden; position: relative; }
    img { position: absolute; display: block; background: #fff; }
    .shop { left: 48px; top: 72px; width: 1060px; border-radius: 16px; box-shadow: 0 0 0 1px #c5ccc8; }
    .phone { right: 56px; top: 64px; width: 378px; border-radius: 36px; box-shadow: 0 0 0 9px #16191c, 0 0 0 10px #4a5157; }
  </style><img class="shop" src="${source(shop)}"><img class="phone" src="${source(tracking)}">`);
  mkdirSync(path.dirname(target), { recursive: true });
  await page.screenshot({ path: target });
}

const browser = await launchChromium();
try {
  await withDemo(async (url) => {
    const shop = await pictureShop(browser, url);
    await compose(browser, shop, await pictureTracking(browser, url));
  });
} finally {
  await browser.close();
}
console.log(`made ${path.relative(root, target)}`);
