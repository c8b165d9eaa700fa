import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { oneLineTemplates } from './one-line-templates.ts';

/** One self-contained module per widget, and the package's own entry for bundlers. */
const ENTRIES = {
  'slot-picker': 'src/slot-picker/register.ts',
  tracking: 'src/tracking/register.ts',
  index: 'src/index.ts',
};

const root = fileURLToPath(new URL('..', import.meta.url));

for (const [name, entry] of Object.entries(ENTRIES)) {
  await build({
    root,
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'warn',
    plugins: [oneLineTemplates()],
    build: {
      lib: { entry: `${root}${entry}`, formats: ['es'], fileName: () => `${name}.js` },
      target: 'es2023',
      emptyOutDir: false,
      sourcemap: false,
      rolldownOptions: { output: { codeSplitting: false, comments: false, minify: true } },
    },
  });
}
