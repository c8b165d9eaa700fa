import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity.ts';

/** Thrown when another running process uses the data folder. */
export class DataFolderInUseError extends Error {
  readonly ownerPid: number;

  constructor(ownerPid: number, dataDirectory: string) {
    super(
      `another Doorstep (pid ${ownerPid}) is using this data folder: ${dataDirectory}. ` +
        'Stop it, or use --data <folder> to run this one on a folder of its own.',
    );
    this.name = 'DataFolderInUseError';
    this.ownerPid = ownerPid;
  }
}

/** The right to use a data folder, until it is released. */
export interface Ownership {
  /** Gives the folder free. Synchronous, because it also runs in the `exit` event. */
  release(): void;
}

/**
 * Claims a data folder for this process, taking it over from an owner that no longer runs.
 *
 * The claim is a file `owner.<n>.json` with the owner's pid and start. Taking over from a dead owner means
 * creating number n + 1, which by `link` succeeds for one of several processes that try at the same moment;
 * replacing one fixed file could not tell a dead owner's claim from the one that just replaced it.
 *
 * @throws DataFolderInUseError when the owner runs
 */
export function claimDataFolder(dataDirectory: string): Ownership {
  mkdirSync(dataDirectory, { recursive: true });
  for (;;) {
    const claims = listClaims(dataDirectory);
    const newest = claims.at(-1) ?? 0;
    const owner = newest > 0 ? readClaim(dataDirectory, newest) : undefined;
    if (owner !== undefined && isRunning(owner)) throw new DataFolderInUseError(owner.pid, dataDirectory);

    const claim = newest + 1;
    if (!createClaim(dataDirectory, claim)) continue;
    for (const outdated of claims) rmSync(claimPath(dataDirectory, outdated), { force: true });
    return { release: () => rmSync(claimPath(dataDirectory, claim), { force: true }) };
  }
}

/** The process that owns the folder right now, if there is one and it runs. */
export function findDataFolderOwner(dataDirectory: string): ProcessIdentity | undefined {
  const newest = listClaims(dataDirectory).at(-1);
  const owner = newest === undefined ? undefined : readClaim(dataDirectory, newest);
  return owner !== undefined && isRunning(owner) ? owner : undefined;
}

function createClaim(dataDirectory: string, claim: number): boolean {
  // Written elsewhere and linked, so that nobody ever reads half a claim.
  const draft = path.join(dataDirectory, `owner.draft-${randomUUID()}`);
  writeFileSync(draft, `${JSON.stringify(identifyProcess())}\n`);
  try {
    linkSync(draft, claimPath(dataDirectory, claim));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function listClaims(dataDirectory: string): number[] {
  return readFolder(dataDirectory)
    .map((name) => /^owner\.(\d+)\.json$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((left, right) => left - right);
}

function readFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readClaim(dataDirectory: string, claim: number): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(claimPath(dataDirectory, claim), 'utf8')) as ProcessIdentity;
  } catch {
    // Released in this moment, or damaged by a crash of the machine: nobody's.
    return undefined;
  }
}

function claimPath(dataDirectory: string, claim: number): string {
  return path.join(dataDirectory, `owner.${claim}.json`);
}
