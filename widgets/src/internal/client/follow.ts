import type { TypedDocument } from '@doorstep/sdk/browser';
import type { Connection } from '../api.ts';
import { addressOf, checkedKey, pauseAfter, RequestFailure } from './request.ts';

const SECOND = 1000;
const ACKNOWLEDGE_WITHIN = 10 * SECOND;
/** Silence after which we ask whether somebody is there, and how long the answer may take. */
const PING_AFTER = 20 * SECOND;
const PONG_WITHIN = 10 * SECOND;
const SHORTEST_PAUSE = SECOND;
const LONGEST_PAUSE = 30 * SECOND;

/** Close codes that trying again does not help against; of ours (4400 to 4499) all but a slow start. */
const CODES: Readonly<Record<number, string>> = { 1002: 'BAD_USER_INPUT', 1008: 'FORBIDDEN', 3000: 'UNAUTHENTICATED', 3003: 'FORBIDDEN', 4401: 'UNAUTHENTICATED', 4403: 'FORBIDDEN' };
const SLOW_START = 4408;

export interface FollowSettings<Item> {
  readonly url: string;
  readonly key: string;
  readonly document: TypedDocument<Item, object>;
  readonly signal: AbortSignal;
  readonly next: (item: Item) => void;
  readonly connection: (state: Connection) => void;
  /** It will not go on by itself. */
  readonly failed: (failure: RequestFailure) => void;
}

/**
 * One subscription over a socket of its own, speaking graphql-transport-ws, until the signal is aborted. It comes back by itself: after
 * a pause that grows, or at once when the browser says that it is online again.
 */
export function follow<Item>({ url, key, document, signal, next, connection, failed }: FollowSettings<Item>): void {
  const address = addressOf(url);
  address.protocol = address.protocol.replace('http', 'ws');
  const [, operationName, documentId] = String(document).split(' ');
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const later = (milliseconds: number, work: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
  const send = (message: object) => socket?.send(JSON.stringify(message));
  const leave = () => {
    clearTimeout(timer);
    if (socket) socket.onopen = socket.onmessage = socket.onclose = null;
    socket?.close(1000);
    socket = undefined;
  };
  const end = (code: string, message: string) => {
    leave();
    removeEventListener('online', connect);
    connection('closed');
    failed(new RequestFailure(code, message));
  };
  const lost = () => {
    leave();
    connection('reconnecting');
    later(pauseAfter(failures++, SHORTEST_PAUSE, LONGEST_PAUSE), connect);
  };

  function connect(): void {
    leave();
    socket = new WebSocket(address, 'graphql-transport-ws');
    socket.onopen = () => send({ type: 'connection_init', payload: { key } });
    socket.onmessage = ({ data }) => {
      later(PING_AFTER, () => {
        send({ type: 'ping' });
        later(PONG_WITHIN, lost);
      });
      receive(JSON.parse(data));
    };
    socket.onclose = ({ code, reason }) => {
      const isOurs = code >= 4400 && code < 4500 && code !== SLOW_START;
      if (CODES[code] || isOurs) end(CODES[code] ?? 'BAD_USER_INPUT', reason);
      else lost();
    };
    later(ACKNOWLEDGE_WITHIN, lost);
  }

  function receive({ type, payload }: { readonly type: string; readonly payload?: any }): void {
    if (type === 'ping') send({ type: 'pong' });
    else if (type === 'connection_ack') {
      send({ type: 'subscribe', id: '1', payload: { query: '', operationName, extensions: { documentId } } });
      connection('live');
    } else if (type === 'next' && payload.data) {
      failures = 0;
      next(payload.data);
    } else if (type === 'next' || type === 'error') {
      const [{ message, extensions = {} }] = payload.errors ?? payload;
      if (extensions.retryable) lost();
      else end(extensions.code ?? 'INTERNAL_SERVER_ERROR', message);
    } else if (type === 'complete') lost();
  }

  checkedKey(key);
  signal.addEventListener('abort', () => {
    leave();
    removeEventListener('online', connect);
  });
  addEventListener('online', connect);
  connect();
}
