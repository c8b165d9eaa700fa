import { GraphQLError } from 'graphql';
import type { ServerErrorCode } from '../errors.ts';

/** HTTP status of a request that is refused before it runs, as on a server. */
export const STATUS: Readonly<Partial<Record<ServerErrorCode, number>>> = {
  UNAUTHENTICATED: 401, FORBIDDEN: 403, RATE_LIMITED: 429, LIMIT_EXCEEDED: 400, BAD_USER_INPUT: 400, GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400, DOCUMENT_NOT_ALLOWED: 403, DOCUMENT_NOT_FOUND: 400, IDEMPOTENCY_CONFLICT: 409, UNAVAILABLE: 503,
};

/** A top-level error with a code of the server's list. */
export function fakeError(code: ServerErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The error as it is sent: with its code, the request's id, and whether trying again helps. */
export function sentError(error: GraphQLError, requestId: string, fallback: ServerErrorCode = 'BAD_USER_INPUT') {
  const { code = fallback, ...more } = error.extensions as { readonly code?: string };
  const retryable = ['RATE_LIMITED', 'UNAVAILABLE', 'INTERNAL_SERVER_ERROR'].includes(code);
  return { ...error.toJSON(), extensions: { retryable, ...more, code, requestId } };
}
