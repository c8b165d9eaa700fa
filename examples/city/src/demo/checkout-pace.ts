import { MINUTE } from '@doorstep/api';
import type { DemoClock } from './demo-clock.ts';

/** How long a person at the checkout keeps time at its real pace, in real milliseconds. */
const PATIENCE = 3 * MINUTE;

/**
 * A hold lasts some minutes of simulated time, which is seconds for a person. So while somebody holds a window in a browser,
 * time runs at its real pace.
 */
export class CheckoutPace {
  readonly #clock: DemoClock;
  readonly #speed: number;
  readonly #say: (line: string) => void;
  #holds = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(clock: DemoClock, speed: number, say: (line: string) => void) {
    this.#clock = clock;
    this.#speed = speed;
    this.#say = say;
  }

  get isHolding(): boolean {
    return this.#holds > 0;
  }

  /** A window is being held in a browser. */
  held(): void {
    if (this.#clock.speed === 0) return;
    if (this.#holds === 0) this.#say('  Somebody holds a window at the storefront: time runs at its real pace until the order is placed.');
    this.#holds += 1;
    this.#clock.run(1);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#goOn(), PATIENCE);
    this.#timer.unref();
  }

  /** One was given back, or became an order. */
  letGo(): void {
    this.#holds -= 1;
    if (this.#holds <= 0) this.#goOn();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#holds = 0;
  }

  #goOn(): void {
    if (this.#clock.speed === 1) this.#clock.run(this.#speed);
    this.stop();
  }
}
