/**
 * Stands for the SDK's `error-from-response.ts` in the built widgets: the same errors, with a short text each. The codes decide, and the
 * compiler holds it to what the SDK's own file offers.
 */
import type * as Full from '../../../sdk/src/error-from-response.ts';
import { DoorstepError, type ErrorDetails } from '../../../sdk/src/errors.ts';

const BY_STATUS: Readonly<Record<number, string>> = {
  401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 408: 'UNAVAILABLE', 413: 'LIMIT_EXCEEDED', 429: 'RATE_LIMITED',
  502: 'UNAVAILABLE', 503: 'UNAVAILABLE', 504: 'UNAVAILABLE',
};
const RETRYABLE = ['RATE_LIMITED', 'UNAVAILABLE'];

export const isRetryableStatus: typeof Full.isRetryableStatus = (status) =>
  status === 408 || status === 429 || (status !== undefined && status >= 500);

export const errorFromCode: typeof Full.errorFromCode = (code, message, details = {}) =>
  error(code, message, { ...details, retryable: details.retryable ?? RETRYABLE.includes(code) });

export const errorFromGraphQL: typeof Full.errorFromGraphQL = ([first], { name, idempotencyKey }, response = {}) => {
  const { message = '', extensions = {} } = first ?? {};
  return errorFromCode(extensions.code ?? 'INTERNAL_SERVER_ERROR', `${name}: ${message}`, {
    ...response,
    requestId: extensions.requestId ?? response.requestId,
    retryable: extensions.retryable ?? (isRetryableStatus(response.status) || undefined),
    retryAfterSeconds: extensions.retryAfterSeconds ?? response.retryAfterSeconds,
    idempotencyKey,
  });
};

export const errorFromStatus: typeof Full.errorFromStatus = (status, { name, idempotencyKey }, response) =>
  error(BY_STATUS[status] ?? (status >= 500 ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT'), `${name}: HTTP ${status}`, {
    ...response, status, idempotencyKey, retryable: isRetryableStatus(status),
  });

export const errorFromGarbage: typeof Full.errorFromGarbage = ({ name, idempotencyKey }, response) =>
  error('INVALID_RESPONSE', `${name}: no GraphQL`, { ...response, idempotencyKey });

export const errorFromNetwork: typeof Full.errorFromNetwork = ({ name, idempotencyKey }, cause) =>
  error('CONNECTION_FAILED', `${name}: ${String(cause)}`, { retryable: true, idempotencyKey, cause });

export const errorFromTimeout: typeof Full.errorFromTimeout = ({ name, idempotencyKey }, milliseconds, cause) =>
  error('TIMEOUT', `${name}: ${milliseconds} ms`, { retryable: true, idempotencyKey, cause });

export const invalidOption: typeof Full.invalidOption = (message) => error('INVALID_OPTION', message);

function error(code: string, message: string, details: Omit<ErrorDetails, 'code'> = {}): DoorstepError {
  return new DoorstepError(message, { ...details, code });
}
