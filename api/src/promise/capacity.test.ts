import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, TODAY, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { START, startTestApp, type TestApp } from '../../test/harness.ts';
import { dataOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { MINUTE } from '../shared/time.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp({ role: 'api' });
  courier = await createTestCourier(app.server, { drivers: 2, days: 2, maxWeightGrams: 15_000 });
  shopper = new Shopper(app, courier);
});
afterAll(() => app.close());

const DOCUMENT = `query ($depotId: ID!, $from: LocalDate!, $days: Int!) { depotCapacity(depotId: $depotId, from: $from, days: $days) {
  date planVersion vans booked held vanTime spareVanTime
  windows { serviceLevel { code } window { start } isOnSale openAreas areas { territoryId center { latitude longitude } fits } }
  demand { bookedLastHour expected neededVanTime isEnough } } }`;
const ask = async (from: string, days = 1, key = courier.secretKey) => dataOf(await app.gql(DOCUMENT, { depotId: courier.depotId, from, days }, key))['depotCapacity'];

describe('depotCapacity', () => {
  it('tells of an untouched day what its vans could take, bounded by their load and the tries', async () => {
    const days = await ask(TOMORROW, 2);
    expect(days.map(({ date }: { date: string }) => date)).toEqual([TOMORROW, '2026-11-23']);
    const [tomorrow, after] = days;
    expect(tomorrow).toMatchObject({ planVersion: 0, vans: 2, booked: 0, held: 0, vanTime: 'PT20H', spareVanTime: 'PT20H', demand: { bookedLastHour: 0, expected: 0, neededVanTime: 'PT0S', isEnough: true } });
    expect(tomorrow.windows.map(({ serviceLevel, isOnSale }: any) => [serviceLevel.code, isOnSale])).toEqual([['two-hours', true], ['next-day', true], ...Array(4).fill(['two-hours', true])]);
    // Two vans of 15 kg, five kilos each time, in all sixteen parts of the territory.
    for (const window of tomorrow.windows) expect([window.openAreas, new Set(window.areas.map(({ fits }: any) => fits))]).toEqual([16, new Set([6])]);
    // Nobody is on shift then.
    expect(after).toMatchObject({ vans: 0, vanTime: 'PT0S' });
    for (const window of after.windows) expect(window.openAreas).toBe(0);
  });

  it('counts what is booked and held until its instant, what is left, and what the next hour would need', async () => {
    for (const index of [1, 2, 3]) expect((await shopper.create(`cap-${index}`, { address: addressNear(index), windowStart: '10:00' })).userErrors).toEqual([]);
    await shopper.holdAny(4, TOMORROW);
    const [busy] = await ask(TOMORROW);
    expect(busy).toMatchObject({ planVersion: 4, booked: 3, held: 1, demand: { bookedLastHour: 3, expected: 1, isEnough: true } });
    expect(busy.spareVanTime).not.toBe('PT20H');
    expect(busy.demand.neededVanTime).toMatch(/^PT\d+M/);
    // Four of two kilos each are on board.
    for (const window of busy.windows) for (const area of window.areas) expect(area.fits).toBeLessThan(6);
    app.clock.advance(61 * MINUTE);
    const [later] = await ask(TOMORROW);
    expect(later).toMatchObject({ booked: 3, held: 0, demand: { bookedLastHour: 0, expected: 1 } });
    app.clock.set(START);
  });

  it('says of a window what a shopper there would be told', async () => {
    const [tomorrow] = await ask(TOMORROW);
    const { areas } = tomorrow.windows[0];
    const { center } = areas[5];
    const basket = { parcels: [{ weightGrams: 5_000, lengthMillimeters: 200, widthMillimeters: 200, heightMillimeters: 500 }] };
    const { options } = await shopper.options({ ...addressNear(1), position: center }, { basket, from: TOMORROW, days: 1 });
    const shown = options.map(({ window, serviceLevel, available }) => [serviceLevel.code, window.start, available]);
    expect(tomorrow.windows.map((window: any) => [window.serviceLevel.code, window.window.start, window.areas[5].fits > 0])).toEqual(shown);
  });

  it('is the courier\'s: no retailer, no page and no other tenant sees it, and it writes nothing', async () => {
    for (const key of [courier.retailers[0]!.secretKey, courier.retailers[0]!.publishableKey]) {
      expect((await app.gql(DOCUMENT, { depotId: courier.depotId, from: TODAY, days: 1 }, key)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    }
    const stranger = await createTestCourier(app.server);
    expect(await ask(TODAY, 1, stranger.secretKey)).toBeNull();
    const before = await rowsOf(app, courier, 'select id, version from day_plan order by id');
    await ask(TODAY, 3);
    expect(await rowsOf(app, courier, 'select id, version from day_plan order by id')).toEqual(before);
  });

  it('looks at 1 to 7 days', async () => {
    for (const days of [0, 8]) {
      const answer = await app.gql(DOCUMENT, { depotId: courier.depotId, from: TODAY, days }, courier.secretKey);
      expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });
});
