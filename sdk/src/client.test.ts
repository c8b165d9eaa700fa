import { afterAll, beforeAll, beforeEach, expect, expectTypeOf, test, vi } from 'vitest';
import { FakeClock } from '../test/support/fake-clock.ts';
import { API, data, scriptedServer, status } from '../test/support/fake-server.ts';
import { FakeSocket } from '../test/support/fake-socket.ts';
import { createDriver, createRecipient, createStorefront } from './browser.ts';
import { createDoorstep, InvalidRequestError, nodes, pages, UserErrorsError, type Hold } from './index.ts';

const { server, seen, answers } = scriptedServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

let clock: FakeClock;
beforeEach(() => {
  clock = new FakeClock({ sleepsAtOnce: true });
  FakeSocket.all.length = 0;
});

const doorstep = () => createDoorstep({ url: API, secretKey: 'sk_test', clock, WebSocket: FakeSocket });

const GONE = {
  holdDeliveryOption: {
    hold: null,
    userErrors: [{ code: 'WINDOW_GONE', field: ['input', 'optionId'], message: 'Somebody was faster.' }],
    alternatives: [{ id: 'opt_2' }],
  },
};

test('a mutation that is carried out gives what it changed, which is then never null', async () => {
  answers(data({ holdDeliveryOption: { hold: { id: 'hld_1' }, userErrors: [], alternatives: [] } }));
  const { hold } = await doorstep().holdDeliveryOption({ quote: 'q', optionId: 'opt_1' });
  expectTypeOf(hold).toEqualTypeOf<Hold>();
  expect(hold).toEqual({ id: 'hld_1' });
  expect(seen[0]?.body).toMatchObject({
    operationName: 'HoldDeliveryOption',
    variables: { input: { quote: 'q', optionId: 'opt_1' } },
  });
});

test('a refused mutation throws its user errors with the payload, once', async () => {
  answers(data(GONE));
  const error = await doorstep().holdDeliveryOption({ quote: 'q', optionId: 'opt_1' }).catch((thrown: unknown) => thrown);
  if (!(error instanceof UserErrorsError)) return expect.fail('Expected a UserErrorsError.');
  expect(error).toMatchObject({ code: 'WINDOW_GONE', field: ['input', 'optionId'], retryable: false });
  expect(error.message).toBe('holdDeliveryOption was refused. WINDOW_GONE (input.optionId): Somebody was faster.');
  expect(error.payload).toEqual(GONE.holdDeliveryOption);
  expect([error.has('WINDOW_GONE'), error.has('QUOTE_EXPIRED')]).toEqual([true, false]);
  expect(seen).toHaveLength(1);
});

test('or returns them, typed, when asked to', async () => {
  answers(data(GONE));
  const payload = await doorstep().holdDeliveryOption({ quote: 'q', optionId: 'opt_1' }, { throwOnUserErrors: false });
  expectTypeOf(payload.hold).toEqualTypeOf<Hold | null>();
  expect(payload).toEqual(GONE.holdDeliveryOption);
});

test('neither a result nor a reason is an error of the server', async () => {
  answers(data({ releaseHold: { hold: null, userErrors: [] } }));
  await expect(doorstep().releaseHold({ holdId: 'hld_1' })).rejects.toMatchObject({ code: 'INVALID_RESPONSE' });
});

test('values and members of a newer server come through', async () => {
  const hold = { id: 'hld_1', state: 'LEVITATING', gravity: 0 };
  answers(data({ hold, moons: 2 }));
  expect(await doorstep().hold({ id: 'hld_1' })).toEqual(hold);
});

