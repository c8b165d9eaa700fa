import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { DoorstepError } from '../../shared/errors.ts';
import { tenantEntityManager, type RequestContext, type Server } from '../context.ts';
import type { Authenticate } from '../auth/authenticate.port.ts';
import { maxTokens, validationRules } from './document-limits.ts';
import { formatError } from './format-error.ts';
import { graphqlErrorOf, statusOf } from './graphql-error.ts';
import type { GuessLimit } from './guess-limit.ts';
import { LIMITS } from './limits.ts';
import type { PersistedDocuments, SaidDocument } from './persisted-documents.ts';
import { operationCost } from './operation-cost.ts';
import type { RateLimit } from './rate-limit.ts';
import { checkStorable } from './storable-text.ts';

export interface GraphqlHttpOptions {
  readonly schema: GraphQLSchema;
  readonly server: Server;
  readonly authenticate: Authenticate;
  readonly rateLimit: RateLimit;
  readonly documents: PersistedDocuments;
  readonly guesses: GuessLimit;
  readonly isKnownKey: (server: Server, token: string) => boolean;
}

/** `/graphql` over HTTP: queries and mutations, one request at a time. */
export async function registerGraphqlHttp(http: FastifyInstance, { schema, server, rateLimit, documents, ...doors }: GraphqlHttpOptions): Promise<void> {
  const requestIds = new WeakMap<object, string>();
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Under that protocol anybody may teach the server a document, which a key of a page could then run.
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: true, // formatError takes it out; with it the log knows where
    validationRules: [...validationRules],
    parseOptions: { maxTokens },
    formatError: (formatted, error) => formatError(formatted, error, { requestId: requestIdOf(error, requestIds), log: server.log }),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(http),
      spendBudget(schema, rateLimit),
      rememberRequestIds(requestIds),
    ],
  });
  await apollo.start();

  const contextOf = async (request: FastifyRequest): Promise<RequestContext> => {
    const actor = request.actor ?? null;
    const key = request.headers['idempotency-key'];
    return {
      server,
      requestId: request.id,
      actor,
      idempotencyKey: typeof key === 'string' && key !== '' ? key : undefined,
      em: tenantEntityManager(server.orm, actor),
      loaders: new Map(),
    };
  };

  http.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    bodyLimit: LIMITS.bodyBytes,
    preHandler: [authenticateRequest(server, doors), findDocument(documents)],
    handler: fastifyApolloHandler<RequestContext>(apollo, { context: contextOf }),
  });
}

/** Reads the key of a request; a bad one is answered as GraphQL clients expect, before anything runs. */
function authenticateRequest(server: Server, { authenticate, guesses, isKnownKey }: Pick<GraphqlHttpOptions, 'authenticate' | 'guesses' | 'isKnownKey'>) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const header = request.headers.authorization;
    if (header === undefined) return;
    try {
      const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
      if (!token) throw new DoorstepError('UNAUTHENTICATED', 'The Authorization header must read "Bearer <key>".');
      if (guesses.isSpent(request.ip) && !isKnownKey(server, token)) throw new DoorstepError('RATE_LIMITED', 'Too many keys from here that nobody has. Try again in a minute.', { retryAfterSeconds: 60 });
      request.actor = await authenticate(server, token, request.headers.origin);
    } catch (error) {
      if (error instanceof DoorstepError && error.code === 'UNAUTHENTICATED') guesses.count(request.ip);
      return refuse(error, request, reply);
    }
  };
}

/** Puts the text in the place of a document's id, and lets a key that lies in pages run nothing else. */
function findDocument(documents: PersistedDocuments) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    try {
      // As Apollo reads it: a GET from the URL, a POST from its body. A name that stands twice in a URL makes a list, which Apollo refuses.
      const said = request.method === 'GET' ? request.query : request.body;
      if (typeof said !== 'object' || said === null) return;
      const { documentId } = said as SaidDocument;
      for (const query of [(said as SaidDocument).query].flat()) {
        const text = documents.textOf({ query, documentId }, request.actor);
        if (request.method === 'POST' && documentId !== undefined) request.body = { ...said, query: text, documentId: undefined };
      }
    } catch (error) {
      return refuse(error, request, reply);
    }
  };
}

function refuse(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  if (!(error instanceof DoorstepError)) throw error;
  if (error.retryAfterSeconds !== undefined) void reply.header('retry-after', String(error.retryAfterSeconds));
  return reply.code(statusOf(error.code)).send({
    errors: [{ message: error.message, extensions: { code: error.code, requestId: request.id, retryable: error.retryable } }],
  });
}

/** Refuses what can't run here; estimates each operation, spends it from the key's budget and tells both in `extensions.cost`. */
function spendBudget(schema: GraphQLSchema, rateLimit: RateLimit): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      let cost: Record<string, number> | undefined;
      return {
        async didResolveOperation({ document, operation, request, contextValue }) {
          try {
            if (operation?.operation === 'subscription') throw new DoorstepError('BAD_USER_INPUT', 'Subscriptions run over WebSocket (graphql-transport-ws) at this path, not over HTTP.');
            checkStorable(document, request.variables ?? {});
            const requested = operationCost(schema, document, request.variables ?? {}, request.operationName);
            const { remaining, resetSeconds } = await rateLimit.spend(contextValue.actor?.keyId ?? 'anonymous', requested);
            cost = { requested, remaining, resetSeconds };
          } catch (error) {
            throw error instanceof DoorstepError ? graphqlErrorOf(error) : error;
          }
        },
        async willSendResponse({ response }) {
          if (cost && response.body.kind === 'single') {
            response.body.singleResult.extensions = { ...response.body.singleResult.extensions, cost };
          }
        },
      };
    },
  };
}

/** `formatError` is not told the request, so errors remember whose they are. */
function rememberRequestIds(requestIds: WeakMap<object, string>): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) requestIds.set(error, contextValue.requestId);
        },
      };
    },
  };
}

function requestIdOf(error: unknown, requestIds: WeakMap<object, string>): string {
  return (typeof error === 'object' && error !== null && requestIds.get(error)) || 'unknown';
}
