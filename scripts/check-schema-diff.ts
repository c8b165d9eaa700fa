import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBase, git } from './git-base.ts';
import { findBreakingChanges, findUnannounced } from './schema-changes.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const SCHEMA = 'schema.graphql';

async function checkSchemaDiff(): Promise<boolean> {
  const base = findBase();
  const earlier = base === undefined ? undefined : git('show', `${base.commit}:${SCHEMA}`);
  if (base === undefined || earlier === undefined) {
    console.log('schema: no earlier schema in git to compare with');
    return true;
  }
  const changes = await findBreakingChanges(earlier, readFileSync(path.join(root, SCHEMA), 'utf8'));
  const changelog = path.join(root, 'CHANGELOG.md');
  const unannounced = findUnannounced(changes, existsSync(changelog) ? readFileSync(changelog, 'utf8') : '');
  if (unannounced.length === 0) {
    console.log(`schema: ${changes.length} breaking changes since ${base.name}${changes.length > 0 ? ', all in CHANGELOG.md' : ''}`);
    return true;
  }
  console.error(`these changes since ${base.name} break clients:`);
  for (const { path: changed, message } of unannounced) console.error(`  ${changed}: ${message}`);
  console.error('Undo them (a deprecated field beside the new one, for instance), or name each, in backticks, under "Breaking" in CHANGELOG.md.');
  return false;
}

if (!(await checkSchemaDiff())) process.exitCode = 1;
