/** Codes the server puts into `extensions.code` of a top-level error. New ones may appear; branch with a default. */
export type ServerErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'RATE_LIMITED'
  | 'LIMIT_EXCEEDED'
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'DOCUMENT_NOT_ALLOWED'
  | 'DOCUMENT_NOT_FOUND'
  | 'IDEMPOTENCY_CONFLICT'
  | 'NOT_FOUND'
  | 'RESYNC_REQUIRED'
  | 'INTERNAL_SERVER_ERROR'
  | 'UNAVAILABLE';

/** Codes the SDK itself gives: the server was not reached, was too slow, or answered something that is no answer. */
export type ClientErrorCode = 'CONNECTION_FAILED' | 'TIMEOUT' | 'INVALID_RESPONSE' | 'INVALID_OPTION';

/** Every code an error of this package can carry. Open, so that an old client survives a new member. */
export type ErrorCode = ServerErrorCode | ClientErrorCode | (string & {});

/** One entry of `errors` in a GraphQL response, as far as the SDK reads it. */
export interface GraphQLErrorLike {
  /** For people, in English. */
  readonly message: string;
  /** The field of the answer it is about. */
  readonly path?: readonly (string | number)[];
  /** What the server adds for programs: see the members of `DoorstepError` with the same names. */
  readonly extensions?: {
    readonly code?: string;
    readonly requestId?: string;
    readonly retryable?: boolean;
    readonly retryAfterSeconds?: number;
    readonly [more: string]: unknown;
  };
}

/** What an error knows besides its text. */
export interface ErrorDetails {
  /** What it is, for programs. */
  readonly code: ErrorCode;
  /** The request in the server's logs. */
  readonly requestId?: string | undefined;
  /** Whether the same call can succeed later. Default false. */
  readonly retryable?: boolean | undefined;
  /** Seconds to wait before the next try. */
  readonly retryAfterSeconds?: number | undefined;
  /** The key a mutation was sent under. */
  readonly idempotencyKey?: string | undefined;
  /** HTTP status. */
  readonly status?: number | undefined;
  /** The `errors` of the response. */
  readonly graphqlErrors?: readonly GraphQLErrorLike[] | undefined;
  /** What it follows from, e.g. what `fetch` threw. */
  readonly cause?: unknown;
}

/** The base of every error this package throws, except the reason of an `AbortSignal`, which is thrown as it is. */
export class DoorstepError extends Error {
  /** The name of the class, e.g. `RateLimitError`; minifying does not change it. */
  override readonly name: string = 'DoorstepError';
  /** Branch on this, never on the text. For a refused mutation the code of its first user error. */
  declare readonly code: ErrorCode;
  /** Whether the same call can succeed later. When you see the error, the SDK's own retries are already used up. */
  readonly retryable: boolean = false;
  /** Names the request in the server's logs; give it to support. */
  declare readonly requestId?: string;
  /** Seconds to wait before the next try, when the server said so. */
  declare readonly retryAfterSeconds?: number;
  /** The key a mutation was sent under. Calling again with it never acts twice. */
  declare readonly idempotencyKey?: string;
  /** HTTP status, when there was a response. */
  declare readonly status?: number;
  /** The `errors` of the response, when there were any. */
  declare readonly graphqlErrors?: readonly GraphQLErrorLike[];

  constructor(message: string, details: ErrorDetails) {
    super(message);
    // The declared fields and `cause`, as far as they are known; also keeps this small in pages.
    for (const [name, value] of Object.entries(details)) if (value !== undefined) Object.assign(this, { [name]: value });
  }
}

/** The server was not reached, or the connection was lost: network, DNS, TLS, CORS or the page's CSP. */
export class ConnectionError extends DoorstepError {
  override readonly name = 'ConnectionError';
}

/** No answer within `attemptTimeoutMs`, or within `timeoutMs` for all tries together. */
export class TimeoutError extends DoorstepError {
  override readonly name = 'TimeoutError';
}

/** `UNAUTHENTICATED`: no key, an unknown one, or a revoked one. */
export class AuthenticationError extends DoorstepError {
  override readonly name = 'AuthenticationError';
}

/**
 * `FORBIDDEN`: the key is good but lacks the scope, or the page's origin is not one of its origins. `DOCUMENT_NOT_ALLOWED`: a page
 * sent a document of its own.
 */
export class PermissionError extends DoorstepError {
  override readonly name = 'PermissionError';
}

/** `RATE_LIMITED`: too much in a short time; `retryAfterSeconds` says how long to wait. */
export class RateLimitError extends DoorstepError {
  override readonly name = 'RateLimitError';
}

/** The request itself is wrong or too large: `BAD_USER_INPUT`, `GRAPHQL_…_FAILED`, `DOCUMENT_NOT_FOUND`, `LIMIT_EXCEEDED`, `INVALID_OPTION`. */
export class InvalidRequestError extends DoorstepError {
  override readonly name: string = 'InvalidRequestError';
}

/** `NOT_FOUND`: not there, or not yours; the server does not tell which. */
export class NotFoundError extends InvalidRequestError {
  override readonly name = 'NotFoundError';
}

/** `IDEMPOTENCY_CONFLICT`: the key was used for another request within 24 hours. */
export class IdempotencyError extends DoorstepError {
  override readonly name = 'IdempotencyError';
}

/** `RESYNC_REQUIRED`: a feed can't be resumed where it was left; read the current state, then follow from there. */
export class ResyncRequiredError extends DoorstepError {
  override readonly name = 'ResyncRequiredError';
}

/** `INTERNAL_SERVER_ERROR`, `UNAVAILABLE`, or an answer that is not GraphQL (`INVALID_RESPONSE`). */
export class ServerError extends DoorstepError {
  override readonly name = 'ServerError';
}

/** Why a mutation was refused. */
export interface UserError {
  /** From the closed list of the mutation's family; new members may appear. */
  readonly code: string;
  /** Path into the arguments, e.g. `['input', 'address', 'postalCode']`; null when it is about the whole. */
  readonly field: readonly string[] | null;
  /** For people, in English. */
  readonly message: string;
}

/**
 * A mutation was refused and nothing was changed. `code` is that of the first user error; `payload` is the whole answer
 * with what helps next to it (for instance `alternatives`). With `{ throwOnUserErrors: false }` a call returns that
 * payload, fully typed, instead of throwing this.
 */
export class UserErrorsError<Payload = unknown> extends DoorstepError {
  override readonly name = 'UserErrorsError';
  /** Every reason, at least one. */
  readonly userErrors: readonly UserError[];
  /** The whole answer of the mutation. */
  readonly payload: Payload;

  constructor(operation: string, userErrors: readonly UserError[], payload: Payload) {
    const reasons = userErrors.map(({ code, field, message }) => {
      const where = field?.length ? ` (${field.join('.')})` : '';
      return `${code}${where}: ${message}`;
    });
    super(`${operation} was refused. ${reasons.join(' ')}`, { code: userErrors[0]?.code ?? 'UNKNOWN' });
    this.userErrors = userErrors;
    this.payload = payload;
  }

  /** The path of the first user error, or null. */
  get field(): readonly string[] | null {
    return this.userErrors[0]?.field ?? null;
  }

  /** Whether one of the user errors has this code. */
  has(code: string): boolean {
    return this.userErrors.some((error) => error.code === code);
  }
}
