import type { Server as ProtocolServer } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { SECOND } from '../../shared/time.ts';
import { CLOSE_CODE } from './close-code.ts';
import type { Outlet } from './outlet.ts';

const KEEP_ALIVE = 15 * SECOND;

export interface SocketBinding<E> {
  readonly socket: WebSocket;
  readonly outlet: Outlet;
  readonly extra: Parameters<ProtocolServer<E>['opened']>[1];
  onFailure(error: unknown): void;
}

/** Connects a WebSocket with the protocol, and ends it when its client no longer answers. */
export function attachSocket<E>(protocol: ProtocolServer<E>, { socket, outlet, extra, onFailure }: SocketBinding<E>): void {
  const fail = (error: unknown) => {
    onFailure(error);
    socket.close(CLOSE_CODE.internalError, 'Internal server error');
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => outlet.send(data),
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
