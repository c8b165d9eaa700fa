import type { Server as ProtocolServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { SECOND } from '../../shared/time.ts';
import { LIMITS } from './limits.ts';

/** Why we close a socket, beyond the codes of the protocol itself. */
export const CLOSE_CODE = {
  goingAway: 1001,
  /** The key is unknown, expired or revoked. */
  forbidden: 4403,
  /** The key holds too many sockets. */
  tooManyConnections: 4429,
  internalError: 4500,
  /** The client reads too slowly; it may come back and resume from its last cursor. */
  slowConsumer: 4503,
} as const;

const KEEP_ALIVE = 15 * SECOND;
/** How long one message may take to leave for a client that doesn't read. */
const SEND_PATIENCE = 15 * SECOND;

/**
 * Connects a WebSocket with the protocol. Each subscription waits until its message has left before it asks for the
 * next event, so a client that doesn't read stops its own subscriptions and nobody else's; one that stays away too
 * long, or lets too much pile up over its subscriptions, is closed.
 */
export function attachSocket<E>(
  protocol: ProtocolServer<E>,
  socket: WebSocket,
  { extra, onFailure }: { extra: Parameters<ProtocolServer<E>['opened']>[1]; onFailure(error: unknown): void },
): void {
  const fail = (error: unknown) => {
    onFailure(error);
    socket.close(CLOSE_CODE.internalError, 'Internal server error');
  };
  const gone = new Promise<void>((resolve) => socket.once('close', () => setImmediate(resolve)));
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => send(socket, data, gone),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) => socket.on('message', (message) => void handle(String(message)).catch(fail)),
    },
    extra,
  );
  const stopPinging = keepAlive(socket);
  // Frames that are too big or malformed; ws closes the socket itself, with the code that says why.
  socket.on('error', () => {});
  socket.once('close', (code, reason) => {
    stopPinging();
    void closed(code, String(reason)).catch(onFailure);
  });
}

/** Resolves when the message has left; on a socket that is closing, when it is closed: until then nobody asks for more. */
function send(socket: WebSocket, data: string, gone: Promise<void>): Promise<void> {
  if (socket.readyState !== socket.OPEN) return gone;
  if (socket.bufferedAmount > LIMITS.socketBufferedBytes) {
    socket.close(CLOSE_CODE.slowConsumer, 'slow consumer');
    return gone;
  }
  return new Promise((resolve) => {
    const late = setTimeout(() => socket.close(CLOSE_CODE.slowConsumer, 'slow consumer'), SEND_PATIENCE);
    // A message that could not be sent means a socket that is gone; its close ends the subscriptions.
    socket.send(data, () => {
      clearTimeout(late);
      resolve();
    });
  });
}

function keepAlive(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, KEEP_ALIVE);
  return () => clearInterval(timer);
}
