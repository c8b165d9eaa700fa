import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { build as esbuild } from 'esbuild';
import { publint } from 'publint';
import { build as viteBuild, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installIn, linkGraphql, packSdk, run, temporaryFolder, type Packed } from './support/packed-sdk.ts';
import { NODE_CJS, NODE_ESM, PAGE_TS, QUIET_IMPORT, SERVER_TS, SHOP_TEST, SHOP_TEST_TS, STOREFRONT_PAGE } from './support/consumers.ts';

const MINUTE = 60_000;
const KIB = 1024;
const TYPE_ROOTS = join(import.meta.dirname, '../../node_modules/@types');
/** The one entry that needs another package: the fake answers by the schema. */
const FOR_TESTS = '@doorstep/sdk/testing';
/** What a strict project sets; `skipLibCheck` is off, so our own declarations are checked too. */
const STRICT = {
  strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, noPropertyAccessFromIndexSignature: true,
  noImplicitOverride: true, isolatedModules: true, verbatimModuleSyntax: true, skipLibCheck: false, noEmit: true, target: 'es2022',
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let packed: Packed;
let project: string;
let installed: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  packed = await packSdk(folder.path);
  project = await installIn(join(folder.path, 'project'), packed, {
    'used.js': NODE_ESM, 'used.cjs': NODE_CJS, 'quiet.js': QUIET_IMPORT, 'page.js': STOREFRONT_PAGE,
    'server.ts': SERVER_TS, 'page.ts': PAGE_TS,
  });
  installed = join(project, 'node_modules/@doorstep/sdk');
}, MINUTE);
afterAll(() => folder.remove());

const manifest = () => JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));

test('the tarball holds the code, its types and sources, the licence, and nothing else', () => {
  const kinds = new Set(packed.files.map((file) => file.replace(/^dist\/.*?(\.d\.ts|\.[^.]+(\.map)?)$/, 'dist/*$1').replace(/^src\/.*(\.\w+)$/, 'src/*$1')));
  expect([...kinds].sort()).toEqual(['LICENSE', 'README.md', 'dist/*.d.ts', 'dist/*.js', 'dist/*.js.map', 'package.json', 'src/*.ts']);
  expect(packed.files.filter((file) => file.includes('.test.'))).toEqual([]);
  expect(manifest()).not.toHaveProperty('dependencies');
});

test('every source map leads to a source that is there', () => {
  const maps = packed.files.filter((file) => file.endsWith('.map'));
  const sources = maps.flatMap((file) => {
    const map = JSON.parse(readFileSync(join(installed, file), 'utf8')) as { sources: string[] };
    return map.sources.map((source) => normalize(join(dirname(file), source)));
  });
  expect(sources.filter((source) => !packed.files.includes(source))).toEqual([]);
  expect(sources).toHaveLength(maps.length);
});

test('publint has nothing to say, not even as a suggestion', async () => {
  const { messages } = await publint({ pkgDir: installed, pack: false, level: 'suggestion', strict: true });
  expect(messages).toEqual([]);
});

test('the types are right wherever ES modules are resolved', async () => {
  const result = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(packed.tarball))));
  if (!result.types) return expect.fail('The tarball has no types.');
  const entries = Object.keys(manifest().exports).filter((entry) => !entry.endsWith('.json'));
  expect(Object.keys(result.entrypoints).filter((entry) => !entry.endsWith('.json')).sort()).toEqual(entries.sort());
  // By intention: node10 knows no `exports`, and from CommonJS this is an ES module, which Node loads with `require` too.
  const esmOnly = result.problems.filter(
    (problem) => !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
  );
  expect(esmOnly).toEqual([]);
}, MINUTE);

test.each([
  ['a JavaScript module', 'used.js'],
  ['CommonJS', 'used.cjs'],
])('Node runs a call from %s', async (_kind, script) => {
  const { address, requests, close } = await answering({ deliveryOptions: { quote: 'q_1', options: [] } });
  try {
    const { stdout } = await run('node', [script, address], project);
    expect(JSON.parse(stdout)).toEqual({ quote: 'q_1', code: 'INVALID_OPTION', isDoorstepError: true });
    expect(requests).toEqual(['Bearer pk_page DeliveryOptions', 'Bearer sk_server DeliveryOptions']);
  } finally {
    await close();
  }
});

test('importing does nothing: no request, timer, listener or global', async () => {
  const { stdout } = await run('node', ['quiet.js', ...entriesOf(manifest()).filter((entry) => entry !== FOR_TESTS)], project);
  expect(JSON.parse(stdout)).toEqual([]);
});

