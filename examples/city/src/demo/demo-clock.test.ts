import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DemoClock } from './demo-clock.ts';

const NOON = new Date('2026-11-21T12:00:00.000Z');
const after = (seconds: number) => new Date(NOON.getTime() + 1_000 * seconds);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the clock of the demo', () => {
  it('stands still until it runs, then runs at its speed', () => {
    const clock = new DemoClock(NOON, 20);
    vi.advanceTimersByTime(5_000);
    expect(clock.now()).toEqual(NOON);
    clock.run();
    vi.advanceTimersByTime(3_000);
    expect(clock.now()).toEqual(after(60));
  });

  it('keeps the time it has when it is stopped', () => {
    const clock = new DemoClock(NOON, 10);
    clock.run();
    vi.advanceTimersByTime(1_000);
    clock.stop();
    vi.advanceTimersByTime(1_000);
    expect([clock.now(), clock.isRunning, clock.speed]).toEqual([after(10), false, 10]);
  });

  it('can be moved on, never back', () => {
    const clock = new DemoClock(NOON, 20);
    clock.set(after(3_600));
    expect(clock.now()).toEqual(after(3_600));
    clock.set(NOON);
    expect(clock.now()).toEqual(after(3_600));
  });
});
