import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepPingPartitions } from '../src/tracking/keep-ping-partitions.job.ts';
import { DAY, MINUTE, SECOND } from '../src/shared/time.ts';
import { DriverDevice, planAndDispatch, type ShownRoute } from './driver-device.ts';
import { addressNear, createTestCourier, DEPOT_POSITION, TODAY, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { dataOf, rowsOf, Shopper } from './shopper.ts';
import { openSocket, type TestSocket } from './socket.ts';

const TRACKING = `subscription ($deliveryId: ID) { deliveryTracking(deliveryId: $deliveryId) {
  state stopsAway driverFirstName noEstimateReason estimate { p10 p50 p90 } vehiclePosition { position { latitude longitude } recordedAt } proof { place } steps { state status } } }`;
const EVENTS = 'subscription ($after: String) { deliveryEvents(after: $after, bookmarks: true) { cursor type deliveryId } }';
const ROUTE = 'subscription ($routeId: ID!) { routeTracking(routeId: $routeId) { position { position { latitude } } stopsDone stopsLeft secondsBehind nextStop { id } stopEstimates { stop { id } atRisk estimate { p50 } } route { state } } }';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;
let device: DriverDevice;
const sockets: TestSocket[] = [];

async function open(key: string): Promise<TestSocket> {
  const socket = await openSocket(`${app.url.replace('http', 'ws')}/graphql`, { key });
  sockets.push(socket);
  return socket;
}
let orders = 0;
async function order(address = addressNear(orders), by = shopper): Promise<{ deliveryId: string; trackingToken: string }> {
  orders += 1;
  const { delivery, trackingLink, userErrors } = await by.create(`R-${orders}`, { address, date: TODAY, windowStart: '10:00' });
  if (!delivery || !trackingLink) throw new Error(JSON.stringify(userErrors));
  return { deliveryId: delivery.id, trackingToken: trackingLink.token };
}
/** Reads until a payload fits, and gives it. */
async function until(socket: TestSocket, id: string, fits: (view: any) => boolean): Promise<any> {
  for (;;) {
    const { data } = await socket.next(id);
    const [view] = Object.values<any>(data);
    if (fits(view)) return view;
  }
}
async function onTheRoad(count: number): Promise<{ route: ShownRoute; links: Map<string, string> }> {
  const links = new Map<string, string>();
  for (let index = 0; index < count; index += 1) {
    const { deliveryId, trackingToken } = await order();
    links.set(deliveryId, trackingToken);
  }
  await planAndDispatch(app, courier, TODAY);
  app.clock.set(new Date('2026-11-21T17:45:00Z'));
  return { route: await device.loadAndStart(), links };
}

beforeEach(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server, { drivers: 1 });
  shopper = new Shopper(app, courier);
  device = new DriverDevice(app, courier.drivers[0]!);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await app.close();
});

