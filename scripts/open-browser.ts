import { type Browser, chromium } from 'playwright';
import { findOrPrepareChromium } from './chromium.ts';

/** Starts a headless Chromium for whole-page tests and screenshots; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ headless: true, ...(await findOrPrepareChromium()) });
}
