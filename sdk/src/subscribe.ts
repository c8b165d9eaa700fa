import type { ReadDocument, TypedDocument } from './document.ts';
import { ResyncRequiredError, type DoorstepError } from './errors.ts';
import type { SharedSocket, Sink, SubscriptionState, SubscriptionStateDetail } from './socket.ts';

/** How a subscription is followed, besides what it is about. */
export interface SubscribeOptions {
  /** Aborting it ends the loop like `break` does: no error, nothing more is sent. */
  readonly signal?: AbortSignal | undefined;
  /** Told at every change; `live` after each (re)connection. For "last seen" texts. */
  readonly onStateChange?: ((state: SubscriptionState, detail: SubscriptionStateDetail) => void) | undefined;
}

/** For states, where only the newest counts: a slow loop skips what has been overtaken. */
export interface KeepLatest {
  /** Says that it is a state. */
  readonly keep: 'latest';
}

/** For feeds, where everything counts: every item once, in order, resumed by cursor. */
export interface KeepEvery<Item> {
  /** Says that it is a feed. */
  readonly keep: 'every';
  /** The place of an item in the feed; the next connection resumes after the newest one. */
  readonly cursor: (item: Item) => string | null | undefined;
  /** Items that say nothing but their cursor: it is taken note of, and the loop never sees them. */
  readonly isBookmark?: ((item: Item) => boolean) | undefined;
  /** The variable that takes the cursor. Default `after`. */
  readonly cursorVariable?: string | undefined;
  /** Items held for a slow loop, at least 2. Default 1,000. When full the subscription pauses and later resumes. */
  readonly bufferLimit?: number | undefined;
}

/** Everything about one subscription. */
export interface SubscriptionRequest<Item> extends SubscribeOptions {
  readonly document: TypedDocument<unknown, never>;
  readonly read: ReadDocument;
  readonly variables: unknown;
  /** Takes the item out of `data`. */
  readonly select: (data: unknown) => Item;
  readonly mode: KeepLatest | KeepEvery<Item>;
}

/** Cursors remembered to drop what a server repeats after a resume. */
const REMEMBERED_CURSORS = 1000;

/**
 * A subscription as an async iterable. Nothing is sent before the first `next()`. It reconnects by itself; `for await`
 * ends when the server completes it, at `break`, or when the signal is aborted, and throws a `DoorstepError` when trying again
 * can't help (key refused, document wrong, cursor too old: `ResyncRequiredError`). Can be iterated once.
 *
 * A socket can't be told to wait. So states keep the newest one only; a feed whose buffer is full is stopped, and
 * resumed after its last cursor once the loop has caught up: no gap, no unbounded memory. A feed without cursors can't
 * do that and ends with `ResyncRequiredError`.
 */
export function subscription<Item>(
  socket: SharedSocket, request: SubscriptionRequest<Item>,
): AsyncIterableIterator<Item, undefined, undefined> {
  const { mode, signal } = request;
  const { name, sent } = request.read(request.document.toString());
  // The protocol wants a `query` in any case; what is its own goes into `extensions`.
  const said = 'query' in sent ? sent : { query: '', extensions: sent };
  const limit = mode.keep === 'every' ? Math.max(2, mode.bufferLimit ?? 1000) : 1;
  const seen = new Set<string>();
  const buffer: Item[] = [];
  const waiting: { resolve(result: IteratorResult<Item, undefined>): void; reject(error: unknown): void }[] = [];
  let phase: 'new' | 'running' | 'paused' | 'ended' = 'new';
  let failure: DoorstepError | undefined;
  let cursor: string | undefined;
  let stop = () => {};

  const sink: Sink = {
    payload: () => ({ ...said, operationName: name || undefined, variables: variablesNow() }),
    next(data) {
      const item = request.select(data);
      if (mode.keep === 'every') {
        if (mode.isBookmark?.(item)) return void (cursor = mode.cursor(item) ?? cursor);
        if (isRepeated(mode.cursor(item))) return;
      }
      const consumer = waiting.shift();
      if (consumer) return consumer.resolve({ done: false, value: item });
      if (mode.keep === 'latest') buffer.length = 0;
      buffer.push(item);
      if (mode.keep === 'every' && buffer.length >= limit) pause();
    },
    end: (error) => finish(error),
    state: (state, detail = {}) => request.onStateChange?.(state, detail),
  };

  return {
    next() {
      start();
      if (buffer.length > 0) {
        const value = buffer.shift() as Item; // There is one.
        if (phase === 'paused' && buffer.length <= limit / 2) run();
        return Promise.resolve({ done: false, value });
      }
      if (phase !== 'ended') return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      if (!failure) return Promise.resolve({ done: true, value: undefined });
      const error = failure;
      failure = undefined;
      return Promise.reject(error);
    },
    return() {
      abandon();
      return Promise.resolve({ done: true, value: undefined });
    },
    throw(error) {
      abandon();
      return Promise.reject(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };

  function start(): void {
    if (phase !== 'new') return;
    if (signal?.aborted) return finish();
    signal?.addEventListener('abort', abandon, { once: true });
    run();
  }

  function run(): void {
    phase = 'running';
    stop = socket.start(sink);
  }

  /** The buffer is full: let the server stop, and resume by cursor when there is room. */
  function pause(): void {
    stop();
    if (cursor !== undefined) {
      phase = 'paused';
      return;
    }
    finish(
      new ResyncRequiredError(
        `More than ${limit} items came in before the loop took them, and without cursors they can't be asked for again. ` +
          'Take items faster, or read the current state and start over.',
        { code: 'RESYNC_REQUIRED' },
      ),
    );
  }

  function variablesNow(): unknown {
    if (mode.keep !== 'every' || cursor === undefined) return request.variables;
    return { ...(request.variables as object | undefined), [mode.cursorVariable ?? 'after']: cursor };
  }

  function isRepeated(place: string | null | undefined): boolean {
    if (place == null) return false;
    if (seen.has(place)) return true;
    seen.add(place);
    cursor = place;
    if (seen.size > REMEMBERED_CURSORS) seen.delete(seen.values().next().value as string); // The oldest: sets keep order.
    return false;
  }

  function abandon(): void {
    stop();
    buffer.length = 0;
    finish();
  }

  function finish(error?: DoorstepError): void {
    if (phase === 'ended') return;
    phase = 'ended';
    signal?.removeEventListener('abort', abandon);
    const first = waiting.shift();
    if (error && first) first.reject(error);
    else {
      failure = error;
      first?.resolve({ done: true, value: undefined });
    }
    for (const { resolve } of waiting.splice(0)) resolve({ done: true, value: undefined });
    request.onStateChange?.('closed', error ? { error } : {});
  }
}
