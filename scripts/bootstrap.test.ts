import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const MINUTE = 60_000;
const INSTALLED = /^installing packages with npm ci \(.+ is missing or outdated\) … done in \d+\.\d s\n$/;

let clone: string;

/** A repository with one dependency, a packed folder, so that `npm ci` needs no network. */
beforeEach(() => {
  clone = mkdtempSync(path.join(tmpdir(), 'doorstep-bootstrap-'));
  mkdirSync(path.join(clone, 'scripts'));
  copyFileSync(fileURLToPath(new URL('./bootstrap.js', import.meta.url)), path.join(clone, 'scripts/bootstrap.js'));
  pullTool('1.0.0');
});

afterEach(() => {
  rmSync(clone, { recursive: true, force: true });
});

function npm(folder: string, ...args: string[]): void {
  const { status, stderr } = spawnSync('npm', [...args, '--silent', '--offline'], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed: ${stderr}`);
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, JSON.stringify(value));
}

/** Brings a package.json and package-lock.json that want this version of the tool, as a pull would: made elsewhere. */
function pullTool(version: string): void {
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'doorstep-upstream-'));
  try {
    mkdirSync(path.join(elsewhere, 'tool'));
    writeJson(path.join(elsewhere, 'tool/package.json'), { name: 'tool', version });
    npm(path.join(elsewhere, 'tool'), 'pack', '--pack-destination', elsewhere);
    const archive = `tool-${version}.tgz`;
    writeJson(path.join(elsewhere, 'package.json'), { name: 'clone', version: '1.0.0', type: 'module', dependencies: { tool: `file:${archive}` } });
    npm(elsewhere, 'install', '--package-lock-only');
    for (const file of ['package.json', 'package-lock.json', archive]) copyFileSync(path.join(elsewhere, file), path.join(clone, file));
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
}

function bootstrap(): { out: string; error: string; exitCode: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/bootstrap.js'], { cwd: clone, encoding: 'utf8' });
  return { out: stdout, error: stderr, exitCode: status };
}

function installedVersion(): string {
  return (JSON.parse(readFileSync(path.join(clone, 'node_modules/tool/package.json'), 'utf8')) as { version: string }).version;
}

it('installs in a bare clone, again after the lockfile changed or an install was interrupted, and is silent otherwise', { timeout: MINUTE }, () => {
  expect(bootstrap()).toEqual({ out: expect.stringMatching(INSTALLED), error: '', exitCode: 0 });
  expect(installedVersion()).toBe('1.0.0');
  expect(bootstrap()).toEqual({ out: '', error: '', exitCode: 0 });

  pullTool('2.0.0');
  expect(bootstrap().out).toMatch(INSTALLED);
  expect(installedVersion()).toBe('2.0.0');

  rmSync(path.join(clone, 'node_modules/.package-lock.json'));
  expect(bootstrap().out).toMatch(INSTALLED);
  expect(bootstrap().out).toBe('');
});

it('says what npm said when it fails, and leaves with an error', { timeout: MINUTE }, () => {
  const wanting = { name: 'clone', version: '1.0.0', type: 'module', dependencies: { tool: 'file:tool-3.0.0.tgz' } };
  writeJson(path.join(clone, 'package.json'), wanting);
  const { error, exitCode } = bootstrap();
  expect(error).toContain('tool-3.0.0.tgz');
  expect(error).toContain('"npm ci" failed');
  expect(exitCode).toBe(1);
  expect(existsSync(path.join(clone, 'node_modules/tool'))).toBe(false);
});

it.runIf(process.platform !== 'win32').each([
  ['v20.20.2', 1],
  ['v22.16.0', 1],
  ['v22.17.0', 0],
  ['v24.0.0', 0],
])('answers to the Node.js %s that scripts would run on with exit code %i', { timeout: MINUTE }, (version, wanted) => {
  bootstrap();
  const node = path.join(clone, 'node_modules/.bin/node');
  mkdirSync(path.dirname(node), { recursive: true });
  writeFileSync(node, `#!/bin/sh\necho ${version}\n`);
  chmodSync(node, 0o755);
  const { error, exitCode } = bootstrap();
  expect(exitCode).toBe(wanted);
  if (wanted !== 0) expect(error).toContain(`Doorstep needs Node.js 22.17 or newer, and this is ${version}`);
});
