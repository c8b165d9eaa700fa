import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import { handleProtocols, makeServer, type Context as SocketContext } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import { DoorstepError } from '../../shared/errors.ts';
import { SECOND } from '../../shared/time.ts';
import type { Actor } from '../auth/actor.ts';
import type { Authenticate } from '../auth/authenticate.port.ts';
import { tenantEntityManager, type RequestContext, type Server } from '../context.ts';
import { CLOSE_CODE } from './close-code.ts';
import { Activity, EventResults, subscribeToEvents } from './event-results.ts';
import { errorForLog, formatError } from './format-error.ts';
import { LIMITS } from './limits.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import type { RateLimit } from './rate-limit.ts';
import { Outlet } from './outlet.ts';
import { sharingKey } from './sharing-key.ts';
import { attachSocket } from './socket.ts';
import { SocketKeys, type KeyHolder } from './socket-keys.ts';
import { subscriptionArgs, type PreparedSubscription } from './subscription-args.ts';

const PATH = '/graphql';
const INIT_TIMEOUT = 3 * SECOND;
const GOODBYE_PATIENCE = 2 * SECOND;
/** How long reads for subscriptions may take to end when the server stops. */
const IDLE_PATIENCE = 5 * SECOND;

export interface SubscriptionOptions {
  readonly schema: GraphQLSchema;
  readonly server: Server;
  readonly authenticate: Authenticate;
  /** Shared with HTTP: opening a subscription costs what its query would. */
  readonly rateLimit: RateLimit;
  readonly documents: PersistedDocuments;
  /** Default `LIMITS.socketConnections`. */
  readonly mostConnections?: number;
  /** Default `LIMITS.socketConnectionsPerKey`. */
  readonly mostConnectionsPerKey?: number;
  /** Milliseconds between looks at the keys of open sockets, default 15,000. */
  readonly recheckInterval?: number;
  /** Milliseconds that a message may wait for a client that doesn't read, default 15,000. */
  readonly sendPatience?: number;
}

/** What belongs to one socket. */
interface Extra {
  readonly socket: WebSocket;
  readonly outlet: Outlet;
  readonly request: IncomingMessage;
  readonly requestId: string;
  actor?: Actor;
  holder?: KeyHolder;
}
type Context = SocketContext<Record<string, unknown> | undefined, Extra>;

