import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, DEPOT_POSITION, SMALL_BASKET, TODAY, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { START, startTestApp, type TestApp } from '../../test/harness.ts';
import { breachesOf, dataOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { HOUR, MINUTE } from '../shared/time.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server);
  shopper = new Shopper(app, courier);
});
afterAll(() => app.close());

describe('deliveryOptions', () => {
  it('lists every window of the days with price, or with why it cannot be had', async () => {
    const { options, reason, expiresAt } = await shopper.options(addressNear(1), { days: 4 });
    expect(reason).toBeNull();
    expect(expiresAt).toBe(new Date(START.getTime() + 15 * MINUTE).toISOString());
    const shown = options.map(({ date, reason: why, serviceLevel, price }) => [date, serviceLevel.code, why, price?.amount ?? null].join(' '));
    const open = (date: string) => `${date} two-hours  5.90`;
    expect(shown).toEqual([
      // It is 08:00 and the lead time is an hour.
      `${TODAY} two-hours AFTER_CUTOFF `, open(TODAY), open(TODAY), open(TODAY), open(TODAY),
      `${TOMORROW} two-hours  5.90`, `${TOMORROW} next-day  3.90`, ...Array(4).fill(open(TOMORROW)),
      ...Array(5).fill(open('2026-11-23')),
      // Nobody is on shift then.
      ...Array(5).fill('2026-11-24 two-hours CLOSED '),
    ]);
    expect(options[1]!.window).toEqual({ start: '2026-11-21T18:00:00.000Z', end: '2026-11-21T20:00:00.000Z', timeZone: 'America/Los_Angeles' });
  });

  it.each([
    ['an address outside of every territory', { ...addressNear(1), position: { latitude: 10, longitude: 10 } }, 'OUTSIDE_TERRITORY'],
    ['an address that nobody knows', { ...addressNear(1), position: null }, 'UNKNOWN_ADDRESS'],
  ])('offers nothing for %s', async (_, address, reason) => {
    expect(await shopper.options(address)).toMatchObject({ options: [], reason });
  });

  it('says TOO_LARGE for what no vehicle takes, and NO_SKILL for what no driver can', async () => {
    const reasons = async (basket: object) => new Set((await shopper.options(addressNear(1), { basket, from: TOMORROW, days: 1 })).options.map(({ reason }) => reason));
    expect(await reasons({ parcels: [{ weightGrams: 900_000, lengthMillimeters: 10, widthMillimeters: 10, heightMillimeters: 10 }] })).toEqual(new Set(['TOO_LARGE']));
    expect(await reasons({ ...SMALL_BASKET, handlingNeeds: ['KEEP_COLD'] })).toEqual(new Set(['NO_SKILL']));
    expect(await reasons({ ...SMALL_BASKET, handlingNeeds: ['FRAGILE', 'PIN'] })).toEqual(new Set([null]));
  });

  it('refuses a basket that has no meaning, and writes nothing when it answers', async () => {
    const input = { address: addressNear(1), basket: { parcels: [] } };
    const answer = await app.gql('query ($input: DeliveryOptionsInput!) { deliveryOptions(input: $input) { quote } }', { input }, courier.retailers[0]!.publishableKey);
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    app.statements.length = 0;
    await shopper.options();
    expect(app.statements.filter((sql) => /\b(insert|update|delete|for update)\b/i.test(sql))).toEqual([]);
  });
});

