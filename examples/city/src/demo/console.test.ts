import { describe, expect, it } from 'vitest';
import { Console } from './console.ts';
import { readDemoOptions } from './options.ts';

function capture(isTTY: boolean, env: Record<string, string> = {}) {
  let text = '';
  const terminal = new Console({ isTTY, write: (part) => (text += part) }, env);
  return { terminal, text: () => text };
}

describe('what the terminal shows', () => {
  it('is one plain line a step where nobody sees colors', () => {
    const { terminal, text } = capture(false);
    terminal.stepDone('city', 123.4);
    terminal.stepDone('demo courier', 2_345);
    expect(text()).toBe('✓ city … 123 ms\n✓ demo courier … 2.3 s\n');
  });

  it('has colors in a terminal, unless NO_COLOR asks for none', () => {
    const inTerminal = capture(true), plain = capture(true, { NO_COLOR: '1' });
    for (const { terminal } of [inTerminal, plain]) terminal.stepDone('city', 5);
    expect(inTerminal.text()).toContain('\u001b[32m✓');
    expect(plain.text()).toBe('✓ city … 5 ms\n');
  });

  it('says what came of a step, and nothing of one that failed', async () => {
    const { terminal, text } = capture(false);
    await terminal.step('city', async () => 26_000, (houses) => `${houses} houses`);
    await expect(terminal.step('server', async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(text()).toMatch(/^✓ city: 26000 houses … \d+ ms\n$/);
  });

  it('sets labels of a box in one column', () => {
    const { terminal, text } = capture(false);
    terminal.box([['', 'Open'], ['shop', 'a'], ['explorer', 'b']]);
    expect(text()).toBe('\n  Open\n    shop      a\n    explorer  b\n\n');
  });
});

describe('the options of npm start', () => {
  it('have defaults', () => {
    expect(readDemoOptions([], {})).toMatchObject({ isReset: false, seed: undefined, speed: 20, ordersPerDay: 200, config: { port: 4000, role: 'all', databaseUrl: undefined } });
  });

  it('are read, those of the server too', () => {
    const options = readDemoOptions(['--reset', '--seed', 'x', '--speed', '5', '--orders', '30', '--port', '4100', '--data', '/somewhere'], {});
    expect(options).toMatchObject({ isReset: true, seed: 'x', speed: 5, ordersPerDay: 30, config: { port: 4100, dataDirectory: '/somewhere' } });
  });

  it('that are not known or out of bounds are refused with what was expected', () => {
    expect(() => readDemoOptions(['--sped', '5'], {})).toThrow('--speed 20');
    expect(() => readDemoOptions(['--speed', '0'], {})).toThrow('Expected --speed to be a number from 1 to 200, got "0".');
    expect(() => readDemoOptions(['--orders', 'many'], {})).toThrow('Expected --orders');
    expect(() => readDemoOptions(['--port', '99999'], {})).toThrow('port');
  });

  it('--help asks for help', () => {
    expect(readDemoOptions(['--help'], {})).toBeUndefined();
  });
});
