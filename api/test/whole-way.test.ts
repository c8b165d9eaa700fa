import { createDoorstep, type Doorstep } from '@doorstep/sdk';
import { createDriver, createRecipient, createStorefront } from '@doorstep/sdk/browser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOrganization } from '../src/accounts/create-organization.ts';
import { MINUTE } from '../src/shared/time.ts';
import { addressNear, DEPOT_POSITION, SMALL_BASKET, TIME_ZONE, TOMORROW } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { breachesOf, type TestCourierPlace } from './shopper.ts';

/**
 * One courier from its first key to the last proof, as its people would do it: over HTTP and WebSocket, with the SDK, nothing
 * written into the tables by hand.
 */

let app: TestApp;
let url: string;
const clients: { close(): void }[] = [];
beforeAll(async () => {
  app = await startTestApp({ pointsPerMinute: 10_000_000 });
  url = `${app.url}/graphql`;
});
afterAll(async () => {
  for (const client of clients) client.close();
  await app.close();
});

function connect(key: string): Doorstep {
  const client = createDoorstep({ url, secretKey: key });
  clients.push(client);
  return client;
}

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const { latitude, longitude } = DEPOT_POSITION;

async function setUp() {
  const { organizationId, secretKey } = await createOrganization(app.server, { name: 'Bay Couriers', currency: 'USD', timeZone: TIME_ZONE });
  const courier = connect(secretKey);
  const brand = { name: 'Fern & Field', primaryColor: '#1f6f54', accentColor: '#f2b705', locale: 'en' };
  const { retailer } = await courier.createRetailer({ name: 'Fern & Field', brand });
  const shopKey = await courier.createApiKey({ retailerId: retailer.id, kind: 'SECRET', name: 'Server' });
  const pageKey = await courier.createApiKey({ retailerId: retailer.id, kind: 'PUBLISHABLE', name: 'Pages' });
  const { depot } = await courier.createDepot({ name: 'Oakland', address: { line1: '1 Depot Way', city: 'Oakland', region: 'CA', postalCode: '94607', position: DEPOT_POSITION }, timeZone: TIME_ZONE });
  const [west, east, south, north] = [longitude - 0.1, longitude + 0.1, latitude - 0.1, latitude + 0.1];
  await courier.createTerritory({ depotId: depot.id, name: 'Around', area: { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] } });
  await courier.createServiceLevel({
    code: 'two-hours', name: 'Two-hour window', kind: 'SCHEDULED', price: { amount: '5.90', currency: 'USD' },
    windows: [{ start: '10:00', end: '12:00' }, { start: '14:00', end: '16:00' }], leadTime: 'PT1H', horizonDays: 3, serviceTime: 'PT4M',
  });
  const credentials = [{ kind: 'INSURANCE', expiresOn: '2027-06-30' }, { kind: 'LICENSE', expiresOn: '2028-01-31' }];
  const { driver } = await courier.createDriver({ name: 'Maya Okafor', credentials });
  const { vehicle } = await courier.createVehicle({ name: 'Van 1', kind: 'VAN', maxWeightGrams: 900_000, maxVolumeLiters: 9_000 });
  await courier.createShifts({ shifts: [0, 1, 2].map((day) => ({ driverId: driver.id, vehicleId: vehicle.id, depotId: depot.id, date: `2026-11-${21 + day}`, start: '08:00', end: '18:00' })) });
  return { organizationId, courier, retailer, depot, driver, shop: connect(shopKey.secret), pageKey: pageKey.secret };
}

