import { WebSocket } from 'ws';

/** A client that speaks graphql-transport-ws by hand, so that tests can also speak it wrongly. */
export interface TestSocket {
  readonly isOpen: boolean;
  /** Resolves when the socket is closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  send(message: unknown): void;
  subscribe(id: string, query: string, variables?: Record<string, unknown>): void;
  /** The payload of the next `next` message of that subscription. */
  next(id: string): Promise<any>;
  /** Payloads that came and were not taken by `next`. */
  pending(id: string): any[];
  /** All payloads until `complete`. */
  untilComplete(id: string): Promise<any[]>;
  /** The errors that ended that subscription. */
  untilError(id: string): Promise<any[]>;
  /** Stops and goes on reading from the network. */
  pause(): void;
  resume(): void;
  terminate(): void;
}

interface Operation {
  readonly payloads: any[];
  errors: any[] | undefined;
  isComplete: boolean;
}

/** Opens a socket and, unless `init` is null, says who it is; resolves once that is acknowledged or refused. */
export async function openSocket(url: string, init: unknown, headers: Record<string, string> = {}): Promise<TestSocket> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  const operations = new Map<string, Operation>();
  let wakeAll: (() => void)[] = [];
  let isAcknowledged = false;
  let closing: { code: number; reason: string } | undefined;
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.on('close', (code, reason) => {
      closing = { code, reason: String(reason) };
      resolve(closing);
      wake();
    }),
  );
  const operation = (id: string): Operation => {
    const known = operations.get(id) ?? { payloads: [], errors: undefined, isComplete: false };
    operations.set(id, known);
    return known;
  };
  const wake = () => {
    for (const go of wakeAll.splice(0)) go();
  };
  /** Waits for messages until there is an answer. */
  const until = async <T>(answer: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = answer();
      if (found !== undefined) return found;
      if (closing) throw new Error(`The socket was closed with ${closing.code}: ${closing.reason}`);
      await new Promise<void>((resolve) => wakeAll.push(resolve));
    }
  };
  socket.on('error', () => {});
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.type === 'connection_ack') isAcknowledged = true;
    // A subscription that could not begin is told by a payload of errors alone.
    const hasFailed = message.type === 'next' && message.payload.errors && !message.payload.data;
    if (hasFailed) operation(message.id).errors = message.payload.errors;
    else if (message.type === 'next') operation(message.id).payloads.push(message.payload);
    if (message.type === 'error') operation(message.id).errors = message.payload;
    if (message.type === 'complete') operation(message.id).isComplete = true;
    wake();
  });
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  if (init !== null) {
    send({ type: 'connection_init', payload: init });
    await until(() => (isAcknowledged ? true : undefined)).catch(() => {});
  }

  return {
    get isOpen() {
      return socket.readyState === socket.OPEN && isAcknowledged;
    },
    closed,
    send,
    subscribe(id, query, variables = {}) {
      operations.delete(id);
      send({ id, type: 'subscribe', payload: { query, variables } });
    },
    next: (id) =>
      until(() => {
        const { payloads, errors } = operation(id);
        if (errors && payloads.length === 0) throw new Error(`The subscription ended: ${JSON.stringify(errors)}`);
        return payloads.shift();
      }),
    pending: (id) => operation(id).payloads,
    untilComplete: (id) => until(() => (operation(id).isComplete ? operation(id).payloads : undefined)),
    untilError: (id) => until(() => operation(id).errors),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    terminate: () => socket.terminate(),
  };
}
