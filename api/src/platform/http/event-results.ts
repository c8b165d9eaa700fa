import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { SECOND } from '../../shared/time.ts';

/** How long an answer made for one subscription is given to others: fields below an event are read when it is made. */
const SHARED_FOR = SECOND;
/** Ways of asking that are remembered for one event; frames that are remembered of one answer. */
const MOST_KEYS = 64;
const MOST_FRAMES = 4;

/** What an operation made of one event. */
export class EventResult {
  readonly result: ExecutionResult;
  readonly #frames = new Map<string, Buffer>();
  #payload: string | undefined;

  constructor(result: ExecutionResult) {
    this.result = result;
  }

  /** The `next` message for a subscription with this id: written out once for all that chose the same id, as clients mostly do. */
  frame(id: string): Buffer {
    const known = this.#frames.get(id);
    if (known) return known;
    this.#payload ??= JSON.stringify(this.result);
    const frame = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":${this.#payload}}`);
    if (this.#frames.size < MOST_FRAMES) this.#frames.set(id, frame);
    return frame;
  }
}

interface Made {
  readonly at: number;
  readonly result: Promise<EventResult>;
}
const MADE = new WeakMap<object, Map<string, Made>>();

/** Runs `make` unless somebody with the same key has just done so for this very event. */
function madeOnce(event: unknown, key: string, make: () => Promise<EventResult>): Promise<EventResult> {
  if (typeof event !== 'object' || event === null) return make();
  let ofEvent = MADE.get(event);
  if (!ofEvent) MADE.set(event, (ofEvent = new Map()));
  const known = ofEvent.get(key);
  const now = performance.now();
  if (known && now - known.at < SHARED_FOR) return known.result;
  if (ofEvent.size >= MOST_KEYS) ofEvent.clear();
  const result = make();
  ofEvent.set(key, { at: now, result });
  return result;
}

/** Counts subscriptions that are at work, so that a server can wait for them before it lets go of the database. */
export class Activity {
  #running = 0;
  #waiting: (() => void)[] = [];

  begin(): void {
    this.#running += 1;
  }

  end(): void {
    this.#running -= 1;
    if (this.#running === 0) for (const go of this.#waiting.splice(0)) go();
  }

  /** Resolves when nothing is at work. */
  idle(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

export interface SubscribeOptions {
  /** See `sharingKey`. */
  readonly key: string;
  readonly activity: Activity;
  /** An entity manager that lived as long as the subscription would answer from its memory and grow. */
  freshContext(): unknown;
}

/** Runs a subscription like graphql's own `subscribe`, but makes each event's answer once for all who get the same. */
export async function subscribeToEvents(args: ExecutionArgs, options: SubscribeOptions): Promise<ExecutionResult | EventResults> {
  const source = await createSourceEventStream(args);
  return Symbol.asyncIterator in source ? new EventResults(source[Symbol.asyncIterator](), args, options) : source;
}

/**
 * The answers of one subscription. Ending it ends a source that is waiting at once, where an async generator would wait
 * for one more event.
 */
export class EventResults implements AsyncIterableIterator<ExecutionResult> {
  readonly #events: AsyncIterator<unknown>;
  readonly #args: ExecutionArgs;
  readonly #options: SubscribeOptions;
  #isEnded = false;

  constructor(events: AsyncIterator<unknown>, args: ExecutionArgs, options: SubscribeOptions) {
    this.#events = events;
    this.#args = args;
    this.#options = options;
  }

  async next(): Promise<IteratorResult<ExecutionResult>> {
    const next = await this.#nextResult();
    return next ? { done: false, value: next.result } : { done: true, value: undefined };
  }

  /** The same, but sends answers without errors itself, as bytes that are shared; what is left to yield are those with errors. */
  sentAs(id: string, send: (frame: Buffer) => Promise<void> | undefined): AsyncIterableIterator<ExecutionResult> {
    const results = this;
    const rest: AsyncIterableIterator<ExecutionResult> = {
      async next() {
        for (;;) {
          const next = await results.#nextResult();
          if (!next) return { done: true, value: undefined };
          if (next.result.errors) return { done: false, value: next.result };
          await send(next.frame(id));
        }
      },
      return: () => results.return(),
      [Symbol.asyncIterator]: () => rest,
    };
    return rest;
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.#isEnded = true;
    await this.#events.return?.();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #nextResult(): Promise<EventResult | undefined> {
    if (this.#isEnded) return undefined;
    const { key, activity, freshContext } = this.#options;
    activity.begin();
    try {
      const { done, value } = await this.#events.next();
      if (done || this.#isEnded) return undefined;
      const result = await madeOnce(value, key, async () => new EventResult(await execute({ ...this.#args, rootValue: value, contextValue: freshContext() })));
      return this.#isEnded ? undefined : result;
    } finally {
      activity.end();
    }
  }
}
