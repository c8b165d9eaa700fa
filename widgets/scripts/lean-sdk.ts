import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const from = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * In a widget nobody reads the SDK's advice to developers, so its error texts (2 KB of each widget) stay out: the same errors
 * with the same codes, said shortly. Everything else is the SDK as it is published.
 */
export function leanSdk(): Plugin {
  const replaced: Record<string, string> = {
    './error-from-response.ts': from('../src/internal/sdk-errors.ts'),
    './close-code.ts': from('../src/internal/sdk-close-code.ts'),
  };
  return {
    name: 'doorstep:lean-sdk',
    enforce: 'pre',
    resolveId: (source, importer) => (importer?.includes('/sdk/src/') ? replaced[source] : undefined),
  };
}
