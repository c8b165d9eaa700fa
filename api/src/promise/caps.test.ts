import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { dataOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { WITHOUT_CAPS } from '../../test/without-caps.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp({ role: 'api', ports: { holdPolicy: WITHOUT_CAPS } });
});
afterAll(() => app.close());

async function change(courier: TestCourier, mutation: string, type: string, input: object): Promise<void> {
  const { userErrors } = dataOf(await app.gql(`mutation ($input: ${type}!) { ${mutation}(input: $input) { userErrors { code field message } } }`, { input }, courier.secretKey))[mutation];
  expect(userErrors).toEqual([]);
}

/** Sets a cap of three, by what it counts. */
const CAPS: Record<string, (courier: TestCourier) => Promise<void>> = {
  depot: (courier) => change(courier, 'updateDepot', 'UpdateDepotInput', { depotId: courier.depotId, maxDeliveriesPerDay: 3 }),
  territory: async (courier) => {
    const [{ id }] = await rowsOf<{ id: string }>(app, courier, 'select id from territory') as [{ id: string }];
    await change(courier, 'updateTerritory', 'UpdateTerritoryInput', { territoryId: id, maxDeliveriesPerDay: 3 });
  },
  window: (courier) => change(courier, 'updateServiceLevel', 'UpdateServiceLevelInput', { serviceLevelId: courier.serviceLevels.twoHours, maxDeliveriesPerWindow: 3 }),
};

describe.each(Object.keys(CAPS))('a cap of a %s', (cap) => {
  it('is exact, however many hold at once: three of twelve win, and the thirteenth is told before', async () => {
    const courier = await createTestCourier(app.server, { drivers: 4 });
    const shopper = new Shopper(app, courier);
    const asked = await Promise.all(Array.from({ length: 12 }, async (_, index) => {
      const { quote, options } = await shopper.options(addressNear(index), { from: TOMORROW, days: 1 });
      return { quote, id: options.find(({ available, serviceLevel }) => available && serviceLevel.code === 'two-hours')!.id };
    }));
    await CAPS[cap]!(courier);
    const answers = await Promise.all(asked.map(({ quote, id }) => shopper.hold(quote, id)));
    const won = answers.filter(({ hold }) => hold !== null);
    expect(won).toHaveLength(3);
    const refusals = answers.filter(({ hold }) => hold === null).map(({ userErrors: [error] }) => error!);
    expect(refusals.every(({ code, message }) => code === 'WINDOW_GONE' && /\b3 deliveries\b/.test(message))).toBe(true);
    expect(await rowsOf(app, courier, 'select count(*)::int as n from stop')).toEqual([{ n: 3 }]);

    const { options } = await shopper.options(addressNear(20), { from: TOMORROW, days: 1 });
    const same = options.find(({ id: _, window, serviceLevel }) => serviceLevel.code === 'two-hours' && window.start === '2026-11-22T16:00:00.000Z')!;
    expect(same.reason).toBe('FULL');
    // A cap of one window leaves the others open.
    expect(options.some(({ available }) => available)).toBe(cap === 'window');

    // What is let go is free again.
    await shopper.release(won[0]!.hold!.id);
    expect((await shopper.hold(asked[11]!.quote, asked[11]!.id)).userErrors).toEqual([]);
  });
});

it('the cap of a window leaves a window full of vans open to a neighbor, and closes one that vans could serve', async () => {
  const courier = await createTestCourier(app.server, { drivers: 1 });
  const shopper = new Shopper(app, courier);
  await change(courier, 'updateServiceLevel', 'UpdateServiceLevelInput', { serviceLevelId: courier.serviceLevels.twoHours, maxDeliveriesPerWindow: 0 });
  const { options } = await shopper.options(addressNear(1), { from: TOMORROW, days: 1 });
  const by = (code: string) => options.filter(({ serviceLevel }) => serviceLevel.code === code).map(({ reason }) => reason);
  expect(new Set(by('two-hours'))).toEqual(new Set(['FULL']));
  expect(by('next-day')).toEqual([null]);
});