describe('holdDeliveryOption', () => {
  it('holds a place for ten minutes; confirmed in time it is a delivery with parcels, barcodes and a tracking link', async () => {
    const { quote, option } = await shopper.firstOpen();
    const { hold, userErrors } = await shopper.hold(quote, option.id);
    expect(userErrors).toEqual([]);
    expect(hold).toEqual({ id: expect.stringMatching(/^hld_/), state: 'HELD', expiresAt: new Date(START.getTime() + 10 * MINUTE).toISOString() });
    const confirmed = await shopper.confirm(hold!.id, 'order-1');
    expect(confirmed.userErrors).toEqual([]);
    expect(confirmed.delivery).toMatchObject({ state: 'CONFIRMED', parcels: [{ barcode: expect.stringMatching(/^DS[0-9A-HJKMNP-TV-Z]{12}$/) }] });
    expect(confirmed.trackingLink!.url).toBe(`${app.url}/t/#${confirmed.trackingLink!.token}`);
    const stops = await rowsOf<{ delivery_id: string; hold_id: null }>(app, courier, 'select delivery_id, hold_id, hold_expires_at from stop where delivery_id = ?', [confirmed.delivery!.id]);
    expect(stops).toEqual([{ delivery_id: confirmed.delivery!.id, hold_id: null, hold_expires_at: null }]);
    expect(await breachesOf(app, courier, option.date)).toEqual([]);
    expect((await shopper.confirm(hold!.id, 'order-1b')).userErrors[0]!.code).toBe('HOLD_NOT_HELD');
  });

  it('refuses forged, foreign and expired quotes, each with nothing changed', async () => {
    const { quote, option } = await shopper.firstOpen();
    const other = new Shopper(app, courier, courier.retailers[1]!);
    const otherQuote = await other.firstOpen();
    const codeOf = async (who: Shopper, sealed: string, id: string) => (await who.hold(sealed, id)).userErrors.map(({ code }) => code);
    const before = await rowsOf(app, courier, 'select count(*) as n from hold');
    const flipped = `${quote.slice(0, -2)}${quote.endsWith('A') ? 'B' : 'A'}A`;
    expect(await codeOf(shopper, flipped, option.id)).toEqual(['QUOTE_INVALID']);
    expect(await codeOf(shopper, 'nonsense', option.id)).toEqual(['QUOTE_INVALID']);
    expect(await codeOf(other, quote, option.id)).toEqual(['QUOTE_INVALID']);
    // An option of another quote, and one with a cheaper price written into it.
    expect(await codeOf(shopper, quote, otherQuote.option.id)).toEqual(['QUOTE_INVALID']);
    const [body, mac] = option.id.split('.');
    const cheaper = Buffer.from(Buffer.from(body!, 'base64url').toString().replace('590', '001')).toString('base64url');
    expect(await codeOf(shopper, quote, `${cheaper}.${mac}`)).toEqual(['QUOTE_INVALID']);
    app.clock.advance(15 * MINUTE);
    expect(await codeOf(shopper, quote, option.id)).toEqual(['QUOTE_EXPIRED']);
    app.clock.set(START);
    expect(await rowsOf(app, courier, 'select count(*) as n from hold')).toEqual(before);
  });

  it('refuses a window whose cut-off has passed since the quote, and names the nearest that are open', async () => {
    // At 09:00 the window from 10:00 is sold for the last instant.
    app.clock.set(new Date(START.getTime() + HOUR));
    const { quote, options } = await shopper.options();
    const ten = options.find(({ window }) => window.start === '2026-11-21T18:00:00.000Z')!;
    expect(ten.available).toBe(true);
    app.clock.advance(1);
    const { hold, userErrors, alternatives } = await shopper.hold(quote, ten.id);
    expect(hold).toBeNull();
    expect(userErrors.map(({ code }) => code)).toEqual(['WINDOW_GONE']);
    expect(alternatives.map(({ window }) => window.start).slice(0, 2)).toEqual(['2026-11-21T20:00:00.000Z', '2026-11-21T22:00:00.000Z']);
    app.clock.set(START);
  });

  it('gives the place back when the shopper lets it go', async () => {
    const { quote, option } = await shopper.firstOpen();
    const { hold } = await shopper.hold(quote, option.id);
    expect((await shopper.release(hold!.id)).hold).toEqual({ id: hold!.id, state: 'RELEASED' });
    expect(await rowsOf(app, courier, 'select 1 from stop where hold_id = ?', [hold!.id])).toEqual([]);
    expect((await shopper.release(hold!.id)).userErrors[0]!.code).toBe('HOLD_NOT_HELD');
    expect((await shopper.confirm(hold!.id, 'released')).userErrors[0]!.code).toBe('HOLD_NOT_HELD');
    const events = await rowsOf<{ type: string }>(app, courier, 'select type from event where subject_id = ? order by sequence', [hold!.id]);
    expect(events.map(({ type }) => type)).toEqual(['hold.held', 'hold.released']);
  });

  it('is a retailer\'s affair: another retailer finds nothing, and an organization\'s own key holds nothing', async () => {
    const { quote, option } = await shopper.firstOpen();
    const { hold } = await shopper.hold(quote, option.id);
    const other = new Shopper(app, courier, courier.retailers[1]!);
    expect((await other.release(hold!.id)).userErrors[0]!.code).toBe('NOT_FOUND');
    expect((await other.confirm(hold!.id, 'x')).userErrors[0]!.code).toBe('NOT_FOUND');
    const answer = await app.gql('query ($id: ID!) { hold(id: $id) { id } }', { id: hold!.id }, courier.retailers[1]!.secretKey);
    expect(dataOf(answer)).toEqual({ hold: null });
    await shopper.release(hold!.id);
  });

  it('does not show the order to the key in the browser', async () => {
    const { quote, option } = await shopper.firstOpen();
    const { hold } = await shopper.hold(quote, option.id);
    await shopper.confirm(hold!.id, 'browser-1');
    const document = 'query ($id: ID!) { hold(id: $id) { state order { reference } } }';
    const [browser, backend] = await Promise.all([courier.retailers[0]!.publishableKey, courier.retailers[0]!.secretKey].map((key) => app.gql(document, { id: hold!.id }, key)));
    expect([browser!.errors, browser!.data]).toEqual([undefined, { hold: { state: 'CONFIRMED', order: null } }]);
    expect(backend!.data).toEqual({ hold: { state: 'CONFIRMED', order: { reference: 'browser-1' } } });
  });
});

