import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, TODAY, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { START, startTestApp, type TestApp } from '../../test/harness.ts';
import { breachesOf, dataOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { systemEntityManager } from '../platform/context.ts';
import { HOUR, MINUTE } from '../shared/time.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp({ role: 'api' });
});
afterAll(() => app.close());
beforeEach(async () => {
  courier = await createTestCourier(app.server, { drivers: 2 });
  shopper = new Shopper(app, courier);
});
afterEach(() => app.clock.set(START));

const DAY_AFTER = '2026-11-23';
const codes = ({ userErrors }: { userErrors: readonly { code: string }[] }) => userErrors.map(({ code }) => code);
/** All that a refusal must leave as it was. */
const everything = () => rowsOf(app, courier, `select (select json_agg(d order by id) from delivery d) as deliveries, (select json_agg(t order by id) from stop t) as stops, (select json_agg(p order by id) from (select id, version from day_plan where version > 0) p) as plans, (select count(*)::int from event) as events, (select count(*)::int from promise_certificate) as certificates`);

async function order(reference: string, more: object = {}): Promise<{ id: string; token: string }> {
  const { delivery, trackingLink, userErrors } = await shopper.create(reference, more);
  expect(userErrors).toEqual([]);
  return { id: delivery!.id, token: trackingLink!.token };
}

async function setPolicy(policy: object, retailer = courier.retailers[0]!): Promise<{ codes: string[]; policy: Record<string, unknown> | null }> {
  const document = 'mutation ($input: SetReschedulePolicyInput!) { setReschedulePolicy(input: $input) { retailer { reschedulePolicy { fee fixedFee { amount currency } refuseAfterLoad cutoff recipientMayCancel returnAfterDays } } userErrors { code field } } }';
  const { setReschedulePolicy } = dataOf(await app.gql(document, { input: { retailerId: retailer.id, fee: 'FREE', ...policy } }, courier.secretKey));
  return { codes: setReschedulePolicy.userErrors.map(({ code, field }: { code: string; field: string[] }) => `${code} ${field.join('.')}`), policy: setReschedulePolicy.retailer?.reschedulePolicy ?? null };
}

const setState = (id: string, state: string) => systemEntityManager(app.server.orm).execute('update delivery set state = ? where id = ?', [state, id]);

