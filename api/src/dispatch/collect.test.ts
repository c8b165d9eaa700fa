import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, DEPOT_POSITION, SMALL_BASKET, TODAY, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { startTestApp, type TestApp } from '../../test/harness.ts';
import { breachesOf, dataOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { DriverDevice, planAndDispatch } from '../../test/driver-device.ts';
import { DAY, MINUTE } from '../shared/time.ts';
import { returnUncollected } from './return-uncollected.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const ERRORS = 'userErrors { code field message }';
const LOCKER = { kind: 'LOCKER', name: 'Station', capacityParcels: 2, keepDays: 2, address: { ...addressNear(0), line1: '1 Station Square' } };

async function send(courier: TestCourier, name: string, input: object, fields: string, key = courier.secretKey): Promise<any> {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  return dataOf(await app.gql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} ${ERRORS} } }`, { input }, key))[name];
}

interface Place {
  readonly courier: TestCourier;
  readonly shopper: Shopper;
  readonly pointId: string;
}

/** A courier with a locker for two parcels, and a service level that brings parcels there. */
async function withLocker(more: object = {}): Promise<Place> {
  const courier = await createTestCourier(app.server, { drivers: 1, days: 12 });
  await send(courier, 'createServiceLevel', { code: 'locker', name: 'Locker', kind: 'SCHEDULED', price: { amount: '2.90', currency: 'USD' }, windows: [{ start: '08:00', end: '18:00' }], leadTime: 'PT0S', horizonDays: 30, destinations: ['LOCKER', 'PICKUP_POINT'] }, 'serviceLevel { id }');
  const { pickupPoint, userErrors } = await send(courier, 'createPickupPoint', { depotId: courier.depotId, ...LOCKER, ...more }, 'pickupPoint { id }');
  expect(userErrors).toEqual([]);
  return { courier, shopper: new Shopper(app, courier), pointId: pickupPoint.id };
}

async function lockerOptions({ courier }: Place, basket: object = SMALL_BASKET, days = 1, from = TOMORROW) {
  const input = { address: addressNear(1), basket, from, days };
  const { quote, options } = dataOf(await app.gql('query ($input: DeliveryOptionsInput!) { deliveryOptions(input: $input) { quote options { id kind date available reason message distanceMeters price { amount } pickupPoint { id name } window { start end } } } }', { input }, courier.retailers[0]!.publishableKey))['deliveryOptions'];
  return { quote, options: options.filter(({ kind }: { kind: string }) => kind !== 'WINDOW') };
}

const tracking = async (token: string) => dataOf(await app.gql('{ deliveryTracking { state steps { state status } collection { code availableUntil pickupPoint { name } } } }', {}, token))['deliveryTracking'];

/** Orders to the locker and drives there: the parcel waits. */
async function deposit(place: Place, reference: string, date: string): Promise<{ deliveryId: string; token: string }> {
  const { quote, options: [option] } = await lockerOptions(place, SMALL_BASKET, 1, date);
  const { hold, userErrors } = await place.shopper.hold(quote, option.id);
  expect(userErrors).toEqual([]);
  const order = await place.shopper.confirm(hold!.id, reference);
  await planAndDispatch(app, place.courier, date);
  const driver = new DriverDevice(app, place.courier.drivers[0]!);
  const route = await driver.loadAndStart();
  for (const stop of route.stops) {
    await driver.arrive(stop.id);
    const photo = await driver.upload();
    expect((await driver.complete(stop.deliveries[0]!.id, { place: 'SAFE_PLACE', photoUploadIds: [photo] })).userErrors).toEqual([]);
  }
  return { deliveryId: order.delivery!.id, token: order.trackingLink!.token };
}

describe('a delivery to a locker', () => {
  it('is offered with distance and price, goes the whole way, and is fetched with the code that its tracking page alone shows', async () => {
    const place = await withLocker();
    const { options: [option] } = await lockerOptions(place, SMALL_BASKET, 1, TODAY);
    expect(option).toMatchObject({ kind: 'LOCKER', available: true, price: { amount: '2.90' }, pickupPoint: { id: place.pointId, name: 'Station' } });
    expect(option.distanceMeters).toBeGreaterThan(0);
    const { deliveryId, token } = await deposit(place, 'LOCKER-1', TODAY);
    expect(await breachesOf(app, place.courier, TODAY)).toEqual([]);
    const shown = await tracking(token);
    expect([shown.state, shown.steps.map(({ state }: { state: string }) => state)]).toEqual(['AVAILABLE_FOR_PICKUP', ['CONFIRMED', 'PLANNED', 'OUT_FOR_DELIVERY', 'AVAILABLE_FOR_PICKUP', 'COLLECTED']]);
    // To the end of the second day after it came.
    expect(shown.collection).toEqual({ code: expect.stringMatching(/^\d{8}$/), availableUntil: '2026-11-24T08:00:00.000Z', pickupPoint: { name: 'Station' } });
    // The retailer sees where it is, and not the code.
    const forRetailer = dataOf(await app.gql('query ($id: ID) { deliveryTracking(deliveryId: $id) { collection { code availableUntil } } }', { id: deliveryId }, place.courier.retailers[0]!.secretKey))['deliveryTracking'];
    expect(forRetailer.collection).toEqual({ code: null, availableUntil: '2026-11-24T08:00:00.000Z' });

    const { token: key } = await send(place.courier, 'createPickupPointKey', { pickupPointId: place.pointId }, 'token');
    const collect = (code: string) => send(place.courier, 'collectDelivery', { code }, 'deliveryId state barcodes', key);
    const code = shown.collection.code as string;
    const wrong = code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
    expect((await collect(wrong)).userErrors.map(({ code: error }: { code: string }) => error)).toEqual(['WRONG_CODE']);
    expect((await tracking(token)).state).toBe('AVAILABLE_FOR_PICKUP');
    const handedOut = { deliveryId, state: 'COLLECTED', barcodes: [expect.stringMatching(/^DS/)], userErrors: [] };
    expect(await collect(`${code.slice(0, 4)} ${code.slice(4)}`)).toEqual(handedOut);
    // A machine that asks again opens the same compartment.
    expect(await collect(code)).toEqual(handedOut);
    const after = await tracking(token);
    expect([after.state, after.collection.code]).toEqual(['COLLECTED', null]);
    const events = await rowsOf<{ type: string }>(app, place.courier, 'select type from event where subject_id = ? order by sequence', [deliveryId]);
    expect(events.map(({ type }) => type).slice(-2)).toEqual(['delivery.available_for_pickup', 'delivery.collected']);
  });

  it('goes back when nobody came: first it waits for a van, which takes it along', async () => {
    const place = await withLocker();
    const { deliveryId, token } = await deposit(place, 'LOCKER-2', TODAY);
    const stateOf = async () => (await tracking(token)).state;
    app.clock.advance(2 * DAY - MINUTE);
    await returnUncollected(app.server);
    expect(await stateOf()).toBe('AVAILABLE_FOR_PICKUP');
    app.clock.set(new Date('2026-11-24T08:00:00.000Z'));
    await returnUncollected(app.server);
    await returnUncollected(app.server);
    expect(await stateOf()).toBe('RETURNING');
    expect((await send(place.courier, 'collectDelivery', { deliveryId }, 'deliveryId')).userErrors.map(({ code }: { code: string }) => code)).toEqual(['INVALID_STATE']);
    await deposit(place, 'LOCKER-3', '2026-11-25');
    expect(await stateOf()).toBe('RETURNED');
    expect((await tracking(token)).steps.map(({ state, status }: { state: string; status: string }) => `${state} ${status}`).slice(-2)).toEqual(['RETURNING DONE', 'RETURNED DONE']);
  });

  it('is handed out by the courier\'s own staff without a code, and by nobody else', async () => {
    const place = await withLocker();
    const { deliveryId } = await deposit(place, 'LOCKER-4', '2026-11-26');
    const other = await createTestCourier(app.server, { name: 'Another' });
    expect((await send(other, 'collectDelivery', { deliveryId }, 'deliveryId')).userErrors[0].code).toBe('NOT_FOUND');
    const browser = await app.gql('mutation ($input: CollectDeliveryInput!) { collectDelivery(input: $input) { deliveryId } }', { input: { deliveryId } }, place.courier.retailers[0]!.secretKey);
    expect(browser.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await send(place.courier, 'collectDelivery', { deliveryId, code: '00000000' }, 'deliveryId')).userErrors[0].code).toBe('WRONG_CODE');
    expect((await send(place.courier, 'collectDelivery', { deliveryId }, 'deliveryId state')).state).toBe('COLLECTED');
  });

  it('takes no more guesses after ten wrong codes, for some minutes; a new key ends the old one', async () => {
    const place = await withLocker();
    const { token: first } = await send(place.courier, 'createPickupPointKey', { pickupPointId: place.pointId }, 'token');
    const guess = async (key: string) => (await send(place.courier, 'collectDelivery', { code: '12345678' }, 'deliveryId', key)).userErrors[0].code;
    const answers = [];
    for (let index = 0; index < 11; index += 1) answers.push(await guess(first));
    expect(answers).toEqual([...Array(10).fill('WRONG_CODE'), 'TOO_MANY_TRIES']);
    app.clock.advance(10 * MINUTE);
    expect(await guess(first)).toBe('WRONG_CODE');
    const { token: second } = await send(place.courier, 'createPickupPointKey', { pickupPointId: place.pointId }, 'token');
    app.clock.advance(MINUTE);
    expect((await app.gql('{ viewer { kind } }', {}, first)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(dataOf(await app.gql('{ viewer { kind scopes } }', {}, second))['viewer']).toEqual({ kind: 'PICKUP_POINT_KEY', scopes: ['collect'] });
  });
});

describe('the compartments of a locker', () => {
  it('are sold once each, on any day that a parcel may still be there, however many hold at once', async () => {
    const place = await withLocker();
    const dates = ['2026-11-27', '2026-11-28', '2026-11-29'];
    const asked = await Promise.all(dates.flatMap((date) => [0, 1].map(async () => {
      const { quote, options: [option] } = await lockerOptions(place, SMALL_BASKET, 1, date);
      return { quote, id: option.id as string };
    })));
    // Two days that a parcel stays: those of the first and the third day may meet.
    const answers = await Promise.all(asked.map(({ quote, id }) => place.shopper.hold(quote, id)));
    expect(answers.filter(({ hold }) => hold !== null)).toHaveLength(2);
    for (const { userErrors: [error] } of answers.filter(({ hold }) => hold === null)) expect([error!.code, error!.message]).toEqual(['WINDOW_GONE', expect.stringContaining('2 parcels')]);
    const { options: [option] } = await lockerOptions(place, SMALL_BASKET, 1, '2026-11-28');
    expect([option.available, option.reason]).toEqual([false, 'FULL']);
    await place.shopper.release(answers.find(({ hold }) => hold)!.hold!.id);
    const again = await lockerOptions(place, SMALL_BASKET, 1, '2026-11-28');
    expect(again.options[0].available).toBe(true);
  });

  it('take only what fits and what a machine can do, while the place is open', async () => {
    const place = await withLocker({ openingHours: [{ day: 'FRIDAY', opens: '09:00', closes: '12:00' }] });
    const reasons = async (basket: object, from = '2026-11-27') => (await lockerOptions(place, basket, 1, from)).options.map(({ reason }: { reason: string | null }) => reason);
    expect(await reasons(SMALL_BASKET)).toEqual([null]);
    expect(await reasons(SMALL_BASKET, '2026-11-28')).toEqual(['CLOSED']);
    expect(await reasons({ parcels: [{ weightGrams: 30_000, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] })).toEqual(['TOO_LARGE']);
    expect(await reasons({ ...SMALL_BASKET, handlingNeeds: ['AGE_CHECK'] })).toEqual(['NO_SKILL']);
    const { options: [option] } = await lockerOptions(place, SMALL_BASKET, 1, '2026-11-27');
    // The van comes while somebody can open.
    expect(option.window).toEqual({ start: '2026-11-27T17:00:00.000Z', end: '2026-11-27T20:00:00.000Z' });

    const { quote, options: [asked] } = await lockerOptions(place, SMALL_BASKET, 1, '2026-11-27');
    await send(place.courier, 'closePickupPoint', { pickupPointId: place.pointId }, 'pickupPoint { closedAt }');
    expect((await place.shopper.hold(quote, asked.id)).userErrors.map(({ code }) => code)).toEqual(['WINDOW_GONE']);
    expect((await lockerOptions(place, SMALL_BASKET, 1, '2026-11-27')).options).toEqual([]);
  });

  it('far away are not offered', async () => {
    const place = await withLocker({ address: { ...LOCKER.address, position: { latitude: DEPOT_POSITION.latitude + 0.08, longitude: DEPOT_POSITION.longitude } } });
    expect((await lockerOptions(place, SMALL_BASKET, 1, '2026-11-27')).options).toEqual([]);
  });
});
