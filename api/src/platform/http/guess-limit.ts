import { MINUTE, type Clock } from '../../shared/time.ts';

/** Keys and addresses that nobody has, from one network address in a minute. Somebody with a broken configuration stays below, who searches does not. */
export const MOST_GUESSES = 300;
const MOST_ADDRESSES = 50_000;

/**
 * Counts what was tried and does not exist, by network address and minute. Keys are random (192 bits): this is not what keeps them safe, it keeps
 * those who try from using up our database. Keys that this node knows are never refused, so a guesser does not lock out others behind the same address.
 */
export class GuessLimit {
  readonly #clock: Clock;
  #minute = 0;
  #counts = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  count(address: string): void {
    this.#turn();
    const before = this.#counts.get(address);
    // Beyond the bound new addresses go uncounted for the rest of the minute: memory first.
    if (before === undefined && this.#counts.size >= MOST_ADDRESSES) return;
    this.#counts.set(address, (before ?? 0) + 1);
  }

  isSpent(address: string): boolean {
    this.#turn();
    return (this.#counts.get(address) ?? 0) >= MOST_GUESSES;
  }

  #turn(): void {
    const minute = Math.floor(this.#clock.now().getTime() / MINUTE);
    if (minute === this.#minute) return;
    this.#minute = minute;
    this.#counts = new Map();
  }
}