test.each([
  ['nodenext', 'server.ts', { lib: ['es2022'], types: ['node'], typeRoots: [TYPE_ROOTS] }],
  ['nodenext', 'page.ts', { lib: ['es2022', 'dom', 'dom.iterable'], types: [] }],
  ['bundler', 'server.ts', { lib: ['es2022'], types: ['node'], typeRoots: [TYPE_ROOTS] }],
  ['bundler', 'page.ts', { lib: ['es2022', 'dom', 'dom.iterable'], types: [] }],
])('strict TypeScript resolving as %s compiles %s, and only what is right', async (moduleResolution, file, platform) => {
  const module = moduleResolution === 'nodenext' ? 'nodenext' : 'preserve';
  const config = `tsconfig.${moduleResolution}.${file}.json`;
  writeFileSync(join(project, config), JSON.stringify({ compilerOptions: { ...STRICT, ...platform, module, moduleResolution }, files: [file] }));
  const { stdout } = await run('tsc', ['-p', config], project);
  expect(stdout).toBe('');
}, MINUTE);

test('in a page that only asks for windows vite leaves less than 4 KB compressed', async () => {
  const output = await viteBuild({
    configFile: false, logLevel: 'silent', root: project,
    build: { write: false, minify: true, rolldownOptions: { input: join(project, 'page.js') } },
  });
  const { output: [chunk] } = output as Rolldown.RolldownOutput;
  expect(chunk.code).toContain('query DeliveryOptions');
  expect(chunk.code).not.toMatch(/graphql-transport-ws|mutation ConfirmHold/);
  expect(gzipSync(chunk.code).length).toBeLessThan(4 * KIB);
});

test('esbuild leaves less than 4 KB, with nothing left to import', async () => {
  const { outputFiles: [page], warnings } = await esbuild({
    absWorkingDir: project, entryPoints: ['page.js'], bundle: true, minify: true, platform: 'browser', format: 'esm', write: false,
  });
  expect(warnings).toEqual([]);
  expect(page?.text).not.toMatch(/\bimport\b/);
  expect(gzipSync(page?.text ?? '').length).toBeLessThan(4 * KIB);
});

test('a script tag of type module can load every entry as it is: what is imported is relative, with its ending', async () => {
  const starts = entriesOf(manifest()).filter((entry) => entry !== FOR_TESTS).map((entry) => manifest().exports[entry.replace('@doorstep/sdk', '.')].default as string);
  const { metafile } = await esbuild({
    absWorkingDir: installed, entryPoints: starts, bundle: true, format: 'esm', platform: 'neutral', outdir: 'out', write: false, metafile: true,
  });
  const imported = Object.values(metafile.inputs).flatMap(({ imports }) => imports.map(({ original }) => original ?? ''));
  expect(imported.length).toBeGreaterThan(20);
  expect(imported.filter((specifier) => !/^\.\.?\/.*\.js$/.test(specifier))).toEqual([]);
});

test('a project that tests its shop with the fake needs graphql and nothing else', async () => {
  const shop = await installIn(join(folder.path, 'shop'), packed, { 'shop.test.js': SHOP_TEST, 'shop.ts': SHOP_TEST_TS, 'quiet.js': QUIET_IMPORT });
  await linkGraphql(shop);
  expect(JSON.parse((await run('node', ['quiet.js', FOR_TESTS], shop)).stdout)).toEqual([]);
  expect((await run('node', ['--test', '--test-reporter=tap', 'shop.test.js'], shop)).stdout).toContain('# pass 1');
  const compilerOptions = { ...STRICT, skipLibCheck: false, module: 'nodenext', moduleResolution: 'nodenext', lib: ['es2024', 'esnext.disposable'], types: ['node'], typeRoots: [TYPE_ROOTS] };
  writeFileSync(join(shop, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['shop.ts'] }));
  expect((await run('tsc', ['-p', 'tsconfig.json'], shop)).stdout).toBe('');
}, MINUTE);

test('a fresh project needs nothing else', () => {
  expect(readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@doorstep']);
  expect(readdirSync(join(project, 'node_modules/@doorstep'))).toEqual(['sdk']);
});

/** `@doorstep/sdk`, `@doorstep/sdk/browser`, … */
function entriesOf({ exports }: { readonly exports: Readonly<Record<string, unknown>> }): string[] {
  return Object.keys(exports).filter((entry) => !entry.endsWith('.json')).map((entry) => entry.replace('.', '@doorstep/sdk'));
}

/** A server that gives every request the same `data`, and notes who asked for what. */
async function answering(data: unknown): Promise<{ address: string; requests: string[]; close(): Promise<void> }> {
  const requests: string[] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    requests.push(`${request.headers.authorization} ${JSON.parse(body).operationName}`);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ data }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { address: `http://127.0.0.1:${port}/graphql`, requests, close };
}
