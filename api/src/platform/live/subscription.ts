/** Where subscriptions are kept by topic. */
export interface Switchboard {
  opened(subscription: LiveSubscription): void;
  joined(topic: string, subscription: LiveSubscription): void;
  left(topic: string, subscription: LiveSubscription): void;
  closed(subscription: LiveSubscription): void;
}

/**
 * What one reader hears of its topics. It holds one number, not a queue: whatever comes while the reader is busy is
 * folded into the next item, so a slow or paused reader costs nothing and gets the newest state by reading again.
 * It listens from its creation on, not from the first `next()`: listen first, then read the snapshot.
 */
export class LiveSubscription implements AsyncIterableIterator<number> {
  readonly #switchboard: Switchboard;
  #topics: ReadonlySet<string> = new Set();
  #pending = 0;
  #isClosed = false;
  #waiting: ((result: IteratorResult<number>) => void)[] = [];

  constructor(topics: Iterable<string>, switchboard: Switchboard) {
    this.#switchboard = switchboard;
    switchboard.opened(this);
    this.follow(topics);
  }

  /** Nothing more will come. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Follows these topics instead of those before. True when some are new: what changed before now was not heard of them. */
  follow(topics: Iterable<string>): boolean {
    if (this.#isClosed) return false;
    const next = new Set(topics);
    const isWider = [...next].some((topic) => !this.#topics.has(topic));
    for (const topic of this.#topics) if (!next.has(topic)) this.#switchboard.left(topic, this);
    for (const topic of next) if (!this.#topics.has(topic)) this.#switchboard.joined(topic, this);
    this.#topics = next;
    return isWider;
  }

  /** Says that there is news. */
  wake(): void {
    if (this.#isClosed) return;
    const reader = this.#waiting.shift();
    if (reader) reader({ done: false, value: 1 });
    else this.#pending += 1;
  }

  /** Resolves with how many pieces of news came since the last item, once there is at least one; done after `close()`. */
  next(): Promise<IteratorResult<number>> {
    if (this.#isClosed) return Promise.resolve({ done: true, value: undefined });
    if (this.#pending > 0) {
      const value = this.#pending;
      this.#pending = 0;
      return Promise.resolve({ done: false, value });
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Stops listening; a reader that waits gets `done`. */
  close(): void {
    if (this.#isClosed) return;
    this.follow([]);
    this.#isClosed = true;
    this.#switchboard.closed(this);
    for (const reader of this.#waiting.splice(0)) reader({ done: true, value: undefined });
  }

  return(): Promise<IteratorResult<number>> {
    this.close();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