/** `/graphql` over WebSocket (graphql-transport-ws): subscriptions only; the key comes as `{ key }` with `connection_init`. */
export function registerSubscriptions(http: FastifyInstance, options: SubscriptionOptions): void {
  const { schema, server, authenticate, rateLimit, documents } = options;
  const keys = new SocketKeys({
    server,
    authenticate,
    mostPerKey: options.mostConnectionsPerKey ?? LIMITS.socketConnectionsPerKey,
    ...(options.recheckInterval !== undefined && { recheckInterval: options.recheckInterval }),
  });
  const activity = new Activity();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.socketPayloadBytes, perMessageDeflate: false, handleProtocols });

  const protocol = makeServer<Record<string, unknown> | undefined, Extra>({
    connectionInitWaitTimeout: INIT_TIMEOUT,
    onConnect: (context) => letIn(context, keys),
    onClose({ extra }) {
      if (extra.holder) keys.remove(extra.holder);
    },
    onSubscribe: ({ extra, subscriptions }, _id, payload) =>
      subscriptionArgs({ schema, payload, running: Object.keys(subscriptions).length, contextValue: contextOf(server, extra), rateLimit, documents }),
    // Takes what `onSubscribe` made; `execute` is never reached, as only subscriptions pass.
    subscribe: (args) => {
      const prepared = args as PreparedSubscription;
      const { query, operation, contextValue } = prepared;
      const key = sharingKey({ document: prepared.document, query, operation, variables: prepared.variableValues ?? {}, actor: contextValue.actor });
      return subscribeToEvents(prepared, { key, activity, freshContext: () => freshContext(contextValue) });
    },
    onOperation: ({ extra }, id, _payload, _args, result) =>
      result instanceof EventResults ? result.sentAs(id, (frame) => extra.outlet.send(frame)) : undefined,
    onNext: ({ extra }, _id, _payload, _args, result) =>
      result.errors && { ...result, errors: result.errors.map((error) => describe(error, server, extra)) as unknown as GraphQLError[] }, // plain objects are what goes out
    onError: ({ extra }, _id, _payload, errors) => errors.map((error) => describe(error as GraphQLError, server, extra)),
  });

  sockets.on('connection', (socket, request) => {
    const outlet = new Outlet(socket, { patience: options.sendPatience });
    attachSocket(protocol, {
      socket,
      outlet,
      extra: { socket, outlet, request, requestId: randomUUID() },
      onFailure: (error) => server.log.error({ err: errorForLog(error) }, 'socket failed'),
    });
  });

  http.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    // Not parsed as a URL: what a client may write there is often none, and an error thrown here would end the process.
    if (request.url?.split('?', 1)[0] !== PATH) return refuseUpgrade(socket, '404 Not Found');
    if (sockets.clients.size >= (options.mostConnections ?? LIMITS.socketConnections)) return refuseUpgrade(socket, '503 Service Unavailable');
    sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
  });

  http.addHook('preClose', async () => {
    keys.stop();
    await sayGoodbye(sockets);
    // What is being read for a subscription at this moment still needs the database.
    await Promise.race([activity.idle(), sleep(IDLE_PATIENCE, undefined, { ref: false })]);
  });
}

async function letIn({ connectionParams, extra }: Context, keys: SocketKeys): Promise<boolean> {
  const { socket, request } = extra;
  const token = connectionParams?.['key'];
  const origin = request.headers.origin;
  try {
    if (typeof token !== 'string') throw new DoorstepError('UNAUTHENTICATED', 'Send { "key": "<key>" } as the payload of connection_init.');
    const actor = await keys.admit(token, origin);
    const refuse = (reason: string) => socket.close(CLOSE_CODE.forbidden, shortReason(reason));
    extra.actor = actor;
    extra.holder = { token, origin, keyId: actor.keyId, onRefused: refuse };
    // A socket that was closed while its key was looked up is not told again.
    if (socket.readyState === socket.OPEN) keys.add(extra.holder);
    return true;
  } catch (error) {
    if (!(error instanceof DoorstepError)) throw error;
    socket.close(error.code === 'LIMIT_EXCEEDED' ? CLOSE_CODE.tooManyConnections : CLOSE_CODE.forbidden, shortReason(error.message));
    return false;
  }
}

function contextOf(server: Server, { actor = undefined, requestId }: Extra): RequestContext {
  return {
    server,
    requestId,
    actor: actor ?? null,
    idempotencyKey: undefined,
    em: tenantEntityManager(server.orm, actor ?? null),
    loaders: new Map(),
  };
}

function freshContext(context: RequestContext): RequestContext {
  return { ...context, em: tenantEntityManager(context.server.orm, context.actor), loaders: new Map() };
}

function describe(error: GraphQLError, server: Server, { requestId }: Extra) {
  return formatError(error.toJSON(), error.originalError ?? error, { requestId, log: server.log });
}

/** A close reason may have 123 bytes. */
function shortReason(reason: string): string {
  return Buffer.from(reason).subarray(0, 123).toString().replace(/\uFFFD+$/, '');
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Clients are told to come back; those that do not answer are cut off. */
async function sayGoodbye(sockets: WebSocketServer): Promise<void> {
  const closed = [...sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve)));
  for (const socket of sockets.clients) socket.close(CLOSE_CODE.goingAway, 'Going away');
  const cutOff = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), GOODBYE_PATIENCE);
  await Promise.all(closed);
  clearTimeout(cutOff);
  sockets.close();
}
