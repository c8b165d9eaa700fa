import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, lchownSync, lstatSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { binariesUnder, type PostgresBinaries } from './postgres-binaries.ts';

/** The user and group "nobody" of Linux: what PostgreSQL runs as when we are root, because it refuses root. */
const NOBODY = 65534;
const ROOT = 0;
const NAMESPACE = ['--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] as const;

/**
 * - `direct`: we are not root; nothing to do.
 * - `namespace`: root, in a user namespace in which root looks like nobody. Files keep their owner, so no chown
 *   is needed and folders closed to others are no obstacle.
 * - `nobody`: root where namespaces are refused (a container without that right): really as nobody.
 */
export type PrivilegeStrategy = 'direct' | 'namespace' | 'nobody';

/** How to start the PostgreSQL programs so that they accept their user. */
export interface PrivilegePlan {
  readonly strategy: PrivilegeStrategy;
  readonly binaries: PostgresBinaries;
  /** The command and arguments that start a program under this plan. */
  command(program: string, args: readonly string[]): { file: string; args: string[]; uid?: number; gid?: number };
  /** How the cluster folder is named to a program whose working directory it is. */
  clusterArgument(clusterDirectory: string): string;
  /** Hands a file or folder, with all in it, to the user that PostgreSQL runs as; also after a run under another strategy. */
  handOver(target: string): void;
}

/** Chooses the strategy for this process and a data folder, which must exist. */
export function planPrivileges(binaries: PostgresBinaries, dataDirectory: string): PrivilegePlan {
  if (process.getuid?.() !== 0) return planFor('direct', binaries);
  return planFor(namespaceWorks(binaries, dataDirectory) ? 'namespace' : 'nobody', binaries);
}

/** The plan of a given strategy. */
export function planFor(strategy: PrivilegeStrategy, binaries: PostgresBinaries): PrivilegePlan {
  if (strategy === 'namespace') {
    return {
      strategy,
      binaries,
      command: (program, args) => ({ file: 'unshare', args: [...NAMESPACE, program, ...args] }),
      clusterArgument: (clusterDirectory) => clusterDirectory,
      handOver: (target) => changeOwner(target, ROOT),
    };
  }
  if (strategy === 'direct') {
    return {
      strategy,
      binaries,
      command: (program, args) => ({ file: program, args: [...args] }),
      clusterArgument: (clusterDirectory) => clusterDirectory,
      handOver: () => {},
    };
  }
  return {
    strategy,
    binaries: reachableBinaries(binaries),
    command: (program, args) => ({ file: program, args: [...args], uid: NOBODY, gid: NOBODY }),
    // Through this link nobody gets at its working directory even where a folder above it is closed to others.
    clusterArgument: (clusterDirectory) => (process.platform === 'linux' ? '/proc/self/cwd' : clusterDirectory),
    handOver: (target) => changeOwner(target, NOBODY),
  };
}

function namespaceWorks(binaries: PostgresBinaries, dataDirectory: string): boolean {
  const probe = 'test -w "$1" && exec "$2" --version';
  return spawnSync('unshare', [...NAMESPACE, 'sh', '-c', probe, 'sh', dataDirectory, binaries.postgres], { stdio: 'ignore' }).status === 0;
}

/** The binaries themselves if nobody can run them where they are, else a copy in the system's temporary folder. */
function reachableBinaries(binaries: PostgresBinaries): PostgresBinaries {
  if (nobodyCanRun(binaries.postgres)) return binaries;
  const copy = path.join(tmpdir(), `doorstep-postgres-${binaries.version}`);
  const copied: PostgresBinaries = { ...binariesUnder(copy), version: binaries.version };
  if (isOurs(copy) && nobodyCanRun(copied.postgres)) return copied;

  rmSync(copy, { recursive: true, force: true });
  // Complete or not there at all: filled under another name first.
  const draft = mkdtempSync(`${copy}-`);
  cpSync(binaries.root, draft, { recursive: true, verbatimSymlinks: true });
  chmodSync(draft, 0o755);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was quicker, or somebody else put a folder there.
    if (!isOurs(copy)) throw error;
  }
  return copied;
}

/** Only a folder of root that nobody else can write to is trusted to hold programs. */
function isOurs(folder: string): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === 0 && (stat.mode & 0o022) === 0;
}

function nobodyCanRun(program: string): boolean {
  return spawnSync(program, ['--version'], { uid: NOBODY, gid: NOBODY, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** User and group have the same number for both users this is about. The top comes last: its owner says that all is done. */
function changeOwner(target: string, owner: number): void {
  const stat = lstatSync(target);
  if (stat.uid === owner) return;
  if (stat.isDirectory()) changeOwnerOfContents(target, owner);
  chownSync(target, owner, owner);
}

function changeOwnerOfContents(folder: string, owner: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const child = path.join(folder, entry.name);
    if (entry.isDirectory()) changeOwnerOfContents(child, owner);
    lchownSync(child, owner, owner);
  }
}
