import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A commit to compare with, and what people call it. */
export interface Base {
  readonly commit: string;
  readonly name: string;
}

/** What clients have: the newest release; before the first one, what the main branch has; on the main branch, what was there before. */
export function findBase(): Base | undefined {
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
export function git(...args: string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
