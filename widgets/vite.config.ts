import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The SDK's own source: a build or a test of the widgets never runs against an SDK built earlier.
export default defineConfig({
  // Found out late, they make a page reload in the middle of a test.
  optimizeDeps: { include: ['axe-core'] },
  resolve: {
    alias: [{ find: '@doorstep/sdk/documents', replacement: from('../sdk/src/generated/persisted.ts') }],
    conditions: ['production', 'browser', 'module', 'import'],
  },
});
