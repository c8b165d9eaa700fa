import type { Clock } from '@doorstep/api';
import type { AgendaClock } from '../simulation/agenda.ts';

/**
 * The one clock of server and simulation. It stands still at first and can be moved by hand, which is how the demo gets
 * through a night in seconds; then it runs faster than real time. It never goes back.
 */
export class DemoClock implements Clock, AgendaClock {
  /** Its seconds in one of a person's watch while it runs. */
  readonly speed: number;
  #at: number;
  #since = performance.now();
  #isRunning = false;

  /** @param speed above 0 */
  constructor(start: Date, speed: number) {
    this.#at = start.getTime();
    this.speed = speed;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  now(): Date {
    const passed = this.#isRunning ? (performance.now() - this.#since) * this.speed : 0;
    return new Date(Math.floor(this.#at + passed));
  }

  set(instant: Date): void {
    this.#at = Math.max(this.now().getTime(), instant.getTime());
    this.#since = performance.now();
  }

  run(): void {
    this.set(this.now());
    this.#isRunning = true;
  }

  stop(): void {
    this.set(this.now());
    this.#isRunning = false;
  }
}
