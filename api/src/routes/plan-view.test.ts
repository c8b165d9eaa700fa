import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, TODAY, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { Shopper } from '../../test/shopper.ts';
import { startApp, type App } from '../app.ts';
import { systemEntityManager } from '../platform/context.ts';
import { MINUTE } from '../shared/time.ts';
import { loadDayCard } from './load-day-card.ts';
import { PlanView } from './plan-view.ts';

let app: TestApp;
/** Another node on the same database and clock. */
let other: App;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp({ role: 'api' });
  other = await startApp({ databaseUrl: app.databaseUrl, clock: app.clock, log: app.server.log, role: 'api' });
});
beforeEach(async () => {
  courier = await createTestCourier(app.server, { drivers: 1 });
  shopper = new Shopper(app, courier);
});
afterAll(async () => {
  await other.close();
  await app.close();
});

const sql = (text: string, values: unknown[] = []) => systemEntityManager(app.server.orm).execute(text, values);
const cardsOf = async (server = app.server, date = TOMORROW) => (await new PlanView(server, courier.organizationId).days(courier.depotId, [date]))[0]!;
const countsOf = async (server = app.server) => (await cardsOf(server)).cards.map((card) => card.count);

async function holdTomorrow(index = 1) {
  const { quote, options } = await shopper.options(addressNear(index), { from: TOMORROW, days: 1 });
  const { hold } = await shopper.hold(quote, options.find(({ available }) => available)!.id);
  return hold!;
}

describe('the view of plans', () => {
  it('answers a second quote from memory: it asks for versions in one statement and reads no row', async () => {
    await holdTomorrow();
    await shopper.options(addressNear(2));
    app.statements.length = 0;
    const { options } = await shopper.options(addressNear(3));
    expect(options.length).toBeGreaterThan(10);
    expect(app.statements).toEqual([expect.stringMatching(/^select organization_id as owner.* from change_mark .* from day_plan /s)]);
  });

  it('sees what another node has just committed', async () => {
    expect(await countsOf(other.server)).toEqual([0]);
    const hold = await holdTomorrow();
    expect(await countsOf(other.server)).toEqual([1]);
    await shopper.release(hold.id);
    expect(await countsOf(other.server)).toEqual([0]);
  });

  it('reads only the routes that changed, and is then what reading the whole day gives', async () => {
    courier = await createTestCourier(app.server, { drivers: 3 });
    shopper = new Shopper(app, courier);
    for (const index of [1, 2, 3, 4, 5, 6]) await holdTomorrow(index);
    const before = await cardsOf();
    await holdTomorrow(7);
    const after = await cardsOf();
    expect(after.version).toBe(before.version + 1);
    expect(after.cards.filter((card) => before.cards.includes(card))).toHaveLength(2);
    const { latitude, longitude } = { latitude: 37.8, longitude: -122.25 };
    expect(after).toEqual(await loadDayCard(app.server, { organizationId: courier.organizationId, depotId: courier.depotId, depot: { latitude, longitude }, date: TOMORROW }));
  });

  it('gives the place of a hold back at its very instant, with nobody telling', async () => {
    await holdTomorrow(1);
    app.clock.advance(MINUTE);
    await holdTomorrow(2);
    expect(await countsOf()).toEqual([2]);
    app.clock.advance(9 * MINUTE - 1);
    expect(await countsOf()).toEqual([2]);
    app.clock.advance(1);
    app.statements.length = 0;
    expect(await countsOf()).toEqual([1]);
    expect(app.statements).toHaveLength(1);
    app.clock.advance(MINUTE);
    const empty = await cardsOf();
    expect(empty.cards.map(({ count, nextExpiry, spareWeightGrams, maxWeightGrams }) => [count, nextExpiry, maxWeightGrams - spareWeightGrams])).toEqual([[0, Infinity, 0]]);
  });

  it.each([
    ['a shift was canceled', () => sql(`delete from shift where depot_id = ? and date = ?`, [courier.depotId, TOMORROW]), 'CLOSED'],
    ['the insurance of the driver ended', () => sql(`update credential set expires_on = ? where organization_id = ?`, [TODAY, courier.organizationId]), 'CLOSED'],
    ['the van is a smaller one', () => sql(`update vehicle set max_weight_grams = 1000 where organization_id = ?`, [courier.organizationId]), 'TOO_LARGE'],
    ['the driver may work no longer', () => sql(`update driver set max_duty_seconds = 60 where organization_id = ?`, [courier.organizationId]), 'DRIVER_HOURS'],
  ])('sees at once that %s', async (_, change, reason) => {
    const reasons = async () => new Set((await shopper.options(addressNear(1), { from: TOMORROW, days: 1 })).options.map((option) => option.reason));
    expect(await reasons()).toEqual(new Set([null]));
    await change();
    expect(await reasons()).toEqual(new Set([reason]));
  });

  it('sees at once that what is sold, or where, has changed', async () => {
    const codes = async () => new Set((await shopper.options(addressNear(1), { from: TOMORROW, days: 1 })).options.map((option) => option.serviceLevel.code));
    expect(await codes()).toEqual(new Set(['two-hours', 'next-day']));
    await sql(`update service_level set kind = 'SAME_DAY', cutoff = null where id = ?`, [courier.serviceLevels.nextDay]);
    expect(await codes()).toEqual(new Set(['two-hours']));
    await sql('delete from territory where depot_id = ?', [courier.depotId]);
    expect(await shopper.options(addressNear(1))).toMatchObject({ options: [], reason: 'OUTSIDE_TERRITORY' });
  });

  it('shows nothing of another organization, not even to who knows its depot', async () => {
    await holdTomorrow();
    await cardsOf();
    const stranger = await createTestCourier(app.server);
    expect(await new PlanView(app.server, stranger.organizationId).days(courier.depotId, [TOMORROW])).toEqual([]);
    const [own] = await new PlanView(app.server, stranger.organizationId).days(stranger.depotId, [TOMORROW]);
    expect(own!.cards.map((card) => card.count)).toEqual([0, 0]);
  });
});
