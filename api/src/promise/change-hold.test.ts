import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, SMALL_BASKET, TODAY, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { START, startTestApp, type TestApp } from '../../test/harness.ts';
import { breachesOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { HOUR, MINUTE } from '../shared/time.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp({ role: 'api' });
});
afterAll(() => app.close());
beforeEach(async () => {
  courier = await createTestCourier(app.server, { drivers: 1, maxWeightGrams: 10_000 });
  shopper = new Shopper(app, courier);
});
afterEach(() => app.clock.set(START));

const WHOLE_VAN = { parcels: [{ weightGrams: 10_000, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] };
const heldStops = () => rowsOf<{ hold_id: string; date: string; weight_grams: number }>(app, courier, 'select t.hold_id, p.date, t.weight_grams from stop t join day_plan p on p.id = t.day_plan_id order by p.date');
const codes = ({ userErrors }: { userErrors: readonly { code: string }[] }) => userErrors.map(({ code }) => code);
/** All that a refusal must leave as it was. */
const state = () => rowsOf(app, courier, `select (select json_agg(h order by id) from hold h) as holds, (select json_agg(t order by id) from stop t) as stops, (select json_agg(p order by id) from (select id, version from day_plan where version > 0) p) as plans, (select count(*)::int from promise_certificate) as certificates`);

async function holdOn(date: string, more: { basket?: object; index?: number } = {}): Promise<string> {
  const { quote, options } = await shopper.options(addressNear(more.index ?? 1), { from: date, days: 1, ...(more.basket && { basket: more.basket }) });
  const { hold, userErrors } = await shopper.hold(quote, options.find(({ available }) => available)!.id);
  expect(userErrors).toEqual([]);
  return hold!.id;
}

describe('extendHold', () => {
  it('keeps the place for its lifetime again, twice, in the plan and in the answer', async () => {
    const id = await holdOn(TOMORROW);
    app.clock.advance(9 * MINUTE);
    expect(await shopper.extend(id)).toEqual({ hold: { id, expiresAt: new Date(START.getTime() + 19 * MINUTE).toISOString(), extensionsLeft: 1 }, userErrors: [] });
    app.clock.advance(9 * MINUTE);
    expect((await shopper.extend(id)).hold).toMatchObject({ expiresAt: new Date(START.getTime() + 28 * MINUTE).toISOString(), extensionsLeft: 0 });
    app.clock.advance(9 * MINUTE);
    const before = await state();
    expect(codes(await shopper.extend(id))).toEqual(['NOT_EXTENDABLE']);
    expect(await state()).toEqual(before);
    expect((await shopper.confirm(id, 'extended')).userErrors).toEqual([]);
    const events = await rowsOf<{ type: string }>(app, courier, 'select type from event where subject_id = ? order by sequence', [id]);
    expect(events.map(({ type }) => type)).toEqual(['hold.held', 'hold.extended', 'hold.extended']);
  });

  it('is over at the instant at which the hold is, and for a hold that is no more', async () => {
    const id = await holdOn(TOMORROW);
    app.clock.advance(10 * MINUTE);
    expect(codes(await shopper.extend(id))).toEqual(['HOLD_EXPIRED']);
    app.clock.set(START);
    expect((await shopper.release(id)).userErrors).toEqual([]);
    expect(codes(await shopper.extend(id))).toEqual(['HOLD_NOT_HELD']);
    expect(codes(await shopper.extend('hld_00000000000000000000000000'))).toEqual(['NOT_FOUND']);
  });

  it('does not reach over the cut-off of its window', async () => {
    const { quote, options } = await shopper.options(addressNear(1), { from: TODAY, days: 1 });
    app.clock.set(new Date(START.getTime() + HOUR - MINUTE));
    // 10:00 is sold until 09:00.
    const again = await shopper.options(addressNear(1), { from: TODAY, days: 1 });
    const ten = again.options.find(({ window }) => window.start === options[1]!.window.start)!;
    const { hold } = await shopper.hold(again.quote, ten.id);
    app.clock.advance(5 * MINUTE);
    expect(codes(await shopper.extend(hold!.id))).toEqual(['NOT_EXTENDABLE']);
    expect(quote).not.toBe(again.quote);
  });

  it('is another retailer\'s no affair', async () => {
    const id = await holdOn(TOMORROW);
    const before = await state();
    const other = new Shopper(app, courier, courier.retailers[1]!);
    expect(codes(await other.extend(id))).toEqual(['NOT_FOUND']);
    expect(await state()).toEqual(before);
  });
});

describe('changeHold', () => {
  it('moves a hold to another day in one step, under its own id and with its own end', async () => {
    const id = await holdOn(TODAY);
    app.clock.advance(4 * MINUTE);
    const { quote, options } = await shopper.options(addressNear(2), { from: TOMORROW, days: 1 });
    const option = options.find(({ available }) => available)!;
    const changed = await shopper.change(id, quote, option.id);
    expect(changed).toEqual({ hold: { id, state: 'HELD', expiresAt: new Date(START.getTime() + 10 * MINUTE).toISOString(), window: { start: option.window.start } }, userErrors: [], alternatives: [] });
    expect((await heldStops()).map(({ hold_id, date }) => [hold_id, date])).toEqual([[id, TOMORROW]]);
    expect([await breachesOf(app, courier, TODAY), await breachesOf(app, courier, TOMORROW)]).toEqual([[], []]);
    const confirmed = await shopper.confirm(id, 'changed');
    expect(confirmed.userErrors).toEqual([]);
    expect(await rowsOf(app, courier, 'select date, address->>\'line1\' as line1 from delivery')).toEqual([{ date: TOMORROW, line1: '102 Test Street' }]);
  });

  it('is not in its own way: in a van that it fills, the window and the basket change within the day', async () => {
    const id = await holdOn(TODAY, { basket: WHOLE_VAN });
    const { quote, options } = await shopper.options(addressNear(1), { from: TODAY, days: 1, basket: SMALL_BASKET });
    // To a quote the van is full, of this very hold.
    expect(options.map(({ reason }) => reason).slice(1)).toEqual(Array(4).fill('FULL'));
    expect(codes(await shopper.change(id, quote, options.at(-1)!.id))).toEqual([]);
    expect(await heldStops()).toEqual([{ hold_id: id, date: TODAY, weight_grams: 2_000 }]);
    expect(await breachesOf(app, courier, TODAY)).toEqual([]);
  });

  it('keeps the old place when the new one can\'t be had, and says what can', async () => {
    const id = await holdOn(TODAY);
    const { quote, options } = await shopper.options(addressNear(2), { from: TOMORROW, days: 1, basket: WHOLE_VAN });
    await holdOn(TOMORROW, { index: 3 });
    const before = await state();
    const answer = await shopper.change(id, quote, options.find(({ available }) => available)!.id);
    expect([answer.hold, codes(answer)]).toEqual([null, ['WINDOW_GONE']]);
    expect(await state()).toEqual(before);
    expect((await shopper.confirm(id, 'kept')).userErrors).toEqual([]);
  });

  it('refuses a hold that is over or not theirs, and a quote that is, each with nothing changed', async () => {
    const id = await holdOn(TODAY);
    const { quote, options } = await shopper.options(addressNear(2), { from: TOMORROW, days: 1 });
    const option = options.find(({ available }) => available)!;
    const other = new Shopper(app, courier, courier.retailers[1]!);
    const theirs = await other.options(addressNear(2), { from: TOMORROW, days: 1 });
    const before = await state();
    expect(codes(await other.change(id, theirs.quote, theirs.options[0]!.id))).toEqual(['NOT_FOUND']);
    expect(codes(await shopper.change(id, theirs.quote, theirs.options[0]!.id))).toEqual(['QUOTE_INVALID']);
    expect(codes(await shopper.change(id, quote, theirs.options[0]!.id))).toEqual(['QUOTE_INVALID']);
    expect(codes(await shopper.change(id, `${quote.slice(0, -2)}AA`, option.id))).toEqual(['QUOTE_INVALID']);
    app.clock.advance(10 * MINUTE);
    expect(codes(await shopper.change(id, quote, option.id))).toEqual(['HOLD_EXPIRED']);
    app.clock.advance(5 * MINUTE);
    expect(codes(await shopper.change(id, quote, option.id))).toEqual(['QUOTE_EXPIRED']);
    expect(await state()).toEqual(before);
  });

  it('crosses with others without a deadlock: twenty at once, from day to day and back', async () => {
    courier = await createTestCourier(app.server, { drivers: 4 });
    shopper = new Shopper(app, courier);
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => holdOn([TODAY, TOMORROW][index % 2]!, { index })));
    const moves = await Promise.all(ids.map(async (id, index) => {
      const { quote, options } = await shopper.options(addressNear(index), { from: [TOMORROW, TODAY][index % 2]!, days: 1 });
      return { id, quote, optionId: options.findLast(({ available }) => available)!.id };
    }));
    const answers = await Promise.all(moves.map(({ id, quote, optionId }) => shopper.change(id, quote, optionId)));
    expect(answers.flatMap(codes).filter((code) => code !== 'WINDOW_GONE')).toEqual([]);
    expect((await heldStops()).map(({ hold_id }) => hold_id).sort()).toEqual([...ids].sort());
    expect([await breachesOf(app, courier, TODAY), await breachesOf(app, courier, TOMORROW)]).toEqual([[], []]);
  });
});