it('goes from a question at checkout to the proof at the door, and back for the one who was out', { timeout: 60_000 }, async () => {
  const { organizationId, courier, depot, driver, shop, pageKey } = await setUp();
  const place: TestCourierPlace = { organizationId, depotId: depot.id };

  // 1–3. Two shoppers ask, hold and confirm; a third lets go again.
  const storefront = createStorefront({ url, publishableKey: pageKey });
  const order = async (index: number, handlingNeeds: string[] = []) => {
    const { quote, options } = await storefront.deliveryOptions({ address: addressNear(index), basket: { ...SMALL_BASKET, handlingNeeds }, from: TOMORROW, days: 1 });
    const chosen = options.find((option) => option.available)!;
    expect(chosen).toMatchObject({ date: TOMORROW, price: { amount: '5.90', currency: 'USD' }, window: { timeZone: TIME_ZONE } });
    const { hold } = await storefront.holdDeliveryOption({ quote, optionId: chosen.id });
    expect(hold.state).toBe('HELD');
    return hold;
  };
  const confirm = async (holdId: string, reference: string) =>
    shop.confirmHold({ holdId, reference, recipient: { name: `${reference} Recipient`, email: 'r@example.com' }, instructions: 'Blue door' });
  const first = await confirm((await order(1, ['PIN'])).id, 'A-1');
  const second = await confirm((await order(2)).id, 'A-2');
  const { hold: released } = await storefront.releaseHold({ holdId: (await order(3)).id });
  expect(released.state).toBe('RELEASED');
  expect(first.delivery).toMatchObject({ state: 'CONFIRMED', order: { reference: 'A-1' }, parcels: [{ weightGrams: 2_000 }] });
  expect(first.trackingLink.url).toBe(`${app.url}/t/#${first.trackingLink.token}`);

  // 6. The recipient watches from the start; what comes is kept.
  const recipient = createRecipient({ url, trackingToken: first.trackingLink.token });
  clients.push(recipient);
  const seen: string[] = [];
  const watching = (async () => {
    for await (const view of recipient.deliveryTracking()) {
      if (seen.at(-1) !== view.state) seen.push(view.state);
      if (view.state === 'DELIVERED') return view;
    }
    throw new Error('The subscription ended before the delivery did.');
  })();
  const untilSeen = (state: string) => expect.poll(() => seen, { timeout: 10_000 }).toContain(state);
  await untilSeen('CONFIRMED');

  // 4. The day is planned and sent to the driver.
  const { dayPlan } = await courier.planDay({ depotId: depot.id, date: TOMORROW });
  const [planned] = dayPlan.routes.filter((route) => route.stops.length > 0);
  expect(dayPlan.unplanned).toEqual([]);
  expect(planned!.stops).toHaveLength(2);
  expect(await breachesOf(app, place, TOMORROW)).toEqual([]);
  const { route } = await courier.dispatchRoute({ routeId: planned!.id });
  expect(route.state).toBe('DISPATCHED');
  await untilSeen('PLANNED');

  // 5. The driver loads, starts, drives.
  app.clock.set(new Date('2026-11-22T15:40:00.000Z'));
  const van = createDriver({ url, sessionToken: (await courier.createDriverSession({ driverId: driver.id })).token });
  expect((await van.myRoute())?.id).toBe(route.id);
  const barcodes = [first, second].flatMap(({ delivery }) => delivery.parcels.map(({ barcode }) => barcode));
  const unknown = await van.scanParcel({ barcode: 'DSNOTHERE' }, { throwOnUserErrors: false });
  expect(unknown.userErrors).toMatchObject([{ code: 'UNKNOWN_BARCODE' }]);
  await van.scanParcel({ barcode: barcodes[0]! });
  const early = await van.startRoute({}, { throwOnUserErrors: false });
  expect(early.userErrors).toMatchObject([{ code: 'MISSING_PARCELS' }]);
  expect(early.missing.map(({ barcode }) => barcode)).toEqual([barcodes[1]]);
  const { loading } = await van.scanParcel({ barcode: barcodes[1]! });
  expect(loading).toMatchObject({ expected: 2, loaded: 2, missing: [] });
  await untilSeen('LOADED');
  await van.startRoute({});
  await untilSeen('OUT_FOR_DELIVERY');

  const visits = [...(await van.myRoute())!.stops].sort((one, other) => one.sequence - other.sequence);
  for (const stop of visits) {
    const [delivery] = stop.deliveries;
    const position = stop.address.position!;
    app.clock.set(new Date(Math.max(app.clock.now().getTime() + 5 * MINUTE, Date.parse(stop.plannedArrival))));
    const { accepted } = await van.recordPings({ pings: [{ ...position, accuracy: 8, heading: 90, speed: 4, at: app.clock.now().toISOString() }] });
    expect(accepted).toBe(1);
    await van.arriveAtStop({ stopId: stop.id, position });
    if (delivery!.id === first.delivery.id) {
      await untilSeen('ARRIVED');
      const wrong = await van.completeDelivery({ deliveryId: delivery!.id, proof: { pin: '0' } }, { throwOnUserErrors: false });
      expect(wrong.userErrors).toMatchObject([{ code: 'WRONG_PIN' }]);
      const { uploadId, url: uploadUrl } = await van.createUpload({ contentType: 'image/png', byteSize: PIXEL.byteLength });
      await van.putUpload({ url: uploadUrl, contentType: 'image/png', body: PIXEL });
      const pin = (await recipient.getDeliveryTracking())!.pin!;
      await van.completeDelivery({ deliveryId: delivery!.id, proof: { pin, photoUploadIds: [uploadId], note: 'With a smile' } });
    } else {
      const { uploadId, url: uploadUrl } = await van.createUpload({ contentType: 'image/png', byteSize: PIXEL.byteLength });
      await van.putUpload({ url: uploadUrl, contentType: 'image/png', body: PIXEL });
      const { delivery: failed } = await van.failDelivery({ deliveryId: delivery!.id, reason: 'NOBODY_HOME', proof: { photoUploadIds: [uploadId] }, note: 'Rang twice' });
      expect(failed.state).toBe('ATTEMPT_FAILED');
    }
  }

  // 6. What the recipient saw, and sees: states in order, the proof behind a link that works.
  const last = await watching;
  expect(seen.filter((state) => state !== 'ARRIVING')).toEqual(['CONFIRMED', 'PLANNED', 'LOADED', 'OUT_FOR_DELIVERY', 'ARRIVED', 'DELIVERED']);
  expect(last).toMatchObject({ proof: { pinVerified: true, note: 'With a smile', place: 'IN_PERSON' }, brand: { name: 'Fern & Field' } });
  const photo = await fetch(last.proof!.photoUrls[0]!);
  expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(Buffer.from(await photo.arrayBuffer()).equals(PIXEL)).toBe(true);

  // The one who was out chooses another window, and has a place in that day's plan.
  const other = createRecipient({ url, trackingToken: second.trackingLink.token });
  clients.push(other);
  const view = (await other.getDeliveryTracking())!;
  expect(view).toMatchObject({ state: 'ATTEMPT_FAILED', failureReason: 'NOBODY_HOME' });
  const again = view.reattempt!.options.find((option) => option.available)!;
  const { tracking } = await other.rebookDelivery({ quote: view.reattempt!.quote, optionId: again.id });
  expect(tracking).toMatchObject({ state: 'CONFIRMED', window: again.window });
  expect(await breachesOf(app, place, again.date)).toEqual([]);

  // 7. The journey, as a list and as a feed: gapless, and the same story.
  const journey = await shop.listDeliveryEvents({ first: 100 });
  const types = (id: string) => journey.edges.map(({ node }) => node).filter((event) => event.deliveryId === id).map((event) => event.type);
  expect(types(first.delivery.id).filter((type) => !type.startsWith('commitment.') && type !== 'delivery.arriving' && type !== 'delivery.eta_changed' && type !== 'delivery.nearing'))
    .toEqual(['delivery.confirmed', 'delivery.planned', 'delivery.loaded', 'delivery.out_for_delivery', 'delivery.arrived', 'delivery.wrong_pin', 'delivery.delivered', 'delivery.departed']);
  expect(types(second.delivery.id)).toEqual(expect.arrayContaining(['delivery.attempt_failed', 'delivery.rescheduled']));
  const followed: string[] = [];
  for await (const event of shop.deliveryEvents({ after: journey.edges[0]!.cursor })) {
    followed.push(event.id);
    if (followed.length === journey.edges.length - 1) break;
  }
  expect(followed).toEqual(journey.edges.slice(1).map(({ node }) => node.id));
});
