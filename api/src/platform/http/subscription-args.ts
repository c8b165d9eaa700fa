import { getOperationAST, GraphQLError, parse, specifiedRules, validate, type DocumentNode, type ExecutionArgs, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { DoorstepError } from '../../shared/errors.ts';
import type { RequestContext } from '../context.ts';
import { maxTokens, validationRules } from './document-limits.ts';
import { graphqlErrorOf } from './graphql-error.ts';
import { LIMITS } from './limits.ts';
import { operationCost } from './operation-cost.ts';
import type { PersistedDocuments } from './persisted-documents.ts';
import type { RateLimit } from './rate-limit.ts';
import { checkStorable } from './storable-text.ts';

export interface SubscriptionRequest {
  readonly schema: GraphQLSchema;
  readonly payload: SubscribePayload;
  /** Subscriptions of this socket, this one included. */
  readonly running: number;
  readonly contextValue: RequestContext;
  readonly rateLimit: RateLimit;
  readonly documents: PersistedDocuments;
}

/** One subscription, ready to run. */
export interface PreparedSubscription extends ExecutionArgs {
  /** The document's text. */
  readonly query: string;
  readonly operation: OperationDefinitionNode;
  readonly contextValue: RequestContext;
}

/** Checks a document like HTTP does, and that it is one subscription, and spends its cost from the key's budget; gives what to run, or why not. */
export async function subscriptionArgs({ schema, payload, running, contextValue, rateLimit, documents }: SubscriptionRequest): Promise<PreparedSubscription | readonly GraphQLError[]> {
  if (running > LIMITS.socketOperations) {
    return [refusal('LIMIT_EXCEEDED', `A socket may have at most ${LIMITS.socketOperations} subscriptions at once. Complete one, or open another socket.`)];
  }
  let document: DocumentNode;
  let query: string;
  try {
    const text = documents.textOf({ query: payload.query, documentId: payload.extensions?.['documentId'] }, contextValue.actor);
    query = text ?? '';
    document = parse(query, { maxTokens });
  } catch (error) {
    if (error instanceof DoorstepError) return [graphqlErrorOf(error)];
    return [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
  }
  const errors = validate(schema, document, [...specifiedRules, ...validationRules]);
  if (errors.length > 0) return errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));

  const operation = getOperationAST(document, payload.operationName);
  if (!operation) return [refusal('BAD_USER_INPUT', 'The document has several operations. Name one of them as "operationName".')];
  if (operation.operation !== 'subscription') return [refusal('BAD_USER_INPUT', `Only subscriptions run over WebSocket, got a ${operation.operation}. Send it over HTTP.`)];
  try {
    checkStorable(document, payload.variables ?? {});
    const cost = operationCost(schema, document, payload.variables ?? {}, payload.operationName ?? undefined);
    await rateLimit.spend(contextValue.actor?.keyId ?? 'anonymous', cost);
  } catch (error) {
    return [error instanceof DoorstepError ? graphqlErrorOf(error) : coded(error as GraphQLError, 'BAD_USER_INPUT')];
  }
  return { schema, document, query, operation, operationName: payload.operationName ?? null, variableValues: payload.variables ?? null, contextValue };
}

function refusal(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The error with a code of our list, where it has none yet. */
function coded(error: GraphQLError, code: string): GraphQLError {
  if (error.extensions?.['code'] !== undefined) return error;
  return new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code } });
}
