import type { LiveSubscription } from './subscription.ts';

export interface FollowOptions<T> {
  readonly subscription: LiveSubscription;
  /** The present state; undefined ends the subscription (it may not be seen any more). May move the subscription to other topics. */
  read(): Promise<T | undefined>;
  /** Whether a reader needs to hear of the new state; default always. */
  isNews?(next: T, before: T): boolean;
  /** Least time between two reads, in milliseconds; what comes in between is folded into the next. */
  readonly minInterval: number;
  /** Reads again after so long without news, in milliseconds: some states change by time alone. */
  readonly refreshInterval: number;
}

/**
 * The present state first, then the newest one after each change. Nothing is queued: a reader that is slow to ask gets
 * what is true when it asks. The subscription listens since before the first read, so nothing is missed in between.
 */
export function follow<T>({ subscription, read, isNews = () => true, minInterval, refreshInterval }: FollowOptions<T>): AsyncIterableIterator<T> {
  let last: { readonly state: T; readonly readAt: number } | undefined;
  let news: Promise<IteratorResult<number>> | undefined;
  const ended = new AbortController();
  const done: IteratorResult<T> = { done: true, value: undefined };

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        ended.signal.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, milliseconds);
      ended.signal.addEventListener('abort', finish);
      if (ended.signal.aborted) finish();
    });

  /** False when the subscription is closed. */
  const waitForNews = async (readAt: number): Promise<boolean> => {
    news ??= subscription.next();
    let timer: NodeJS.Timeout | undefined;
    const refresh = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => resolve(undefined), refreshInterval);
    });
    const heard = await Promise.race([news, refresh]);
    clearTimeout(timer);
    if (heard) news = undefined;
    if (heard?.done) return false;
    await pause(Math.max(0, readAt + minInterval - Date.now()));
    return true;
  };

  const iterator: AsyncIterableIterator<T> = {
    async next() {
      while (!ended.signal.aborted) {
        if (last && !(await waitForNews(last.readAt))) return done;
        const state = await read();
        if (state === undefined || ended.signal.aborted) return iterator.return!();
        const isFirst = last === undefined;
        const isWorthIt = isFirst || isNews(state, last!.state);
        last = { state: isWorthIt ? state : last!.state, readAt: Date.now() };
        if (isWorthIt) return { done: false, value: state };
      }
      return done;
    },
    async return() {
      ended.abort();
      subscription.close();
      return done;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
