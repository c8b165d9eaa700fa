/**
 * What can go wrong on the way. `down`: not reached. `lost answer`: the server acts, and its answer is lost. `slow`: it takes
 * `milliseconds` more. `garbage`: what answers is no GraphQL server. `rate limited`, `unavailable`, `internal`: as a server says it.
 */
export type Fault = 'down' | 'lost answer' | 'slow' | 'garbage' | 'rate limited' | 'unavailable' | 'internal';

/** When a fault comes. */
export interface FaultOptions {
  /** Only for this operation, e.g. `HoldDeliveryOption`. Default for all. */
  readonly operation?: string | undefined;
  /** How often. Default 1; `Infinity` until `heal`. */
  readonly times?: number | undefined;
  /** How long `slow` takes; real time. Default 1,000. */
  readonly milliseconds?: number | undefined;
  /** What `rate limited` and `unavailable` ask for. Default 1. */
  readonly retryAfterSeconds?: number | undefined;
}

interface Planned extends FaultOptions {
  readonly fault: Fault;
  left: number;
}

/** The faults that are to come, in the order they were asked for. */
export class Faults {
  readonly #planned: Planned[] = [];

  add(fault: Fault, options: FaultOptions): void {
    this.#planned.push({ ...options, fault, left: options.times ?? 1 });
  }

  clear(): void {
    this.#planned.length = 0;
  }

  /** The one that is due for an operation, and counts it. */
  take(operation: string): Planned | undefined {
    const due = this.#planned.find((planned) => planned.left > 0 && (planned.operation === undefined || planned.operation === operation));
    if (due) due.left -= 1;
    return due;
  }
}