it('shows a recipient the way to the door: a snapshot, then each change', async () => {
  const watchers = new Map<string, TestSocket>();
  for (const { deliveryId, trackingToken } of [await order(), await order()]) {
    const watching = await open(trackingToken);
    watching.subscribe('1', TRACKING);
    expect((await watching.next('1')).data.deliveryTracking).toMatchObject({ state: 'CONFIRMED', stopsAway: null, driverFirstName: null, estimate: null, noEstimateReason: 'The day is not planned yet.', vehiclePosition: null });
    watchers.set(deliveryId, watching);
  }

  // The one who is served last sees the most.
  const [planned] = await planAndDispatch(app, courier, TODAY);
  const deliveryId = planned!.stops.toSorted((one, other) => other.sequence - one.sequence)[0]!.deliveries[0]!.id;
  const socket = watchers.get(deliveryId)!;
  expect(await until(socket, '1', (view) => view.state === 'PLANNED')).toMatchObject({ noEstimateReason: 'The van has not left yet.' });
  app.clock.set(new Date('2026-11-21T17:45:00Z'));
  const route = await device.loadAndStart();
  const place = route.stops.findIndex((stop) => stop.deliveries[0]?.id === deliveryId);
  const out = await until(socket, '1', (view) => view.state === 'OUT_FOR_DELIVERY');
  expect(out).toMatchObject({ stopsAway: place, driverFirstName: 'Driver', noEstimateReason: null, vehiclePosition: null });
  expect(out.estimate.p10 <= out.estimate.p50 && out.estimate.p50 <= out.estimate.p90).toBe(true);

  for (const stop of route.stops.slice(0, place)) {
    await device.arrive(stop.id);
    await device.complete(stop.deliveries[0]!.id);
  }
  expect(await until(socket, '1', (view) => view.stopsAway === 0)).toMatchObject({ state: 'OUT_FOR_DELIVERY' });

  app.clock.advance(15 * MINUTE);
  const door = route.stops[place]!.address.position;
  await device.ping({ ...door, latitude: door.latitude + 0.003, at: app.clock.now() });
  const near = await until(socket, '1', (view) => view.state === 'ARRIVING');
  expect(near.vehiclePosition.position.latitude).toBeCloseTo(door.latitude + 0.003, 4);
  await device.arrive(route.stops[place]!.id);
  expect(await until(socket, '1', (view) => view.state === 'ARRIVED')).toMatchObject({ estimate: null, noEstimateReason: 'The driver is at the door.' });
  await device.complete(deliveryId);
  const done = await until(socket, '1', (view) => view.state === 'DELIVERED');
  expect(done).toMatchObject({ stopsAway: null, driverFirstName: null, vehiclePosition: null, proof: { place: 'IN_PERSON' } });
  expect(done.steps.map((step: any) => step.status)).toEqual(Array(5).fill('DONE'));
});

it('folds a storm of positions into the newest, and says nothing when nothing is new', { timeout: 30_000 }, async () => {
  const { route, links } = await onTheRoad(1);
  const [dispatcher, recipient] = [await open(courier.secretKey), await open([...links.values()][0]!)];
  dispatcher.subscribe('1', ROUTE, { routeId: route.id });
  recipient.subscribe('1', TRACKING);
  await Promise.all([dispatcher.next('1'), recipient.next('1')]);
  // Far away, so that the recipient is shown no position.
  for (let step = 1; step <= 40; step += 1) {
    app.clock.advance(2 * SECOND);
    await device.ping({ latitude: DEPOT_POSITION.latitude + step * 1e-5, longitude: DEPOT_POSITION.longitude, at: app.clock.now() });
  }
  const last = await until(dispatcher, '1', (view) => view.position?.position.latitude > DEPOT_POSITION.latitude + 39.5e-5);
  expect(last).toMatchObject({ stopsLeft: 1, route: { state: 'STARTED' } });
  expect(dispatcher.pending('1').length).toBeLessThan(5);
  expect(recipient.pending('1').length).toBeLessThan(5);
  expect(app.server.live.size).toBe(2);
  for (const socket of [dispatcher, recipient]) socket.send({ id: '1', type: 'complete' });
  await vi.waitFor(() => expect(app.server.live.size).toBe(0));
});

it('tells the dispatcher how far behind a route is, and an event tells each recipient once', async () => {
  const { route } = await onTheRoad(3);
  const read = async () => dataOf(await app.gql('query ($id: ID!) { routeTracking(routeId: $id) { secondsBehind stopsDone stopsLeft nextStop { id } stopEstimates { stop { id } atRisk } } }', { id: route.id }, courier.secretKey))['routeTracking'];
  const changes = () => rowsOf<{ subject_id: string }>(app, courier, `select subject_id from event where type = 'delivery.eta_changed'`);
  const still = { ...DEPOT_POSITION, longitude: DEPOT_POSITION.longitude + 1e-4 };
  await device.ping({ ...still, at: app.clock.now() });
  expect(await read()).toMatchObject({ stopsDone: 0, stopsLeft: 3, nextStop: { id: route.stops[0]!.id } });
  expect(await changes()).toEqual([]);

  app.clock.set(new Date('2026-11-21T20:30:00Z'));
  await device.ping({ ...still, at: app.clock.now() });
  const late = await read();
  expect(late.secondsBehind).toBeGreaterThan(2 * 3_600);
  expect(late.stopEstimates.map(({ atRisk }: any) => atRisk)).toEqual([true, true, true]);
  expect((await changes()).map((row) => row.subject_id).toSorted()).toEqual(route.stops.map((stop) => stop.deliveries[0]!.id).toSorted());
  app.clock.advance(10 * SECOND);
  await device.ping({ ...still, at: app.clock.now() });
  expect(await changes()).toHaveLength(3);
});

