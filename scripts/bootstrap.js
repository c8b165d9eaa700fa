/**
 * Makes a fresh clone ready: installs the packages when they are missing or not those of package-lock.json, and sees
 * that the Node.js that npm scripts will run on is new enough. Runs before anything is installed, on the machine's own
 * Node.js, which may be old: so it is plain JavaScript without a dependency.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED_NODE = [22, 17];
const SECOND = 1000;
const MEGABYTE = 1024 * 1024;

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');

const outdated = findOutdatedPackage();
if (outdated !== undefined) installPackages(outdated);
checkNode();

/** @returns the first package that is not installed as package-lock.json wants it, or undefined when all are */
function findOutdatedPackage() {
  const wanted = readPackages('package-lock.json');
  // npm writes it as the last step of an install: it is missing after an interrupted one.
  const installed = readPackages('node_modules/.package-lock.json');
  if (wanted === undefined) fail('package-lock.json is missing. Restore it from the repository.');
  if (installed === undefined) return 'node_modules';
  return Object.keys(wanted).find((location) => {
    // The other entries are our own workspaces.
    if (!/(^|\/)node_modules\//.test(location)) return false;
    const want = wanted[location];
    const have = installed[location];
    // An optional package for another platform is rightly not there.
    if (have === undefined) return !want.optional && !want.devOptional && !want.peer;
    return have.version !== want.version || have.integrity !== want.integrity;
  });
}

function readPackages(file) {
  const target = path.join(root, file);
  if (!existsSync(target)) return undefined;
  return JSON.parse(readFileSync(target, 'utf8')).packages;
}

function installPackages(outdated) {
  process.stdout.write(`installing packages with npm ci (${outdated} is missing or outdated) … `);
  const started = Date.now();
  const { status, stdout, stderr } = runNpmCi();
  if (status !== 0) {
    process.stdout.write('failed\n');
    fail(`${stdout}${stderr}\n"npm ci" failed (see above). Solve that, or run it yourself, and try again.`);
  }
  process.stdout.write(`done in ${((Date.now() - started) / SECOND).toFixed(1)} s\n`);
}

function runNpmCi() {
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 64 * MEGABYTE };
  // Inside an npm script npm tells where it and its Node.js are; those survive that node_modules is replaced.
  const { npm_execpath: npm, npm_node_execpath: node } = process.env;
  if (npm !== undefined && node !== undefined && npm.endsWith('.js')) return spawnSync(node, [npm, 'ci', '--prefer-offline'], options);
  return spawnSync('npm', ['ci', '--prefer-offline'], { ...options, shell: process.platform === 'win32' });
}

/** Asks the Node.js that a script will find first: the one from npm where there is one for this platform, else the machine's. */
function checkNode() {
  const binaries = path.join(root, 'node_modules', '.bin');
  const { status, stdout } = spawnSync('node', ['--version'], {
    encoding: 'utf8',
    env: Object.assign({}, process.env, { PATH: `${binaries}${path.delimiter}${process.env.PATH}` }),
    shell: process.platform === 'win32',
  });
  const needed = NEEDED_NODE.join('.');
  if (status !== 0) {
    fail(
      `The Node.js in node_modules does not run on this system (it is built for glibc: Alpine and other musl systems cannot run it). ` +
        `Use a system with glibc, such as Debian, or a Node.js of ${needed} or newer and "npm ci --omit=optional" with DATABASE_URL.`,
    );
  }
  const [major, minor] = stdout.trim().slice(1).split('.').map(Number);
  if (major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])) return;
  fail(
    `Doorstep needs Node.js ${needed} or newer, and this is ${stdout.trim()}. ` +
      `On Linux (x64, arm64) and Windows (x64) a fitting one comes with "npm ci"; ` +
      `on ${process.platform} ${process.arch} install it from https://nodejs.org, and try again.`,
  );
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