describe('confirmHold', () => {
  it('confirms once for one idempotency key, sent twice at the same moment, and answers the same', async () => {
    const { quote, option } = await shopper.firstOpen(addressNear(3));
    const { hold } = await shopper.hold(quote, option.id);
    const answers = await Promise.all([1, 2, 3].map(() => shopper.confirm(hold!.id, 'order-twice', 'key-twice')));
    expect(answers[0]!.userErrors).toEqual([]);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect(await rowsOf(app, courier, `select 1 as n from "order" where reference = 'order-twice'`)).toHaveLength(1);
    expect(await rowsOf(app, courier, 'select 1 as n from delivery where order_id = ?', [answers[0]!.order!.id])).toHaveLength(1);
  });

  it('refuses a reference that the retailer used, also of two at once, and keeps the hold; another retailer may use it', async () => {
    const holds = [];
    for (const index of [4, 5]) {
      const { quote, option } = await shopper.firstOpen(addressNear(index));
      holds.push((await shopper.hold(quote, option.id)).hold!.id);
    }
    const answers = await Promise.all(holds.map((id) => shopper.confirm(id, 'same-reference')));
    expect(answers.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual(['ALREADY_EXISTS']);
    const loser = holds[answers.findIndex(({ order }) => order === null)]!;
    expect((await shopper.confirm(loser, 'another-reference')).userErrors).toEqual([]);
    const other = new Shopper(app, courier, courier.retailers[1]!);
    expect((await other.create('same-reference')).userErrors).toEqual([]);
  });

  it('refuses texts that are missing or too long', async () => {
    const { quote, option } = await shopper.firstOpen(addressNear(6));
    const { hold } = await shopper.hold(quote, option.id);
    expect((await shopper.confirm(hold!.id, ' ')).userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['reference'] }]);
    expect((await shopper.confirm(hold!.id, 'x'.repeat(101))).userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['reference'] }]);
    await shopper.release(hold!.id);
  });
});

