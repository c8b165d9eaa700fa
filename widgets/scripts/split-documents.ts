import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const IMPORT = /import \{([^}]+)\} from '@doorstep\/sdk\/documents';/g;
const PREFIX = '\0document:';

/**
 * Makes a module of each document's id. Bundlers put a module whole into one file, so a widget's first file would carry the
 * ids of what only later parts ask for.
 */
export function splitDocuments(): Plugin {
  const documents = readFileSync(fileURLToPath(new URL('../../sdk/src/generated/persisted.ts', import.meta.url)), 'utf8');
  return {
    name: 'doorstep:split-documents',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith('.ts')
        ? code.replace(IMPORT, (_, names: string) => names.split(',').map((name) => name.trim()).filter(Boolean).map((name) => `import { ${name} } from '${PREFIX.slice(1)}${name}';`).join(' '))
        : undefined,
    resolveId: (source) => (source.startsWith(PREFIX.slice(1)) ? `\0${source}` : undefined),
    load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const name = id.slice(PREFIX.length);
      const text = new RegExp(`export const ${name} = ('[^']+')`).exec(documents)?.[1];
      if (!text) throw new Error(`The SDK has no document ${name}.`);
      return `export const ${name} = ${text};`;
    },
  };
}
