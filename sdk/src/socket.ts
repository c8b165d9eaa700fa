import { systemClock, type Clock } from './clock.ts';
import { errorFromClose } from './close-code.ts';
import { errorFromGraphQL, invalidOption } from './error-from-response.ts';
import { ServerError, type DoorstepError, type GraphQLErrorLike } from './errors.ts';
import { backoffMs, type RetryPolicy } from './retry.ts';

const SECOND = 1000;

/** What the SDK needs of a WebSocket; browsers, workers, Node 22 and newer and the `ws` package have it. */
export interface WebSocketLike {
  // The parameters are `any` because each platform has its own event classes for the same shape.
  /** Called once when it is open. */
  onopen: ((event: any) => void) | null;
  /** Called with `{ data }` for each message; text as a string or as what `String()` makes text of. */
  onmessage: ((event: any) => void) | null;
  /** Called once with `{ code, reason }` at the end, however it came. */
  onclose: ((event: any) => void) | null;
  /** Called before `onclose` when something went wrong. */
  onerror: ((event: any) => void) | null;
  /** Sends a text message. */
  send(data: string): void;
  /** Starts the closing handshake. */
  close(code?: number, reason?: string): void;
}

/** A class like the platform's `WebSocket`. */
export type WebSocketClass = new (url: string, protocols: string) => WebSocketLike;

