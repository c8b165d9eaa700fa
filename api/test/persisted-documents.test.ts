import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRecipient, createStorefront } from '@doorstep/sdk/browser';
import current from '../documents/current.json' with { type: 'json' };
import { addressNear, createTestCourier, SMALL_BASKET, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { rowsOf } from './shopper.ts';
import { openSocket } from './socket.ts';

/** The server as it is outside of tests: keys that lie in pages run what our packages say, and nothing else. */
let app: TestApp;
let courier: TestCourier;
let keys: { readonly page: string; readonly server: string; readonly link: string };
let deliveryId: string;

const INPUT = { address: addressNear(1), basket: SMALL_BASKET };
const OWN = 'query Own($input: DeliveryOptionsInput!) { deliveryOptions(input: $input) { quote } }';
const HOLD = 'mutation Own($input: HoldDeliveryOptionInput!) { holdDeliveryOption(input: $input) { hold { id } } }';
const texts = new Map(Object.entries(current).map(([id, text]) => [/^\w+ (\w+)/.exec(text)![1]!, { id, text }]));
const say = (name: string) => texts.get(name)!;

beforeAll(async () => {
  app = await startTestApp({ ownDocumentsForAll: false });
  courier = await createTestCourier(app.server);
  const { publishableKey, secretKey } = courier.retailers[0]!;
  const order = await app.gql(
    'mutation ($input: CreateOrderInput!) { createOrder(input: $input) { delivery { id } trackingLink { token } userErrors { message } } }',
    { input: { reference: 'R-1', recipient: { name: 'Ada' }, serviceLevelCode: 'two-hours', date: '2026-11-22', windowStart: '10:00', ...INPUT } }, secretKey,
  );
  deliveryId = order.data['createOrder'].delivery.id;
  keys = { page: publishableKey, server: secretKey, link: order.data['createOrder'].trackingLink.token };
});
afterAll(() => app.close());

async function post(body: object, key: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers }, body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { data?: Record<string, any>; errors?: { message: string; extensions: Record<string, unknown> }[] };
  return { status: response.status, data: answer.data, code: answer.errors?.[0]?.extensions['code'], message: answer.errors?.[0]?.message ?? '' };
}

describe('over HTTP', () => {
  it('a page asks by id', async () => {
    const { data } = await post({ documentId: say('DeliveryOptions').id, operationName: 'DeliveryOptions', variables: { input: INPUT } }, keys.page);
    expect(data?.['deliveryOptions'].options.length).toBeGreaterThan(0);
  });

  it('or with the very text of our packages, as their earliest versions did', async () => {
    const { data } = await post({ query: say('DeliveryOptions').text, variables: { input: INPUT } }, keys.page);
    expect(data?.['deliveryOptions'].quote).toEqual(expect.any(String));
  });

  it('its own documents are refused with what to do, and nothing is held', async () => {
    const { data } = await post({ documentId: say('DeliveryOptions').id, variables: { input: INPUT } }, keys.page);
    const { quote, options } = data!['deliveryOptions'];
    const before = await rowsOf(app, courier, 'select id from hold');
    const refused = await post({ query: HOLD, variables: { input: { quote, optionId: options.find((one: { available: boolean }) => one.available).id } } }, keys.page);
    expect(refused).toMatchObject({ status: 403, code: 'DOCUMENT_NOT_ALLOWED', message: expect.stringContaining('with a secret key') });
    expect(await rowsOf(app, courier, 'select id from hold')).toEqual(before);
  });

  it.each([
    ['a text that differs by one space', () => ({ query: `${say('DeliveryOptions').text} ` })],
    ['a text beside the right one', () => ({ query: `${say('DeliveryOptions').text} ${OWN}`, operationName: 'Own' })],
    ['introspection', () => ({ query: '{ __schema { types { name } } }' })],
  ])('%s is one of its own', async (_what, body) => {
    expect(await post({ ...body(), variables: { input: INPUT } }, keys.page)).toMatchObject({ status: 403, code: 'DOCUMENT_NOT_ALLOWED' });
  });

  it('neither does a GET help, nor naming the query twice', async () => {
    for (const search of [`query=${encodeURIComponent(OWN)}`, `query=${encodeURIComponent(say('Hold').text)}&query=${encodeURIComponent(OWN)}`]) {
      const response = await fetch(`${app.url}/graphql?${search}`, { headers: { authorization: `Bearer ${keys.page}`, 'apollo-require-preflight': '1' } });
      expect(response.status).toBe(403);
    }
  });

  it('nor a document that somebody else has taught the server', async () => {
    const sha256Hash = createHash('sha256').update(OWN).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    await post({ query: OWN, variables: { input: INPUT }, extensions }, keys.server);
    expect(await post({ variables: { input: INPUT }, extensions }, keys.page)).toMatchObject({ data: undefined, code: 'BAD_USER_INPUT' });
    expect(await post({ documentId: `sha256:${sha256Hash}`, variables: { input: INPUT } }, keys.page)).toMatchObject({ status: 400, code: 'DOCUMENT_NOT_FOUND' });
  });

  it.each([
    ['DOCUMENT_NOT_FOUND', { documentId: `sha256:${'0'.repeat(64)}` }],
    ['BAD_USER_INPUT', { documentId: 'sha256:short' }],
    ['BAD_USER_INPUT', { documentId: 7 }],
    ['BAD_USER_INPUT', { documentId: say('Hold').id, query: '{ viewer { kind } }' }],
  ])('answers %s to %j, whatever the key', async (code, body) => {
    expect(await post(body, keys.server)).toMatchObject({ status: 400, code });
  });

  it('an id gives a key no scope that it lacks', async () => {
    const { code } = await post({ documentId: say('GetDeliveryTracking').id, variables: { deliveryId } }, keys.page);
    expect(code).toBe('FORBIDDEN');
  });

  it('a secret key sends what it likes, and a tracking link does not', async () => {
    const own = { query: '{ deliveryTracking { state } }' };
    expect((await post({ query: OWN, variables: { input: INPUT } }, keys.server)).code).toBeUndefined();
    expect(await post(own, keys.link)).toMatchObject({ status: 403, code: 'DOCUMENT_NOT_ALLOWED' });
    expect((await post({ documentId: say('GetDeliveryTracking').id }, keys.link)).data?.['deliveryTracking'].state).toBe('CONFIRMED');
  });
});

