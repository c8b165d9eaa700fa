import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { leanSdk } from './lean-sdk.ts';
import { minifyStyles } from './minify-styles.ts';
import { oneLineTemplates } from './one-line-templates.ts';

/**
 * Builds what pages load. `dist/chunks/` has files whose names are of their content, so they may be cached for ever: each
 * widget's first paint, what it fetches then, and a file per language. `dist/doorstep.js` is the loader of both widgets,
 * `dist/slot-picker.js` and `dist/tracking.js` are modules for one; `dist/index.js` is for bundlers. `dist/files.json` says
 * what is loaded when, and the loader's integrity.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

/** What is fetched from the start, for `npm run size` and for the loader to ask for at once. */
export interface WidgetFiles {
  readonly entry: string;
  /** Fetched right after: always needed. */
  readonly session: string;
  /** What these two need besides. */
  readonly shared: readonly string[];
  /** By language. */
  readonly words: Readonly<Record<string, string>>;
  /** Fetched when it comes to it. */
  readonly onDemand: readonly string[];
}

async function bundle(entry: string, settings: { define?: Record<string, string>; name?: string; format?: 'es' | 'iife' } = {}): Promise<Rolldown.OutputChunk[]> {
  const { name, format = 'es', define } = settings;
  const output = await build({
    root,
    configFile: `${root}vite.config.ts`,
    logLevel: 'warn',
    plugins: [leanSdk(), minifyStyles(), oneLineTemplates()],
    ...(define && { define }),
    build: {
      write: false,
      lib: { entry: `${root}${entry}`, formats: [format], name: 'doorstep' },
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: {
        // What later parts share with the first stands in the first: no files of a few hundred bytes.
        preserveEntrySignatures: 'allow-extension',
        output: {
          entryFileNames: name ?? 'chunks/[name]-[hash].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
          comments: false,
          minify: true,
          ...(name && { codeSplitting: false }),
        },
      },
    },
  });
  return (output as Rolldown.RolldownOutput[])[0]!.output.filter((file) => file.type === 'chunk');
}

/** Everything a chunk needs at once. */
function withImports(chunks: readonly Rolldown.OutputChunk[], file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const next of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) withImports(chunks, next, found);
  return found;
}

const integrityOf = (code: string) => `sha384-${createHash('sha384').update(code).digest('base64')}`;

function write(file: string, code: string): void {
  writeFileSync(`${dist}/${file}`, code);
  // Compressed once here and not at each request; the server sends what the browser takes.
  writeFileSync(`${dist}/${file}.gz`, gzipSync(code, { level: 9 }));
  writeFileSync(`${dist}/${file}.br`, brotliCompressSync(code));
}

async function buildWidget(name: string): Promise<WidgetFiles> {
  const chunks = await bundle(`src/${name}/register.ts`);
  for (const { fileName, code } of chunks) write(fileName, code);
  const fileOf = (part: string) => chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(part))?.fileName;
  const entry = fileOf('register.ts')!;
  write(`${name}.js`, `import "./${entry}";\n`);
  const words = name === 'tracking' ? 'tracking' : 'picker';
  const languages = readdirSync(`${root}src/translations`).filter((folder) => /^[a-z]{2}$/.test(folder));
  const wordsOf = Object.fromEntries(languages.map((language) => [language, fileOf(`/${language}/${words}.ts`)!]));
  const session = fileOf('-session.ts')!;
  const needed = [entry, session, ...Object.values(wordsOf)].reduce((found, file) => withImports(chunks, file, found), new Set<string>());
  const all = chunks.map(({ fileName }) => fileName);
  const named = [entry, session, ...Object.values(wordsOf)];
  return { entry, session, words: wordsOf, shared: [...needed].filter((file) => !named.includes(file)), onDemand: all.filter((file) => !needed.has(file)) };
}

rmSync(dist, { recursive: true, force: true });
mkdirSync(`${dist}/chunks`, { recursive: true });
const widgets = { 'slot-picker': await buildWidget('slot-picker'), tracking: await buildWidget('tracking') };
const nameOf = (file: string) => file.replace('chunks/', '');
const plan = Object.fromEntries(
  Object.entries(widgets).map(([name, { entry, session, words }]) => [
    `doorstep-${name}`,
    [nameOf(entry), nameOf(session), Object.fromEntries(Object.entries(words).map(([language, file]) => [language, nameOf(file)]))],
  ]),
);
const [loader] = await bundle('src/loader/loader.ts', { name: 'doorstep.js', format: 'iife', define: { __PLAN__: JSON.stringify(plan) } });
const [index] = await bundle('src/index.ts', { name: 'index.js' });
const integrity = integrityOf(loader!.code);
const versioned = `doorstep-${createHash('sha256').update(loader!.code).digest('hex').slice(0, 12)}.js`;
write('doorstep.js', loader!.code);
write(versioned, loader!.code);
write('index.js', index!.code);
write('files.json', `${JSON.stringify({ loader: { file: versioned, integrity }, widgets }, null, 1)}\n`);