describe('createOrder with a hold', () => {
  it('is confirmHold under another name', async () => {
    const { quote, option } = await shopper.firstOpen(addressNear(7));
    const { hold } = await shopper.hold(quote, option.id);
    const bare = { holdId: hold!.id, address: null, basket: null, serviceLevelCode: null, date: null, windowStart: null };
    const made = await shopper.create('with-hold', bare);
    expect(made).toMatchObject({ userErrors: [], order: { reference: 'with-hold' }, delivery: { state: 'CONFIRMED' } });
    expect((await shopper.create('with-hold-2', bare)).userErrors.map(({ code }) => code)).toEqual(['HOLD_NOT_HELD']);
  });
});

describe('createOrder without a hold', () => {
  it('proves the window and takes it at once; each refusal has its code and changes nothing', async () => {
    const made = await shopper.create('import-1');
    expect(made.userErrors).toEqual([]);
    expect(made.delivery!.state).toBe('CONFIRMED');
    const before = await rowsOf(app, courier, 'select count(*) as n, max(version) as v from stop, day_plan');
    const codeOf = async (more: object) => (await shopper.create('import-2', more)).userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
    expect((await shopper.create('import-1')).userErrors.map(({ code }) => code)).toEqual(['ALREADY_EXISTS']);
    expect(await codeOf({ address: { ...addressNear(1), position: { latitude: DEPOT_POSITION.latitude + 3, longitude: 0 } } })).toEqual(['OUTSIDE_TERRITORY address']);
    expect(await codeOf({ address: { ...addressNear(1), position: null } })).toEqual(['UNKNOWN_ADDRESS address']);
    expect(await codeOf({ windowStart: '11:00' })).toEqual(['INVALID_INPUT windowStart']);
    expect(await codeOf({ serviceLevelCode: 'teleport' })).toEqual(['INVALID_INPUT serviceLevelCode']);
    expect(await codeOf({ date: '2026-11-20' })).toEqual(['WINDOW_GONE windowStart']);
    expect(await codeOf({ date: '2026-11-25' })).toEqual(['NO_CAPACITY windowStart']);
    expect(await codeOf({ address: null, basket: null })).toEqual(['INVALID_INPUT address', 'INVALID_INPUT basket']);
    expect(await codeOf({ holdId: 'hld_x' })).toHaveLength(5);
    expect(await codeOf({ basket: { parcels: [{ weightGrams: 900_000, lengthMillimeters: 1, widthMillimeters: 1, heightMillimeters: 1 }] } })).toEqual(['NO_CAPACITY windowStart']);
    expect((await rowsOf(app, courier, 'select count(*) as n, max(version) as v from stop, day_plan')).map(({ v }: { v?: number }) => v)).toEqual(before.map(({ v }: { v?: number }) => v));
  });
});

describe('cancelDelivery', () => {
  it('gives the place back, once, and says so in the journey', async () => {
    const { delivery } = await shopper.create('cancel-1');
    expect((await shopper.cancel(delivery!.id)).delivery).toEqual({ id: delivery!.id, state: 'CANCELED' });
    expect(await rowsOf(app, courier, 'select 1 as n from stop where delivery_id = ?', [delivery!.id])).toEqual([]);
    expect((await shopper.cancel(delivery!.id)).userErrors[0]!.code).toBe('INVALID_STATE');
    const other = new Shopper(app, courier, courier.retailers[1]!);
    expect((await other.cancel(delivery!.id)).userErrors[0]!.code).toBe('NOT_FOUND');
    const { data } = await app.gql('query ($id: ID!) { delivery(id: $id) { stop { id } journey { edges { node { type deliveryId data } } } } }', { id: delivery!.id }, courier.retailers[0]!.secretKey);
    expect(data['delivery'].stop).toBeNull();
    expect(data['delivery'].journey.edges.map((edge: { node: unknown }) => edge.node)).toEqual([
      { type: 'delivery.confirmed', deliveryId: delivery!.id, data: expect.objectContaining({ reference: 'cancel-1' }) },
      { type: 'delivery.canceled', deliveryId: delivery!.id, data: { reason: 'Changed my mind', fee: { amount: '0.00', currency: 'USD', because: [{ kind: 'FREE', amount: '0.00' }] } } },
    ]);
  });
});