it('takes a batch twice as once, refuses what can\'t be, keeps one of a van that stands, and moves the route only forward', async () => {
  const { route } = await onTheRoad(1);
  const now = app.clock.now();
  const at = (secondsAgo: number, more: object = {}) => ({ ...DEPOT_POSITION, at: new Date(now.getTime() - secondsAgo * SECOND), ...more });
  const batch = [at(10), at(30), at(20), at(-600), at(15, { latitude: 39 })];
  expect(await device.ping(...batch)).toEqual({ accepted: 3, refused: 2, userErrors: [] });
  expect(await device.ping(...batch)).toMatchObject({ accepted: 3, refused: 2 });
  expect(await device.ping(at(40, { latitude: DEPOT_POSITION.latitude + 1e-4 }))).toMatchObject({ accepted: 1 });
  expect(await rowsOf(app, courier, 'select count(*)::int as pings from ping')).toEqual([{ pings: 2 }]);
  const [row] = await rowsOf<{ latitude: number; at: number }>(app, courier, 'select latitude, extract(epoch from position_at)::int as at from route where id = ?', [route.id]);
  expect(row).toEqual({ latitude: DEPOT_POSITION.latitude, at: now.getTime() / SECOND - 10 });
  expect((await device.ping()).userErrors.map(({ code }) => code)).toEqual(['INVALID_INPUT']);
  expect((await device.ping(...Array(101).fill(at(1)))).userErrors.map(({ code }) => code)).toEqual(['INVALID_INPUT']);
});

it('forgets positions after thirty days', async () => {
  const { route } = await onTheRoad(1);
  await device.ping({ ...DEPOT_POSITION, at: app.clock.now() });
  const pings = () => rowsOf(app, courier, 'select route_id from ping');
  app.clock.advance(30 * DAY);
  await keepPingPartitions.run(app.server);
  expect(await pings()).toEqual([{ route_id: route.id }]);
  app.clock.advance(DAY);
  await keepPingPartitions.run(app.server);
  expect(await pings()).toEqual([]);
});

