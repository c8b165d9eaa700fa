import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { API, broken, data, graphqlError, never, scriptedServer, status } from '../test/support/fake-server.ts';
import { FakeClock, settled } from '../test/support/fake-clock.ts';
import { ConnectionError, DoorstepError, TimeoutError } from './errors.ts';
import { readText } from './document.ts';
import { createTransport } from './transport.ts';

const { server, seen, answers } = scriptedServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

let clock: FakeClock;
beforeEach(() => {
  clock = new FakeClock({ sleepsAtOnce: true });
});

const QUERY = 'query Viewer{viewer{kind}}';
const MUTATION = 'mutation Release($input:ReleaseHoldInput!){releaseHold(input:$input){hold{id}}}';

function transport(options: Partial<Parameters<typeof createTransport>[0]> = {}) {
  return createTransport({ url: API, key: 'sk_test', clock, ...options }, readText);
}

function failure(promise: Promise<unknown>): Promise<DoorstepError> {
  return promise.then(
    () => expect.fail('It succeeded.'),
    (error: unknown) => error as DoorstepError,
  );
}

test('sends one POST with key, document, name and variables, and gives the data', async () => {
  answers(data({ viewer: { kind: 'SECRET_KEY' } }));
  expect(await transport().request(QUERY, { unused: 1 })).toEqual({ viewer: { kind: 'SECRET_KEY' } });
  expect(seen).toHaveLength(1);
  expect(seen[0]?.body).toEqual({ query: QUERY, operationName: 'Viewer', variables: { unused: 1 } });
  expect(seen[0]?.headers.get('authorization')).toBe('Bearer sk_test');
  expect(seen[0]?.headers.get('idempotency-key')).toBeNull();
});

test('a mutation keeps one idempotency key over its retries, and another call gets another', async () => {
  answers(status(503), broken, status(429), data({ releaseHold: { hold: null } }));
  await transport().request(MUTATION);
  await transport().request(MUTATION);
  const keys = seen.map(({ headers }) => headers.get('idempotency-key'));
  expect(keys).toHaveLength(5);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(new Set(keys.slice(0, 4)).size).toBe(1);
  expect(keys[4]).not.toBe(keys[0]);
});

test('an order exists once when the connection dies after the server has acted', async () => {
  const orders = new Map<string, string>();
  const act = (headers: Headers) => {
    const key = headers.get('idempotency-key') ?? '';
    if (!orders.has(key)) orders.set(key, `ord_${orders.size + 1}`);
    return orders.get(key);
  };
  answers(
    ({ headers }) => {
      act(headers);
      return Response.error();
    },
    ({ headers }) => Response.json({ data: { createOrder: { order: { id: act(headers) } } } }),
  );
  const result = await transport().request('mutation CreateOrder{createOrder{order{id}}}');
  expect(result).toEqual({ createOrder: { order: { id: 'ord_1' } } });
  expect(orders.size).toBe(1);
});

test('the caller may choose the idempotency key, and an error tells which one was used', async () => {
  answers(broken);
  const error = await failure(transport().request(MUTATION, {}, { idempotencyKey: 'order-1001', maxRetries: 0 }));
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error.idempotencyKey).toBe('order-1001');
  expect(error.message).toContain("call again with { idempotencyKey: 'order-1001' }");
  expect(seen[0]?.headers.get('idempotency-key')).toBe('order-1001');
});

test.each([408, 429, 500, 502, 503, 504])('HTTP %i is tried again', async (code) => {
  answers(status(code), data({ ok: true }));
  expect(await transport().request(QUERY)).toEqual({ ok: true });
  expect(clock.sleeps).toEqual([250]);
});

test.each([
  [400, 'BAD_USER_INPUT'], [401, 'UNAUTHENTICATED'], [403, 'FORBIDDEN'], [404, 'NOT_FOUND'], [413, 'LIMIT_EXCEEDED'],
])('HTTP %i is not tried again and is %s', async (httpStatus, code) => {
  answers(status(httpStatus, { 'x-request-id': 'req_1' }));
  expect(await failure(transport().request(QUERY))).toMatchObject({ code, status: httpStatus, requestId: 'req_1', retryable: false });
  expect(seen).toHaveLength(1);
});

test('gives up after three retries with growing waits, with the last error', async () => {
  answers(status(500), status(502), status(503), status(503, { 'x-request-id': 'req_4' }));
  expect(await failure(transport().request(QUERY))).toMatchObject({ code: 'UNAVAILABLE', requestId: 'req_4', retryable: true });
  expect(clock.sleeps).toEqual([250, 500, 1000]);
});

