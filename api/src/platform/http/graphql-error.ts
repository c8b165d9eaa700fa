import { GraphQLError } from 'graphql';
import type { DoorstepError, ErrorCode } from '../../shared/errors.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  LIMIT_EXCEEDED: 400,
  BAD_USER_INPUT: 400,
  DOCUMENT_NOT_ALLOWED: 403,
  DOCUMENT_NOT_FOUND: 400,
  IDEMPOTENCY_CONFLICT: 409,
  UNAVAILABLE: 503,
};

/** HTTP status of a request that is refused before its operation runs. */
export function statusOf(code: ErrorCode): number {
  return STATUS[code] ?? 500;
}

/** A refusal before execution: also tells HTTP the status and when to try again. */
export function graphqlErrorOf(error: DoorstepError): GraphQLError {
  const headers = new Map<string, string>();
  if (error.retryAfterSeconds !== undefined) headers.set('retry-after', String(error.retryAfterSeconds));
  return new GraphQLError(error.message, {
    extensions: {
      code: error.code,
      retryable: error.retryable,
      ...(error.retryAfterSeconds !== undefined && { retryAfterSeconds: error.retryAfterSeconds }),
      http: { status: statusOf(error.code), headers },
    },
  });
}
