import type { WebSocketClass, WebSocketLike } from '../socket.ts';
import type { ServedSocket, SocketEnd } from './serve-socket.ts';

/** How a socket begins: gives what its other end does. */
export type Accept = (end: SocketEnd) => ServedSocket;

/** A `WebSocket` class whose other end is the fake. Everything comes in a later turn, as from a network. */
export function fakeWebSocket(accept: Accept): WebSocketClass {
  return class FakeWebSocket implements WebSocketLike {
    onopen: WebSocketLike['onopen'] = null;
    onmessage: WebSocketLike['onmessage'] = null;
    onclose: WebSocketLike['onclose'] = null;
    onerror: WebSocketLike['onerror'] = null;
    #isOpen = true;
    readonly #served: ServedSocket;

    constructor() {
      this.#served = accept({
        send: (data) => queueMicrotask(() => this.#isOpen && this.onmessage?.({ data })),
        close: (code, reason) => queueMicrotask(() => this.#end(code, reason)),
      });
      queueMicrotask(() => this.onopen?.({}));
    }

    send(data: string): void {
      if (this.#isOpen) this.#served.receive(data);
    }

    close(code = 1005, reason = ''): void {
      queueMicrotask(() => this.#end(code, reason));
    }

    #end(code: number, reason: string): void {
      if (!this.#isOpen) return;
      this.#isOpen = false;
      this.#served.closed();
      this.onclose?.({ code, reason });
    }
  };
}
