import type { Plugin } from 'vite';

/**
 * Puts templates on one line. After minifying, the only line breaks left stand inside template literals (markup, style sheets,
 * GraphQL documents), where a run of white space means the same as one space; minifiers leave them alone.
 */
export function oneLineTemplates(): Plugin {
  return {
    name: 'doorstep:one-line-templates',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') file.code = `${file.code.replace(/\s*\n\s*/g, ' ').trim()}\n`;
      }
    },
  };
}
