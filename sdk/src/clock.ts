/** What the SDK needs from time and chance; tests hand in their own and never wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted. Used between tries. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Runs the callback once after so many milliseconds unless the returned function is called before. Used for limits. */
  schedule(callback: () => void, milliseconds: number): () => void;
  /** At least 0, below 1. */
  random(): number;
}

/** Timers and randomness of the platform. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const timer = setTimeout(resolve, milliseconds);
      // Never taken off: the signals that come here are those of one call or wait and go with it.
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
  schedule: (callback, milliseconds) => {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** How long something may take, and what ends it before. */
export interface TimeLimit {
  readonly clock: Clock;
  readonly milliseconds: number;
  /** Its abort ends the work with its reason. */
  readonly signal: AbortSignal | undefined;
  /** The error when the time is over. */
  readonly onTimeout: () => Error;
}

/**
 * Runs `work` with a signal that is aborted when the limit's own signal is, or when the time is over. Rejects with that
 * reason at once, also when `work` ignores its signal.
 */
export function withTimeLimit<T>(limit: TimeLimit, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const { signal } = controller;
  return new Promise<T>((resolve, reject) => {
    limit.signal?.throwIfAborted();
    const forward = () => controller.abort(limit.signal?.reason);
    const cancel = limit.clock.schedule(() => controller.abort(limit.onTimeout()), limit.milliseconds);
    const done = () => {
      cancel();
      limit.signal?.removeEventListener('abort', forward);
    };
    limit.signal?.addEventListener('abort', forward, { once: true });
    signal.addEventListener('abort', () => {
      done();
      reject(signal.reason);
    });
    work(signal).finally(done).then(resolve, reject);
  });
}
