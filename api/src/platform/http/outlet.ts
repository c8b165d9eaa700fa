import type { WebSocket } from 'ws';
import { SECOND } from '../../shared/time.ts';
import { LIMITS } from './limits.ts';
import { CLOSE_CODE } from './close-code.ts';

/** How long messages may wait for a client that doesn't read. */
const SEND_PATIENCE = 15 * SECOND;

export interface OutletOptions {
  /** Milliseconds, default 15,000. */
  readonly patience?: number | undefined;
}

/**
 * The way out of one socket. Who sends waits until its message has left, so a client that doesn't read stops its own
 * subscriptions and nobody else's; one that stays away too long, or lets too much pile up, is closed with 4503, after
 * which it may come back and resume.
 */
export class Outlet {
  readonly #socket: WebSocket;
  readonly #gone: Promise<void>;
  readonly #patience: number;

  constructor(socket: WebSocket, { patience = SEND_PATIENCE }: OutletOptions = {}) {
    this.#socket = socket;
    this.#patience = patience;
    this.#gone = new Promise<void>((resolve) => socket.once('close', () => setImmediate(resolve)));
  }

  /** Undefined when the message has left at once; else resolves when it has, or when the socket is closed: until then nobody asks for more. */
  send(data: string | Buffer): Promise<void> | undefined {
    const socket = this.#socket;
    if (socket.readyState !== socket.OPEN) return this.#gone;
    if (socket.bufferedAmount > LIMITS.socketBufferedBytes) {
      this.#giveUp();
      return this.#gone;
    }
    let hasLeft = false;
    let onLeft: (() => void) | undefined;
    // A message that could not be sent means a socket that is gone; its close ends the subscriptions.
    socket.send(data, TEXT, () => {
      hasLeft = true;
      onLeft?.();
    });
    // Taken by the operating system as a whole.
    if (socket.bufferedAmount === 0 || hasLeft) return undefined;
    return new Promise((resolve) => {
      const late = setTimeout(() => this.#giveUp(), this.#patience);
      onLeft = () => {
        clearTimeout(late);
        resolve();
      };
    });
  }

  #giveUp(): void {
    this.#socket.close(CLOSE_CODE.slowConsumer, 'slow consumer');
  }
}

const TEXT = { binary: false } as const;
