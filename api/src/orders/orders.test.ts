import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, type TestCourier } from '../../test/fixtures.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { dataOf, Shopper } from '../../test/shopper.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;
const ORDERS = 50;

beforeAll(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server, { drivers: 4 });
  shopper = new Shopper(app, courier);
  for (let index = 0; index < ORDERS; index += 1) {
    const made = await shopper.create(`o-${index}`, { address: addressNear(index), windowStart: ['08:00', '10:00', '12:00', '14:00', '16:00'][index % 5] });
    if (made.userErrors.length > 0) throw new Error(JSON.stringify(made.userErrors));
  }
});
afterAll(() => app.close());

const LIST = `query ($first: Int, $after: String, $filter: DeliveryFilter) {
  deliveries(first: $first, after: $after, filter: $filter) {
    pageInfo { hasNextPage endCursor }
    edges { cursor node {
      id state order { reference retailer { name } } recipient { name } address { line1 } serviceLevel { code } depot { name } window { start } price { amount }
      parcels { barcode } stop { sequence plannedArrival slack address { line1 } window { timeZone } deliveries { id } } journey(first: 5) { edges { node { type deliveryId delivery { id } } } }
    } }
  }
}`;

describe('a list of deliveries', () => {
  it('costs the same number of SQL statements for 50 with stops, parcels and events as for 5', async () => {
    const count = async (first: number) => {
      app.statements.length = 0;
      const { deliveries } = dataOf(await app.gql(LIST, { first }, courier.retailers[0]!.secretKey));
      expect(deliveries.edges).toHaveLength(first);
      for (const { node } of deliveries.edges) {
        expect(node).toMatchObject({ state: 'CONFIRMED', parcels: [{}], stop: { deliveries: [{ id: node.id }], address: { line1: node.address.line1 } } });
        expect(node.journey.edges.map((edge: any) => edge.node)).toEqual([{ type: 'delivery.confirmed', deliveryId: node.id, delivery: { id: node.id } }]);
      }
      return app.statements.filter((sql) => /^select/i.test(sql.replace(/^\[.*?\]\s*/, ''))).length;
    };
    await count(5);
    const few = await count(5);
    const many = await count(ORDERS);
    expect(many).toBe(few);
    expect(many).toBeLessThan(30);
  });

  it('goes through all pages, newest first, without gap or repetition', async () => {
    const references: string[] = [];
    for (let after: string | null = null; ;) {
      const { deliveries }: any = dataOf(await app.gql(LIST, { first: 17, after }, courier.retailers[0]!.secretKey));
      references.push(...deliveries.edges.map((edge: any) => edge.node.order.reference));
      if (!deliveries.pageInfo.hasNextPage) break;
      after = deliveries.pageInfo.endCursor;
    }
    expect(references).toEqual(Array.from({ length: ORDERS }, (_, index) => `o-${ORDERS - 1 - index}`));
  });

  it('is filtered by state, day, depot and retailer; another retailer sees none of it', async () => {
    const count = async (filter: object, key = courier.secretKey) => dataOf(await app.gql(LIST, { first: 100, filter }, key))['deliveries'].edges.length;
    expect(await count({ states: ['CONFIRMED'], date: '2026-11-22', depotId: courier.depotId, retailerId: courier.retailers[0]!.id })).toBe(ORDERS);
    expect(await count({ states: ['PLANNED', 'DELIVERED'] })).toBe(0);
    expect(await count({ date: '2026-11-23' })).toBe(0);
    expect(await count({ retailerId: courier.retailers[1]!.id })).toBe(0);
    expect(await count({}, courier.retailers[1]!.secretKey)).toBe(0);
  });

  it('refuses more than 100 and cursors that are none', async () => {
    for (const variables of [{ first: 101 }, { first: 0 }, { after: 'nonsense' }]) {
      expect((await app.gql(LIST, variables, courier.secretKey)).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });
});

describe('an order', () => {
  const ORDER = 'query ($id: ID, $reference: String) { order(id: $id, reference: $reference) { id reference retailer { name } deliveries { state } } }';

  it('is found by id and by reference, by its retailer and the organization alone', async () => {
    const [own, other] = courier.retailers;
    const { order } = dataOf(await app.gql(ORDER, { reference: 'o-7' }, own!.secretKey));
    expect(order).toEqual({ id: expect.stringMatching(/^ord_/), reference: 'o-7', retailer: { name: 'Fern & Field' }, deliveries: [{ state: 'CONFIRMED' }] });
    expect(dataOf(await app.gql(ORDER, { id: order.id }, courier.secretKey))['order']).toEqual(order);
    expect(dataOf(await app.gql(ORDER, { id: order.id }, other!.secretKey))['order']).toBeNull();
    expect(dataOf(await app.gql(ORDER, { reference: 'o-7' }, other!.secretKey))['order']).toBeNull();
    expect((await app.gql(ORDER, { id: order.id }, own!.publishableKey)).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await app.gql(ORDER, {}, own!.secretKey)).errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('keeps a journey of many events in pages, oldest first', async () => {
    const made = await shopper.create('paged', { address: addressNear(60) });
    await shopper.cancel(made.delivery!.id);
    const page = async (after?: string) => {
      const document = 'query ($id: ID!, $after: String) { delivery(id: $id) { journey(first: 1, after: $after) { pageInfo { hasNextPage hasPreviousPage endCursor } edges { node { type } } } } }';
      return dataOf(await app.gql(document, { id: made.delivery!.id, after }, courier.secretKey))['delivery'].journey;
    };
    const first = await page();
    expect(first).toMatchObject({ pageInfo: { hasNextPage: true, hasPreviousPage: false }, edges: [{ node: { type: 'delivery.confirmed' } }] });
    expect(await page(first.pageInfo.endCursor)).toMatchObject({ pageInfo: { hasNextPage: false, hasPreviousPage: true }, edges: [{ node: { type: 'delivery.canceled' } }] });
  });
});
