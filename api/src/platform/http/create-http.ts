import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import { MINUTE, SECOND } from '../../shared/time.ts';
import type { Server } from '../context.ts';
import { LIMITS } from './limits.ts';

/** How ready the server is to take traffic, and what is wrong if it is not. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

export interface HttpOptions {
  readonly readiness: () => Promise<Readiness>;
  /** Proxies in front of us whose `X-Forwarded-For` is true; false: none. */
  readonly trustProxy: number | false;
}

/** The HTTP server with what every route shares: request ids, headers, CORS, health, one log line a request. */
export async function createHttp(server: Server, { readiness, trustProxy }: HttpOptions): Promise<FastifyInstance> {
  const http = Fastify({
    logger: false,
    trustProxy: trustProxy !== false && ((_address: string, hop: number) => hop < trustProxy),
    bodyLimit: LIMITS.bodyBytes,
    connectionTimeout: 30 * SECOND,
    // A body that comes byte by byte must not hold a connection for ever; 5 MB from a van's phone may take its time.
    requestTimeout: 2 * MINUTE,
    keepAliveTimeout: 65 * SECOND,
    forceCloseConnections: 'idle',
    genReqId: () => randomUUID(),
  });
  await http.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'https:'],
        // Browsers that don't count WebSockets of the same origin as 'self' need them named.
        connectSrc: ["'self'", () => server.publicUrl.replace(/^http/, 'ws')],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        upgradeInsecureRequests: null,
      },
    },
    // Widgets are loaded by other sites.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: false, // whoever ends TLS in front of us decides that
  });
  await http.register(cors, {
    origin: true,
    credentials: false,
    methods: ['GET', 'POST', 'PUT'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'apollo-require-preflight'],
    exposedHeaders: ['retry-after', 'x-request-id'],
    maxAge: 86_400,
  });

  http.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  http.addHook('onResponse', async (request, reply) => {
    // The route's pattern, never the URL: what people put there is nobody's business.
    server.log.info({ requestId: request.id, method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) }, 'request');
  });
  http.setErrorHandler((error: { statusCode?: number; code?: string; message: string }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) server.log.error({ requestId: request.id, code: error.code }, 'request failed');
    const message = status === 413
      ? `The body may have at most ${request.routeOptions.bodyLimit ?? LIMITS.bodyBytes} bytes.`
      : status >= 500 ? 'Something went wrong on our side.' : error.message;
    void reply.code(status).send({ errors: [{ message, extensions: { code: status === 413 ? 'LIMIT_EXCEEDED' : status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT', requestId: request.id, retryable: status >= 500 } }] });
  });

  http.get('/health', async () => ({ status: 'up' }));
  http.get('/ready', async (_request, reply) => {
    const state = await readiness();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
  return http;
}
