import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { differingFiles, digestFiles, GENERATED } from './generated-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Generates everything anew, from nothing, and says what differs from what was there. */
function checkGenerated(): boolean {
  const before = digestFiles(root, GENERATED);
  const kept = mkdtempSync(path.join(tmpdir(), 'doorstep-generated-'));
  try {
    move(root, kept);
    const { status } = spawnSync('npm', ['run', '--silent', 'generate'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
    if (status !== 0) {
      move(kept, root);
      console.error('"npm run generate" failed (see above)');
      return false;
    }
  } finally {
    rmSync(kept, { recursive: true, force: true });
  }
  const differing = differingFiles(before, digestFiles(root, GENERATED));
  if (differing.length === 0) {
    console.log(`generated files: all ${before.size} are what the sources make`);
    return true;
  }
  console.error(`these generated files were out of step with their sources, and are now made anew; look at them and commit them:`);
  for (const file of differing) console.error(`  ${file}`);
  return false;
}

/** Away first, so that a file that is no longer generated is found out. */
function move(from: string, to: string): void {
  for (const name of GENERATED) {
    rmSync(path.join(to, name), { recursive: true, force: true });
    if (!existsSync(path.join(from, name))) continue;
    cpSync(path.join(from, name), path.join(to, name), { recursive: true });
    rmSync(path.join(from, name), { recursive: true, force: true });
  }
}

if (!checkGenerated()) process.exitCode = 1;