test('one call is one request', async () => {
  answers(data({ deliveryOptions: { quote: 'q', options: [] } }));
  await doorstep().deliveryOptions({
    address: { line1: '1 Main St', city: 'Oakland', region: 'CA', postalCode: '94601' },
    basket: { parcels: [{ weightGrams: 500, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] },
  });
  expect(seen).toHaveLength(1);
});

test('lists are walked page by page, only as far as the loop goes', async () => {
  const page = (ids: string[], endCursor: string | null) => ({
    orders: { edges: ids.map((id) => ({ cursor: id, node: { id } })), pageInfo: { hasNextPage: endCursor !== null, endCursor } },
  });
  const client = doorstep();
  const found: string[] = [];
  answers(data(page(['ord_1', 'ord_2'], 'c2')), data(page(['ord_3'], null)));
  for await (const order of nodes((after) => client.orders({ first: 2, after }))) found.push(order.id);
  expect(found).toEqual(['ord_1', 'ord_2', 'ord_3']);
  expect(seen.map(({ body }) => body.variables)).toEqual([{ first: 2 }, { first: 2, after: 'c2' }]);
  answers(data(page(['ord_1'], 'c1')));
  for await (const { edges } of pages((after) => client.orders({ after }))) {
    expect(edges).toHaveLength(1);
    break;
  }
  expect(seen).toHaveLength(1);
});

test('a list whose cursor does not move on ends with an error', async () => {
  answers(data({ orders: { edges: [], pageInfo: { hasNextPage: true, endCursor: 'c1' } } }));
  const client = doorstep();
  const walk = async () => {
    for await (const _page of pages((after) => client.orders({ after })));
  };
  await expect(walk()).rejects.toMatchObject({ code: 'INVALID_RESPONSE' });
  expect(seen).toHaveLength(2);
});

test('the feed of events follows the cursor of each event', async () => {
  const events = doorstep().deliveryEvents({ after: 'c0' });
  const first = events.next();
  expect(FakeSocket.last.url).toBe('wss://api.test/graphql');
  FakeSocket.last.accept();
  expect(FakeSocket.last.sent[0]).toEqual({ type: 'connection_init', payload: { key: 'sk_test' } });
  FakeSocket.last.next({ deliveryEvents: { cursor: 'c1', type: 'order.confirmed' } });
  expect((await first).value).toMatchObject({ type: 'order.confirmed' });
});

test('own documents are requests and subscriptions too', async () => {
  answers(data({ node: { id: 'drv_1' } }));
  const client = doorstep();
  expect(await client.request('query Node($id:ID!){node(id:$id){id}}', { id: 'drv_1' })).toEqual({ node: { id: 'drv_1' } });
  const states = client.subscribe('subscription{routeTracking(routeId:"rte_1"){stopsLeft}}', {}, { keep: 'latest' });
  const first = states.next();
  FakeSocket.last.accept();
  FakeSocket.last.next({ routeTracking: { stopsLeft: 3 } });
  expect((await first).value).toEqual({ routeTracking: { stopsLeft: 3 } });
  client.close();
  expect(await states.next()).toEqual({ done: true, value: undefined });
  expect(FakeSocket.last.closedWith).toBe(1000);
});

test('a storefront speaks with the publishable key and can do nothing else', async () => {
  answers(data({ hold: null }));
  const storefront = createStorefront({ url: API, publishableKey: 'pk_test', clock });
  expect(await storefront.hold({ id: 'hld_1' })).toBeNull();
  expect(seen[0]?.headers.get('authorization')).toBe('Bearer pk_test');
  expect(Object.keys(storefront).sort()).toEqual(['changeHold', 'deliveryOptions', 'extendHold', 'hold', 'holdDeliveryOption', 'releaseHold']);
});

/** As it comes out of a configuration: the compiler does not know what it is. */
const SECRET: string = 'sk_secret';

test('a secret key is refused in a page, without being repeated', () => {
  for (const create of [
    () => createStorefront({ url: API, publishableKey: SECRET }),
    () => createRecipient({ url: API, trackingToken: SECRET }),
    () => createDriver({ url: API, sessionToken: SECRET }),
  ]) {
    expect(create).toThrow(InvalidRequestError);
    expect(create).not.toThrow('sk_secret');
  }
});

test.each(['', 'sk with space', 'sk_\n', undefined as unknown as string])('every client refuses the key %j, without repeating it', (key) => {
  for (const create of [
    () => createDoorstep({ url: API, secretKey: key }),
    () => createStorefront({ url: API, publishableKey: key }),
    () => createRecipient({ url: API, trackingToken: key }),
    () => createDriver({ url: API, sessionToken: key }),
  ]) {
    expect(create).toThrow(InvalidRequestError);
    if (key) expect(create).not.toThrow(key);
  }
});

test('nor does it compile where it is written into the code', () => {
  expect(() => {
    // @ts-expect-error A secret key in a page.
    createStorefront({ url: API, publishableKey: 'sk_secret' });
  }).toThrow(InvalidRequestError);
  expect(() => {
    // @ts-expect-error A secret key in a tracking page.
    createRecipient({ url: API, trackingToken: 'sk_secret' });
  }).toThrow(InvalidRequestError);
});

test.each([
  ['pk_page', 'createStorefront'],
  ['trk_recipient', 'createRecipient'],
  ['drs_driver', 'createDriver'],
])('the client for servers says which client takes %s', (key, client) => {
  expect(() => createDoorstep({ url: API, secretKey: key })).toThrow(client);
  expect(() => createDoorstep({ url: API, secretKey: key })).not.toThrow(key);
});

test('nor is it taken by the client for servers in a page', () => {
  vi.stubGlobal('document', {});
  expect(() => createDoorstep({ url: API, secretKey: 'sk_secret' })).toThrow('must never reach a browser');
  vi.unstubAllGlobals();
  expect(() => createDoorstep({ url: API, secretKey: 'sk_secret' })).not.toThrow();
});

test('a recipient sees the one delivery of the tracking token, once or live', async () => {
  answers(data({ deliveryTracking: { state: 'PLANNED' } }));
  const recipient = createRecipient({ url: API, trackingToken: 'trk_1', clock, WebSocket: FakeSocket });
  expect(await recipient.getDeliveryTracking()).toEqual({ state: 'PLANNED' });
  expect(seen[0]?.headers.get('authorization')).toBe('Bearer trk_1');
  const live = recipient.deliveryTracking();
  const first = live.next();
  FakeSocket.last.accept();
  expect(FakeSocket.last.sent[0]).toEqual({ type: 'connection_init', payload: { key: 'trk_1' } });
  FakeSocket.last.next({ deliveryTracking: { state: 'ARRIVING' } });
  expect((await first).value).toEqual({ state: 'ARRIVING' });
  await live.return?.();
});

test('an upload is tried again and its key goes to the API only', async () => {
  const requests: Request[] = [];
  const fetchUpload: typeof fetch = async (input, init) => {
    requests.push(new Request(input, init));
    return new Response(null, { status: requests.length === 1 ? 503 : 204 });
  };
  const client = createDriver({ url: API, sessionToken: 'drs_1', clock, fetch: fetchUpload });
  const body = new Uint8Array([1, 2, 3]);
  await client.putUpload({ url: '/uploads/upl_1', contentType: 'image/png', body });
  expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(Array(2).fill('PUT https://api.test/uploads/upl_1'));
  expect(requests[1]?.headers.get('authorization')).toBe('Bearer drs_1');
  expect(new Uint8Array(await (requests[1] as Request).arrayBuffer())).toEqual(body);
  await expect(client.putUpload({ url: 'https://else.test/u', contentType: 'image/png', body })).rejects.toThrow('not to https://else.test');
  expect(requests).toHaveLength(2);
});

test('options of a call stand over those of the client', async () => {
  answers(status(503));
  const client = createDoorstep({ url: API, secretKey: 'k', clock, maxRetries: 1 });
  await expect(client.viewer()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(seen).toHaveLength(2);
  await expect(client.viewer({}, { maxRetries: 0 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(seen).toHaveLength(3);
});