describe('the caps of open holds', () => {
  it('keep a key in a page from taking the whole day, while another retailer still gets its place', async () => {
    courier = await createTestCourier(app.server, { drivers: 2 });
    shopper = new Shopper(app, courier);
    for (let index = 0; index < 10; index += 1) await holdOn(TOMORROW, { index });
    const before = await state();
    const { quote, options } = await shopper.options(addressNear(11), { from: TOMORROW, days: 2 });
    const [first] = options.filter(({ available, date }) => available && date === TOMORROW);
    const refused = await shopper.hold(quote, first!.id);
    expect([refused.hold, codes(refused), refused.alternatives]).toEqual([null, ['TOO_MANY_HOLDS'], []]);
    expect(await state()).toEqual(before);
    // Another day is another measure, and so is another retailer.
    expect(codes(await shopper.hold(quote, options.find(({ available, date }) => available && date > TOMORROW)!.id))).toEqual([]);
    const other = new Shopper(app, courier, courier.retailers[1]!);
    const theirs = await other.options(addressNear(12), { from: TOMORROW, days: 1 });
    expect(codes(await other.hold(theirs.quote, theirs.options.find(({ available }) => available)!.id))).toEqual([]);
    // By the clock they count no more.
    app.clock.advance(10 * MINUTE);
    expect(codes(await shopper.hold(quote, first!.id))).toEqual([]);
  });

  it('let a shopper compare three windows of one quote, and no more', async () => {
    const { quote, options } = await shopper.options(addressNear(1), { from: TOMORROW, days: 1 });
    const open = options.filter(({ available }) => available);
    const answers = [];
    for (const { id } of open.slice(0, 4)) answers.push(codes(await shopper.hold(quote, id)));
    expect(answers).toEqual([[], [], [], ['TOO_MANY_HOLDS']]);
  });
});
