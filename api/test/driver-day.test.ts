import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../src/shared/time.ts';
import { DriverDevice, planAndDispatch, PNG, type ShownRoute } from './driver-device.ts';
import { addressNear, createTestCourier, SMALL_BASKET, TODAY, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { dataOf, rowsOf, Shopper } from './shopper.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;
let device: DriverDevice;

async function start(drivers = 1): Promise<void> {
  app = await startTestApp();
  courier = await createTestCourier(app.server, { drivers });
  shopper = new Shopper(app, courier);
  device = new DriverDevice(app, courier.drivers[0]!);
}
async function order(index: number, handlingNeeds: string[] = [], parcels = 1): Promise<{ deliveryId: string; trackingToken: string; barcodes: string[] }> {
  const basket = { parcels: Array(parcels).fill(SMALL_BASKET.parcels[0]), handlingNeeds };
  const { delivery, trackingLink, userErrors } = await shopper.create(`R-${index}`, { address: addressNear(index), basket, date: TODAY, windowStart: '10:00' });
  if (!delivery || !trackingLink) throw new Error(JSON.stringify(userErrors));
  return { deliveryId: delivery.id, trackingToken: trackingLink.token, barcodes: delivery.parcels.map(({ barcode }) => barcode) };
}
const codes = ({ userErrors }: { userErrors: readonly { code: string }[] }) => userErrors.map(({ code }) => code);
const stateOf = async (deliveryId: string) =>
  dataOf(await app.gql('query ($id: ID!) { delivery(id: $id) { state } }', { id: deliveryId }, courier.secretKey))['delivery'].state;
const journeyOf = async (deliveryId: string): Promise<string[]> =>
  dataOf(await app.gql('query ($id: ID!) { delivery(id: $id) { journey(first: 100) { edges { node { type } } } } }', { id: deliveryId }, courier.secretKey))['delivery'].journey.edges.map((edge: any) => edge.node.type);
const stopOf = (route: ShownRoute, deliveryId: string) => route.stops.find((stop) => stop.deliveries[0]?.id === deliveryId)!;
/** What is told of expectations on the way. */
const NEWS = ['delivery.eta_changed', 'commitment.narrowed', 'commitment.broken'];
/** Steps the clock to when the first stop can be served. */
const untilWindow = () => app.clock.set(new Date('2026-11-21T18:05:00Z'));

beforeEach(() => start());
afterEach(() => app.close());

it('walks a day: load, start, arrive, hand over with proof, fail, finish', async () => {
  const [plain, withPin, failing] = [await order(1), await order(2, ['PIN']), await order(3)];
  const [planned] = await planAndDispatch(app, courier, TODAY);
  expect(planned?.stops).toHaveLength(3);
  const route = await device.loadAndStart();
  expect(route.state).toBe('STARTED');
  expect(route.stops.map((stop) => stop.deliveries[0]?.state)).toEqual(['OUT_FOR_DELIVERY', 'OUT_FOR_DELIVERY', 'OUT_FOR_DELIVERY']);

  untilWindow();
  const first = stopOf(route, plain.deliveryId);
  expect(codes(await device.complete(plain.deliveryId))).toEqual(['INVALID_STATE']);
  expect((await device.arrive(first.id)).stop).toEqual({ state: 'ARRIVED', arrivedAt: '2026-11-21T18:05:00.000Z' });
  expect(codes(await device.complete(plain.deliveryId, { place: 'FRONT_DOOR' }))).toEqual(['PROOF_REQUIRED']);
  const photo = await device.upload();
  expect(await device.complete(plain.deliveryId, { place: 'FRONT_DOOR', photoUploadIds: [photo] })).toMatchObject({ delivery: { state: 'DELIVERED' }, userErrors: [] });

  await device.arrive(stopOf(route, withPin.deliveryId).id);
  const { pin } = dataOf(await app.gql('{ deliveryTracking { pin } }', {}, withPin.trackingToken))['deliveryTracking'];
  expect(pin).toMatch(/^\d{4}$/);
  expect(codes(await device.complete(withPin.deliveryId))).toEqual(['PROOF_REQUIRED']);
  expect(codes(await device.complete(withPin.deliveryId, { pin: pin === '0000' ? '1111' : '0000' }))).toEqual(['WRONG_PIN']);
  expect(await device.complete(withPin.deliveryId, { pin })).toMatchObject({ delivery: { state: 'DELIVERED' } });

  await device.arrive(stopOf(route, failing.deliveryId).id);
  expect(codes(await device.fail(failing.deliveryId, 'NOBODY_HOME'))).toEqual(['PROOF_REQUIRED']);
  expect(await device.fail(failing.deliveryId, 'NOBODY_HOME', { proof: { photoUploadIds: [await device.upload()] } })).toMatchObject({ delivery: { state: 'ATTEMPT_FAILED' } });

  expect(await device.myRoute()).toBeNull();
  const [finished] = await rowsOf<{ state: string }>(app, courier, 'select state from route where id = ?', [route.id]);
  expect(finished).toEqual({ state: 'FINISHED' });
  expect(await rowsOf(app, courier, 'select barcode from parcel where loaded_at is null')).toEqual([{ barcode: failing.barcodes[0] }]);
  expect((await journeyOf(plain.deliveryId)).filter((type) => !NEWS.includes(type)).slice(0, 7)).toEqual([
    'delivery.confirmed', 'delivery.planned', 'delivery.loaded', 'delivery.out_for_delivery', 'delivery.arrived', 'delivery.delivered',
  ]);

  const attempts = dataOf(await app.gql('query ($id: ID!) { delivery(id: $id) { attempts { outcome reason proof { place photoUrls pinVerified } } } }', { id: plain.deliveryId }, courier.secretKey))['delivery'].attempts;
  expect(attempts).toMatchObject([{ outcome: 'DELIVERED', reason: null, proof: { place: 'FRONT_DOOR', pinVerified: false } }]);
  const shown = await fetch(attempts[0].proof.photoUrls[0]);
  expect([shown.status, shown.headers.get('content-type'), shown.headers.get('x-content-type-options'), Buffer.from(await shown.arrayBuffer())]).toEqual([200, 'image/png', 'nosniff', PNG]);
});

it('offers another window after nobody was home, once, and takes the delivery back when it was refused', async () => {
  const [absent, refused] = [await order(1), await order(2)];
  await planAndDispatch(app, courier, TODAY);
  const route = await device.loadAndStart();
  untilWindow();
  await device.arrive(stopOf(route, absent.deliveryId).id);
  await device.fail(absent.deliveryId, 'NO_ACCESS', { note: 'Gate locked' });
  await device.arrive(stopOf(route, refused.deliveryId).id);
  expect((await device.fail(refused.deliveryId, 'REFUSED')).delivery?.state).toBe('RETURNED');

  await vi.waitFor(async () => expect(await journeyOf(absent.deliveryId)).toContain('delivery.reattempt_offered'), { timeout: 10_000, interval: 100 });
  expect((await journeyOf(refused.deliveryId)).slice(-4)).toEqual(['delivery.arrived', 'delivery.attempt_failed', 'delivery.returning', 'delivery.returned']);

  const { deliveryTracking } = dataOf(await app.gql('{ deliveryTracking { state failureReason steps { state status } reattempt { quote options { id available } } } }', {}, absent.trackingToken));
  expect(deliveryTracking).toMatchObject({ state: 'ATTEMPT_FAILED', failureReason: 'NO_ACCESS' });
  expect(deliveryTracking.steps.at(-1)).toEqual({ state: 'ATTEMPT_FAILED', status: 'FAILED' });
  const option = deliveryTracking.reattempt.options.find((each: any) => each.available);
  const rebooked = dataOf(await app.gql('mutation ($input: RebookDeliveryInput!) { rebookDelivery(input: $input) { tracking { state failureReason steps { status } } userErrors { code } } }', { input: { quote: deliveryTracking.reattempt.quote, optionId: option.id } }, absent.trackingToken))['rebookDelivery'];
  expect(rebooked).toEqual({ tracking: { state: 'CONFIRMED', failureReason: null, steps: ['CURRENT', 'UPCOMING', 'UPCOMING', 'UPCOMING', 'UPCOMING'].map((status) => ({ status })) }, userErrors: [] });
  expect((await journeyOf(absent.deliveryId)).filter((type) => type === 'delivery.reattempt_offered')).toHaveLength(1);
});

it('tells the wrong vehicle with the right one, an unknown barcode, a second scan, and what is missing', async () => {
  await app.close();
  await start(2);
  const [mine, other] = [await order(1, [], 2), await order(2)];
  const plan = dataOf(await app.gql('mutation ($input: PlanDayInput!) { planDay(input: $input) { dayPlan { routes { id driver { id } stops { id deliveries { id } } } } } }', { input: { depotId: courier.depotId, date: TODAY } }, courier.secretKey))['planDay'].dayPlan;
  const [routeOf0, routeOf1] = courier.drivers.map(({ id }) => plan.routes.find((route: any) => route.driver?.id === id));
  for (const [deliveryId, routeId] of [[mine.deliveryId, routeOf0.id], [other.deliveryId, routeOf1.id]]) {
    const stop = plan.routes.flatMap((route: any) => route.stops).find((each: any) => each.deliveries[0]?.id === deliveryId);
    dataOf(await app.gql('mutation ($input: MoveStopInput!) { moveStop(input: $input) { userErrors { code message } } }', { input: { stopId: stop.id, routeId, sequence: 0 } }, courier.secretKey));
  }
  for (const routeId of [routeOf0.id, routeOf1.id]) {
    expect(dataOf(await app.gql('mutation ($input: DispatchRouteInput!) { dispatchRoute(input: $input) { userErrors { code message } } }', { input: { routeId } }, courier.secretKey))).toEqual({ dispatchRoute: { userErrors: [] } });
  }

  expect(await device.scan('NOBODY-KNOWS')).toMatchObject({ parcel: null, userErrors: [{ code: 'UNKNOWN_BARCODE' }] });
  expect(await device.scan(other.barcodes[0]!)).toMatchObject({ parcel: null, rightVehicle: { id: courier.drivers[1]!.vehicleId }, userErrors: [{ code: 'WRONG_VEHICLE' }] });
  expect(await device.scan(mine.barcodes[0]!)).toMatchObject({ loading: { expected: 2, loaded: 1 }, userErrors: [] });
  expect(await stateOf(mine.deliveryId)).toBe('PLANNED');
  expect(codes(await device.scan(mine.barcodes[0]!))).toEqual(['ALREADY_LOADED']);
  expect(await device.start()).toMatchObject({ route: null, missing: [{ barcode: mine.barcodes[1] }], userErrors: [{ code: 'MISSING_PARCELS' }] });
  expect((await device.myRoute())?.state).toBe('LOADING');
  await device.scan(mine.barcodes[1]!);
  expect(await stateOf(mine.deliveryId)).toBe('LOADED');
  expect(await device.start()).toMatchObject({ route: { state: 'STARTED' }, missing: [], userErrors: [] });
  expect(await device.start()).toMatchObject({ route: { state: 'STARTED' }, userErrors: [] });
});

it('leaves what is missing behind, to be planned again, and takes its stop off the route', async () => {
  const [taken, missing] = [await order(1), await order(2, [], 2)];
  await planAndDispatch(app, courier, TODAY);
  expect(codes(await device.start(true))).toEqual(['INVALID_STATE']);
  await device.scan(taken.barcodes[0]!);
  await device.scan(missing.barcodes[0]!);
  expect(await device.start(true)).toMatchObject({ route: { state: 'STARTED' }, missing: [{ barcode: missing.barcodes[1] }], userErrors: [] });
  const route = await device.myRoute();
  expect(route?.stops.map((stop) => [stop.sequence, stop.deliveries[0]?.id])).toEqual([[0, taken.deliveryId]]);
  expect([await stateOf(taken.deliveryId), await stateOf(missing.deliveryId)]).toEqual(['OUT_FOR_DELIVERY', 'CONFIRMED']);
  expect(await rowsOf(app, courier, 'select loaded_at from parcel where delivery_id = ?', [missing.deliveryId])).toEqual([{ loaded_at: null }, { loaded_at: null }]);
});

it('takes no more than five wrong PINs, and none after', async () => {
  const { deliveryId, trackingToken } = await order(1, ['PIN']);
  await planAndDispatch(app, courier, TODAY);
  const route = await device.loadAndStart();
  untilWindow();
  await device.arrive(route.stops[0]!.id);
  const { pin } = dataOf(await app.gql('{ deliveryTracking { pin } }', {}, trackingToken))['deliveryTracking'];
  for (let guess = 0; guess < 5; guess += 1) expect(codes(await device.complete(deliveryId, { pin: `x${guess}` }))).toEqual(['WRONG_PIN']);
  expect(codes(await device.complete(deliveryId, { pin }))).toEqual(['WRONG_PIN']);
  expect(await stateOf(deliveryId)).toBe('ARRIVED');
  expect(dataOf(await app.gql('query ($id: ID!) { deliveryTracking(deliveryId: $id) { pin } }', { id: deliveryId }, courier.secretKey))['deliveryTracking']).toEqual({ pin: null });
});

it('does a hand-over once, however often it is sent, also as the last of its route', async () => {
  const { deliveryId } = await order(1);
  await planAndDispatch(app, courier, TODAY);
  const route = await device.loadAndStart();
  untilWindow();
  await device.arrive(route.stops[0]!.id);
  await device.arrive(route.stops[0]!.id);
  const answers = await Promise.all([1, 2, 3].map(() => device.complete(deliveryId)));
  expect(answers.map(({ delivery, userErrors }) => [delivery?.state, userErrors])).toEqual(Array(3).fill(['DELIVERED', []]));
  expect(codes(await device.fail(deliveryId, 'REFUSED'))).toEqual(['NOT_FOUND']);
  expect((await journeyOf(deliveryId)).filter((type) => ['delivery.arrived', 'delivery.delivered'].includes(type))).toEqual(['delivery.arrived', 'delivery.delivered']);
  expect(await rowsOf(app, courier, 'select outcome from attempt')).toEqual([{ outcome: 'DELIVERED' }]);
});

it('takes the time of the device within bounds, and another order than planned, telling so', async () => {
  const [a, b] = [await order(1), await order(9)];
  await planAndDispatch(app, courier, TODAY);
  const route = await device.loadAndStart();
  untilWindow();
  const [first, second] = route.stops;
  const at = (milliseconds: number) => new Date(app.clock.now().getTime() + milliseconds).toISOString();
  expect(codes(await device.arrive(second!.id, { at: at(10 * MINUTE) }))).toEqual(['INVALID_INPUT']);
  expect(codes(await device.arrive(second!.id, { at: at(-25 * HOUR) }))).toEqual(['INVALID_INPUT']);
  expect(await device.arrive(second!.id, { at: at(-MINUTE) })).toEqual({ stop: { state: 'ARRIVED', arrivedAt: at(-MINUTE) }, outOfOrder: true, userErrors: [] });
  const last = second!.deliveries[0]!.id;
  expect((await device.complete(last)).delivery?.state).toBe('DELIVERED');
  expect((await device.arrive(first!.id, { at: at(SECOND) })).stop?.arrivedAt).toBe(at(0));
  expect([a.deliveryId, b.deliveryId]).toContain(last);
});

it('shows a driver nothing of another driver\'s route, nor another organization\'s', async () => {
  const { deliveryId } = await order(1);
  await planAndDispatch(app, courier, TODAY);
  const route = await device.loadAndStart();
  const stranger = new DriverDevice(app, (await createTestCourier(app.server, { name: 'Other Courier', drivers: 1 })).drivers[0]!);
  expect(await stranger.myRoute()).toBeNull();
  expect(codes(await stranger.arrive(route.stops[0]!.id))).toEqual(['NOT_FOUND']);
  expect(codes(await stranger.complete(deliveryId))).toEqual(['NOT_FOUND']);
  expect(codes(await stranger.fail(deliveryId, 'REFUSED'))).toEqual(['NOT_FOUND']);
  expect(codes(await stranger.ping({ latitude: 37.8, longitude: -122.25, at: app.clock.now() }))).toEqual(['NOT_FOUND']);
  expect(codes(await stranger.scan(route.stops[0]!.deliveries[0]!.parcels[0]!.barcode))).toEqual(['NOT_FOUND']);
  expect(await stateOf(deliveryId)).toBe('OUT_FOR_DELIVERY');
});

it('takes an upload only from who announced it, only what was announced, and shows it only with a good link', async () => {
  expect(codes(await device.createUpload('image/svg+xml', 100))).toEqual(['INVALID_INPUT']);
  expect(codes(await device.createUpload('image/png', 5_000_001))).toEqual(['INVALID_INPUT']);
  const { uploadId, url } = await device.createUpload('image/png', PNG.length);
  const status = async (response: Promise<Response>) => (await response).status;
  expect(await status(device.put(url!, PNG, 'image/png', courier.secretKey))).toBe(404);
  expect(await status(device.put(url!, PNG, 'image/png', 'nonsense'))).toBe(401);
  expect(await status(device.put(url!, PNG.subarray(1)))).toBe(400);
  expect(await status(device.put(url!, Buffer.from('<svg onload=1></'.padEnd(PNG.length))))).toBe(415);
  expect(await status(device.put(url!, PNG, 'text/html'))).toBe(415);
  expect(await status(device.put(url!, PNG))).toBe(204);
  expect(await status(device.put(url!, PNG))).toBe(409);
  const expires = Math.floor(app.clock.now().getTime() / SECOND) + 3600;
  expect(await status(fetch(`${url}?expires=${expires}&signature=AAAA`))).toBe(404);
  expect(await status(fetch(url!))).toBe(404);
  expect(uploadId).toMatch(/^upl_/);
});
