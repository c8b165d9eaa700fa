import { http } from 'msw/http';
import { setupServer } from 'msw/node';
import { ws } from 'msw/ws';
import { afterEach, describe, expect, test } from 'vitest';
import { createRecipient, createStorefront } from '../browser.ts';
import { createDoorstep, nodes, RateLimitError, ResyncRequiredError, UserErrorsError } from '../index.ts';
import { verifyWebhook } from '../webhooks.ts';
import { createFakeDoorstep, SPECIAL_POSTAL_CODES, type FakeDoorstep } from '../testing.ts';
import { systemClock } from '../clock.ts';

const ADDRESS = { line1: '412 Alder Street', city: 'Oakland', region: 'CA', postalCode: '94607' };
const BASKET = { parcels: [{ weightGrams: 500, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] };
const INPUT = { address: ADDRESS, basket: BASKET };
/** Never waits between tries. */
const clock = { ...systemClock, sleep: () => Promise.resolve() };

function clientsOf(fake: FakeDoorstep) {
  const { url, secretKey, publishableKey, fetch, WebSocket } = fake;
  return {
    doorstep: createDoorstep({ url, secretKey, fetch, WebSocket, clock }),
    storefront: createStorefront({ url, publishableKey, fetch, clock }),
    recipientOf: (trackingToken: string) => createRecipient({ url, trackingToken, fetch, WebSocket, clock }),
  };
}

async function holdOne(fake: FakeDoorstep) {
  const { storefront } = clientsOf(fake);
  const { quote, options } = await storefront.deliveryOptions(INPUT);
  const option = options.find(({ available }) => available)!;
  return { quote, option, ...(await storefront.holdDeliveryOption({ quote, optionId: option.id })) };
}

async function orderOne(fake: FakeDoorstep, reference = 'R-1') {
  const { hold } = await holdOne(fake);
  return clientsOf(fake).doorstep.confirmHold({ holdId: hold.id, reference, recipient: { name: 'Ada Jensen' } });
}

test('the same seed gives the same windows and ids, another seed others', async () => {
  const ask = (seed: number) => clientsOf(createFakeDoorstep({ seed })).storefront.deliveryOptions(INPUT);
  const [one, again, other] = [await ask(7), await ask(7), await ask(8)];
  expect(again).toEqual(one);
  const free = ({ options }: typeof one) => options.map(({ available }) => available);
  expect(free(other)).not.toEqual(free(one));
  expect(new Set(free(one))).toEqual(new Set([true, false]));
});

test('windows stand in the zone of the depot, over a change of the clocks too', async () => {
  const { storefront } = clientsOf(createFakeDoorstep({ now: '2026-03-07T16:00:00Z', fullShare: 0 }));
  const { options } = await storefront.deliveryOptions({ ...INPUT, from: '2026-03-07', days: 2 });
  const starts = options.filter(({ window }) => new Date(window.start).getUTCHours() === 16 || new Date(window.start).getUTCHours() === 15);
  expect(starts.map(({ window }) => window.start)).toEqual(['2026-03-07T16:00:00.000Z', '2026-03-08T15:00:00.000Z']);
  expect(options[0]).toMatchObject({ available: false, reason: 'AFTER_CUTOFF', price: null });
});

test.each([
  [SPECIAL_POSTAL_CODES.outsideTerritory, 'OUTSIDE_TERRITORY'],
  [SPECIAL_POSTAL_CODES.unknownAddress, 'UNKNOWN_ADDRESS'],
])('the postal code %s is answered with %s', async (postalCode, reason) => {
  const { storefront } = clientsOf(createFakeDoorstep());
  expect(await storefront.deliveryOptions({ address: { ...ADDRESS, postalCode }, basket: BASKET })).toMatchObject({ options: [], reason, message: expect.any(String) });
});

test('a hold runs out when its time has passed, and its place is free again', async () => {
  const fake = createFakeDoorstep({ placesPerWindow: 1, fullShare: 0 });
  const { hold, quote, option } = await holdOne(fake);
  const { storefront, doorstep } = clientsOf(fake);
  const again = () => storefront.holdDeliveryOption({ quote, optionId: option.id }, { throwOnUserErrors: false });
  expect(await again()).toMatchObject({ hold: null, userErrors: [{ code: 'WINDOW_GONE' }] });
  fake.advance({ minutes: 9, seconds: 59 });
  expect(await storefront.hold({ id: hold.id })).toMatchObject({ state: 'HELD', expiresIn: 'PT1S' });
  fake.advance({ seconds: 1 });
  expect(await storefront.hold({ id: hold.id })).toMatchObject({ state: 'EXPIRED', expiresIn: 'PT0S', extensionsLeft: 0 });
  await expect(doorstep.confirmHold({ holdId: hold.id, reference: 'R-1', recipient: { name: 'Ada' } })).rejects.toMatchObject({ code: 'HOLD_EXPIRED' });
  expect((await again()).hold?.state).toBe('HELD');
  expect(fake.events.map(({ type }) => type)).toEqual(['hold.held', 'hold.expired', 'hold.held']);
});

test('who comes too late for a window gets the nearest that are free', async () => {
  const fake = createFakeDoorstep();
  const { storefront } = clientsOf(fake);
  const { quote, options } = await storefront.deliveryOptions(INPUT);
  const option = options.find(({ available }) => available)!;
  fake.sellOut(option.window.start);
  const refused = await storefront.holdDeliveryOption({ quote, optionId: option.id }).catch((error: unknown) => error);
  if (!(refused instanceof UserErrorsError)) return expect.fail('Expected a UserErrorsError.');
  expect(refused).toMatchObject({ code: 'WINDOW_GONE', field: ['optionId'] });
  const { alternatives } = refused.payload as { alternatives: typeof options };
  expect(alternatives.length).toBeGreaterThan(0);
  expect(alternatives.every(({ available, id }) => available && id !== option.id)).toBe(true);
});

test('a delivery is followed live to the door, by its link', async () => {
  const fake = createFakeDoorstep();
  const { delivery, trackingLink } = await orderOne(fake);
  const recipient = clientsOf(fake).recipientOf(trackingLink.token);
  const seen: string[] = [];
  for await (const { state, stopsAway, estimate } of recipient.deliveryTracking()) {
    seen.push(`${state} ${stopsAway} ${estimate !== null}`);
    if (state === 'CONFIRMED') fake.moveDelivery(delivery.id, 'OUT_FOR_DELIVERY');
    if (state === 'OUT_FOR_DELIVERY') fake.moveDelivery(delivery.id, 'DELIVERED');
    if (state === 'DELIVERED') break;
  }
  expect(seen).toEqual([
    'CONFIRMED null false', 'PLANNED null false', 'LOADED null false', 'OUT_FOR_DELIVERY 4 true', 'ARRIVING 0 true', 'ARRIVED null false', 'DELIVERED null false',
  ]);
  expect(() => fake.moveDelivery(delivery.id, 'LOADED')).toThrow("A delivery that is DELIVERED can't become LOADED.");
});

test('a failed attempt is offered again, and rebooked by the link', async () => {
  const fake = createFakeDoorstep();
  const { delivery, trackingLink } = await orderOne(fake);
  fake.moveDelivery(delivery.id, 'ATTEMPT_FAILED', { reason: 'NOBODY_HOME' });
  const recipient = clientsOf(fake).recipientOf(trackingLink.token);
  const view = await recipient.getDeliveryTracking();
  expect(view).toMatchObject({ state: 'ATTEMPT_FAILED', failureReason: 'NOBODY_HOME' });
  const { tracking } = await recipient.rebookDelivery({ quote: view!.reattempt!.quote, optionId: view!.reattempt!.options[0]!.id });
  expect(tracking).toMatchObject({ state: 'CONFIRMED', failureReason: null, window: view!.reattempt!.options[0]!.window });
});

test('the feed resumes after a cursor, survives lost sockets, and says when a cursor is too old', async () => {
  const fake = createFakeDoorstep();
  const { doorstep } = clientsOf(fake);
  const head = await doorstep.deliveryEventsHead();
  const { delivery } = await orderOne(fake);
  const types: string[] = [];
  for await (const { type } of doorstep.deliveryEvents({ after: head, filter: { deliveryIds: [delivery.id] } })) {
    types.push(type);
    if (type === 'delivery.confirmed') {
      fake.dropSockets();
      fake.moveDelivery(delivery.id, 'PLANNED');
    }
    if (type === 'delivery.planned') break;
  }
  expect(types).toEqual(['delivery.confirmed', 'delivery.planned']);
  fake.forgetEvents();
  await expect(doorstep.deliveryEvents({ after: head }).next()).rejects.toBeInstanceOf(ResyncRequiredError);
});

test('documents of your own are answered by the schema, with a secret key only', async () => {
  const fake = createFakeDoorstep();
  await orderOne(fake, 'R-7');
  const { doorstep } = clientsOf(fake);
  expect(await doorstep.request('query Own{order(reference:"R-7"){reference deliveries{state parcels{weightGrams}}}}')).toEqual({
    order: { reference: 'R-7', deliveries: [{ state: 'CONFIRMED', parcels: [{ weightGrams: 500 }] }] },
  });
  await expect(doorstep.request('query Own{order(reference:"R-7"){moons}}')).rejects.toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED' });
  await expect(doorstep.planDay({ depotId: 'dep_1', date: '2026-03-03' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const stranger = createDoorstep({ url: fake.url, fetch: fake.fetch, secretKey: 'sk_of_somebody_else' });
  await expect(stranger.viewer()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('lists come in pages, newest first', async () => {
  const fake = createFakeDoorstep({ fullShare: 0 });
  for (const reference of ['R-1', 'R-2', 'R-3']) await orderOne(fake, reference);
  const { doorstep } = clientsOf(fake);
  const found = [];
  for await (const order of nodes((after) => doorstep.orders({ first: 2, after }))) found.push(order.reference);
  expect(found).toEqual(['R-3', 'R-2', 'R-1']);
});

describe('what goes wrong on the way', () => {
  test('an answer that is lost does no harm: the order exists once', async () => {
    const fake = createFakeDoorstep();
    fake.fail('lost answer', { operation: 'ConfirmHold' });
    const { order } = await orderOne(fake);
    expect(fake.requests.filter(({ operation }) => operation === 'ConfirmHold').map(({ idempotencyKey }) => idempotencyKey)).toEqual([expect.any(String), expect.any(String)]);
    expect((await clientsOf(fake).doorstep.orders({})).edges.map(({ node }) => node.id)).toEqual([order.id]);
  });

  test.each(['down', 'unavailable', 'rate limited', 'internal'] as const)('%s is tried again by the SDK', async (fault) => {
    const fake = createFakeDoorstep();
    fake.fail(fault, { times: 2 });
    expect((await clientsOf(fake).storefront.deliveryOptions(INPUT)).options.length).toBeGreaterThan(0);
    expect(fake.requests).toHaveLength(3);
  });

  test('until it gives up, with an error that says what it was', async () => {
    const fake = createFakeDoorstep();
    fake.fail('rate limited', { times: Infinity, retryAfterSeconds: 120 });
    const error = await clientsOf(fake).storefront.deliveryOptions(INPUT).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ retryAfterSeconds: 120 });
    fake.heal();
    await clientsOf(fake).storefront.deliveryOptions(INPUT);
  });

  test('what is no GraphQL server, and one that is too slow', async () => {
    const fake = createFakeDoorstep();
    const { storefront } = clientsOf(fake);
    fake.fail('garbage');
    await expect(storefront.deliveryOptions(INPUT)).rejects.toMatchObject({ code: 'INVALID_RESPONSE' });
    fake.fail('slow', { milliseconds: 60_000 });
    await expect(storefront.deliveryOptions(INPUT, { attemptTimeoutMs: 5, maxRetries: 0 })).rejects.toMatchObject({ code: 'TIMEOUT' });
  });
});

test('webhooks come signed and in order, twice when asked to', async () => {
  const fake = createFakeDoorstep();
  const secret = `whsec_${btoa('an example of thirty-two bytes..')}`;
  const { delivery } = await orderOne(fake);
  const got: string[] = [];
  const to = async (request: Request) => {
    const { id, type } = await verifyWebhook({ body: await request.text(), headers: request.headers, secret });
    got.push(`${type} ${id}`);
    return new Response(null, { status: 204 });
  };
  expect(await fake.sendWebhooks({ secret, to })).toEqual([{ type: 'hold.held', status: 204 }, { type: 'delivery.confirmed', status: 204 }]);
  fake.moveDelivery(delivery.id, 'PLANNED');
  expect(await fake.sendWebhooks({ secret, to, twice: true })).toHaveLength(2);
  expect(got.slice(2).map((line) => line.split(' ')[0])).toEqual(['delivery.planned', 'delivery.planned']);
  expect(got[2]).toBe(got[3]);
});

test.each([
  [{ now: 'yesterday' }, '`now` must be a time'],
  [{ timeZone: 'Mars/Olympus' }, 'Mars/Olympus'],
])('options that make no sense are refused: %j', (options, message) => {
  expect(() => createFakeDoorstep(options)).toThrow(message);
});

describe('with msw', () => {
  const fake = createFakeDoorstep();
  const server = setupServer(...fake.handlers({ http, ws }));
  afterEach(() => server.close());

  test('clients that know nothing of it get its answers, over HTTP and sockets', async () => {
    server.listen({ onUnhandledFrame: 'error' });
    const storefront = createStorefront({ url: fake.url, publishableKey: fake.publishableKey });
    const doorstep = createDoorstep({ url: fake.url, secretKey: fake.secretKey, clock });
    const { quote, options } = await storefront.deliveryOptions(INPUT);
    const { hold } = await storefront.holdDeliveryOption({ quote, optionId: options.find(({ available }) => available)!.id });
    const { trackingLink, delivery } = await doorstep.confirmHold({ holdId: hold.id, reference: 'R-1', recipient: { name: 'Ada' } });
    const states = [];
    for await (const { state } of createRecipient({ url: fake.url, trackingToken: trackingLink.token }).deliveryTracking()) {
      states.push(state);
      if (state === 'CONFIRMED') fake.moveDelivery(delivery.id, 'PLANNED');
      if (state === 'PLANNED') break;
    }
    expect(states).toEqual(['CONFIRMED', 'PLANNED']);
    fake.fail('down', { operation: 'Viewer' });
    expect((await doorstep.viewer()).kind).toBe('SECRET_KEY');
  });
});
