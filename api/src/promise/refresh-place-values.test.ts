import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressNear, createTestCourier, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { dataOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { MINUTE, SECOND } from '../shared/time.ts';
import { refreshPlaceValues } from './refresh-place-values.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp({ role: 'api' });
  courier = await createTestCourier(app.server, { drivers: 1 });
  shopper = new Shopper(app, courier);
});
afterAll(() => app.close());

async function weigh(scarcityWeight: number): Promise<void> {
  const input = { serviceLevelId: courier.serviceLevels.twoHours, priceRules: { scarcityWeight } };
  const { userErrors } = dataOf(await app.gql('mutation ($input: UpdateServiceLevelInput!) { updateServiceLevel(input: $input) { userErrors { message } } }', { input }, courier.secretKey))['updateServiceLevel'];
  expect(userErrors).toEqual([]);
}

async function prices(): Promise<string[]> {
  const { options } = await shopper.options(addressNear(1), { from: TOMORROW, days: 1 });
  return options.filter(({ available, serviceLevel }) => available && serviceLevel.code === 'two-hours').map(({ price }) => price!.amount);
}

it('leaves alone whose prices do not depend on it', async () => {
  expect(await refreshPlaceValues(app.server)).toBe(0);
  expect(new Set(await prices())).toEqual(new Set(['5.90']));
});

it('makes windows dearer that fill up, in the background: quotes read what it wrote, and lower again when they empty', async () => {
  await weigh(1);
  expect(new Set(await prices())).toEqual(new Set(['5.90']));
  // 08:00 and 16:00 UTC-8 of tomorrow: the first window of the day gets bookings, without any history twice as many are expected.
  const orders = [];
  for (let index = 0; index < 6; index += 1) orders.push(await shopper.create(`fill-${index}`, { address: addressNear(index + 2), windowStart: '08:00' }));
  expect(orders.flatMap(({ userErrors }) => userErrors)).toEqual([]);
  const counted = await refreshPlaceValues(app.server);
  expect(counted).toBeGreaterThan(0);
  const values = await rowsOf<{ starts: string; remaining_places: number; expected_demand: number; scarcity: number }>(
    app, courier, `select window_start::text as starts, remaining_places, expected_demand, scarcity from place_value where date = ? order by window_start`, [TOMORROW]);
  expect(values).toHaveLength(5);
  expect(values[0]!.expected_demand).toBe(6);
  expect(values[0]!.scarcity).toBeGreaterThan(values[1]!.scarcity);
  app.clock.advance(15 * SECOND);
  const [first, ...others] = await prices();
  expect(Number(first)).toBeCloseTo(5.9 * (1 + values[0]!.scarcity), 1);
  expect(new Set(others)).toEqual(new Set(['5.90']));

  for (const { delivery } of orders) await shopper.cancel(delivery!.id);
  await refreshPlaceValues(app.server);
  app.clock.advance(MINUTE);
  expect(new Set(await prices())).toEqual(new Set(['5.90']));
});

it('writes the same values beside itself, and forgets windows that are over', async () => {
  const before = await rowsOf<{ n: number }>(app, courier, 'select count(*)::int as n from place_value');
  await Promise.all([refreshPlaceValues(app.server), refreshPlaceValues(app.server), refreshPlaceValues(app.server)]);
  expect(await rowsOf(app, courier, 'select count(*)::int as n from place_value')).toEqual(before);
  app.clock.set(new Date('2026-11-23T12:00:00Z'));
  await refreshPlaceValues(app.server);
  expect(await rowsOf(app, courier, `select 1 as n from place_value where date = '2026-11-21'`)).toEqual([]);
});
