import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCourier, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';

let app: TestApp;
let courier: TestCourier;
beforeAll(async () => {
  app = await startTestApp({ pointsPerMinute: 400 });
  courier = await createTestCourier(app.server);
});
afterAll(() => app.close());

const VIEWER = '{ viewer { kind organization { id name } retailer { id } } }';

describe('a key', () => {
  it('tells who it belongs to', async () => {
    const answer = await app.gql(VIEWER, {}, courier.retailers[0]!.secretKey);
    expect(answer.errors).toBeUndefined();
    expect(answer.data['viewer']).toEqual({ kind: 'SECRET_KEY', organization: { id: courier.organizationId, name: 'Test Courier' }, retailer: { id: courier.retailers[0]!.id } });
  });

  it('is asked for with how to send it', async () => {
    const answer = await app.gql(VIEWER);
    expect(answer.errors).toMatchObject([{ message: expect.stringContaining('Authorization: Bearer'), extensions: { code: 'UNAUTHENTICATED', retryable: false } }]);
  });

  it.each(['sk_wrong', `sk_${'a'.repeat(32)}`, 'x'.repeat(5_000)])('is refused with 401 when unknown: %.20s', async (key) => {
    const answer = await app.gql(VIEWER, {}, key);
    expect(answer.status).toBe(401);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', requestId: answer.headers.get('x-request-id') } }]);
  });
});

describe('each door has its bound', () => {
  it.each([
    ['levels', `{ depots { ${'territories { depot { '.repeat(6)} id ${'} }'.repeat(6)} } }`],
    ['aliases', `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} retailers { id } }`],
    ['fields at the root', `{ ${Array.from({ length: 11 }, (_, i) => `a${i}: retailers { id }`).join(' ')} }`],
    ['directives', `{ ${'retailers @include(if: true) { id } '.repeat(31)} }`],
  ])('%s', async (bound, document) => {
    const answer = await app.gql(document, {}, courier.secretKey);
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.message).toContain(`A document may have at most`);
    expect(answer.errors?.map((error) => error.extensions)).toContainEqual(expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit: bound }));
  });

  it('tokens', async () => {
    const answer = await app.gql(`{ ${'retailers { id } '.repeat(1_000)} }`, {}, courier.secretKey);
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]).toMatchObject({ message: expect.stringContaining('3000 tokens'), extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  });

  it('bytes of a body', async () => {
    const answer = await app.gql('{ viewer { kind } }', { padding: 'x'.repeat(300_000) }, courier.secretKey);
    expect(answer.status).toBe(413);
    expect(answer.errors).toMatchObject([{ message: 'The body may have at most 262144 bytes.', extensions: { code: 'LIMIT_EXCEEDED' } }]);
  });

  it('length of a list of ids', async () => {
    const answer = await app.gql('query Many($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array(101).fill('ret_1') }, courier.secretKey);
    expect(answer.errors).toMatchObject([{ message: '"ids" may have at most 100 ids, got 101.', extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('points of an operation, also when its variables were wrong the first time, and by what they say', async () => {
    const document = 'query Costs($id: ID!) { node(id: $id) { id ... on Retailer { name } } }';
    // Of a budget of its own.
    const { secretKey, retailers } = await createTestCourier(app.server);
    await app.gql(document, {}, secretKey);
    const costOf = async (text: string, variables: Record<string, unknown>) => (await app.gql(text, variables, secretKey)).extensions?.['cost'].requested as number;
    const right = await costOf(document, { id: retailers[0]!.id });
    expect(right).toBeGreaterThan(1);
    expect(await costOf(document, { id: retailers[1]!.id })).toBe(right);
    const pages = 'query Pages($first: Int!) { orders(first: $first) { edges { node { id } } } }';
    expect(await costOf(pages, { first: 9 })).toBeGreaterThan(await costOf(pages, { first: 2 }));
  });

  it('points a minute, with when to try again', async () => {
    const key = courier.retailers[1]!.secretKey;
    const first = await app.gql(VIEWER, {}, key);
    expect(first.extensions?.['cost']).toMatchObject({ requested: expect.any(Number), remaining: expect.any(Number) });
    const answers = await Promise.all(Array.from({ length: 150 }, () => app.gql(VIEWER, {}, key)));
    const refused = answers.find((answer) => answer.errors);
    expect(refused?.status).toBe(429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused?.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: expect.any(Number) });
    expect((await app.gql(VIEWER, {}, courier.retailers[0]!.secretKey)).errors, 'another key is not slowed').toBeUndefined();
  });
});

it('refuses several operations in one request and mutations over GET', async () => {
  const batch = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '[{"query":"{__typename}"}]' });
  expect(batch.status).toBe(400);
  const get = await fetch(`${app.url}/graphql?query=${encodeURIComponent('mutation { __typename }')}`, { headers: { 'apollo-require-preflight': '1' } });
  expect(get.status).toBe(405);
});

it('says that it is up and ready', async () => {
  expect(await (await fetch(`${app.url}/health`)).json()).toEqual({ status: 'up' });
  expect(await (await fetch(`${app.url}/ready`)).json()).toMatchObject({ ready: true, checks: { database: 'up' } });
});

it('serves the explorer without any other site', async () => {
  const page = await (await fetch(`${app.url}/explorer`)).text();
  for (const [, path] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
    const asset = await fetch(`${app.url}${path}`);
    expect([path, asset.status]).toEqual([path, 200]);
    await asset.arrayBuffer();
  }
});
