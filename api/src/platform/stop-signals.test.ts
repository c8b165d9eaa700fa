import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MODULE = new URL('./stop-signals.ts', import.meta.url).href;
const FOLDER = fileURLToPath(new URL('.', import.meta.url));

/** A process that takes `stopMilliseconds` to stop, and says `ready`, `stopping` and `stopped`. */
async function startProcess(stopMilliseconds: number) {
  const script = `
    import { onStopSignal } from ${JSON.stringify(MODULE)};
    setInterval(() => {}, 1000);
    onStopSignal({ info: () => console.log('stopping'), error: () => {} }, () => new Promise((resolve) => setTimeout(() => { console.log('stopped'); resolve(); }, ${stopMilliseconds})));
    console.log('ready');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], { cwd: FOLDER, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  const until = async (word: string) => {
    while (!said.includes(word)) await once(child.stdout, 'data');
  };
  await until('ready');
  return { child, until, said: () => said.trim().split('\n'), ended: once(child, 'exit') as Promise<[number | null]> };
}

describe('a process that is told to stop', () => {
  it('stops in order, also when npm passes the same Ctrl-C on to it', async () => {
    const { child, said, ended } = await startProcess(300);
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGINT'), 50);
    const [code] = await ended;
    expect(code).toBe(0);
    expect(said()).toEqual(['ready', 'stopping', 'stopped']);
  });

  it('exits at once when it is told again later', async () => {
    const { child, until, said, ended } = await startProcess(60_000);
    child.kill('SIGTERM');
    await until('stopping');
    setTimeout(() => child.kill('SIGINT'), 1_200);
    const [code] = await ended;
    expect(code).toBe(130);
    expect(said()).toEqual(['ready', 'stopping']);
  });
});
