import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withCurrent, type DocumentList } from './document-lists.ts';

/** Puts the documents of today's packages on the list of those that must work for ever. Run before a release and before a server goes live. */
const folder = new URL('../api/documents/', import.meta.url);
// Files of ours, of this one form.
const [released, current] = ['released.json', 'current.json'].map((name) => JSON.parse(readFileSync(fileURLToPath(new URL(name, folder)), 'utf8')) as DocumentList);
const all = withCurrent(released ?? {}, current ?? {});
writeFileSync(fileURLToPath(new URL('released.json', folder)), `${JSON.stringify(all, null, 2)}\n`);
console.log(`documents of pages: ${Object.keys(all).length} released, ${Object.keys(all).length - Object.keys(released ?? {}).length} of them new`);
