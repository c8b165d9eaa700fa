import {
  AuthenticationError, ConnectionError, DoorstepError, IdempotencyError, InvalidRequestError, NotFoundError,
  PermissionError, RateLimitError, ResyncRequiredError, ServerError, TimeoutError,
  type ErrorDetails, type GraphQLErrorLike,
} from './errors.ts';

type ErrorClass = new (message: string, details: ErrorDetails) => DoorstepError;

/** Which class a code becomes, and what to try. A code that is not here (a newer server's) becomes the base class. */
const BY_CODE: Readonly<Record<string, readonly [ErrorClass, string]>> = {
  UNAUTHENTICATED: [AuthenticationError, 'Check that the key is complete, of this server and not revoked.'],
  FORBIDDEN: [PermissionError, "Check the key's scopes and allowed origins."],
  RATE_LIMITED: [RateLimitError, 'Wait, then send less at a time.'],
  LIMIT_EXCEEDED: [InvalidRequestError, 'Ask for less in one request.'],
  BAD_USER_INPUT: [InvalidRequestError, 'Correct the variables.'],
  GRAPHQL_PARSE_FAILED: [InvalidRequestError, 'Correct the document.'],
  GRAPHQL_VALIDATION_FAILED: [InvalidRequestError, "Check it against the server's schema."],
  // What to try, the server says.
  DOCUMENT_NOT_ALLOWED: [PermissionError, ''],
  DOCUMENT_NOT_FOUND: [InvalidRequestError, ''],
  IDEMPOTENCY_CONFLICT: [IdempotencyError, 'Use a key for one request only.'],
  NOT_FOUND: [NotFoundError, 'Check the id, and the key.'],
  RESYNC_REQUIRED: [ResyncRequiredError, 'Read the state anew, then follow from `deliveryEventsHead`.'],
  INTERNAL_SERVER_ERROR: [ServerError, 'Report it with the request id.'],
  UNAVAILABLE: [ServerError, 'Try again later.'],
};

const RETRYABLE_CODES = ['RATE_LIMITED', 'UNAVAILABLE'];

/** What of a request its errors tell: the operation's name, and the idempotency key of a mutation. */
export interface RequestLabel {
  readonly name: string;
  readonly idempotencyKey?: string | undefined;
}

/** What of a response its errors tell. */
export interface ResponseLabel {
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** The error for a known or unknown code; `details` overrule what the code alone would say. */
export function errorFromCode(code: string, message: string, details: Omit<ErrorDetails, 'code'> = {}): DoorstepError {
  const [Class, hint] = BY_CODE[code] ?? [DoorstepError, ''];
  const id = details.requestId ? ` Request ${details.requestId}.` : '';
  const retryable = details.retryable ?? RETRYABLE_CODES.includes(code);
  return new Class(`${message}${hint && ` ${hint}`}${id}`, { ...details, code, retryable });
}

/** The error for the `errors` of a GraphQL response; the first one decides. */
export function errorFromGraphQL(
  errors: readonly GraphQLErrorLike[],
  request: RequestLabel,
  response: ResponseLabel = {},
): DoorstepError {
  const { message = 'The server gave no reason.', extensions = {} } = errors[0] ?? {};
  return errorFromCode(extensions.code ?? 'INTERNAL_SERVER_ERROR', sentence(request, message), {
    ...response,
    requestId: extensions.requestId ?? response.requestId,
    retryable: extensions.retryable ?? (isRetryableStatus(response.status) || undefined),
    retryAfterSeconds: extensions.retryAfterSeconds ?? response.retryAfterSeconds,
    idempotencyKey: request.idempotencyKey,
    graphqlErrors: errors,
  });
}

/** The error for a response without GraphQL errors whose status says that it failed. */
export function errorFromStatus(status: number, request: RequestLabel, response: ResponseLabel): DoorstepError {
  const code = codeFromStatus(status);
  return errorFromCode(code, sentence(request, `The server answered HTTP ${status}.`), {
    ...response,
    status,
    retryable: isRetryableStatus(status),
    idempotencyKey: request.idempotencyKey,
  });
}

/** The error for a response that is not a GraphQL response at all, for instance the page of a proxy. */
export function errorFromGarbage(request: RequestLabel, response: ResponseLabel): DoorstepError {
  return new ServerError(
    sentence(request, 'The answer is not a GraphQL response. Check that `url` is the GraphQL endpoint.'),
    { ...response, code: 'INVALID_RESPONSE', idempotencyKey: request.idempotencyKey },
  );
}

/** The error for a request that got no response. */
export function errorFromNetwork(request: RequestLabel, cause: unknown): DoorstepError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ConnectionError(
    sentence(request, `The server was not reached (${reason}). Check the url, the network and, in a page, CORS and CSP.`) +
      doubt(request),
    { code: 'CONNECTION_FAILED', retryable: true, idempotencyKey: request.idempotencyKey, cause },
  );
}

/** The error for a limit of time that ran out; `lastError` is what the last try before it failed with. */
export function errorFromTimeout(request: RequestLabel, milliseconds: number, lastError?: unknown): DoorstepError {
  return new TimeoutError(
    sentence(request, `No answer within ${milliseconds} ms. Try again, or allow more time.`) + doubt(request),
    { code: 'TIMEOUT', retryable: true, idempotencyKey: request.idempotencyKey, cause: lastError },
  );
}

/** An option of the SDK is unusable; thrown before anything is sent. */
export function invalidOption(message: string): DoorstepError {
  return new InvalidRequestError(message, { code: 'INVALID_OPTION' });
}

/** Whether the same request may succeed when sent again. */
export function isRetryableStatus(status: number | undefined): boolean {
  return status === 408 || status === 429 || (status !== undefined && status >= 500);
}

function codeFromStatus(status: number): string {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  if (status === 413) return 'LIMIT_EXCEEDED';
  if (status === 429) return 'RATE_LIMITED';
  if (status === 408 || status === 502 || status === 503 || status === 504) return 'UNAVAILABLE';
  return status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
}

function sentence(request: RequestLabel, message: string): string {
  return request.name ? `${request.name}: ${message}` : message;
}

/** After a mutation without an answer nobody knows whether it was carried out; the key makes asking again safe. */
function doubt({ idempotencyKey }: RequestLabel): string {
  if (!idempotencyKey) return '';
  return ` It may have been carried out: call again with { idempotencyKey: '${idempotencyKey}' }, that never acts twice.`;
}