test('an error marked retryable is tried again, one marked not is left, whatever the status', async () => {
  answers(graphqlError({ code: 'IDEMPOTENCY_CONFLICT', retryable: true }), data({ ok: true }));
  expect(await transport().request(MUTATION)).toEqual({ ok: true });
  answers(graphqlError({ code: 'INTERNAL_SERVER_ERROR', retryable: false }, { status: 500 }));
  await failure(transport().request(MUTATION));
  expect(seen).toHaveLength(1);
});

test('waits as long as Retry-After or retryAfterSeconds asks', async () => {
  answers(status(429, { 'retry-after': '7' }), graphqlError({ code: 'RATE_LIMITED', retryAfterSeconds: 3 }), data({ ok: true }));
  await transport().request(QUERY);
  expect(clock.sleeps).toEqual([7000, 3000]);
});

test('does not wait longer than a minute, nor past the end of the call', async () => {
  answers(status(429, { 'retry-after': '61' }));
  expect(await failure(transport().request(QUERY))).toMatchObject({ code: 'RATE_LIMITED', retryAfterSeconds: 61 });
  answers(status(429, { 'retry-after': '5' }));
  expect(await failure(transport().request(QUERY, {}, { timeoutMs: 5000 }))).toMatchObject({ retryAfterSeconds: 5 });
  expect(clock.sleeps).toEqual([]);
});

test('a try that takes too long is tried again', async () => {
  const hanging = never();
  answers(hanging.answer, data({ ok: true }));
  const result = transport().request(QUERY);
  await hanging.reached;
  await clock.advance(30_000);
  expect(await result).toEqual({ ok: true });
  expect(seen).toHaveLength(2);
});

test('a call ends after its whole time with the last error as cause', async () => {
  const hanging = never();
  answers(status(503), hanging.answer);
  const result = failure(transport().request(MUTATION, {}, { timeoutMs: 20_000, idempotencyKey: 'k' }));
  await hanging.reached;
  await clock.advance(20_000);
  const error = await result;
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ code: 'TIMEOUT', idempotencyKey: 'k', cause: { code: 'UNAVAILABLE' } });
  expect(clock.pending).toBe(0);
});

test('an abort ends a running try with its reason and leaves nothing behind', async () => {
  const hanging = never();
  answers(hanging.answer);
  const controller = new AbortController();
  const result = failure(transport().request(QUERY, {}, { signal: controller.signal }));
  await hanging.reached;
  const reason = new Error('The shopper went away.');
  controller.abort(reason);
  expect(await result).toBe(reason);
  expect(clock.pending).toBe(0);
});

test('an abort ends the wait between tries', async () => {
  clock = new FakeClock();
  answers(status(503, { 'retry-after': '30' }));
  const controller = new AbortController();
  const result = failure(transport().request(QUERY, {}, { signal: controller.signal }));
  while (clock.sleeps.length === 0) await settled();
  controller.abort();
  expect(await result).toMatchObject({ name: 'AbortError' });
  expect(seen).toHaveLength(1);
  expect(clock.pending).toBe(0);
});

test('a signal aborted before sends nothing', async () => {
  answers(data({}));
  expect(await failure(transport().request(QUERY, {}, { signal: AbortSignal.abort() }))).toMatchObject({ name: 'AbortError' });
  expect(seen).toHaveLength(0);
});

test('a signal that outlives many calls keeps no listener of them', async () => {
  answers(data({ ok: true }));
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');
  await transport().request(QUERY, {}, { signal });
  expect(added).toHaveBeenCalledTimes(1);
  expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(added.mock.calls.map(([, listener]) => listener));
});

test('takes a fetch of yours, and neither sends nor takes cookies', async () => {
  const own = vi.fn<typeof fetch>(async () => Response.json({ data: { ok: true } }));
  await transport({ fetch: own }).request(MUTATION, {}, { keepalive: true });
  expect(own.mock.calls).toMatchObject([[API, { method: 'POST', credentials: 'omit', keepalive: true }]]);
});

test('an answer that is not GraphQL says so', async () => {
  answers(() => new Response('<html>Welcome to the hotel</html>'));
  expect(await failure(transport().request(QUERY))).toMatchObject({ name: 'ServerError', code: 'INVALID_RESPONSE' });
  answers(() => Response.json({ data: null }));
  expect(await failure(transport().request(QUERY))).toMatchObject({ code: 'INVALID_RESPONSE' });
});

test('refuses an unusable url', () => {
  expect(() => transport({ url: '/graphql' })).toThrow('must be the address of the GraphQL endpoint');
});
