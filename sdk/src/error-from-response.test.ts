import { expect, test } from 'vitest';
import { errorFromGraphQL } from './error-from-response.ts';

const CLASSES = {
  UNAUTHENTICATED: 'AuthenticationError',
  FORBIDDEN: 'PermissionError',
  RATE_LIMITED: 'RateLimitError',
  LIMIT_EXCEEDED: 'InvalidRequestError',
  BAD_USER_INPUT: 'InvalidRequestError',
  GRAPHQL_PARSE_FAILED: 'InvalidRequestError',
  GRAPHQL_VALIDATION_FAILED: 'InvalidRequestError',
  IDEMPOTENCY_CONFLICT: 'IdempotencyError',
  NOT_FOUND: 'NotFoundError',
  RESYNC_REQUIRED: 'ResyncRequiredError',
  INTERNAL_SERVER_ERROR: 'ServerError',
  UNAVAILABLE: 'ServerError',
};

test.each(Object.entries(CLASSES))('%s becomes a %s that says what to try', (code, name) => {
  const error = errorFromGraphQL([{ message: 'No.', extensions: { code, requestId: 'req_9' } }], { name: 'Orders' });
  expect(error).toMatchObject({ code, name, requestId: 'req_9' });
  expect(error.message).toMatch(/^Orders: No\. .{10,} Request req_9\.$/);
  expect(error.retryable).toBe(code === 'RATE_LIMITED' || code === 'UNAVAILABLE');
});

test('a code of a newer server becomes the base class and keeps its code', () => {
  const error = errorFromGraphQL([{ message: 'Quota of moons.', extensions: { code: 'LUNAR_LIMIT', retryable: true } }], { name: '' });
  expect(error).toMatchObject({ name: 'DoorstepError', code: 'LUNAR_LIMIT', retryable: true, message: 'Quota of moons.' });
});
