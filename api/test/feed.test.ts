import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tenantEntityManager } from '../src/platform/context.ts';
import { MINUTE } from '../src/shared/time.ts';
import { DriverDevice, planAndDispatch } from './driver-device.ts';
import { addressNear, createTestCourier, DEPOT_POSITION, TODAY, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { dataOf, Shopper } from './shopper.ts';
import { openSocket, type TestSocket } from './socket.ts';

const FEED = `subscription ($after: String, $filter: DeliveryEventFilter, $bookmarks: Boolean) {
  deliveryEvents(after: $after, filter: $filter, bookmarks: $bookmarks) { cursor type deliveryId data } }`;
const PAGE = `query ($after: String, $filter: DeliveryEventFilter, $first: Int) {
  deliveryEvents(after: $after, filter: $filter, first: $first) { edges { node { cursor type deliveryId data } } pageInfo { hasNextPage endCursor } } }`;

let app: TestApp;
let courier: TestCourier;
const sockets: TestSocket[] = [];

async function follow(variables: Record<string, unknown>, key = courier.secretKey): Promise<TestSocket> {
  const socket = await openSocket(`${app.url.replace('http', 'ws')}/graphql`, { key });
  sockets.push(socket);
  socket.subscribe('1', FEED, variables);
  return socket;
}
async function nextOf(socket: TestSocket): Promise<any> {
  return (await socket.next('1')).data.deliveryEvents;
}
async function page(variables: Record<string, unknown> = {}, key = courier.secretKey): Promise<{ edges: { node: any }[]; pageInfo: any }> {
  return dataOf(await app.gql(PAGE, { first: 100, ...variables }, key))['deliveryEvents'];
}
let orders = 0;
async function order(retailer = courier.retailers[0]!): Promise<string> {
  orders += 1;
  const { delivery, userErrors } = await new Shopper(app, courier, retailer).create(`F-${orders}`, { address: addressNear(orders), date: TODAY, windowStart: '10:00' });
  if (!delivery) throw new Error(JSON.stringify(userErrors));
  return delivery.id;
}

beforeEach(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server, { drivers: 1 });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await app.close();
});

describe('a subscription', () => {
  it('says where it begins, so that nothing is missed when it is lost before its first event', async () => {
    const socket = await follow({ bookmarks: true });
    const { type, cursor } = await nextOf(socket);
    expect(type).toBe('feed.bookmark');
    socket.terminate();
    const deliveryId = await order();
    const again = await follow({ after: cursor });
    for (;;) {
      const event = await nextOf(again);
      if (event.type === 'delivery.confirmed') {
        expect(event.deliveryId).toBe(deliveryId);
        break;
      }
    }
  });

  it('misses nothing after the head that a state was read behind', async () => {
    const head = dataOf(await app.gql('{ deliveryEventsHead }', {}, courier.secretKey))['deliveryEventsHead'];
    const deliveryId = await order();
    const socket = await follow({ after: head, filter: { states: ['CONFIRMED'] } });
    expect((await nextOf(socket)).deliveryId).toBe(deliveryId);
  });

  it('takes note of how far it is while nothing fits', async () => {
    const socket = await follow({ bookmarks: true, filter: { types: ['delivery.delivered'] } });
    await nextOf(socket);
    const em = tenantEntityManager(app.server.orm, courierActor());
    await em.execute(`insert into event (id, organization_id, subject_id, type, occurred_at, recorded_at, actor, data)
      select 'evt_' || n, ?, 'rte_1', 'route.started', now(), now(), 'system', '{}' from generate_series(1, 1500) n`, [courier.organizationId]);
    app.server.wakeRelay();
    const { type, cursor } = await nextOf(socket);
    expect(type).toBe('feed.bookmark');
    expect(Number(Buffer.from(cursor, 'base64url').toString().split(':').at(-1))).toBeGreaterThanOrEqual(1_000);
  });

  it('reads news once, however many follow, and gives each follower all of it', async () => {
    const followers = await Promise.all(Array.from({ length: 20 }, () => follow({ bookmarks: true })));
    await Promise.all(followers.map(nextOf));
    expect(app.server.live.size).toBe(1);
    const deliveryId = await order();
    const untilConfirmed = async (socket: TestSocket) => {
      const types = [];
      for (let event = await nextOf(socket); ; event = await nextOf(socket)) {
        types.push(event.type);
        if (event.deliveryId === deliveryId && event.type === 'delivery.confirmed') return types.join();
      }
    };
    app.statements.length = 0;
    expect(new Set(await Promise.all(followers.map(untilConfirmed))).size).toBe(1);
    expect(app.statements.filter((sql) => /from "event"/.test(sql)).length).toBeLessThan(6);
    for (const socket of followers) socket.send({ id: '1', type: 'complete' });
    await vi.waitFor(() => expect(app.server.live.size).toBe(0));
  });
});

