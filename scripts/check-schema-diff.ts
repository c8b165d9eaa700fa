import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
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

/** What clients have: the newest release; before the first one, what the main branch has; on the main branch, what was there before. */
function findBase(): { commit: string; name: string } | undefined {
  const head = git('rev-parse', 'HEAD');
  if (head === undefined) return undefined;
  const release = git('describe', '--tags', '--abbrev=0', '--match', 'v*', 'HEAD~1');
  if (release !== undefined) return { commit: release, name: `release ${release}` };
  const fork = git('merge-base', 'HEAD', 'origin/HEAD');
  if (fork !== undefined && fork !== head) return { commit: fork, name: 'the main branch' };
  const before = git('rev-parse', '--verify', '--quiet', 'HEAD~1');
  return before === undefined ? undefined : { commit: before, name: 'the commit before' };
}

/** @returns undefined when git refuses, or there is no git: a source archive has no history */
function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

if (!(await checkSchemaDiff())) process.exitCode = 1;
