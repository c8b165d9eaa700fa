import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrokenPromises, type DocumentList } from './document-lists.ts';
import { findBase, git } from './git-base.ts';

const RELEASED = 'api/documents/released.json';
const read = (name: string) => readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');

/** Pages send ids of documents, and those of every released package must go on working. */
function checkDocuments(): boolean {
  const base = findBase();
  const before = base && git('show', `${base.commit}:${RELEASED}`);
  // Files of ours, of this one form.
  const [released, earlier] = [JSON.parse(read(RELEASED)), JSON.parse(before ?? '{}')] as [DocumentList, DocumentList];
  const broken = findBrokenPromises({ schema: read('schema.graphql'), released, earlier });
  if (broken.length === 0) {
    console.log(`documents of pages: ${Object.keys(released).length} released, all there and valid`);
    return true;
  }
  console.error(`pages that are out there would stop working (${RELEASED}):`);
  for (const line of broken) console.error(`  ${line}`);
  return false;
}

if (!checkDocuments()) process.exitCode = 1;