describe('rescheduleDelivery', () => {
  it('moves a delivery to another day in one step: old place out, new one in, with an event, a certificate and nothing else', async () => {
    const { id } = await order('move-1');
    const quote = (await shopper.rescheduleQuote(id))!;
    expect(quote).toMatchObject({ reason: null, window: { start: '2026-11-22T18:00:00.000Z' }, cancellation: { available: true, fee: { amount: '0.00' } } });
    expect(quote.options.some(({ window }) => window.start === quote.window.start && window.end === '2026-11-22T20:00:00.000Z'), 'not the one there is').toBe(false);
    const option = quote.options.find(({ date, available, serviceLevel }) => date === DAY_AFTER && available && serviceLevel.code === 'two-hours')!;
    expect(option).toMatchObject({ fee: { amount: '0.00' }, because: [{ kind: 'FREE', amount: { amount: '0.00' } }] });
    const moved = await shopper.reschedule(id, quote.quote!, option.id);
    expect(moved).toEqual({ delivery: { id, state: 'CONFIRMED' }, tracking: { state: 'CONFIRMED' }, fee: { amount: '0.00' }, because: [{ kind: 'FREE', amount: { amount: '0.00' } }], userErrors: [], alternatives: [] });
    expect(await rowsOf(app, courier, 'select p.date, extract(epoch from t.window_start)::int as start from stop t join day_plan p on p.id = t.day_plan_id where t.delivery_id = ?', [id])).toEqual([{ date: DAY_AFTER, start: Date.parse(option.window.start) / 1000 }]);
    expect(await rowsOf(app, courier, 'select date, price_minor from delivery where id = ?', [id])).toEqual([{ date: DAY_AFTER, price_minor: 590 }]);
    const events = await rowsOf<{ type: string; data: object }>(app, courier, 'select type, data from event where subject_id = ? order by sequence', [id]);
    expect(events.map(({ type }) => type)).toEqual(['delivery.confirmed', 'delivery.rescheduled']);
    expect(events[1]!.data).toEqual({
      windowStart: option.window.start, windowEnd: option.window.end, before: { windowStart: quote.window.start, windowEnd: '2026-11-22T20:00:00.000Z' },
      fee: { amount: '0.00', currency: 'USD', because: [{ kind: 'FREE', amount: '0.00' }] },
    });
    expect([await breachesOf(app, courier, TOMORROW), await breachesOf(app, courier, DAY_AFTER)]).toEqual([[], []]);
    // The quote was for the delivery as it was.
    const before = await everything();
    expect(codes(await shopper.reschedule(id, quote.quote!, option.id))).toEqual(['INVALID_STATE']);
    expect(await everything()).toEqual(before);
  });

  it('is for the recipient too, who sees the tracking and never the delivery, nor a certificate', async () => {
    const { token } = await order('move-2');
    const quote = (await shopper.rescheduleQuote(null, { key: token }))!;
    const option = quote.options.find(({ available }) => available)!;
    const moved = await shopper.reschedule(null, quote.quote!, option.id, token);
    expect(moved).toMatchObject({ delivery: null, tracking: { state: 'CONFIRMED' }, userErrors: [] });
    const canceled = dataOf(await app.gql('mutation { cancelDelivery(input: {}) { delivery { id } tracking { state } fee { amount } userErrors { code } } }', {}, token))['cancelDelivery'];
    expect(canceled).toEqual({ delivery: null, tracking: { state: 'CANCELED' }, fee: { amount: '0.00' }, userErrors: [] });
    expect(await rowsOf(app, courier, 'select 1 as n from stop')).toEqual([]);
  });

  it('is not in its own way: the one van that it fills takes it in another window of the day', async () => {
    courier = await createTestCourier(app.server, { drivers: 1, maxWeightGrams: 10_000 });
    shopper = new Shopper(app, courier);
    const { id } = await order('move-3', { basket: { parcels: [{ weightGrams: 10_000, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] } });
    const quote = (await shopper.rescheduleQuote(id, { from: TOMORROW, days: 1 }))!;
    const open = quote.options.filter(({ available }) => available);
    expect(open).toHaveLength(5);
    expect(codes(await shopper.reschedule(id, quote.quote!, open.at(-1)!.id))).toEqual([]);
    expect(await rowsOf(app, courier, 'select 1 as n from stop')).toHaveLength(1);
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
  });

  it('happens once when two windows are taken at the same moment', async () => {
    const { id, token } = await order('move-4');
    const quote = (await shopper.rescheduleQuote(id))!;
    const open = quote.options.filter(({ available, serviceLevel }) => available && serviceLevel.code === 'two-hours');
    const picks = [open.find(({ date }) => date === TODAY)!, open.find(({ date }) => date === DAY_AFTER)!];
    const answers = await Promise.all([shopper.reschedule(id, quote.quote!, picks[0]!.id), shopper.reschedule(null, quote.quote!, picks[1]!.id, token), shopper.cancel(id)]);
    expect(answers.map((answer) => codes(answer).join()).filter((code) => code !== '')).toEqual(['INVALID_STATE', 'INVALID_STATE'].slice(0, answers.filter((answer) => codes(answer).length > 0).length));
    const [row] = await rowsOf<{ state: string; date: string }>(app, courier, 'select state, date from delivery where id = ?', [id]);
    const stops = await rowsOf<{ date: string }>(app, courier, 'select p.date from stop t join day_plan p on p.id = t.day_plan_id where t.delivery_id = ?', [id]);
    expect(stops.map(({ date }) => date)).toEqual(row!.state === 'CANCELED' ? [] : [row!.date]);
    for (const date of [TODAY, TOMORROW, DAY_AFTER]) expect(await breachesOf(app, courier, date)).toEqual([]);
  });

  it('names what else can be had when the window is gone, and keeps the old one', async () => {
    courier = await createTestCourier(app.server, { drivers: 1, maxWeightGrams: 3_000 });
    shopper = new Shopper(app, courier);
    const { id } = await order('move-5', { date: TOMORROW });
    const quote = (await shopper.rescheduleQuote(id))!;
    const option = quote.options.find(({ available, date }) => available && date === DAY_AFTER)!;
    await order('move-6', { date: DAY_AFTER, address: addressNear(2) });
    const before = await everything();
    const answer = await shopper.reschedule(id, quote.quote!, option.id);
    expect(codes(answer)).toEqual(['WINDOW_GONE']);
    expect(answer.alternatives.length).toBeGreaterThan(0);
    expect(await everything()).toEqual(before);
    expect(codes(await shopper.reschedule(id, quote.quote!, answer.alternatives[0]!.id))).toEqual([]);
  });

  it('unloads what is loaded where the policy allows it, and the parcels are to be loaded again', async () => {
    const { id, token } = await order('move-7', { date: TODAY, windowStart: '14:00' });
    await setState(id, 'LOADED');
    await systemEntityManager(app.server.orm).execute('update parcel set loaded_at = ? where delivery_id = ?', [START, id]);
    expect(await shopper.rescheduleQuote(null, { key: token })).toMatchObject({ quote: null, options: [], reason: 'LOADED', cancellation: { available: false, reason: 'LOADED', fee: null } });
    // The courier may.
    const byCourier = (await shopper.rescheduleQuote(id, { key: courier.secretKey }))!;
    expect(byCourier.options.find(({ available }) => available)!.because).toEqual([{ kind: 'BY_COURIER', amount: { amount: '0.00' } }]);
    expect((await setPolicy({ refuseAfterLoad: false })).codes).toEqual([]);
    const quote = (await shopper.rescheduleQuote(null, { key: token }))!;
    const option = quote.options.find(({ available, date }) => available && date === TOMORROW)!;
    expect(codes(await shopper.reschedule(null, quote.quote!, option.id, token))).toEqual([]);
    expect(await rowsOf(app, courier, 'select d.state, p.loaded_at from delivery d join parcel p on p.delivery_id = d.id')).toEqual([{ state: 'CONFIRMED', loaded_at: null }]);
  });
});

describe('the fee of another window', () => {
  it('is the true marginal cost under AT_COST: what both plans cost after it, minus what they cost before', async () => {
    await setPolicy({ fee: 'AT_COST' });
    // A far address, alone on its van; the day after, a neighbor has a stop.
    const far = { ...addressNear(1), position: { latitude: 37.88, longitude: -122.2 } };
    const { id } = await order('cost-1', { address: far });
    await order('cost-2', { date: DAY_AFTER, address: { ...far, line1: '2 Far Street' } });
    const cost = async () => Number((await rowsOf<{ sum: string }>(app, courier, 'select sum(cost_minor)::text as sum from route'))[0]!.sum);
    const before = await cost();
    const quote = (await shopper.rescheduleQuote(id))!;
    const option = quote.options.find(({ date, available, window }) => date === DAY_AFTER && available && window.start === '2026-11-23T18:00:00.000Z')!;
    const fee = Math.round(Number(option.fee!.amount) * 100);
    expect(fee).toBeLessThan(-100);
    expect(option.because).toEqual([{ kind: 'MARGINAL_COST', amount: { amount: option.fee!.amount } }]);
    const moved = await shopper.reschedule(id, quote.quote!, option.id);
    expect(moved.fee).toEqual(option.fee);
    // Each route rounds its own cost.
    expect(Math.abs((await cost()) - before - Math.max(fee, -590))).toBeLessThanOrEqual(fee === -590 ? Infinity : 2);
    // Back again costs what it saved.
    const back = (await shopper.rescheduleQuote(id))!.options.find(({ date, available, window }) => date === TOMORROW && available && window.start === '2026-11-22T18:00:00.000Z')!;
    expect(Number(back.fee!.amount)).toBeGreaterThan(1);
  });

  it('is the fixed one under FIXED, with what a dearer service level costs more, and the same for calling off', async () => {
    expect(await setPolicy({ fee: 'FIXED', fixedFee: { amount: '2.50', currency: 'USD' } })).toMatchObject({ codes: [], policy: { fee: 'FIXED', fixedFee: { amount: '2.50', currency: 'USD' }, refuseAfterLoad: true, cutoff: null, recipientMayCancel: true, returnAfterDays: 7 } });
    const { id } = await order('fixed-1', { serviceLevelCode: 'next-day', windowStart: '08:00' });
    const quote = (await shopper.rescheduleQuote(id))!;
    const option = quote.options.find(({ date, available }) => date === DAY_AFTER && available)!;
    expect([option.fee, option.because]).toEqual([{ amount: '4.50' }, [{ kind: 'FIXED_FEE', amount: { amount: '2.50' } }, { kind: 'SERVICE_LEVEL', amount: { amount: '2.00' } }]]);
    expect(quote.cancellation).toEqual({ available: true, reason: null, fee: { amount: '2.50' }, because: [{ kind: 'FIXED_FEE', amount: { amount: '2.50' } }] });
    // What was quoted holds, whatever the policy becomes.
    await setPolicy({ fee: 'FREE' });
    expect(await shopper.reschedule(id, quote.quote!, option.id)).toMatchObject({ fee: { amount: '4.50' }, because: option.because, userErrors: [] });
  });

  it('gives back what a delivery that is called off saves, under AT_COST', async () => {
    await setPolicy({ fee: 'AT_COST' });
    const { id } = await order('saved-1');
    const { cancellation } = (await shopper.rescheduleQuote(id))!;
    expect(Number(cancellation.fee!.amount)).toBeLessThan(0);
    const [route] = await rowsOf<{ cost_minor: number }>(app, courier, 'select cost_minor from route where cost_minor > 0');
    expect(cancellation.fee!.amount).toBe(`-${(route!.cost_minor / 100).toFixed(2)}`);
    await shopper.cancel(id);
    const [event] = await rowsOf<{ data: { fee: object } }>(app, courier, `select data from event where type = 'delivery.canceled'`);
    expect(event!.data.fee).toEqual({ amount: cancellation.fee!.amount, currency: 'USD', because: [{ kind: 'MARGINAL_COST', amount: cancellation.fee!.amount }] });
  });

  it('comes from a policy that makes sense, set by the courier for its own retailers', async () => {
    expect((await setPolicy({ fee: 'FIXED' })).codes).toEqual(['INVALID_INPUT fixedFee']);
    expect((await setPolicy({ fixedFee: { amount: '1.00', currency: 'USD' } })).codes).toEqual(['INVALID_INPUT fixedFee']);
    expect((await setPolicy({ fee: 'FIXED', fixedFee: { amount: '1.00', currency: 'EUR' } })).codes).toEqual(['INVALID_INPUT fixedFee.currency']);
    expect((await setPolicy({ fee: 'FIXED', fixedFee: { amount: '-1.00', currency: 'USD' } })).codes).toEqual(['INVALID_INPUT fixedFee']);
    expect((await setPolicy({ cutoff: 'P15D' })).codes).toEqual(['INVALID_INPUT cutoff']);
    expect((await setPolicy({ returnAfterDays: 0 })).codes).toEqual(['INVALID_INPUT returnAfterDays']);
    const other = await createTestCourier(app.server);
    expect((await setPolicy({}, other.retailers[0]!)).codes).toEqual(['NOT_FOUND retailerId']);
    expect(await rowsOf(app, courier, 'select 1 as n from retailer where reschedule_policy is not null')).toEqual([]);
  });
});

describe('a change that is refused', () => {
  it('after the cut-off of the policy, by recipient and retailer; the courier still may', async () => {
    await setPolicy({ cutoff: 'PT2H', recipientMayCancel: false });
    const { id, token } = await order('late-1', { date: TODAY, windowStart: '14:00' });
    const quote = (await shopper.rescheduleQuote(null, { key: token }))!;
    expect(quote.cancellation).toMatchObject({ available: false, reason: 'NOT_ALLOWED' });
    const cancelByLink = async () => dataOf(await app.gql('mutation { cancelDelivery(input: {}) { userErrors { code } } }', {}, token))['cancelDelivery'];
    expect(codes(await cancelByLink())).toEqual(['REFUSED_BY_POLICY']);
    const option = quote.options.find(({ available, date }) => available && date === TOMORROW)!;
    app.clock.set(new Date(START.getTime() + 4 * HOUR + 1));
    expect((await shopper.rescheduleQuote(id))!.reason).toBe('TOO_LATE');
    const fresh = (await shopper.rescheduleQuote(id, { key: courier.secretKey }))!;
    app.clock.set(START);
    const before = await everything();
    // The same quote, an instant too late.
    app.clock.set(new Date(START.getTime() + 5 * MINUTE));
    await systemEntityManager(app.server.orm).execute(`update retailer set reschedule_policy = jsonb_set(reschedule_policy, '{cutoffSeconds}', '21600')`);
    expect(codes(await shopper.reschedule(null, quote.quote!, option.id, token))).toEqual(['REFUSED_BY_POLICY']);
    expect(codes(await shopper.cancel(id))).toEqual(['REFUSED_BY_POLICY']);
    expect(await everything()).toEqual(before);
    const byCourier = fresh.options.find(({ available, date }) => available && date === TOMORROW)!;
    expect(codes(await shopper.reschedule(id, fresh.quote!, byCourier.id, courier.secretKey))).toEqual([]);
  });

  it('on the road and afterwards, each with its reason', async () => {
    const { id } = await order('road-1');
    const quote = (await shopper.rescheduleQuote(id))!;
    const option = quote.options.find(({ available }) => available)!;
    for (const [state, reason] of [['OUT_FOR_DELIVERY', 'ON_THE_ROAD'], ['ARRIVED', 'ON_THE_ROAD'], ['DELIVERED', 'OVER'], ['CANCELED', 'OVER']]) {
      await setState(id, state!);
      const before = await everything();
      expect((await shopper.rescheduleQuote(id))!.reason).toBe(reason);
      expect(codes(await shopper.reschedule(id, quote.quote!, option.id))).toEqual(['INVALID_STATE']);
      expect(await everything()).toEqual(before);
    }
  });

  it('of somebody else: another delivery, retailer, tenant or link, and a quote of another kind, as if it were not there', async () => {
    const [one, two] = [await order('mine-1'), await order('mine-2', { address: addressNear(2) })];
    const other = new Shopper(app, courier, courier.retailers[1]!);
    const stranger = await createTestCourier(app.server);
    const quote = (await shopper.rescheduleQuote(one.id))!;
    const option = quote.options.find(({ available }) => available)!;
    const sold = await shopper.firstOpen(addressNear(3));
    const before = await everything();
    expect(await other.rescheduleQuote(one.id)).toBeNull();
    expect(await shopper.rescheduleQuote(one.id, { key: two.token })).toBeNull();
    expect(await shopper.rescheduleQuote(one.id, { key: stranger.secretKey })).toBeNull();
    expect(codes(await other.reschedule(one.id, quote.quote!, option.id))).toEqual(['NOT_FOUND']);
    expect(codes(await shopper.reschedule(one.id, quote.quote!, option.id, two.token))).toEqual(['NOT_FOUND']);
    expect(codes(await shopper.reschedule(one.id, quote.quote!, option.id, stranger.secretKey))).toEqual(['NOT_FOUND']);
    expect(codes(await shopper.reschedule(two.id, quote.quote!, option.id))).toEqual(['QUOTE_INVALID']);
    expect(codes(await shopper.reschedule(null, quote.quote!, option.id, two.token))).toEqual(['QUOTE_INVALID']);
    expect(codes(await shopper.reschedule(one.id, sold.quote, sold.option.id))).toEqual(['QUOTE_INVALID']);
    expect(codes(await shopper.reschedule(one.id, quote.quote!, sold.option.id))).toEqual(['QUOTE_INVALID']);
    expect(codes(await shopper.hold(quote.quote!, option.id))).toEqual(['QUOTE_INVALID']);
    app.clock.advance(15 * MINUTE);
    expect(codes(await shopper.reschedule(one.id, quote.quote!, option.id))).toEqual(['QUOTE_EXPIRED']);
    expect(await everything()).toEqual(before);
  });

  it('asks for a number of days that has a meaning', async () => {
    const { id } = await order('days-1');
    const answer = await app.gql('query ($id: ID!) { rescheduleQuote(deliveryId: $id, days: 15) { reason } }', { id }, courier.retailers[0]!.secretKey);
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});
