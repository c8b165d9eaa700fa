import type { WidgetClock } from '../src/internal/clock.ts';

/** A clock that stands still until it is moved. */
export class ManualClock implements WidgetClock {
  readonly #callbacks = new Set<() => void>();

  constructor(private time: number) {}

  now(): number {
    return this.time;
  }

  tick(callback: () => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  /** Moves on by so many seconds at once, as a tab that slept would see it. */
  pass(seconds: number): void {
    this.time += seconds * 1000;
    for (const callback of [...this.#callbacks]) callback();
  }
}
