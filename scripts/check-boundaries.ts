import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLIENT_PACKAGES, FOLDERS_OF_ONE_KIND, type Kind, MAY_IMPORT, type Slice, SLICES, SUFFIXES } from './boundary-rules.ts';

/** An import that the rules do not allow. Paths are relative to the repository, with forward slashes. */
export interface Violation {
  readonly file: string;
  readonly imported: string;
  readonly rule: string;
}

interface Place {
  readonly kind: Kind;
  readonly slice: Slice | undefined;
}

const API = 'api/src';
const IGNORED_FOLDERS = ['node_modules', 'dist', 'generated'];

/** Static imports and re-exports (of types too), imports for effect, and imports by a call. */
const IMPORTS = [
  /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^[ \t]*import\s*['"]([^'"]+)['"]/gm,
  /\bimport\(\s*['"]([^'"]+)['"]/g,
] as const;

/** Every import under `root` (a repository) that breaks a rule of boundary-rules.ts, in the order of the files' names. */
export function findViolations(root: string): Violation[] {
  const server = listSources(root, API).flatMap((file) => (isTest(file) ? [] : checkServerFile(root, file)));
  const clients = CLIENT_PACKAGES.flatMap((folder) => listSources(root, folder).flatMap((file) => checkClientFile(root, file)));
  return [...server, ...clients];
}

function checkServerFile(root: string, file: string): Violation[] {
  const from = placeOf(file);
  if (from === undefined) {
    return [{ file, imported: '', rule: `the folder is no slice: name it in SLICES of boundary-rules.ts, at its place in the order` }];
  }
  return relativeImports(root, file).flatMap((imported) => {
    const rule = findBrokenRule(from, imported);
    return rule === undefined ? [] : [{ file, imported, rule }];
  });
}

function findBrokenRule(from: Place, imported: string): string | undefined {
  if (from.kind === 'wiring') return undefined;
  // Migrations are data of the database's plumbing.
  if (imported.startsWith('api/migrations/') && from.kind === 'platform') return undefined;
  if (!imported.startsWith(`${API}/`)) return `the server's code imports only from ${API}`;
  const to = placeOf(imported);
  if (to === undefined) return 'the imported file is in no slice';
  const allowed = MAY_IMPORT[from.kind];
  if (!allowed.includes(to.kind)) return `${from.kind} may import only ${allowed.join(', ')}, and this is ${to.kind}`;
  if (from.slice !== undefined && to.slice !== undefined && SLICES.indexOf(to.slice) > SLICES.indexOf(from.slice)) {
    return `slices point one way: ${from.slice} comes before ${to.slice}; use an event or a port`;
  }
  return undefined;
}

function checkClientFile(root: string, file: string): Violation[] {
  const rule = "the SDK and the widgets know the server only by schema.graphql, never by its code";
  const packages = importsOf(root, file).filter((specifier) => specifier === '@doorstep/api' || specifier.startsWith('@doorstep/api/'));
  const files = relativeImports(root, file).filter((imported) => imported.startsWith('api/'));
  return [...packages, ...files].map((imported) => ({ file, imported, rule }));
}

/** @returns undefined for a file in a folder that is neither a slice nor one of the folders of one kind */
function placeOf(file: string): Place | undefined {
  const parts = file.slice(API.length + 1).split('/');
  const [folder] = parts;
  if (folder === undefined || parts.length === 1) return { kind: 'wiring', slice: undefined };
  const kind = FOLDERS_OF_ONE_KIND.find((name) => name === folder);
  if (kind !== undefined) return { kind, slice: undefined };
  const slice = SLICES.find((name) => name === folder);
  if (slice === undefined) return undefined;
  const suffix = /\.([a-z]+)\.ts$/.exec(file)?.[1];
  return { slice, kind: SUFFIXES.find((name) => name === suffix) ?? 'use case' };
}

function relativeImports(root: string, file: string): string[] {
  return importsOf(root, file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => path.posix.join(path.posix.dirname(file), specifier));
}

function importsOf(root: string, file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return IMPORTS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] as string));
}

function listSources(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((file) => !file.split('/').some((part) => IGNORED_FOLDERS.includes(part)))
    .sort();
}

/** A test, and a contract suite that tests of adapters run, may build what it needs from anything. */
function isTest(file: string): boolean {
  return /\.(test|contract)\.ts$/.test(file);
}

function main(): void {
  const violations = findViolations(fileURLToPath(new URL('..', import.meta.url)));
  for (const { file, imported, rule } of violations) console.error(`${file}\n  imports ${imported}\n  ${rule}`);
  if (violations.length > 0) {
    console.error(`${violations.length} imports cross a boundary`);
    process.exitCode = 1;
  } else {
    console.log('boundaries: every import points the right way');
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
