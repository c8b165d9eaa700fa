import { defineConfig } from 'vitest/config';
import { preparedChromium } from './scripts/vitest-chromium.ts';

const SECOND = 1000;

/** Node loads `graphql` from its CommonJS and its ESM files at once, and schemas of one are refused by the other. */
const oneGraphql = { find: /^graphql$/, replacement: 'graphql/index.js' };

/** An example with a server behind it, which runs from its sources, as in its own tests. */
const example = (name: string) => ({
  resolve: { alias: [oneGraphql], conditions: ['@doorstep/source'] },
  ssr: { resolve: { conditions: ['@doorstep/source'] } },
  oxc: { decorator: { legacy: true } },
  test: {
    name,
    root: `examples/${name}`,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['../../api/test/database-setup.ts'],
    environment: 'node' as const,
    testTimeout: 60 * SECOND,
    hookTimeout: 60 * SECOND,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: [oneGraphql] },
        oxc: { decorator: { legacy: true } },
        test: {
          name: 'api',
          root: 'api',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          globalSetup: ['test/database-setup.ts'],
          // A GraphQL type that a test imports before the schema needs it, whichever file a worker runs first.
          setupFiles: ['reflect-metadata'],
          environment: 'node',
          // Halves the time: entities, schema and queries are built once a worker. Tests leave nothing behind in modules.
          isolate: false,
          testTimeout: 20 * SECOND,
          hookTimeout: 30 * SECOND,
        },
      },
      {
        resolve: { alias: [oneGraphql] },
        test: { name: 'sdk', root: 'sdk', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], environment: 'node' },
      },
      example('city'),
      example('storefront'),
      example('partner-subscriber'),
      example('webhook-receiver'),
      example('react-checkout'),
      {
        // Clients of all kinds against a server that runs from its sources.
        resolve: { alias: [oneGraphql], conditions: ['@doorstep/source'] },
        ssr: { resolve: { conditions: ['@doorstep/source'] } },
        oxc: { decorator: { legacy: true } },
        test: {
          name: 'interop',
          root: 'interop',
          include: ['test/**/*.test.ts'],
          globalSetup: ['../api/test/database-setup.ts'],
          setupFiles: ['reflect-metadata'],
          environment: 'node',
          testTimeout: 30 * SECOND,
          hookTimeout: 30 * SECOND,
        },
      },
      {
        resolve: { alias: [oneGraphql] },
        test: { name: 'scripts', root: 'scripts', include: ['**/*.test.ts'], environment: 'node' },
      },
      {
        resolve: { alias: [oneGraphql] },
        test: { name: 'pages', root: 'widgets', include: ['test/**/*.test.ts'], environment: 'node', testTimeout: 30 * SECOND, hookTimeout: 30 * SECOND },
      },
      {
        // Brings the alias for the SDK's own source.
        extends: './widgets/vite.config.ts',
        oxc: { decorator: { legacy: true } },
        test: {
          name: 'widgets',
          root: 'widgets',
          include: ['src/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: preparedChromium(),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
