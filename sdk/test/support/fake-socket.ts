import type { WebSocketLike } from '../../src/socket.ts';

interface ClientMessage {
  readonly type: string;
  readonly id?: string;
  readonly payload?: { readonly query?: string; readonly operationName?: string; readonly variables?: unknown; readonly key?: string };
}

/** A WebSocket whose other end is the test. */
export class FakeSocket implements WebSocketLike {
  /** Every socket opened since `FakeSocket.all.length = 0`. */
  static readonly all: FakeSocket[] = [];
  readonly url: string;
  readonly protocol: string;
  readonly sent: ClientMessage[] = [];
  /** The code the client closed it with. */
  closedWith: number | undefined;
  onopen: ((event: unknown) => void) | null = null;
  onmessage: ((event: unknown) => void) | null = null;
  onclose: ((event: unknown) => void) | null = null;
  onerror: ((event: unknown) => void) | null = null;

  constructor(url: string, protocol: string) {
    this.url = url;
    this.protocol = protocol;
    FakeSocket.all.push(this);
  }

  /** The newest socket. */
  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (!socket) throw new Error('No socket has been opened.');
    return socket;
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(code?: number): void {
    this.closedWith = code ?? 1005;
  }

  /** Opens and acknowledges. */
  accept(): void {
    this.onopen?.({});
    this.message({ type: 'connection_ack' });
  }

  /** The server says this. */
  message(message: unknown): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** The server sends data for the newest subscription, or for this one. */
  next(data: unknown, id = this.subscribed.at(-1)?.id): void {
    this.message({ type: 'next', id, payload: { data } });
  }

  /** The server or the network closes it. */
  lose(code: number, reason = ''): void {
    this.onclose?.({ code, reason });
  }

  /** The `subscribe` messages so far. */
  get subscribed(): readonly ClientMessage[] {
    return this.sent.filter(({ type }) => type === 'subscribe');
  }
}
