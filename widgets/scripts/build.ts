import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { minifyStyles } from './minify-styles.ts';
import { oneLineTemplates } from './one-line-templates.ts';
import { splitDocuments } from './split-documents.ts';

/**
 * Builds what pages load. A folder named by all that is in it, so that its files may be cached for ever, has for each widget
 * its first paint, what it goes on with, its words by language, and what is fetched when it comes to it. Beside it stand the loader of
 * both widgets (`doorstep.js`, and the same under a name of its content, for those who check integrity), `slot-picker.js` and
 * `tracking.js` as modules for one, and `index.js` for bundlers. `files.json` says what is loaded when.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

/** What a widget loads; names within the folder of the version. */
export interface WidgetFiles {
  readonly entry: string;
  /** Always needed, right after. */
  readonly session: string;
  /** By language. */
  readonly words: Readonly<Record<string, string>>;
  /** What these need besides. */
  readonly shared: readonly string[];
  /** Fetched when it comes to it. */
  readonly onDemand: readonly string[];
}

type Chunk = Rolldown.OutputChunk;

/** `slot-picker` → `slot-picker.js`; a session, words of a language and other parts by what they are. */
function nameOf(widget: string, module: string): string {
  if (module.endsWith('register.ts')) return `${widget}.js`;
  if (module.endsWith('-session.ts')) return `${widget}-session.js`;
  const [, language, words] = /translations\/(\w\w)\/(\w+)\.ts$/.exec(module) ?? [];
  const isMain = words === 'picker' || words === 'tracking';
  return words ? `${widget}-${isMain ? '' : `${words}-`}${language}.js` : `${widget}-${/([\w-]+)[^/]*$/.exec(module)?.[1]}.js`;
}

async function bundle(entry: string, settings: { define?: Record<string, string>; widget?: string; format?: 'es' | 'iife' } = {}): Promise<Chunk[]> {
  const { widget, format = 'es', define } = settings;
  const nameFile = ({ facadeModuleId, name }: { facadeModuleId?: string | null; name: string }) => nameOf(widget ?? '', facadeModuleId ?? name);
  const output = await build({
    root,
    configFile: `${root}vite.config.ts`,
    logLevel: 'warn',
    plugins: [splitDocuments(), minifyStyles(), oneLineTemplates()],
    ...(define && { define }),
    build: {
      write: false,
      lib: { entry: `${root}${entry}`, formats: [format], name: 'doorstep' },
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: {
        // What later parts share with the first stands in the first: no files of a few hundred bytes.
        preserveEntrySignatures: 'allow-extension',
        output: { comments: false, minify: true, ...(widget ? { entryFileNames: nameFile, chunkFileNames: nameFile } : { codeSplitting: false }) },
      },
    },
  });
  return (output as Rolldown.RolldownOutput[])[0]!.output.filter((file) => file.type === 'chunk');
}

/** Everything that some files need at once, themselves included. */
function withImports(chunks: readonly Chunk[], files: readonly string[], found = new Set<string>()): Set<string> {
  for (const file of files) {
    if (found.has(file)) continue;
    found.add(file);
    withImports(chunks, chunks.find(({ fileName }) => fileName === file)?.imports ?? [], found);
  }
  return found;
}

function filesOf(widget: string, chunks: readonly Chunk[]): WidgetFiles {
  const all = chunks.map(({ fileName }) => fileName);
  const languages = readdirSync(`${root}src/translations`).filter((folder) => /^[a-z]{2}$/.test(folder));
  const words = Object.fromEntries(languages.map((language) => [language, `${widget}-${language}.js`]));
  const [entry, session] = [`${widget}.js`, `${widget}-session.js`];
  const named = [entry, session, ...Object.values(words)];
  const missing = named.filter((file) => !all.includes(file));
  if (missing.length) throw new Error(`The build of ${widget} lacks ${missing.join(', ')}; it has ${all.join(', ')}.`);
  const needed = withImports(chunks, named);
  return { entry, session, words, shared: [...needed].filter((file) => !named.includes(file)), onDemand: all.filter((file) => !needed.has(file)) };
}

/** Compressed once here and not at each request; the server sends what the browser takes. */
function write(file: string, code: string): void {
  writeFileSync(`${dist}/${file}`, code);
  writeFileSync(`${dist}/${file}.gz`, gzipSync(code, { level: 9 }));
  writeFileSync(`${dist}/${file}.br`, brotliCompressSync(code));
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

const chunks = { 'slot-picker': await bundle('src/slot-picker/register.ts', { widget: 'slot-picker' }), tracking: await bundle('src/tracking/register.ts', { widget: 'tracking' }) };
const every = Object.values(chunks).flat();
const version = hashOf(every.map(({ fileName, code }) => fileName + code).join());
const [loader] = await bundle('src/loader/loader.ts', { format: 'iife', define: { __VERSION__: JSON.stringify(version) } });
const [index] = await bundle('src/index.ts');
const [react] = await bundle('src/react.ts');
const files = {
  version,
  loader: { file: `doorstep-${hashOf(loader!.code)}.js`, integrity: `sha384-${createHash('sha384').update(loader!.code).digest('base64')}` },
  widgets: Object.fromEntries(Object.entries(chunks).map(([widget, parts]) => [widget, filesOf(widget, parts)])),
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(`${dist}/${version}`, { recursive: true });
for (const { fileName, code } of every) write(`${version}/${fileName}`, code);
for (const widget of Object.keys(chunks)) write(`${widget}.js`, `import "./${version}/${widget}.js";\n`);
write('doorstep.js', loader!.code);
write(files.loader.file, loader!.code);
write('index.js', index!.code);
write('react.js', react!.code);
write('files.json', `${JSON.stringify(files, null, 1)}\n`);
