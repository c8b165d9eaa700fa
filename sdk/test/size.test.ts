import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';

const KIB = 1024;

/** A page's script with one import of the SDK, bundled and minified as vite does. */
async function bundled(name: string, entry: 'browser' | 'index'): Promise<string> {
  const from = fileURLToPath(new URL(`../src/${entry}.ts`, import.meta.url));
  const page = 'virtual:page';
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: true, rolldownOptions: { input: page } },
    plugins: [
      {
        name: 'page',
        resolveId: (id) => (id === page ? page : null),
        load: (id) => (id === page ? `import { ${name} } from ${JSON.stringify(from)}; globalThis.found = ${name};` : null),
      },
    ],
  });
  const { output: [chunk] } = output as Rolldown.RolldownOutput;
  return chunk.code;
}

test('a storefront pays less than 4 KB, without a socket and without what others say', async () => {
  const code = await bundled('createStorefront', 'browser');
  expect(gzipSync(code).length).toBeLessThan(4 * KIB);
  expect(code).toContain('query DeliveryOptions');
  expect(code).not.toMatch(/graphql-transport-ws|PlanDay|DeliveryTracking/);
});

test('a tracking page pays less than 7 KiB, without the checkout', async () => {
  const code = await bundled('createRecipient', 'browser');
  expect(gzipSync(code).length).toBeLessThan(7 * KIB);
  expect(code).toContain('graphql-transport-ws');
  expect(code).not.toMatch(/HoldDeliveryOption|PlanDay/);
});

test('who imports the walk over pages only pays for that', async () => {
  const code = await bundled('nodes', 'index');
  expect(code).not.toMatch(/query |mutation |WebSocket/);
});
