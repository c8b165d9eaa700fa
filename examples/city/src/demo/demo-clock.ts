import type { Clock } from '@doorstep/api';
import type { AgendaClock } from '../simulation/agenda.ts';

/**
 * The one clock of server and simulation. It stands still at first and can be moved by hand, which is how the demo gets
 * through a night in seconds; then it runs at a speed that may change. It never goes back.
 */
export class DemoClock implements Clock, AgendaClock {
  #at: number;
  #since = performance.now();
  #speed = 0;

  constructor(start: Date) {
    this.#at = start.getTime();
  }

  now(): Date {
    return new Date(Math.floor(this.#at + (performance.now() - this.#since) * this.#speed));
  }

  set(instant: Date): void {
    const now = this.now().getTime();
    this.#at = Math.max(now, instant.getTime());
    this.#since = performance.now();
  }

  get speed(): number {
    return this.#speed;
  }

  /** Runs `speed` times as fast as real time from now on; 0 stops it. */
  run(speed: number): void {
    this.set(this.now());
    this.#speed = speed;
  }
}