describe('a filter', () => {
  it('passes the same events live and by page: states, types and deliveries', async () => {
    const [watched, other] = [await order(), await order()];
    await planAndDispatch(app, courier, TODAY);
    app.clock.set(new Date('2026-11-21T17:45:00Z'));
    await new DriverDevice(app, courier.drivers[0]!).loadAndStart();
    const everything = await untilPlaced('delivery.out_for_delivery', 2);
    const only = async (filter: object, fits: (event: any) => boolean) => {
      const expected = everything.filter(fits);
      expect(expected.length).toBeGreaterThan(0);
      expect((await page({ filter })).edges.map(({ node }) => node)).toEqual(expected);
      const socket = await follow({ filter, after: Buffer.from('c:feed:0').toString('base64url') });
      for (const event of expected) expect(await nextOf(socket)).toEqual(event);
    };
    await only({ states: ['CONFIRMED', 'LOADED'] }, ({ type }) => ['delivery.confirmed', 'delivery.loaded'].includes(type));
    await only({ types: ['route.started'] }, ({ type }) => type === 'route.started');
    await only({ deliveryIds: [watched] }, ({ deliveryId }) => deliveryId === watched);
    await only({ deliveryIds: [watched], states: ['LOADED'], types: ['delivery.out_for_delivery'] }, ({ type, deliveryId }) => deliveryId === watched && ['delivery.loaded', 'delivery.out_for_delivery'].includes(type));
    expect(other).not.toBe(watched);
  });

  it('tells once when the estimate comes below ten minutes, and when the van is within 500 m', async () => {
    await order();
    await planAndDispatch(app, courier, TODAY);
    app.clock.set(new Date('2026-11-21T17:45:00Z'));
    const device = new DriverDevice(app, courier.drivers[0]!);
    const route = await device.loadAndStart();
    const deliveryId = route.stops[0]!.deliveries[0]!.id;
    const [byTime, byDistance] = [await follow({ filter: { etaWithinMinutes: 10 } }), await follow({ filter: { withinMeters: 500, deliveryIds: [deliveryId] } })];
    await vi.waitFor(() => expect(app.server.live.size).toBe(1));
    const door = route.stops[0]!.address.position;
    await device.ping({ ...DEPOT_POSITION, at: app.clock.now() });
    // The window opens at 10:00: before that nobody arrives.
    app.clock.set(new Date('2026-11-21T17:52:00Z'));
    await device.ping({ latitude: door.latitude + 0.004, longitude: door.longitude, at: app.clock.now() });
    expect(await nextOf(byDistance)).toMatchObject({ type: 'delivery.nearing', deliveryId, data: { withinMeters: 500, stopsAway: 0 } });
    const soon = await nextOf(byTime);
    expect(soon).toMatchObject({ type: 'delivery.nearing', deliveryId });
    expect(soon.data.withinMinutes).toBeLessThanOrEqual(10);
    app.clock.advance(2 * MINUTE);
    await device.ping({ latitude: door.latitude + 0.0041, longitude: door.longitude, at: app.clock.now() });
    await device.arrive(route.stops[0]!.id);
    await untilPlaced('delivery.arrived', 1);
    for (const filter of [{ etaWithinMinutes: 10 }, { withinMeters: 500 }]) expect((await page({ filter })).edges).toHaveLength(1);
  });

  it('refuses what can never fit, and says what can', async () => {
    const messageOf = async (filter: object) => (await app.gql(PAGE, { first: 1, filter }, courier.secretKey)).errors?.map(({ message, extensions }) => [extensions['code'], message]);
    expect(await messageOf({ etaWithinMinutes: 12 })).toEqual([['BAD_USER_INPUT', '"etaWithinMinutes" must be one of 60, 30, 20, 15, 10, 5, got 12.']]);
    expect(await messageOf({ withinMeters: 1 })).toEqual([['BAD_USER_INPUT', '"withinMeters" must be one of 5000, 2000, 1000, 500, 200, got 1.']]);
    expect(await messageOf({ types: ["x' or true"] })).toEqual([['BAD_USER_INPUT', '"x\' or true" is no type of an event. Types look like "delivery.delivered".']]);
    expect(await messageOf({ deliveryIds: Array(101).fill('dlv_1') })).toEqual([['BAD_USER_INPUT', '"deliveryIds" may name at most 100, got 101. Follow the whole feed, or split them over several subscriptions.']]);
  });

  it('never leads to another retailer\'s delivery', async () => {
    const foreign = await order(courier.retailers[1]!);
    const mine = await order();
    await untilPlaced('delivery.confirmed', 2);
    const key = courier.retailers[0]!.secretKey;
    expect((await page({ filter: { deliveryIds: [foreign] } }, key)).edges).toEqual([]);
    expect(new Set((await page({ filter: { deliveryIds: [foreign, mine] } }, key)).edges.map(({ node }) => node.deliveryId))).toEqual(new Set([mine]));
  });
});

function courierActor() {
  return { organizationId: courier.organizationId, retailerId: null };
}
async function untilPlaced(type: string, count: number): Promise<any[]> {
  return vi.waitFor(async () => {
    const events = (await page()).edges.map(({ node }) => node);
    expect(events.filter((event) => event.type === type)).toHaveLength(count);
    return events;
  });
}