/** How one client opens its socket. */
export interface SocketOptions {
  /** `ws:` or `wss:` address. */
  readonly url: string;
  /** Sent as `{ key }` in `connection_init`. */
  readonly key: string;
  /** Default the platform's. */
  readonly WebSocket?: WebSocketClass | undefined;
  /** Reconnections in a row that fail before subscriptions end with the error. Default unlimited. */
  readonly maxReconnects?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** Whether news is coming in: `live` means that it is, `reconnecting` that it did and will again, `closed` is the end. */
export type SubscriptionState = 'connecting' | 'live' | 'reconnecting' | 'closed';

/** Why a subscription is reconnecting, and when it tries next. */
export interface SubscriptionStateDetail {
  /** What ended the last connection, or the subscription. */
  readonly error?: DoorstepError;
  /** Milliseconds until the next try. */
  readonly retryInMs?: number;
}

/** One subscription as the socket sees it. */
export interface Sink {
  /** The payload of `subscribe`; asked again after each reconnection, so that a feed resumes where it is. */
  payload(): { readonly query: string; readonly extensions?: object; readonly operationName?: string | undefined; readonly variables?: unknown };
  next(data: unknown): void;
  /** The end: the server completed it, or an error that trying again does not help. */
  end(error?: DoorstepError): void;
  state(state: SubscriptionState, detail?: SubscriptionStateDetail): void;
}

/** One lazily opened WebSocket for all subscriptions of a client; open while there is one. */
export interface SharedSocket {
  /** Starts a subscription; the returned function stops it. */
  start(sink: Sink): () => void;
  /** Ends every subscription and closes the socket. */
  close(): void;
}

interface Operation {
  readonly sink: Sink;
  readonly name: string;
  id?: string | undefined;
  failures: number;
  cancelWait?: (() => void) | undefined;
}

interface Message {
  readonly type?: string;
  readonly id?: string;
  readonly payload?: unknown;
}

const RECONNECTS: RetryPolicy = {
  maxRetries: Infinity,
  baseDelayMs: 2 * SECOND,
  maxDelayMs: 30 * SECOND,
  maxRetryAfterMs: Infinity,
};
const ACKNOWLEDGE_WITHIN = 10 * SECOND;
/** Silence after which we ping, and after which without any answer the connection counts as dead. */
const PING_AFTER = 20 * SECOND;
const PONG_WITHIN = 10 * SECOND;
/** A connection that lived so long was a good one; the next failure starts again with a short wait. */
const STEADY_AFTER = 10 * SECOND;
/** A code of ours for a connection that went silent; never seen by the server then. */
const SILENT = 4499;

/** Speaks graphql-transport-ws (the protocol of the graphql-ws library) as a client. Opens nothing by itself. */
export function createSocket(options: SocketOptions): SharedSocket {
  const clock = options.clock ?? systemClock;
  const operations = new Set<Operation>();
  let socket: WebSocketLike | undefined;
  let acknowledgedAt: number | undefined;
  let failures = 0;
  let lastId = 0;
  let cancelTimer: (() => void) | undefined;
  let cancelReconnect: (() => void) | undefined;

  return {
    start(sink) {
      const operation: Operation = { sink, name: sink.payload().operationName ?? '', failures: 0 };
      operations.add(operation);
      sink.state('connecting');
      if (acknowledgedAt !== undefined) subscribe(operation);
      else if (!socket && !cancelReconnect) connect();
      return () => stop(operation);
    },
    close() {
      for (const operation of [...operations]) end(operation);
      closeIdle();
    },
  };

  function connect(): void {
    // The platform's types say that it is always there.
    const Class = options.WebSocket ?? (globalThis.WebSocket as WebSocketClass | undefined);
    if (!Class) {
      return endAll(invalidOption('There is no WebSocket here (Node has one since 22). Pass `{ WebSocket }`, e.g. of the ws package.'));
    }
    try {
      socket = new Class(options.url, 'graphql-transport-ws');
    } catch (cause) {
      return endAll(invalidOption(`The WebSocket for ${options.url} can't be opened: ${String(cause)}`));
    }
    socket.onopen = () => send({ type: 'connection_init', payload: { key: options.key } });
    socket.onmessage = (event: { data: unknown }) => receive(event.data);
    socket.onclose = (event: { code: number; reason: string }) => lost(errorFromClose(event.code, event.reason));
    // A close always follows and says more; without a listener the ws package throws.
    socket.onerror = () => {};
    timer(ACKNOWLEDGE_WITHIN, () => drop(errorFromClose(SILENT, 'no connection_ack')));
  }

  function receive(data: unknown): void {
    timer(PING_AFTER, ping);
    const message = parseMessage(data);
    if (!message) return endAll(garbage());
    if (message.type === 'connection_ack') return acknowledged();
    if (message.type === 'ping') return send({ type: 'pong' });
    const operation = [...operations].find(({ id }) => id !== undefined && id === message.id);
    // The server may answer what was stopped in the meantime, and newer servers may say more than we know.
    if (!operation) return;
    if (message.type === 'next') return next(operation, message.payload);
    if (message.type === 'error') return failed(operation, message.payload);
    if (message.type === 'complete') return end(operation);
  }

  function acknowledged(): void {
    acknowledgedAt = clock.now();
    for (const operation of operations) if (!operation.cancelWait) subscribe(operation);
  }

  function subscribe(operation: Operation): void {
    operation.id = String(++lastId);
    send({ type: 'subscribe', id: operation.id, payload: operation.sink.payload() });
    operation.sink.state('live');
  }

  function next(operation: Operation, payload: unknown): void {
    // By the protocol it is a GraphQL response; what is used of it is checked.
    const { data, errors } = (payload ?? {}) as { data?: unknown; errors?: readonly GraphQLErrorLike[] };
    if (errors?.length) {
      send({ type: 'complete', id: operation.id });
      return failed(operation, errors);
    }
    if (typeof data !== 'object' || data === null) return end(operation, garbage());
    operation.failures = 0;
    operation.sink.next(data);
  }

  /** The server refused one subscription: end it, or try it again when that can help. */
  function failed(operation: Operation, payload: unknown): void {
    const error = errorFromGraphQL(Array.isArray(payload) ? payload : [], { name: operation.name });
    if (!error.retryable) return end(operation, error);
    operation.id = undefined;
    const backoff = backoffMs(RECONNECTS, ++operation.failures, clock.random);
    const retryInMs = Math.max(backoff, (error.retryAfterSeconds ?? 0) * SECOND);
    operation.cancelWait = wait(retryInMs, () => {
      operation.cancelWait = undefined;
      if (acknowledgedAt !== undefined) subscribe(operation);
    });
    operation.sink.state('reconnecting', { error, retryInMs });
  }

  function ping(): void {
    send({ type: 'ping' });
    timer(PONG_WITHIN, () => drop(errorFromClose(SILENT, 'no pong')));
  }

  /** Gives up a connection without waiting for its close, which a dead one may take minutes to report. */
  function drop(error: DoorstepError): void {
    discard(SILENT, 'Silent');
    lost(error);
  }

  function lost(error: DoorstepError): void {
    discard();
    if (acknowledgedAt !== undefined && clock.now() - acknowledgedAt >= STEADY_AFTER) failures = 0;
    acknowledgedAt = undefined;
    if (operations.size === 0) return;
    failures++;
    if (!error.retryable || failures > (options.maxReconnects ?? Infinity)) return endAll(error);
    const retryInMs = backoffMs(RECONNECTS, failures, clock.random);
    cancelReconnect = wait(retryInMs, () => {
      cancelReconnect = undefined;
      connect();
    });
    for (const operation of operations) {
      operation.id = undefined;
      operation.sink.state('reconnecting', { error, retryInMs });
    }
  }

  function stop(operation: Operation): void {
    if (!operations.delete(operation)) return;
    operation.cancelWait?.();
    if (operation.id !== undefined) send({ type: 'complete', id: operation.id });
    if (operations.size === 0) closeIdle();
  }

  function end(operation: Operation, error?: DoorstepError): void {
    if (!operations.delete(operation)) return;
    operation.cancelWait?.();
    operation.sink.end(error);
    if (operations.size === 0) closeIdle();
  }

  function endAll(error: DoorstepError): void {
    for (const operation of [...operations]) end(operation, error);
  }

  function closeIdle(): void {
    cancelReconnect?.();
    cancelReconnect = undefined;
    acknowledgedAt = undefined;
    failures = 0;
    discard(1000, 'Done');
  }

  function discard(code?: number, reason?: string): void {
    cancelTimer?.();
    cancelTimer = undefined;
    if (!socket) return;
    const closing = socket;
    socket = undefined;
    closing.onopen = closing.onmessage = closing.onclose = null;
    if (code !== undefined) closing.close(code, reason);
  }

  function send(message: Message): void {
    socket?.send(JSON.stringify(message));
  }

  /** The one timer of the connection: set anew by every message. */
  function timer(milliseconds: number, callback: () => void): void {
    cancelTimer?.();
    cancelTimer = clock.schedule(callback, milliseconds);
  }

  function wait(milliseconds: number, then: () => void): () => void {
    const controller = new AbortController();
    clock.sleep(milliseconds, controller.signal).then(then, () => {});
    return () => controller.abort();
  }
}

function garbage(): DoorstepError {
  return new ServerError('The server sent what is no graphql-transport-ws message. Check `subscriptionsUrl`.', {
    code: 'INVALID_RESPONSE',
  });
}

function parseMessage(data: unknown): Message | undefined {
  try {
    const message: unknown = JSON.parse(String(data));
    return typeof message === 'object' && message !== null ? message : undefined;
  } catch {
    return undefined;
  }
}
