import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressNear, createTestCourier, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { dataOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { systemEntityManager } from '../platform/context.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp({ role: 'api' });
  courier = await createTestCourier(app.server, { drivers: 1 });
  shopper = new Shopper(app, courier);
});
afterAll(() => app.close());

const FIELDS = 'cause planVersion routeId stopId position plannedArrival slack slacks { stopId sequence slack } travelSource extraDistanceMeters extraDrivingTime marginalCost { amount } price { amount } window { start }';
const certificateOf = async (id: string) => dataOf(await app.gql(`query ($id: ID!) { delivery(id: $id) { certificate { ${FIELDS} } } }`, { id }, courier.secretKey))['delivery'].certificate;

it('says of each delivery how it was proven: its place, what was left to every other stop then, and what it cost', async () => {
  const first = await shopper.order(1, 'CERT-1', TOMORROW);
  const held = await certificateOf(first.deliveryId);
  expect(held).toMatchObject({ cause: 'HELD', planVersion: 1, position: 0, slacks: [], travelSource: app.server.ports.travelTimes.source, price: { amount: '5.90' } });
  const { userErrors, delivery } = await shopper.create('CERT-2', { address: addressNear(9), windowStart: '08:00' });
  expect(userErrors).toEqual([]);
  const ordered = await certificateOf(delivery!.id);
  // What is in the rows now is what was proven then: nothing has changed since.
  const stops = await rowsOf<{ id: string; sequence: number; delivery_id: string; slack_seconds: number; route_id: string; arrival: number }>(
    app, courier, 'select id, sequence, delivery_id, slack_seconds, route_id, extract(epoch from planned_arrival)::int as arrival from stop order by sequence');
  const own = stops.find((stop) => stop.delivery_id === delivery!.id)!;
  const other = stops.find((stop) => stop.delivery_id === first.deliveryId)!;
  const seconds = (duration: string) => [...duration.matchAll(/(\d+)([HMS])/g)].reduce((sum, [, count, unit]) => sum + Number(count) * { H: 3600, M: 60, S: 1 }[unit as 'H']!, 0);
  expect(ordered).toMatchObject({ cause: 'ORDERED', planVersion: 3, routeId: own.route_id, stopId: own.id, position: own.sequence, plannedArrival: new Date(own.arrival * 1000).toISOString() });
  expect(seconds(ordered.slack)).toBe(own.slack_seconds);
  expect(ordered.slacks.map((each: any) => [each.stopId, each.sequence, seconds(each.slack)])).toEqual([[other.id, other.sequence, other.slack_seconds]]);
  expect(ordered.extraDistanceMeters).toBeGreaterThan(0);
  expect(Number(ordered.marginalCost.amount)).toBeGreaterThan(0);
  // The first one's stays as it was.
  expect(await certificateOf(first.deliveryId)).toEqual(held);
});

it('has a new one after a change, and keeps the old', async () => {
  const { deliveryId } = await shopper.order(3, 'CERT-3', TOMORROW);
  const quote = (await shopper.rescheduleQuote(deliveryId))!;
  const option = quote.options.find(({ available, date }) => available && date !== TOMORROW)!;
  expect((await shopper.reschedule(deliveryId, quote.quote!, option.id)).userErrors).toEqual([]);
  expect(await certificateOf(deliveryId)).toMatchObject({ cause: 'RESCHEDULED', window: { start: option.window.start } });
  expect(await rowsOf(app, courier, 'select cause from promise_certificate where delivery_id = ? order by id', [deliveryId])).toEqual([{ cause: 'HELD' }, { cause: 'RESCHEDULED' }]);
});

it('is the courier\'s alone: no shopper, retailer or recipient sees it, nor does a retailer\'s key that may read plans', async () => {
  const { deliveryId, trackingToken } = await shopper.order(4, 'CERT-4', TOMORROW);
  const ask = (key: string) => app.gql('query ($id: ID!) { delivery(id: $id) { certificate { routeId } } }', { id: deliveryId }, key);
  for (const key of [courier.retailers[0]!.secretKey, courier.retailers[0]!.publishableKey, trackingToken, courier.drivers[0]!.sessionToken]) {
    const answer = await ask(key);
    expect(answer.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect(JSON.stringify(answer.data ?? {})).not.toContain('rte_');
  }
  await systemEntityManager(app.server.orm).execute(`update access_key set scopes = array_append(scopes, 'plan:read') where kind = 'SECRET_KEY' and retailer_id = ?`, [courier.retailers[1]!.id]);
  const other = new Shopper(app, courier, courier.retailers[1]!);
  const theirs = await other.order(5, 'CERT-5', TOMORROW);
  const answer = await app.gql('query ($id: ID!) { delivery(id: $id) { certificate { routeId } } }', { id: theirs.deliveryId }, courier.retailers[1]!.secretKey);
  expect([answer.errors, answer.data]).toEqual([undefined, { delivery: { certificate: null } }]);
});
