import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Builds the page into a folder. */
export async function buildPage(outDir: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true, target: 'es2022' },
    resolve: { alias: [{ find: '@doorstep/sdk/browser', replacement: fileURLToPath(new URL('../../sdk/src/browser.ts', `file://${root}`)) }] },
  });
}
