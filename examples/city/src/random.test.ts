import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

describe('createRandom', () => {
  it('gives these very numbers for this seed, on every machine', () => {
    const random = createRandom('doorstep');
    expect([random.next(), random.next(), random.next()]).toEqual([0.3286764856893569, 0.3899804316461086, 0.668851325288415]);
  });

  it('gives other numbers for another seed', () => {
    expect(createRandom('a').next()).not.toBe(createRandom('b').next());
  });

  it('forks by name: draws from the parent or a sibling change nothing', () => {
    const quiet = createRandom(7), busy = createRandom(7);
    for (let i = 0; i < 100; i++) busy.next();
    busy.fork('other').next();
    expect(busy.fork('houses').next()).toBe(quiet.fork('houses').next());
    expect(quiet.fork('houses').next()).not.toBe(quiet.fork('streets').next());
    expect(quiet.fork('a').fork('b').next()).not.toBe(quiet.fork('b').fork('a').next());
  });

  it('spreads evenly over the unit interval', () => {
    const random = createRandom('even');
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) bins[Math.floor(random.next() * 10)]!++;
    // 10,000 expected, standard deviation 95: five of them.
    for (const count of bins) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });

  it('stays within the bounds it is given', () => {
    const random = createRandom('bounds');
    const dice = Array.from({ length: 1_000 }, () => random.integer(1, 6));
    expect([...new Set(dice)].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    const values = Array.from({ length: 1_000 }, () => random.between(-2, 3));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...values)).toBeLessThan(3);
  });

  it('picks by weight and never what weighs nothing', () => {
    const random = createRandom('weights');
    const picks = Array.from({ length: 4_000 }, () => random.weighted([['never', 0], ['often', 3], ['seldom', 1]]));
    expect(picks).not.toContain('never');
    expect(picks.filter((pick) => pick === 'often').length / picks.length).toBeCloseTo(0.75, 1);
  });

  it('shuffles a copy with the same items', () => {
    const items = [1, 2, 3, 4, 5, 6, 7, 8];
    const shuffled = createRandom('shuffle').shuffle(items);
    expect(shuffled).not.toEqual(items);
    expect([...shuffled].sort()).toEqual(items);
    expect(items).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('draws normal and exponential deviates with the mean asked for', () => {
    const random = createRandom('means');
    const mean = (draw: () => number) => Array.from({ length: 20_000 }, draw).reduce((sum, value) => sum + value, 0) / 20_000;
    expect(mean(() => random.normal(10, 2))).toBeCloseTo(10, 1);
    expect(Math.abs(mean(() => random.exponential(300)) - 300)).toBeLessThan(10);
  });

  it('refuses an empty choice', () => {
    expect(() => createRandom(1).pick([])).toThrow('at least one item');
    expect(() => createRandom(1).weighted([['x', 0]])).toThrow('positive total weight');
  });
});
