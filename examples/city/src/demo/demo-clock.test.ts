import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CheckoutPace } from './checkout-pace.ts';
import { DemoClock } from './demo-clock.ts';

const NOON = new Date('2026-11-21T12:00:00.000Z');
const after = (seconds: number) => new Date(NOON.getTime() + 1_000 * seconds);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the clock of the demo', () => {
  it('stands still until it runs, then runs at its speed', () => {
    const clock = new DemoClock(NOON);
    vi.advanceTimersByTime(5_000);
    expect(clock.now()).toEqual(NOON);
    clock.run(20);
    vi.advanceTimersByTime(3_000);
    expect(clock.now()).toEqual(after(60));
  });

  it('keeps the time it has when the speed changes', () => {
    const clock = new DemoClock(NOON);
    clock.run(10);
    vi.advanceTimersByTime(1_000);
    clock.run(1);
    vi.advanceTimersByTime(1_000);
    expect(clock.now()).toEqual(after(11));
  });

  it('can be moved on, never back', () => {
    const clock = new DemoClock(NOON);
    clock.set(after(3_600));
    expect(clock.now()).toEqual(after(3_600));
    clock.set(NOON);
    expect(clock.now()).toEqual(after(3_600));
  });
});

describe('while somebody holds a window in a browser', () => {
  const setUp = () => {
    const clock = new DemoClock(NOON);
    clock.run(20);
    return { clock, pace: new CheckoutPace(clock, 20, () => {}) };
  };

  it('time runs at its real pace until the hold is let go', () => {
    const { clock, pace } = setUp();
    pace.held();
    expect([clock.speed, pace.isHolding]).toEqual([1, true]);
    pace.letGo();
    expect([clock.speed, pace.isHolding]).toEqual([20, false]);
  });

  it('a second hold that replaces the first keeps it so', () => {
    const { clock, pace } = setUp();
    pace.held();
    pace.held();
    pace.letGo();
    expect(clock.speed).toBe(1);
    pace.letGo();
    expect(clock.speed).toBe(20);
  });

  it('one who walks away is waited for three minutes', () => {
    const { clock, pace } = setUp();
    pace.held();
    vi.advanceTimersByTime(179_000);
    expect(clock.speed).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect(clock.speed).toBe(20);
  });

  it('a clock that is being stopped stays stopped', () => {
    const { clock, pace } = setUp();
    pace.held();
    clock.run(0);
    pace.letGo();
    expect(clock.speed).toBe(0);
  });
});
