import type { Clock } from '../../src/clock.ts';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to go on, and a random that is always in the middle. */
export class FakeClock implements Clock {
  /** Every `sleep` asked for, in milliseconds, in order. */
  readonly sleeps: number[] = [];
  #now = Date.parse('2026-11-21T12:00:00Z');
  readonly #timers = new Set<Timer>();
  readonly #sleepsAtOnce: boolean;

  /** With `sleepsAtOnce` a sleep moves the time on by itself; limits set with `schedule` still wait for `advance`. */
  constructor({ sleepsAtOnce = false } = {}) {
    this.#sleepsAtOnce = sleepsAtOnce;
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  schedule(callback: () => void, milliseconds: number): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.sleeps.push(milliseconds);
    if (this.#sleepsAtOnce) {
      this.#now += milliseconds;
      return signal?.aborted ? Promise.reject(signal.reason) : Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const cancel = this.schedule(resolve, milliseconds);
      signal?.addEventListener('abort', () => {
        cancel();
        reject(signal.reason);
      });
    });
  }

  /** Moves the time on, running what is due in order, with promises settled in between. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await settled();
      const due = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#now = Math.max(this.#now, due.at);
      this.#timers.delete(due);
      due.callback();
    }
    this.#now = end;
  }

  /** How many limits and sleeps are running. */
  get pending(): number {
    return this.#timers.size;
  }
}

/** When every promise that can settle by itself has. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
