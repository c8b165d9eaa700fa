/**
 * A stand-in for the server, in the page: takes the place of `fetch` and `WebSocket` for one address, so that demos and tests run
 * the widgets with the real SDK and no network.
 */

/** One call that came in. */
export interface FakeRequest {
  readonly operation: string;
  readonly variables: Record<string, any>;
  readonly authorization: string | null;
  readonly url: string;
}

/** Gives `data` of the answer, or throws a `FakeFailure`. */
export type FakeAnswer = (variables: Record<string, any>, request: FakeRequest) => unknown;

/** An answer without data: a top-level error with this code, or none at all for `OFFLINE`. */
export class FakeFailure extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export class FakeApi {
  /** Counts what goes in and out of all fakes, to see when it has become quiet. */
  static traffic = 0;

  readonly url = 'https://api.doorstep.test/graphql';
  readonly requests: FakeRequest[] = [];
  readonly sockets = new Set<FakeSocket>();
  /** What was said in `connection_init`. */
  readonly greetings: unknown[] = [];
  /** False: sockets don't open. */
  acceptsSockets = true;

  /** `answers` by operation name, e.g. `DeliveryOptions`; `snapshot` is what a new subscription gets first. */
  constructor(
    readonly answers: Record<string, FakeAnswer>,
    readonly snapshot?: () => unknown,
  ) {}

  /** Takes over until the returned function is called. Everything else on the network goes its way. */
  install(): () => void {
    const { fetch, WebSocket } = globalThis;
    const api = this;
    globalThis.fetch = (input, init) => (String(input) === this.url ? this.#answer(init) : fetch(input, init));
    globalThis.WebSocket = class extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        if (!String(url).includes('doorstep.test')) super(url, protocols);
        // A constructor may answer with another object; this one has what the SDK uses of a socket.
        else return new FakeSocket(api, String(url)) as never;
      }
    };
    return () => Object.assign(globalThis, { fetch, WebSocket });
  }

  /** All calls of one operation. */
  calls(operation: string): FakeRequest[] {
    return this.requests.filter((request) => request.operation === operation);
  }

  /** News for every subscription. */
  push(tracking: unknown): void {
    for (const socket of this.sockets) socket.deliver(tracking);
  }

  /** Every connection is lost. */
  dropSockets(): void {
    for (const socket of [...this.sockets]) socket.lose();
  }

  async #answer(init: RequestInit = {}): Promise<Response> {
    const { query, operationName, variables } = JSON.parse(String(init.body));
    const operation = operationName ?? /(?:query|mutation)\s+(\w+)/.exec(query)?.[1];
    const authorization = new Headers(init.headers).get('authorization');
    const request = { operation, variables: variables ?? {}, authorization, url: this.url };
    this.requests.push(request);
    FakeApi.traffic++;
    await Promise.resolve();
    try {
      const data = await abortable(this.answers[operation]?.(request.variables, request), init.signal);
      FakeApi.traffic++;
      return Response.json({ data });
    } catch (error) {
      if (!(error instanceof FakeFailure) || error.code === 'OFFLINE') throw error instanceof FakeFailure ? new TypeError('Failed to fetch') : error;
      return Response.json({ errors: [{ message: error.code, extensions: { code: error.code, retryable: false } }] });
    }
  }
}

function abortable(work: unknown, signal: AbortSignal | null | undefined): Promise<unknown> {
  return Promise.race([
    Promise.resolve(work),
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  ]);
}

class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  onerror: (() => void) | null = null;
  #subscription: string | undefined;

  constructor(
    private readonly api: FakeApi,
    readonly url: string,
  ) {
    api.sockets.add(this);
    queueMicrotask(() => (api.acceptsSockets ? this.onopen?.() : this.lose()));
  }

  send(text: string): void {
    const message = JSON.parse(text);
    if (message.type === 'connection_init') {
      this.api.greetings.push(message.payload);
      this.#say({ type: 'connection_ack' });
    } else if (message.type === 'subscribe') {
      this.#subscription = message.id;
      const snapshot = this.api.snapshot?.();
      if (snapshot) this.deliver(snapshot);
    } else if (message.type === 'ping') this.#say({ type: 'pong' });
  }

  deliver(deliveryTracking: unknown): void {
    if (this.#subscription) this.#say({ type: 'next', id: this.#subscription, payload: { data: { deliveryTracking } } });
  }

  lose(): void {
    this.api.sockets.delete(this);
    this.onclose?.({ code: 1006, reason: '' });
  }

  close(): void {
    this.api.sockets.delete(this);
  }

  #say(message: unknown): void {
    FakeApi.traffic++;
    queueMicrotask(() => this.onmessage?.({ data: JSON.stringify(message) }));
  }
}
