import { describe, expect, it } from 'vitest';
import { Remembered } from './remembered.ts';

/** A load that waits until it is let go. */
function gate<T>() {
  let open!: (value: T) => void;
  const promise = new Promise<T>((resolve) => (open = resolve));
  return { promise, open };
}

const never = () => Promise.reject(new Error('loaded although it was known'));

describe('remembered values', () => {
  it('are loaded once as long as their mark stays', async () => {
    const memory = new Remembered<string>(10);
    expect(await memory.get('a', { reading: 1, mark: 'm1' }, async () => ({ value: 'one', mark: 'm1' }))).toBe('one');
    expect(await memory.get('a', { reading: 2, mark: 'm1' }, never)).toBe('one');
    expect(memory.peek('a')).toBe('one');
  });

  it('are loaded anew for another mark, from what was known, but not for an older reading', async () => {
    const memory = new Remembered<string>(10);
    await memory.get('a', { reading: 1, mark: 'm1' }, async () => ({ value: 'one', mark: 'm1' }));
    expect(await memory.get('a', { reading: 3, mark: 'm3' }, async (before) => ({ value: `${before?.value} more`, mark: 'm3' }))).toBe('one more');
    expect(await memory.get('a', { reading: 2, mark: 'm2' }, never)).toBe('one more');
  });

  it('may be newer than what was asked for, and are then known by the newer mark', async () => {
    const memory = new Remembered<string>(10);
    await memory.get('a', { reading: 1, mark: 'm1' }, async () => ({ value: 'two', mark: 'm2' }));
    expect(await memory.get('a', { reading: 2, mark: 'm2' }, never)).toBe('two');
  });

  it('are loaded by one of many, and again for who asked later than that load began', async () => {
    const memory = new Remembered<string>(10);
    const first = gate<void>();
    let loads = 0;
    const load = (value: string, mark: string, wait?: Promise<void>) => async () => {
      loads += 1;
      await wait;
      return { value, mark };
    };
    const asked = [1, 1, 1].map(() => memory.get('a', { reading: 1, mark: 'm1' }, load('one', 'm1', first.promise)));
    const later = memory.get('a', { reading: 2, mark: 'm2' }, load('two', 'm2'));
    first.open();
    expect(await Promise.all(asked)).toEqual(['one', 'one', 'one']);
    expect(await later).toBe('two');
    expect(loads).toBe(2);
  });

  it('that failed to load are tried again by the next', async () => {
    const memory = new Remembered<string>(10);
    await expect(memory.get('a', { reading: 1, mark: 'm' }, () => Promise.reject(new Error('no database')))).rejects.toThrow('no database');
    expect(await memory.get('a', { reading: 1, mark: 'm' }, async () => ({ value: 'one', mark: 'm' }))).toBe('one');
  });

  it('above the limit are forgotten, those not asked for longest first', async () => {
    const memory = new Remembered<string>(2);
    const get = (key: string) => memory.get(key, { reading: 1, mark: 'm' }, async () => ({ value: key, mark: 'm' }));
    await get('a');
    await get('b');
    await get('a');
    await get('c');
    expect(memory.size).toBe(2);
    expect(['a', 'b', 'c'].map((key) => memory.peek(key))).toEqual(['a', undefined, 'c']);
  });

  it('are replaced by another form only while they are still what is known', async () => {
    const memory = new Remembered<string>(2);
    await memory.get('a', { reading: 1, mark: 'm1' }, async () => ({ value: 'one', mark: 'm1' }));
    memory.replace('a', 'one', 'one without holds');
    memory.replace('a', 'one', 'late');
    expect(memory.peek('a')).toBe('one without holds');
  });
});
