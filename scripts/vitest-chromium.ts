import { playwright } from '@vitest/browser-playwright';
import { type ChromiumLaunch, findOrPrepareChromium } from './chromium.ts';

/** Vitest's Playwright provider with a browser that is looked for, or inflated, only when a project that needs it runs. */
export function preparedChromium(): ReturnType<typeof playwright> {
  const launchOptions: Partial<ChromiumLaunch> = {};
  const provider = playwright({ launchOptions });
  return {
    ...provider,
    serverFactory: async () => {
      Object.assign(launchOptions, await findOrPrepareChromium());
      return provider.serverFactory();
    },
  };
}
