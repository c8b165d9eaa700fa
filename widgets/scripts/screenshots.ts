import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { findOrPrepareChromium } from '../../scripts/chromium.ts';
import { pickerScenes, trackingScenes } from '../demo/scenes.ts';

/**
 * Pictures of every state at phone and desktop width into `.cache/screenshots`. With words after the command only of the
 * scenes they name: `npm run screenshots -w widgets -- picker=held "tracking=late&theme=dark"`.
 */
const WIDTHS = { phone: 390, desktop: 1280 };

const folder = fileURLToPath(new URL('../../.cache/screenshots', import.meta.url));
const wanted = process.argv.slice(2);
const scenes = wanted.length
  ? wanted
  : [...Object.keys(pickerScenes).map((name) => `picker=${name}`), ...Object.keys(trackingScenes).map((name) => `tracking=${name}`)];

mkdirSync(folder, { recursive: true });
const root = fileURLToPath(new URL('../demo', import.meta.url));
const server = await createServer({ root, configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)), server: { port: 0 }, logLevel: 'error' });
await server.listen();
const browser = await chromium.launch(await findOrPrepareChromium());
try {
  for (const [device, width] of Object.entries(WIDTHS)) {
    const page = await browser.newPage({ viewport: { width, height: 900 }, deviceScaleFactor: 1.5, timezoneId: 'America/Los_Angeles' });
    for (const scene of scenes) {
      page.on('pageerror', (error) => console.error(error.message));
      await page.goto(`${server.resolvedUrls!.local[0]}?${scene}`);
      await page.waitForSelector('body[data-ready]');
      await page.waitForTimeout(350);
      await page.screenshot({ path: `${folder}/${scene.replace(/[^\w-]+/g, '-')}-${device}.png`, fullPage: true });
    }
    await page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(`${scenes.length * 2} pictures in .cache/screenshots`);
