import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, SMALL_BASKET, TODAY, TOMORROW, type CourierOptions, type TestCourier } from '../../test/fixtures.ts';
import { START, startTestApp, type TestApp } from '../../test/harness.ts';
import { breachesOf, dataOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { addDays, instantOf } from '../shared/time.ts';
import { openShiftsJob } from './open-shifts.job.ts';

const EVERY_DAY = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const LATER = addDays(TODAY, 5);
const COLD = { basket: { ...SMALL_BASKET, handlingNeeds: ['KEEP_COLD'] } };
const ERRORS = 'userErrors { code field message }';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(START));

/** A courier whose drivers have no shift yet, unless `days` says so. */
async function open(options: CourierOptions = {}): Promise<void> {
  courier = await createTestCourier(app.server, { drivers: 0, days: 0, ...options });
  shopper = new Shopper(app, courier);
}

async function mutation<T>(name: string, type: string, input: object, result: string): Promise<T & { userErrors: { code: string; field: string[] | null; message: string }[] }> {
  return dataOf(await app.gql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${result} ${ERRORS} } }`, { input }, courier.secretKey))[name];
}

async function createPattern(change: object = {}): Promise<string> {
  const input = { depotId: courier.depotId, weekdays: EVERY_DAY, start: '08:00', end: '18:00', vans: 1, vehicleKind: 'VAN', maxWeightGrams: 800_000, maxVolumeLiters: 8_000, ...change };
  const { shiftPattern, userErrors } = await mutation<{ shiftPattern: { id: string } | null }>('createShiftPattern', 'CreateShiftPatternInput', input, 'shiftPattern { id }');
  expect(userErrors).toEqual([]);
  return shiftPattern!.id;
}

const endPattern = (shiftPatternId: string, lastDate: string) =>
  mutation<{ shiftPattern: { validUntil: string } | null }>('endShiftPattern', 'EndShiftPatternInput', { shiftPatternId, lastDate }, 'shiftPattern { validUntil }');

const bookShift = (driver: number, date = TOMORROW, change: object = {}) =>
  mutation<{ shifts: { id: string }[] }>('createShifts', 'CreateShiftsInput', {
    shifts: [{ driverId: courier.drivers[driver]!.id, vehicleId: courier.drivers[driver]!.vehicleId, depotId: courier.depotId, date, start: '08:00', end: '18:00', ...change }],
  }, 'shifts { id }');

const assign = (routeId: string, driver: number, vehicleId?: string) =>
  mutation<{ route: { driver: { id: string }; vehicle: { id: string }; state: string } | null }>('assignRoute', 'AssignRouteInput', { routeId, driverId: courier.drivers[driver]!.id, vehicleId }, 'route { driver { id } vehicle { id } state }');

interface ShownRoute {
  id: string;
  state: string;
  driver: { id: string } | null;
  vehicle: { id: string } | null;
  shift: { id: string; driver: { id: string } | null };
  stops: { id: string; deliveries: { id: string }[] }[];
}

async function routesOf(date = TOMORROW): Promise<ShownRoute[]> {
  const document = 'query ($depotId: ID!, $date: LocalDate!) { dayPlan(depotId: $depotId, date: $date) { routes { id state driver { id } vehicle { id } shift { id driver { id } } stops { id deliveries { id } } } } }';
  return dataOf(await app.gql(document, { depotId: courier.depotId, date }, courier.secretKey))['dayPlan']?.routes ?? [];
}

/** The vans of a day: with a driver, and open. */
async function vansOn(date: string): Promise<[number, number]> {
  const shifts = dataOf(await app.gql('query ($depotId: ID!, $date: LocalDate!) { shifts(depotId: $depotId, date: $date) { driver { id } pattern { id } } }', { depotId: courier.depotId, date }, courier.secretKey))['shifts'] as { driver: object | null }[];
  return [shifts.filter(({ driver }) => driver).length, shifts.filter(({ driver }) => !driver).length];
}

const orderOn = async (reference: string, date = TOMORROW, more: object = {}) => {
  const { delivery, userErrors } = await shopper.create(reference, { date, ...more });
  expect(userErrors).toEqual([]);
  return delivery!.id;
};

const isOpen = async (date: string) => (await shopper.options(addressNear(3), { from: date, days: 1 })).options.some((option) => option.available);

describe('a shift pattern', () => {
  it('sells windows days ahead without any driver, from tomorrow on', async () => {
    await open();
    expect(await isOpen(LATER)).toBe(false);
    await createPattern({ vans: 2 });
    expect([await isOpen(TODAY), await isOpen(TOMORROW), await isOpen(LATER)]).toEqual([false, true, true]);
    await orderOn('ahead', LATER);
    const [route] = (await routesOf(LATER)).filter(({ stops }) => stops.length > 0);
    expect(route).toMatchObject({ driver: null, vehicle: null, state: 'DRAFT', shift: { driver: null } });
    expect(await breachesOf(app, courier, LATER)).toEqual([]);
  });

  it('is no more than its vans: as many as are on shift are not counted twice', async () => {
    await open({ drivers: 2, days: 3 });
    await createPattern({ vans: 3 });
    expect([await vansOn(TODAY), await vansOn(TOMORROW), await vansOn(LATER)]).toEqual([[2, 0], [2, 1], [0, 3]]);
    expect((await bookShift(0, LATER)).userErrors).toEqual([]);
    expect(await vansOn(LATER)).toEqual([1, 2]);
  });

  it('counts until its day begins at the depot: from then on a route without a driver is broken, and takes nothing', async () => {
    await open();
    await createPattern();
    await orderOn('left alone');
    const midnight = instantOf(TOMORROW, '00:00', 'America/Los_Angeles').getTime();
    app.clock.set(new Date(midnight - 1_000));
    expect([await isOpen(TOMORROW), await breachesOf(app, courier, TOMORROW)]).toEqual([true, []]);
    app.clock.set(new Date(midnight));
    expect(await isOpen(TOMORROW)).toBe(false);
    expect((await breachesOf(app, courier, TOMORROW)).map(({ kind }) => kind)).toEqual(['NO_DRIVER']);
  });

  it('takes no more than its vans are said to carry, and only what its drivers will be able to do', async () => {
    await open();
    await createPattern({ maxWeightGrams: 5_000 });
    const reasons = async (basket: object) => new Set((await shopper.options(addressNear(1), { from: TOMORROW, days: 1, basket })).options.map(({ reason }) => reason));
    expect(await reasons(COLD.basket)).toEqual(new Set(['NO_SKILL']));
    expect(await reasons({ parcels: [{ ...SMALL_BASKET.parcels[0], weightGrams: 5_001 }] })).toEqual(new Set(['TOO_LARGE']));
  });

  it('may name its vehicle', async () => {
    await open({ drivers: 1 });
    const { vehicleId } = courier.drivers[0]!;
    await createPattern({ vehicleKind: undefined, maxWeightGrams: undefined, maxVolumeLiters: undefined, vehicleId });
    await orderOn('named');
    expect((await routesOf())[0]).toMatchObject({ driver: null, vehicle: { id: vehicleId } });
    // The vehicle is known, so a driver is enough.
    expect((await assign((await routesOf())[0]!.id, 0)).userErrors).toEqual([]);
  });
});

describe('a driver who is put on shift', () => {
  it('gets the route that was promised, which stays what it was', async () => {
    await open({ drivers: 1 });
    await createPattern();
    const deliveryId = await orderOn('first');
    const [before] = await routesOf();
    const { shifts, userErrors } = await bookShift(0);
    expect(userErrors).toEqual([]);
    const [after, ...others] = await routesOf();
    expect(others).toEqual([]);
    expect(after).toEqual({ ...before, state: 'ASSIGNED', driver: { id: courier.drivers[0]!.id }, vehicle: { id: courier.drivers[0]!.vehicleId }, shift: { id: shifts[0]!.id, driver: { id: courier.drivers[0]!.id } } });
    expect(after!.stops[0]!.deliveries).toEqual([{ id: deliveryId }]);
    expect(await vansOn(TOMORROW)).toEqual([1, 0]);
    app.clock.set(instantOf(TOMORROW, '06:00', 'America/Los_Angeles'));
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
  });

  it('gets the route that others could not drive, when several are put on shift at once', async () => {
    await open({ drivers: 2, maxWeightGrams: 5_000 });
    await createPattern({ vans: 2, skills: ['KEEP_COLD'], maxWeightGrams: 5_000 });
    await rowsOf(app, courier, `update driver set skills = '{KEEP_COLD}' where id = ?`, [courier.drivers[0]!.id]);
    const heavy = { parcels: [{ ...SMALL_BASKET.parcels[0], weightGrams: 4_000 }] };
    await orderOn('warm', TOMORROW, { basket: heavy });
    const cold = await orderOn('cold', TOMORROW, { basket: { ...heavy, handlingNeeds: ['KEEP_COLD'] } });
    const shift = (driver: number) => ({ driverId: courier.drivers[driver]!.id, vehicleId: courier.drivers[driver]!.vehicleId, depotId: courier.depotId, date: TOMORROW, start: '08:00', end: '18:00' });
    await mutation('createShifts', 'CreateShiftsInput', { shifts: [shift(0), shift(1)] }, 'shifts { id }');
    const driverOf = (await routesOf()).find(({ stops }) => stops[0]!.deliveries[0]!.id === cold)!.driver;
    expect(driverOf).toEqual({ id: courier.drivers[0]!.id });
    app.clock.set(instantOf(TOMORROW, '06:00', 'America/Los_Angeles'));
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
  });

  it('counts as the van that was expected even if the promised route is beyond the driver: nothing is lost, said twice or kept quiet', async () => {
    await open({ drivers: 1 });
    await createPattern({ skills: ['KEEP_COLD'] });
    const [cold, warm] = [await orderOn('cold', TOMORROW, COLD), await orderOn('warm')];
    expect((await bookShift(0)).userErrors).toEqual([]);
    expect((await routesOf()).filter(({ stops }) => stops.length > 0)).toMatchObject([{ driver: null }]);
    expect((await breachesOf(app, courier, TOMORROW)).map(({ kind }) => kind)).toEqual(['NO_DRIVER']);
    // Only the driver's van is sold any more, and what the driver can do.
    expect(new Set((await shopper.options(addressNear(1), { from: TOMORROW, days: 1, ...COLD })).options.map(({ reason }) => reason))).toEqual(new Set(['NO_SKILL']));
    expect(await isOpen(TOMORROW)).toBe(true);
    // What the driver can do is the driver's as soon as the day is planned.
    await mutation('planDay', 'PlanDayInput', { depotId: courier.depotId, date: TOMORROW }, 'dayPlan { id }');
    const planned = await routesOf();
    expect(planned.find(({ driver }) => driver)!.stops.map(({ deliveries }) => deliveries[0]!.id)).toEqual([warm]);
    const rows = await rowsOf<{ state: string }>(app, courier, 'select state from delivery where id = ?', [cold]);
    expect(rows).toEqual([{ state: 'CONFIRMED' }]);
  });

  it('whose papers are not valid that day is no van: the pattern still expects one', async () => {
    await open({ drivers: 1 });
    await createPattern();
    await rowsOf(app, courier, `update credential set expires_on = ? where kind = 'LICENSE'`, [TODAY]);
    expect((await bookShift(0)).userErrors).toEqual([]);
    expect(await vansOn(TOMORROW)).toEqual([1, 1]);
    expect(await isOpen(TOMORROW)).toBe(true);
  });
});

describe('assignRoute on an open shift', () => {
  it('puts the driver on shift with the vehicle named', async () => {
    await open({ drivers: 1 });
    await createPattern();
    await orderOn('assign');
    const [route] = await routesOf();
    expect((await assign(route!.id, 0)).userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['vehicleId'] }]);
    expect(await routesOf()).toEqual([route]);
    const { vehicleId } = courier.drivers[0]!;
    expect(await assign(route!.id, 0, vehicleId)).toEqual({ route: { driver: { id: courier.drivers[0]!.id }, vehicle: { id: vehicleId }, state: 'ASSIGNED' }, userErrors: [] });
    expect(await vansOn(TOMORROW)).toEqual([1, 0]);
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
  });

  it('takes the driver of an empty route, whose shift comes along; the pattern still expects its second van', async () => {
    await open({ drivers: 1 });
    await createPattern({ vans: 2 });
    await bookShift(0);
    await orderOn('on the open shift');
    const full = (await routesOf()).find(({ stops }) => stops.length > 0)!;
    expect(full.driver).toBeNull(); // of equals the older shift, and the open one is
    expect((await assign(full.id, 0)).userErrors).toEqual([]);
    expect(await vansOn(TOMORROW)).toEqual([1, 1]);
    expect((await routesOf()).filter(({ driver }) => driver)).toMatchObject([{ id: full.id, vehicle: { id: courier.drivers[0]!.vehicleId } }]);
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
  });

  it('refuses a driver with stops of another route, and a vehicle that is out already; nothing changes', async () => {
    await open({ drivers: 2 });
    await bookShift(0);
    await createPattern({ vans: 2 });
    await orderOn('on the driver');
    const routes = await routesOf();
    const empty = routes.find(({ driver }) => !driver)!;
    expect((await assign(empty.id, 0)).userErrors).toMatchObject([{ code: 'DRIVER_UNAVAILABLE' }]);
    expect((await assign(empty.id, 1, courier.drivers[0]!.vehicleId)).userErrors).toMatchObject([{ code: 'VEHICLE_UNAVAILABLE' }]);
    expect((await assign(empty.id, 1, 'veh_none')).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['vehicleId'] }]);
    expect([await routesOf(), await vansOn(TOMORROW)]).toEqual([routes, [1, 1]]);
    expect((await assign(empty.id, 1, courier.drivers[1]!.vehicleId)).userErrors).toEqual([]);
    expect(await vansOn(TOMORROW)).toEqual([2, 0]);
  });

  it('is needed before the route can be dispatched', async () => {
    await open({ drivers: 1 });
    await createPattern();
    await orderOn('dispatch');
    const [route] = await routesOf();
    const dispatch = () => mutation('dispatchRoute', 'DispatchRouteInput', { routeId: route!.id }, 'route { state }');
    expect((await dispatch()).userErrors).toMatchObject([{ code: 'DRIVER_UNAVAILABLE' }]);
    await assign(route!.id, 0, courier.drivers[0]!.vehicleId);
    expect((await dispatch()).userErrors).toEqual([]);
  });
});

describe('endShiftPattern', () => {
  it('is refused while something is promised on a later day, and says which; nothing changes', async () => {
    await open();
    const pattern = await createPattern();
    await orderOn('kept', LATER);
    const before = await rowsOf(app, courier, 'select id, date from shift order by id');
    const { shiftPattern, userErrors } = await endPattern(pattern, TOMORROW);
    expect(shiftPattern).toBeNull();
    expect(userErrors).toEqual([{ code: 'IN_USE', field: ['lastDate'], message: `1 promised stop counts on its vans on ${LATER}. End it on ${LATER} or later, or put drivers on those shifts first.` }]);
    expect(await rowsOf(app, courier, 'select id, date from shift order by id')).toEqual(before);
    expect(await breachesOf(app, courier, LATER)).toEqual([]);
  });

  it('closes the days after it, and leaves drivers on their shifts', async () => {
    await open({ drivers: 1 });
    const pattern = await createPattern({ vans: 2 });
    await bookShift(0, LATER);
    await orderOn('before the end');
    expect(await endPattern(pattern, TOMORROW)).toEqual({ shiftPattern: { validUntil: TOMORROW }, userErrors: [] });
    expect([await vansOn(TOMORROW), await vansOn(LATER), await vansOn(addDays(LATER, 1))]).toEqual([[0, 2], [1, 0], [0, 0]]);
    expect([await isOpen(LATER), await isOpen(addDays(LATER, 1))]).toEqual([true, false]);
    expect((await endPattern(pattern, LATER)).userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['lastDate'] }]);
    await openShiftsJob.run(app.server);
    expect(await vansOn(addDays(LATER, 1))).toEqual([0, 0]);
  });

  it('and shoppers at the same moment: whatever is sold keeps its van', async () => {
    await open();
    const pattern = await createPattern({ vans: 2 });
    const shoppers = Array.from({ length: 12 }, (_, index) => shopper.create(`race-${index}`, { date: LATER, windowStart: `${8 + 2 * (index % 5)}:00`.padStart(5, '0'), address: addressNear(index) }));
    const [ended, ...orders] = await Promise.all([endPattern(pattern, TOMORROW), ...shoppers]);
    const sold = orders.filter(({ delivery }) => delivery).length;
    // Either it came first and nothing was sold on that day, or something was sold and it was refused.
    expect(ended.userErrors.length > 0).toBe(sold > 0);
    expect(await breachesOf(app, courier, LATER)).toEqual([]);
  });
});

describe('open shifts', () => {
  it('are there as far ahead as anything is sold; each day opens one more, once', async () => {
    await open();
    await createPattern();
    const dates = async () => (await rowsOf<{ date: string }>(app, courier, 'select date from shift order by date')).map(({ date }) => date);
    expect([(await dates())[0], (await dates()).at(-1), (await dates()).length]).toEqual([TOMORROW, addDays(TODAY, 62), 62]);
    app.clock.advance(24 * 3_600_000);
    await openShiftsJob.run(app.server);
    await openShiftsJob.run(app.server);
    expect([(await dates()).at(-1), (await dates()).length]).toEqual([addDays(TODAY, 63), 63]);
  });

  it('of the past are forgotten when nobody filled them and nothing was promised on them', async () => {
    await open();
    await createPattern();
    await orderOn('promised', addDays(TODAY, 2));
    app.clock.advance(6 * 24 * 3_600_000);
    await openShiftsJob.run(app.server);
    const [first] = await rowsOf<{ date: string }>(app, courier, 'select date from shift order by date');
    expect(first!.date).toBe(addDays(TODAY, 2));
  });

  it('count for a driver who books after the pattern was made, and for one who books before', async () => {
    await open({ drivers: 2 });
    await bookShift(0, LATER);
    await createPattern({ vans: 2 });
    await bookShift(1, LATER);
    expect(await vansOn(LATER)).toEqual([2, 0]);
  });
});
