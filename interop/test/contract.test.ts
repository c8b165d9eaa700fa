import { createDoorstep, DoorstepError, nodes, UserErrorsError, type Doorstep } from '@doorstep/sdk';
import { createRecipient, createStorefront, type Storefront } from '@doorstep/sdk/browser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADDRESS, BASKET, startFake, startServer, type Backend } from './support/backend.ts';

/** The same calls to both: what a shop has tested against the fake is what the server does. */
describe.each([
  ['a server', startServer],
  ['the fake', startFake],
])('%s', (_name, start) => {
  let backend: Backend;
  let shop: Doorstep;
  let page: Storefront;
  beforeAll(async () => {
    backend = await start();
    const { url, secretKey, publishableKey, network } = backend;
    shop = createDoorstep({ url, secretKey, ...network });
    page = createStorefront({ url, publishableKey, ...network });
  });
  afterAll(async () => {
    shop.close();
    await backend.close();
  });

  const INPUT = { address: ADDRESS, basket: BASKET, from: '2026-11-22', days: 3 };
  const SMALL = { ...INPUT, basket: { parcels: [{ ...BASKET.parcels[0]!, weightGrams: 1_000 }] } };
  const recipient = { name: 'Ada Jensen', email: 'ada@example.com' };
  const recipientOf = (trackingToken: string) => createRecipient({ url: backend.url, trackingToken, ...backend.network });
  const failure = async (promise: Promise<unknown>) => {
    const error = await promise.then(() => undefined, (thrown: unknown) => thrown);
    if (!(error instanceof DoorstepError)) return expect.fail(`Expected a DoorstepError, got ${String(error)}.`);
    return error;
  };
  async function offer(input: typeof INPUT = SMALL, at = 0) {
    const { quote, options } = await page.deliveryOptions(input);
    const option = options.filter(({ available, serviceLevel }) => available && serviceLevel.code === 'two-hours')[at]!;
    return { quote, option, choice: { quote, optionId: option.id } };
  }
  const orderOf = async (reference: string) => shop.createOrder({ reference, recipient, holdId: (await page.holdDeliveryOption((await offer()).choice)).hold.id });

  test('says whose key it is and what it may do', async () => {
    const { kind, scopes, retailer, driver } = await shop.viewer();
    expect({ kind, scopes, retailer: retailer?.brand.locale, driver }).toEqual({
      kind: 'SECRET_KEY', retailer: 'en', driver: null,
      scopes: ['events:read', 'network:read', 'orders:read', 'orders:write', 'promise:hold', 'promise:quote', 'tracking:read'],
    });
  });

  test('offers windows with a price, or the reason why not', async () => {
    const { options, reason, message, expiresAt } = await page.deliveryOptions(SMALL);
    expect([reason, message]).toEqual([null, null]);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.parse('2026-11-21T16:14:00Z'));
    expect(options.length).toBeGreaterThan(5);
    for (const { available, price, reason: why, window, date } of options) {
      expect(window.timeZone).toBe('America/Los_Angeles');
      expect(date).toMatch(/^2026-11-2[234]$/);
      expect(available ? [price?.currency, why] : [price, why === null]).toEqual(available ? ['USD', null] : [null, false]);
    }
    const starts = options.map(({ window }) => window.start);
    expect(starts).toEqual([...starts].sort());
  });

  test.each([[{ days: 0 }, 'days'], [{ days: 15 }, 'days'], [{ address: { ...ADDRESS, line1: ' ' } }, 'line1'], [{ basket: { parcels: [] } }, 'parcels']])(
    'a question that has no meaning is refused: %j', async (more, word) => {
      const error = await failure(page.deliveryOptions({ ...SMALL, ...more }));
      expect(error).toMatchObject({ name: 'InvalidRequestError', code: 'BAD_USER_INPUT', retryable: false, message: expect.stringContaining(word) });
    },
  );

  test('a postal area is answered for the eye, and nothing of it can be held', async () => {
    expect(await failure(page.deliveryOptions({ days: 3 }))).toMatchObject({ code: 'BAD_USER_INPUT' });
    const unknown = await page.deliveryOptions({ postalArea: { countryCode: 'US', postalCode: '99999' } });
    expect(unknown).toMatchObject({ options: [], reason: 'UNKNOWN_ADDRESS', precision: 'POSTAL_AREA', address: { line1: '' } });
  });

  test('holds, extends, changes and releases', async () => {
    const { choice, option } = await offer();
    const { hold } = await page.holdDeliveryOption(choice);
    expect(hold).toMatchObject({ state: 'HELD', expiresIn: 'PT10M', extensionsLeft: 2, window: option.window, serviceLevel: { code: 'two-hours' }, order: null });
    expect((await page.hold({ id: hold.id }))?.id).toBe(hold.id);

    backend.advance({ minutes: 4 });
    const extended = (await page.extendHold({ holdId: hold.id })).hold;
    expect(extended).toMatchObject({ expiresIn: 'PT10M', extensionsLeft: 1 });

    const other = await offer(SMALL, 1);
    const changed = (await page.changeHold({ holdId: hold.id, ...other.choice })).hold;
    expect(changed).toMatchObject({ id: hold.id, window: other.option.window, expiresAt: extended.expiresAt });

    expect((await page.releaseHold({ holdId: hold.id })).hold).toMatchObject({ state: 'RELEASED', extensionsLeft: 0 });
    expect(await failure(page.releaseHold({ holdId: hold.id }))).toMatchObject({ code: 'HOLD_NOT_HELD', field: ['holdId'] });
    expect(await failure(page.extendHold({ holdId: hold.id }))).toMatchObject({ code: 'HOLD_NOT_HELD' });
  });

  test('a hold expires, and can then be nothing any more', async () => {
    const { hold } = await page.holdDeliveryOption((await offer()).choice);
    backend.advance({ minutes: 10 });
    expect(await page.hold({ id: hold.id })).toMatchObject({ state: 'EXPIRED', expiresIn: 'PT0S', extensionsLeft: 0 });
    expect(await failure(shop.confirmHold({ holdId: hold.id, reference: 'LATE', recipient }))).toMatchObject({ code: 'HOLD_EXPIRED', field: ['holdId'] });
    expect(await shop.order({ reference: 'LATE' })).toBeNull();
  });

  test('a quote is good for fifteen minutes, unchanged, and with its own options', async () => {
    const { choice } = await offer();
    expect(await failure(page.holdDeliveryOption({ ...choice, quote: 'forged' }))).toMatchObject({ code: 'QUOTE_INVALID', field: ['quote'] });
    expect(await failure(page.holdDeliveryOption({ ...choice, optionId: 'forged' }))).toMatchObject({ code: 'QUOTE_INVALID', field: ['optionId'] });
    backend.advance({ minutes: 15 });
    expect(await failure(page.holdDeliveryOption(choice))).toMatchObject({ code: 'QUOTE_EXPIRED', field: ['quote'] });
  });

  test('a quote holds three places at most', async () => {
    const { quote, options } = await page.deliveryOptions(SMALL);
    const free = options.filter(({ available }) => available);
    const held = [];
    for (const { id } of free.slice(0, 3)) held.push((await page.holdDeliveryOption({ quote, optionId: id })).hold.id);
    expect(await failure(page.holdDeliveryOption({ quote, optionId: free[3]!.id }))).toMatchObject({ code: 'TOO_MANY_HOLDS' });
    for (const holdId of held) await page.releaseHold({ holdId });
  });

  test('who comes too late gets what is still free', async () => {
    const { option, choice } = await offer(INPUT);
    await backend.takeRest(option);
    const error = await failure(page.holdDeliveryOption(choice));
    expect(error).toMatchObject({ name: 'UserErrorsError', code: 'WINDOW_GONE', field: ['optionId'] });
    const { hold, alternatives } = (error as UserErrorsError<Awaited<ReturnType<typeof page.holdDeliveryOption>>>).payload;
    expect(hold).toBeNull();
    expect(alternatives.length).toBeGreaterThan(0);
    expect(alternatives.filter(({ available, id }) => !available || id === option.id)).toEqual([]);
    expect((await page.holdDeliveryOption({ quote: choice.quote, optionId: alternatives[0]!.id })).hold.state).toBe('HELD');
    const refused = await page.holdDeliveryOption(choice, { throwOnUserErrors: false });
    expect(refused).toMatchObject({ hold: null, userErrors: [{ code: 'WINDOW_GONE' }] });
  });

  test('a hold becomes an order, once', async () => {
    const { option, choice } = await offer();
    const { hold } = await page.holdDeliveryOption(choice);
    const confirmed = await shop.confirmHold({ holdId: hold.id, reference: ' R-1 ', recipient, instructions: 'Ring twice' });
    expect(confirmed.order).toMatchObject({ reference: 'R-1', deliveries: [{ id: confirmed.delivery.id }] });
    expect(confirmed.delivery).toMatchObject({ state: 'CONFIRMED', kind: 'DROP_OFF', recipient: { ...recipient, phone: null }, instructions: 'Ring twice', window: option.window, address: { line1: ADDRESS.line1 } });
    expect(confirmed.delivery.parcels).toMatchObject([{ weightGrams: 1_000, barcode: expect.stringMatching(/^DS[0-9A-Z]{12}$/), loadedAt: null }]);
    expect(confirmed.trackingLink).toMatchObject({ token: expect.stringMatching(/^trk_[\w-]{32,}$/), url: expect.stringContaining('/t/#trk_') });
    expect(await shop.hold({ id: hold.id })).toMatchObject({ state: 'CONFIRMED', order: { reference: 'R-1' } });
    expect(await page.hold({ id: hold.id })).toMatchObject({ state: 'CONFIRMED', order: null });
    expect(await failure(shop.confirmHold({ holdId: hold.id, reference: 'R-1B', recipient }))).toMatchObject({ code: 'HOLD_NOT_HELD' });
    expect(await failure(orderOf('R-1'))).toMatchObject({ code: 'ALREADY_EXISTS', field: ['reference'] });
    expect((await shop.order({ reference: 'R-1' }))?.id).toBe(confirmed.order.id);
    expect((await shop.order({ id: confirmed.order.id }))?.reference).toBe('R-1');
    expect(await failure(shop.order({}))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('an order without a hold takes its window at once, or says all that is missing', async () => {
    const { option } = await offer();
    const made = await shop.createOrder({ reference: 'R-2', recipient, address: ADDRESS, basket: SMALL.basket, serviceLevelCode: 'two-hours', date: option.date, windowStart: windowStart(option) });
    expect(made.delivery.window).toEqual(option.window);
    const error = await failure(shop.createOrder({ reference: '', recipient: { name: ' ' } }));
    const fields = (error as UserErrorsError).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
    expect(fields.sort()).toEqual([
      'INVALID_INPUT address', 'INVALID_INPUT basket', 'INVALID_INPUT date', 'INVALID_INPUT recipient.name', 'INVALID_INPUT reference', 'INVALID_INPUT serviceLevelCode', 'INVALID_INPUT windowStart',
    ]);
    expect(await failure(shop.createOrder({ reference: 'X', recipient, address: ADDRESS, basket: SMALL.basket, serviceLevelCode: 'by-drone', date: option.date, windowStart: '10:00' }))).toMatchObject({ code: 'INVALID_INPUT', field: ['serviceLevelCode'] });
  });

  test('the same idempotency key acts once, and another request under it is refused', async () => {
    const { hold } = await page.holdDeliveryOption((await offer()).choice);
    const input = { holdId: hold.id, reference: 'R-3', recipient };
    const [first, again] = [await shop.confirmHold(input, { idempotencyKey: 'once' }), await shop.confirmHold(input, { idempotencyKey: 'once' })];
    expect(again.order.id).toBe(first.order.id);
    expect(again.trackingLink).toEqual(first.trackingLink);
    expect(await failure(shop.confirmHold({ ...input, reference: 'R-3B' }, { idempotencyKey: 'once' }))).toMatchObject({ name: 'IdempotencyError', code: 'IDEMPOTENCY_CONFLICT' });
  });

  test('orders and deliveries are listed newest first, page by page, and filtered', async () => {
    const { delivery } = await orderOf('R-4');
    const { edges, pageInfo } = await shop.deliveries({ first: 1 });
    expect(edges[0]?.node.id).toBe(delivery.id);
    expect(pageInfo.hasNextPage).toBe(true);
    const walked = [];
    for await (const order of nodes((after) => shop.orders({ first: 2, after }))) walked.push(order.reference);
    expect(walked.slice(0, 2)[0]).toBe('R-4');
    expect(new Set(walked).size).toBe(walked.length);
    expect((await shop.deliveries({ filter: { states: ['DELIVERED'] } })).edges).toEqual([]);
    expect(await failure(shop.orders({ first: 0 }))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  test('a delivery is followed by its link until it is canceled', async () => {
    const { delivery, trackingLink } = await orderOf('R-5');
    const link = recipientOf(trackingLink.token);
    expect(await link.getDeliveryTracking()).toMatchObject({
      deliveryId: delivery.id, reference: 'R-5', state: 'CONFIRMED', estimate: null, noEstimateReason: 'The day is not planned yet.', driverFirstName: null, vehiclePosition: null, pin: null, proof: null,
      steps: [{ state: 'CONFIRMED', status: 'CURRENT' }, { state: 'PLANNED', status: 'UPCOMING' }, { state: 'OUT_FOR_DELIVERY' }, { state: 'ARRIVING' }, { state: 'DELIVERED' }],
    });
    const states = [];
    for await (const view of link.deliveryTracking()) {
      states.push(view.state);
      if (view.state === 'CONFIRMED') await shop.cancelDelivery({ deliveryId: delivery.id });
      if (view.state === 'CANCELED') {
        expect(view.steps).toMatchObject([{ state: 'CONFIRMED', status: 'DONE' }, { state: 'CANCELED', status: 'FAILED' }]);
        break;
      }
    }
    expect(states).toEqual(['CONFIRMED', 'CANCELED']);
    link.close();
    expect(await failure(shop.cancelDelivery({ deliveryId: delivery.id }))).toMatchObject({ code: 'INVALID_STATE', field: ['deliveryId'] });
    const journey = (await shop.delivery({ id: delivery.id }))?.journey.edges.map(({ node }) => node.type);
    expect(journey).toEqual(['delivery.confirmed', 'delivery.canceled']);
    expect((await shop.createTrackingLink({ deliveryId: delivery.id })).trackingLink.token).not.toBe(trackingLink.token);
    expect(await failure(shop.createTrackingLink({ deliveryId: 'dlv_1' }))).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('keys may do what their kind may, and what is not theirs is not there', async () => {
    const { url, network, publishableKey } = backend;
    expect(await shop.delivery({ id: 'dlv_00000000000000000000000000' })).toBeNull();
    expect(await page.hold({ id: 'hld_00000000000000000000000000' })).toBeNull();
    expect(await failure(shop.planDay({ depotId: 'dep_1', date: '2026-11-22' }))).toMatchObject({ name: 'PermissionError', code: 'FORBIDDEN' });
    expect(await failure(shop.getDeliveryTracking({}))).toMatchObject({ code: 'BAD_USER_INPUT' });
    const stranger = createDoorstep({ url, secretKey: `sk_${'x'.repeat(32)}`, ...network });
    expect(await failure(stranger.viewer())).toMatchObject({ name: 'AuthenticationError', code: 'UNAUTHENTICATED', status: 401, requestId: expect.any(String) });
    // With the page's key as a page would not send it: a document of its own.
    const send = network.fetch ?? fetch;
    const answer = await send(url, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${publishableKey}` }, body: '{"query":"{ viewer { kind } }"}' });
    expect([answer.status, ((await answer.json()) as { errors: [{ extensions: { code: string } }] }).errors[0].extensions.code]).toEqual([403, 'DOCUMENT_NOT_ALLOWED']);
  });

  test('documents of your own run by the schema', async () => {
    const own = await shop.request('query Own { order(reference: "R-1") { reference deliveries { state } } }');
    expect(own).toEqual({ order: { reference: 'R-1', deliveries: [{ state: 'CONFIRMED' }] } });
    expect(await failure(shop.request('{ order(reference: "R-1") { moons } }'))).toMatchObject({ code: 'GRAPHQL_VALIDATION_FAILED', status: 400 });
    expect(await failure(shop.request('{ order(reference: "R-1" { id } }'))).toMatchObject({ code: 'GRAPHQL_PARSE_FAILED', status: 400 });
    expect(await failure(shop.request('query Own($id: ID!) { order(id: $id) { id } }', {}))).toMatchObject({ code: 'BAD_USER_INPUT', status: 400 });
  });

  test('the feed has everything behind a cursor, filtered when asked to, and says when a cursor is too old', async () => {
    const head = await shop.deliveryEventsHead();
    const { delivery } = await orderOf('R-6');
    const events = [];
    for await (const event of shop.deliveryEvents({ after: head, filter: { deliveryIds: [delivery.id] } })) {
      events.push(event);
      if (event.type === 'delivery.confirmed') await shop.cancelDelivery({ deliveryId: delivery.id });
      if (event.type === 'delivery.canceled') break;
    }
    expect(events.map(({ type, deliveryId }) => `${type} ${deliveryId}`)).toEqual([`delivery.confirmed ${delivery.id}`, `delivery.canceled ${delivery.id}`]);
    const page = await shop.listDeliveryEvents({ after: head, filter: { types: ['delivery.canceled'] } });
    expect(page.edges.map(({ node }) => node.id)).toEqual([events[1]!.id]);
    const rest = await shop.listDeliveryEvents({ after: events[0]!.cursor });
    expect(rest.edges.map(({ node }) => node.id)).toContain(events[1]!.id);
    expect(await failure(shop.listDeliveryEvents({ after: 'nonsense' }))).toMatchObject({ code: 'BAD_USER_INPUT' });
    await backend.forgetEvents();
    expect(await failure(shop.listDeliveryEvents({ after: head }))).toMatchObject({ name: 'ResyncRequiredError', code: 'RESYNC_REQUIRED' });
    expect(await failure(shop.deliveryEvents({ after: head }).next())).toMatchObject({ code: 'RESYNC_REQUIRED' });
  });
});

/** The local start of a window, as orders without a hold name it. */
function windowStart({ window }: { window: { start: string; timeZone: string } }): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: window.timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(window.start));
}
