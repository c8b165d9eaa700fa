import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const root = here('../../../');
const PACKAGE_FILES = ['package.json', 'tsconfig.json', 'README.md', 'LICENSE', 'src'];

/** The package as `npm publish` would send it. */
export interface Packed {
  readonly tarball: string;
  /** Paths in the tarball. */
  readonly files: readonly string[];
}

/** An empty folder outside the repository, where nothing is found by walking up; `remove` it at the end. */
export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'doorstep-sdk-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Builds a copy of the package in this folder and gives the path of its `dist`. A copy, because the tests need neither a
 * `dist` that somebody has built before nor may they be fooled by one that is stale.
 */
export async function buildSdk(folder: string): Promise<string> {
  await copySdk(folder);
  await run('npm', ['run', '--silent', 'build'], join(folder, 'sdk'));
  return join(folder, 'sdk', 'dist');
}

/** Builds and packs a copy of the package in this folder, as publishing does. */
export async function packSdk(folder: string): Promise<Packed> {
  await copySdk(folder);
  const { stdout } = await run('npm', ['pack', '--json', '--loglevel=error'], join(folder, 'sdk'));
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(folder, 'sdk', filename), files: files.map(({ path }) => path) };
}

async function copySdk(folder: string): Promise<void> {
  await cp(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  for (const file of PACKAGE_FILES) await cp(here(`../../${file}`), join(folder, 'sdk', file), { recursive: true });
  await linkGraphql(join(folder, 'sdk'));
}

/** Gives a folder the one package that `@doorstep/sdk/testing` needs, as a project that uses it has it. */
export async function linkGraphql(folder: string): Promise<void> {
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  await symlink(join(root, 'node_modules/graphql'), join(folder, 'node_modules/graphql'), 'junction');
}

/** A new project in `folder/name` with these files and nothing installed but the tarball; no registry is asked. */
export async function installIn(folder: string, { tarball }: Packed, files: Readonly<Record<string, string>>): Promise<string> {
  await mkdir(folder, { recursive: true });
  const all = { 'package.json': '{ "private": true, "type": "module" }', ...files };
  for (const [name, text] of Object.entries(all)) await writeFile(join(folder, name), text);
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error', tarball], folder);
  return folder;
}

/** Runs a program of the repository or the system; gives what it printed, rejects with that when it fails. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  // What npm tells the scripts of the repository must not reach an npm that works elsewhere.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|node_options$|vitest|node_env$)/i.test(name)));
  env['PATH'] = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH']}`;
  try {
    return await promisify(execFile)(program, args, { cwd, env, shell: process.platform === 'win32' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${args.join(' ')} failed.\n${stdout}${stderr}`, { cause: error });
  }
}
