import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const GENERATED = new Set(['node_modules', 'dist', 'coverage']);

function markdownFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith('.') || GENERATED.has(entry.name) ? [] : markdownFiles(name);
    return entry.name.endsWith('.md') ? [name] : [];
  });
}

const DOCUMENTS = markdownFiles('.').map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));

/** What a pattern's first group finds in each document, as "file: found". */
function findInAll(pattern: RegExp): { readonly file: string; readonly found: string }[] {
  return DOCUMENTS.flatMap(({ file, text }) => [...text.matchAll(pattern)].map(([, found = '']) => ({ file, found })));
}

it('links only to files that exist', () => {
  const links = findInAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g).filter(({ found }) => !/^[a-z]+:/.test(found));
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter(({ file, found }) => !existsSync(path.join(root, path.dirname(file), found)))).toEqual([]);
});

it('names only commands that exist', () => {
  const manifests = ['.', 'sdk', 'widgets'].map((folder) => JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as { scripts: object });
  const scripts = new Set(manifests.flatMap((manifest) => Object.keys(manifest.scripts)));
  const commands = findInAll(/\bnpm run ([a-z][a-z:-]*)/g);
  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter(({ found }) => !scripts.has(found))).toEqual([]);
});

it('names only files of the project that exist', () => {
  const paths = findInAll(/`((?:api|sdk|widgets|scripts|examples|docs)\/[\w./-]+\.[a-z]+)`/g);
  expect(paths.length).toBeGreaterThan(3);
  expect(paths.filter(({ found }) => !existsSync(path.join(root, found)))).toEqual([]);
});
