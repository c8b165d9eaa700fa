/** The closed list of codes of top-level errors; clients branch on these. */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'LIMIT_EXCEEDED',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'DOCUMENT_NOT_ALLOWED',
  'DOCUMENT_NOT_FOUND',
  'IDEMPOTENCY_CONFLICT',
  'NOT_FOUND',
  'RESYNC_REQUIRED',
  'INTERNAL_SERVER_ERROR',
  'UNAVAILABLE',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

const RETRYABLE: readonly ErrorCode[] = ['RATE_LIMITED', 'UNAVAILABLE', 'INTERNAL_SERVER_ERROR'];

/** An error that a caller is meant to read: what was expected, what came, what to do. */
export class DoorstepError extends Error {
  readonly code: ErrorCode;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** When to try again, in seconds, where it is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, options: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.name = 'DoorstepError';
    this.code = code;
    this.retryable = RETRYABLE.includes(code);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** An expected refusal of a mutation, returned in its payload. `C` is the closed list of codes of its family. */
export interface UserErrorData<C extends string = string> {
  readonly code: C;
  /** Path into the input, or null when it concerns the whole. */
  readonly field: string[] | null;
  readonly message: string;
}

/** Shorthand for one user error. */
export function userError<C extends string>(code: C, message: string, field: string[] | null = null): UserErrorData<C> {
  return { code, field, message };
}