describe('the feed', () => {
  it('comes in order without gaps, live and resumed behind a cursor', async () => {
    const socket = await open(courier.secretKey);
    socket.subscribe('1', EVENTS);
    await until(socket, '1', (event) => event.type === 'feed.bookmark');
    const first = await order();
    const confirmed = await until(socket, '1', (event) => event.type === 'delivery.confirmed');
    expect(confirmed.deliveryId).toBe(first.deliveryId);
    socket.terminate();

    const missed = await Promise.all([1, 2, 3, 4, 5].map(() => order()));
    const all = async (after: string | null): Promise<any[]> =>
      dataOf(await app.gql('query ($after: String) { deliveryEvents(first: 100, after: $after) { edges { cursor node { type deliveryId } } pageInfo { hasNextPage endCursor } } }', { after }, courier.secretKey))['deliveryEvents'].edges;
    await vi.waitFor(async () => expect((await all(confirmed.cursor)).filter((edge) => edge.node.type === 'delivery.confirmed')).toHaveLength(5));
    const expected = await all(confirmed.cursor);
    const again = await open(courier.secretKey);
    again.subscribe('1', EVENTS, { after: confirmed.cursor });
    const resumed = [];
    await until(again, '1', (event) => event.type === 'feed.bookmark' && event.cursor === confirmed.cursor);
    for (const _ of expected) resumed.push((await again.next('1')).data.deliveryEvents);
    expect(resumed.map(({ cursor }) => cursor)).toEqual(expected.map(({ cursor }) => cursor));
    expect(resumed.filter(({ type }) => type === 'delivery.confirmed').map(({ deliveryId }) => deliveryId).toSorted()).toEqual(missed.map(({ deliveryId }) => deliveryId).toSorted());
    const next = await order();
    expect(await until(again, '1', (event) => event.type === 'delivery.confirmed')).toMatchObject({ deliveryId: next.deliveryId });
  });

  it('shows a retailer its own events alone', async () => {
    const other = courier.retailers[1]!;
    const [mine, foreign] = [await order(), await order(addressNear(50), new Shopper(app, courier, other))];
    const page = async (key: string) =>
      dataOf(await app.gql('{ deliveryEvents(first: 100) { edges { node { deliveryId } } } }', {}, key))['deliveryEvents'].edges.flatMap((edge: any) => edge.node.deliveryId ?? []);
    await vi.waitFor(async () => expect(await page(courier.secretKey)).toEqual(expect.arrayContaining([mine.deliveryId, foreign.deliveryId])));
    expect(new Set(await page(other.secretKey))).toEqual(new Set([foreign.deliveryId]));
  });

  it('says what is wrong with a cursor: nonsense, ahead of the feed, too old', async () => {
    await order();
    const first = async (after: string | null) => app.gql('query ($after: String) { deliveryEvents(first: 1, after: $after) { edges { cursor } } }', { after }, courier.secretKey);
    await vi.waitFor(async () => expect(dataOf(await first(null))['deliveryEvents'].edges).toHaveLength(1));
    const cursor = dataOf(await first(null))['deliveryEvents'].edges[0].cursor;
    const codeOf = async (after: string) => (await first(after)).errors?.map((error) => error.extensions['code']);
    expect(await codeOf('nonsense')).toEqual(['BAD_USER_INPUT']);
    expect(await codeOf(Buffer.from('c:feed:999999').toString('base64url'))).toEqual(['BAD_USER_INPUT']);
    app.clock.advance(31 * DAY);
    await order(addressNear(3)).catch(() => {});
    expect(await codeOf(cursor)).toEqual(['RESYNC_REQUIRED']);
    const socket = await open(courier.secretKey);
    socket.subscribe('1', EVENTS, { after: cursor });
    expect((await socket.untilError('1')).map((error) => error.extensions.code)).toEqual(['RESYNC_REQUIRED']);
  });
});

it('knows nothing of what a key may not see: another link, retailer, organization', async () => {
  const { route, links } = await onTheRoad(2);
  const [[mine, link], [other]] = [...links] as [[string, string], [string, string]];
  const stranger = await createTestCourier(app.server, { name: 'Other Courier' });
  const codeOf = async (key: string, query: string, variables: Record<string, unknown>) => {
    const socket = await open(key);
    socket.subscribe('1', query, variables);
    return (await socket.untilError('1'))[0].extensions.code;
  };
  expect(await codeOf(link, TRACKING, { deliveryId: other })).toBe('NOT_FOUND');
  expect(await codeOf(courier.retailers[1]!.secretKey, TRACKING, { deliveryId: mine })).toBe('NOT_FOUND');
  expect(await codeOf(stranger.secretKey, TRACKING, { deliveryId: mine })).toBe('NOT_FOUND');
  expect(await codeOf(stranger.secretKey, ROUTE, { routeId: route.id })).toBe('NOT_FOUND');
  expect(await codeOf(courier.retailers[0]!.secretKey, ROUTE, { routeId: route.id })).toBe('FORBIDDEN');
  expect(await codeOf(link, EVENTS, {})).toBe('FORBIDDEN');
  expect(await codeOf(courier.retailers[0]!.publishableKey, TRACKING, { deliveryId: mine })).toBe('FORBIDDEN');
  expect(await codeOf(courier.secretKey, TRACKING, {})).toBe('BAD_USER_INPUT');
  const asked = async (key: string) => dataOf(await app.gql('query ($id: ID) { deliveryTracking(deliveryId: $id) { deliveryId } }', { id: mine }, key))['deliveryTracking'];
  expect(await asked(link)).toEqual({ deliveryId: mine });
  expect(await asked(courier.retailers[0]!.secretKey)).toEqual({ deliveryId: mine });
  expect([await asked(courier.retailers[1]!.secretKey), await asked(stranger.secretKey)]).toEqual([null, null]);
  expect(app.server.live.size).toBe(0);
});