describe('over a socket', () => {
  const open = (key: string) => openSocket(`${app.url.replace('http', 'ws')}/graphql`, { key });

  it('a tracking page follows by id', async () => {
    const socket = await open(keys.link);
    socket.send({ id: '1', type: 'subscribe', payload: { query: '', extensions: { documentId: say('DeliveryTracking').id } } });
    expect((await socket.next('1')).data.deliveryTracking).toMatchObject({ deliveryId, state: 'CONFIRMED' });
    socket.terminate();
  });

  it('and not with a document of its own', async () => {
    const socket = await open(keys.link);
    socket.subscribe('1', 'subscription { deliveryTracking { state } }');
    expect((await socket.untilError('1'))[0].extensions).toMatchObject({ code: 'DOCUMENT_NOT_ALLOWED', requestId: expect.any(String) });
    socket.send({ id: '2', type: 'subscribe', payload: { query: '', extensions: { documentId: `sha256:${'0'.repeat(64)}` } } });
    expect((await socket.untilError('2'))[0].extensions.code).toBe('DOCUMENT_NOT_FOUND');
    expect(socket.isOpen).toBe(true);
    socket.terminate();
  });
});

describe('the browser part of the SDK', () => {
  it('sells and follows with nothing else', async () => {
    const url = `${app.url}/graphql`;
    const storefront = createStorefront({ url, publishableKey: keys.page });
    const { quote, options } = await storefront.deliveryOptions(INPUT);
    const { hold } = await storefront.holdDeliveryOption({ quote, optionId: options.find(({ available }) => available)!.id });
    expect(await storefront.hold({ id: hold.id })).toMatchObject({ id: hold.id, state: 'HELD' });
    expect((await storefront.releaseHold({ holdId: hold.id })).hold.state).toBe('RELEASED');

    const recipient = createRecipient({ url, trackingToken: keys.link });
    expect(await recipient.getDeliveryTracking()).toMatchObject({ deliveryId });
    for await (const { state } of recipient.deliveryTracking()) {
      expect(state).toBe('CONFIRMED');
      break;
    }
    recipient.close();
  });
});

describe('a key that is bound to the origins of its pages', () => {
  it('is refused elsewhere, over HTTP and over a socket, and CORS lets the page read why', async () => {
    const made = await app.gql(
      'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
      { input: { kind: 'PUBLISHABLE', name: 'Shop', retailerId: courier.retailers[0]!.id, allowedOrigins: ['https://shop.example'] } }, courier.secretKey,
    );
    const key = made.data['createApiKey'].secret;
    const body = { documentId: say('Hold').id, variables: { id: 'hld_1' } };
    expect(await post(body, key, { origin: 'https://shop.example' })).toMatchObject({ status: 200 });
    const answer = await fetch(`${app.url}/graphql`, {
      method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, origin: 'https://evil.example' },
    });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, 'https://evil.example']);
    expect(((await answer.json()) as any).errors[0]).toMatchObject({ message: expect.stringContaining('https://evil.example'), extensions: { code: 'FORBIDDEN' } });

    const socket = (origin: string) => openSocket(`${app.url.replace('http', 'ws')}/graphql`, { key }, { origin });
    const good = await socket('https://shop.example');
    expect(good.isOpen).toBe(true);
    good.terminate();
    expect(await (await socket('https://evil.example')).closed).toMatchObject({ code: 4403, reason: expect.stringContaining('https://evil.example') });
  });
});
