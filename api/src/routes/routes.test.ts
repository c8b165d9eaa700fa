import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, SMALL_BASKET, TODAY, TOMORROW, type CourierOptions, type TestCourier } from '../../test/fixtures.ts';
import { START, startTestApp, type TestApp } from '../../test/harness.ts';
import { breachesOf, dataOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { Credential } from '../fleet/credential.entity.ts';
import { systemEntityManager } from '../platform/context.ts';
import { HOUR } from '../shared/time.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(START));

async function open(options: CourierOptions = {}): Promise<void> {
  courier = await createTestCourier(app.server, options);
  shopper = new Shopper(app, courier);
}

interface ShownRoute {
  id: string;
  state: string;
  driver: { id: string } | null;
  distanceMeters: number;
  duration: string;
  cost: { amount: string };
  startsAt: string;
  endsAt: string;
  loading: { expected: number; loaded: number; missing: { barcode: string }[] };
  stops: { id: string; sequence: number; tentative: boolean; plannedArrival: string; slack: string; deliveries: { id: string; state: string }[] }[];
}

interface ShownPlan {
  id: string;
  version: number;
  plannedAt: string | null;
  distanceMeters: number;
  cost: { amount: string; currency: string };
  unplanned: { reason: string; delivery: { id: string; state: string } }[];
  routes: ShownRoute[];
}

const ROUTE = `id state driver { id } distanceMeters duration cost { amount } startsAt endsAt loading { expected loaded missing { barcode } }
  stops { id sequence tentative plannedArrival slack deliveries { id state } }`;
const PLAN = `id version plannedAt distanceMeters cost { amount currency } unplanned { reason delivery { id state } } routes { ${ROUTE} }`;
const ERRORS = 'userErrors { code field message reason excess }';

interface PlanErrors {
  userErrors: { code: string; field: string[] | null; message: string; reason: string | null; excess: number | null }[];
}

async function planOf(date = TOMORROW): Promise<ShownPlan | null> {
  return dataOf(await app.gql(`query ($depotId: ID!, $date: LocalDate!) { dayPlan(depotId: $depotId, date: $date) { ${PLAN} } }`, { depotId: courier.depotId, date }, courier.secretKey))['dayPlan'];
}

async function planDay(date = TOMORROW): Promise<PlanErrors & { dayPlan: ShownPlan | null }> {
  const input = { depotId: courier.depotId, date };
  return dataOf(await app.gql(`mutation ($input: PlanDayInput!) { planDay(input: $input) { dayPlan { ${PLAN} } ${ERRORS} } }`, { input }, courier.secretKey))['planDay'];
}

async function moveStop(input: { stopId: string; routeId: string; sequence: number; ifVersion?: number }): Promise<PlanErrors & { dayPlan: ShownPlan | null }> {
  return dataOf(await app.gql(`mutation ($input: MoveStopInput!) { moveStop(input: $input) { dayPlan { ${PLAN} } ${ERRORS} } }`, { input }, courier.secretKey))['moveStop'];
}

async function assignRoute(routeId: string, driverId: string): Promise<PlanErrors & { route: ShownRoute | null }> {
  return dataOf(await app.gql(`mutation ($input: AssignRouteInput!) { assignRoute(input: $input) { route { ${ROUTE} } ${ERRORS} } }`, { input: { routeId, driverId } }, courier.secretKey))['assignRoute'];
}

async function dispatchRoute(routeId: string): Promise<PlanErrors & { route: ShownRoute | null }> {
  return dataOf(await app.gql(`mutation ($input: DispatchRouteInput!) { dispatchRoute(input: $input) { route { ${ROUTE} } ${ERRORS} } }`, { input: { routeId } }, courier.secretKey))['dispatchRoute'];
}

const WINDOWS = ['08:00', '10:00', '12:00', '14:00', '16:00'];

async function createOrders(count: number, more: object = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const made = await shopper.create(`order-${index}`, { address: addressNear(index), windowStart: WINDOWS[index % WINDOWS.length], ...more });
    if (!made.delivery) throw new Error(JSON.stringify(made.userErrors));
    ids.push(made.delivery.id);
  }
  return ids;
}

const codesOf = ({ userErrors }: PlanErrors) => userErrors.map(({ code }) => code);

describe('planDay', () => {
  it('turns confirmed deliveries into routes that can be driven, counts held places, and costs no more than the plan it found', async () => {
    await open({ drivers: 3 });
    const deliveries = await createOrders(24);
    const { quote, option } = await shopper.firstOpen(addressNear(40), 'two-hours', TOMORROW);
    await shopper.hold(quote, option.id);
    const before = (await planOf())!;
    const { dayPlan, userErrors } = await planDay();
    expect(userErrors).toEqual([]);
    expect(dayPlan!.version).toBe(before.version + 1);
    expect(dayPlan!.plannedAt).toBe(START.toISOString());
    expect(dayPlan!.unplanned).toEqual([]);
    expect(Number(dayPlan!.cost.amount)).toBeLessThanOrEqual(Number(before.cost.amount));
    const stops = dayPlan!.routes.flatMap((route) => route.stops);
    expect(stops.flatMap((stop) => stop.deliveries.map(({ id }) => id)).sort()).toEqual([...deliveries].sort());
    expect(new Set(stops.flatMap((stop) => stop.deliveries.map(({ state }) => state)))).toEqual(new Set(['PLANNED']));
    expect(stops.filter((stop) => stop.tentative)).toHaveLength(1);
    for (const route of dayPlan!.routes) {
      expect(route.state).toBe(route.stops.length > 0 ? 'ASSIGNED' : 'DRAFT');
      expect(route.stops.map((stop) => stop.sequence)).toEqual(route.stops.map((_, index) => index));
      expect(route.loading).toMatchObject({ expected: route.stops.filter((stop) => !stop.tentative).length, loaded: 0 });
      expect(route.loading.missing).toHaveLength(route.loading.expected);
    }
    expect(dayPlan!.distanceMeters).toBe(dayPlan!.routes.reduce((sum, route) => sum + route.distanceMeters, 0));
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
    // Planning again finds nothing to move, and says nothing twice.
    await planDay();
    const events = await rowsOf<{ type: string }>(app, courier, 'select type from event where subject_id = ? order by sequence', [deliveries[0]]);
    expect(events.map(({ type }) => type)).toEqual(['delivery.confirmed', 'delivery.planned']);
  });

  it('leaves dispatched routes as they are', async () => {
    await open({ drivers: 2 });
    await createOrders(10);
    const { dayPlan } = await planDay();
    const busiest = dayPlan!.routes.toSorted((one, other) => other.stops.length - one.stops.length)[0]!;
    const { route } = await dispatchRoute(busiest.id);
    expect(route!.state).toBe('DISPATCHED');
    await shopper.create('late-1', { address: addressNear(70) });
    const again = (await planDay()).dayPlan!;
    expect(again.routes.find(({ id }) => id === busiest.id)!.stops.map(({ id }) => id)).toEqual(busiest.stops.map(({ id }) => id));
    expect(again.routes.flatMap((each) => each.stops)).toHaveLength(11);
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
  });

  it('finds another van for the stops of a driver whose insurance lapsed, or says that there is none', async () => {
    await open({ drivers: 2 });
    const deliveries = await createOrders(6);
    const loaded = (await planOf())!.routes.filter((route) => route.stops.length > 0);
    const lapse = (driverId: string) => systemEntityManager(app.server.orm).nativeUpdate(Credential, { driverId, kind: 'INSURANCE' }, { expiresOn: TODAY });
    await lapse(loaded[0]!.driver!.id);
    expect((await breachesOf(app, courier, TOMORROW)).map(({ kind }) => kind)).toContain('UNINSURED');
    expect(codesOf(await dispatchRoute(loaded[0]!.id))).toEqual(['DRIVER_UNAVAILABLE']);
    const moved = (await planDay()).dayPlan!;
    expect(moved.unplanned).toEqual([]);
    expect(moved.routes.find(({ id }) => id === loaded[0]!.id)!.stops).toEqual([]);
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);

    for (const { id } of courier.drivers) await lapse(id);
    const { dayPlan } = await planDay();
    expect(dayPlan!.routes.flatMap((route) => route.stops)).toEqual([]);
    expect(dayPlan!.unplanned.map(({ delivery }) => delivery.id).sort()).toEqual([...deliveries].sort());
    expect(new Set(dayPlan!.unplanned.map(({ delivery, reason }) => `${delivery.state}: ${reason}`))).toEqual(new Set(['CONFIRMED: No route of that day takes stops any more.']));
    expect(await shopper.options(addressNear(1), { from: TOMORROW, days: 1 }).then(({ options }) => new Set(options.map(({ reason }) => reason)))).toEqual(new Set(['CLOSED']));
  });

  it('is for the dispatcher, and for a depot that is there', async () => {
    await open();
    const answer = await app.gql('mutation ($input: PlanDayInput!) { planDay(input: $input) { userErrors { code } } }', { input: { depotId: courier.depotId, date: TODAY } }, courier.retailers[0]!.secretKey);
    expect(answer.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const stranger = await createTestCourier(app.server);
    courier = { ...courier, secretKey: stranger.secretKey };
    expect(codesOf(await planDay())).toEqual(['NOT_FOUND']);
    expect(await planOf()).toBeNull();
  });
});

describe('moveStop', () => {
  it('moves a stop between routes and back when every promise is kept, and counts the versions', async () => {
    await open({ drivers: 2 });
    await createOrders(4, { windowStart: '10:00' });
    const plan = (await planDay()).dayPlan!;
    const from = plan.routes.find((route) => route.stops.length > 0)!;
    const to = plan.routes.find((route) => route.id !== from.id)!;
    const stop = from.stops.at(-1)!;
    const moved = await moveStop({ stopId: stop.id, routeId: to.id, sequence: to.stops.length, ifVersion: plan.version });
    expect(moved.userErrors).toEqual([]);
    expect(moved.dayPlan!.version).toBe(plan.version + 1);
    expect(moved.dayPlan!.routes.find(({ id }) => id === to.id)!.stops.at(-1)!.id).toBe(stop.id);
    expect(moved.dayPlan!.routes.find(({ id }) => id === from.id)!.stops.map(({ id }) => id)).toEqual(from.stops.slice(0, -1).map(({ id }) => id));
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
    expect(codesOf(await moveStop({ stopId: stop.id, routeId: from.id, sequence: 0, ifVersion: plan.version }))).toEqual(['VERSION_CONFLICT']);
  });

  it('refuses what would break a promise, with what and by how much, and changes nothing', async () => {
    await open({ drivers: 1 });
    await createOrders(5);
    const plan = (await planDay()).dayPlan!;
    const [route] = plan.routes;
    const late = await moveStop({ stopId: route!.stops[0]!.id, routeId: route!.id, sequence: 4 });
    expect(late).toMatchObject({ dayPlan: null, userErrors: [{ code: 'INFEASIBLE', reason: 'LATE' }] });
    // From the window that ends at 10:00 to after one that opens at 16:00: six hours late, and some driving.
    expect(late.userErrors[0]!.excess).toBeGreaterThan(6 * 3600);
    expect(late.userErrors[0]!.excess).toBeLessThan(7 * 3600);
    expect(await planOf()).toEqual(plan);
    expect(codesOf(await moveStop({ stopId: route!.stops[0]!.id, routeId: route!.id, sequence: 5 }))).toEqual(['INVALID_INPUT']);
    expect(codesOf(await moveStop({ stopId: route!.stops[0]!.id, routeId: 'rte_none', sequence: 0 }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await moveStop({ stopId: 'stp_none', routeId: route!.id, sequence: 0 }))).toEqual(['NOT_FOUND']);
    await dispatchRoute(route!.id);
    expect(codesOf(await moveStop({ stopId: route!.stops[0]!.id, routeId: route!.id, sequence: 0 }))).toEqual(['INVALID_STATE']);
  });

  it('refuses a vehicle that would carry too much, in grams', async () => {
    await open({ drivers: 2, maxWeightGrams: 5_000 });
    await createOrders(2, { basket: { parcels: [{ ...SMALL_BASKET.parcels[0], weightGrams: 4_000 }] } });
    const plan = (await planDay()).dayPlan!;
    const refused = await moveStop({ stopId: plan.routes[0]!.stops[0]!.id, routeId: plan.routes[1]!.id, sequence: 0 });
    expect(refused.userErrors).toMatchObject([{ code: 'INFEASIBLE', reason: 'OVERWEIGHT', excess: 3_000 }]);
  });
});

describe('assignRoute', () => {
  it('gives a route a driver who is free; the empty route that one had stays without', async () => {
    await open({ drivers: 2 });
    await createOrders(2, { windowStart: '10:00' });
    const plan = (await planDay()).dayPlan!;
    const full = plan.routes.find((route) => route.stops.length > 0)!;
    const empty = plan.routes.find((route) => route.stops.length === 0)!;
    const { route, userErrors } = await assignRoute(full.id, empty.driver!.id);
    expect(userErrors).toEqual([]);
    expect(route).toMatchObject({ driver: { id: empty.driver!.id }, state: 'ASSIGNED' });
    expect((await planOf())!.routes.find(({ id }) => id === empty.id)!.driver).toBeNull();
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
    // The one who was taken off is free now.
    expect(codesOf(await assignRoute(empty.id, full.driver!.id))).toEqual([]);
  });

  it('refuses a driver who has another route, lacks a skill, may not drive, or is not there', async () => {
    await open({ drivers: 3, skills: ['KEEP_COLD'], maxWeightGrams: 5_000 });
    await createOrders(2, { basket: { parcels: [{ ...SMALL_BASKET.parcels[0], weightGrams: 4_000 }], handlingNeeds: ['KEEP_COLD'] } });
    const plan = (await planDay()).dayPlan!;
    const [first, second] = plan.routes.filter((route) => route.stops.length > 0);
    const spare = plan.routes.find((route) => route.stops.length === 0)!.driver!.id;
    expect(codesOf(await assignRoute(first!.id, second!.driver!.id))).toEqual(['DRIVER_UNAVAILABLE']);
    expect(codesOf(await assignRoute(first!.id, 'drv_none'))).toEqual(['NOT_FOUND']);
    expect(codesOf(await assignRoute('rte_none', spare))).toEqual(['NOT_FOUND']);
    const em = systemEntityManager(app.server.orm);
    await em.execute('update driver set skills = ? where id = ?', ['{}', spare]);
    expect((await assignRoute(first!.id, spare)).userErrors).toMatchObject([{ code: 'INFEASIBLE', reason: 'MISSING_SKILL' }]);
    await em.execute(`update driver set skills = '{KEEP_COLD}', max_duty_seconds = 3600 where id = ?`, [spare]);
    expect((await assignRoute(second!.id, spare)).userErrors).toMatchObject([{ code: 'INFEASIBLE', reason: 'DRIVER_HOURS' }]);
    await em.nativeUpdate(Credential, { driverId: spare, kind: 'LICENSE' }, { expiresOn: TODAY });
    expect(codesOf(await assignRoute(first!.id, spare))).toEqual(['DRIVER_UNAVAILABLE']);
    expect(await planOf()).toEqual(plan);
  });
});

describe('dispatchRoute', () => {
  it('closes the route to new stops; a hold on it that is confirmed later is planned at once', async () => {
    await open({ drivers: 1 });
    await createOrders(1);
    const { quote, option } = await shopper.firstOpen(addressNear(9), 'two-hours', TOMORROW);
    const { hold } = await shopper.hold(quote, option.id);
    const [route] = (await planOf())!.routes;
    const dispatched = await dispatchRoute(route!.id);
    expect(dispatched.userErrors).toEqual([]);
    // Confirmed since the day was last planned: planned with its route.
    expect(dispatched.route!.stops.flatMap((stop) => stop.deliveries.map(({ state }) => state))).toEqual(['PLANNED']);
    expect(codesOf(await dispatchRoute(route!.id))).toEqual(['INVALID_STATE']);
    expect(codesOf(await assignRoute(route!.id, courier.drivers[0]!.id))).toEqual(['INVALID_STATE']);
    expect(new Set((await shopper.options(addressNear(2), { from: TOMORROW, days: 1 })).options.map(({ reason }) => reason))).toEqual(new Set(['FULL']));
    const confirmed = await shopper.confirm(hold!.id, 'held-before');
    const { delivery } = dataOf(await app.gql('query ($id: ID!) { delivery(id: $id) { state stop { route { id } } } }', { id: confirmed.delivery!.id }, courier.secretKey));
    expect(delivery).toEqual({ state: 'PLANNED', stop: { route: { id: route!.id } } });
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
  });

  it('refuses a route without deliveries and one without a driver', async () => {
    await open({ drivers: 2 });
    await createOrders(1);
    const plan = (await planDay()).dayPlan!;
    const full = plan.routes.find((route) => route.stops.length > 0)!;
    const empty = plan.routes.find((route) => route.stops.length === 0)!;
    expect(codesOf(await dispatchRoute(empty.id))).toEqual(['INVALID_STATE']);
    await assignRoute(full.id, empty.driver!.id);
    expect(codesOf(await dispatchRoute(empty.id))).toEqual(['DRIVER_UNAVAILABLE']);
  });
});

describe('a plan in the course of its day', () => {
  it('offers only what a van that leaves now can still reach', async () => {
    await open({ drivers: 1 });
    // 17:30: half an hour before the shift ends, with a level that sells until the last minute.
    app.clock.set(new Date(START.getTime() + 9.5 * HOUR));
    await systemEntityManager(app.server.orm).execute('update service_level set lead_seconds = -7200 where organization_id = ?', [courier.organizationId]);
    const reasonAt = async (index: number) => (await shopper.options(addressNear(index), { days: 1 })).options.at(-1)!.reason;
    expect(await reasonAt(1)).toBeNull();
    app.clock.set(new Date(START.getTime() + 9.95 * HOUR));
    expect(await reasonAt(1)).toBe('FULL');
  });

  it('lets a delivery be canceled when its route should have left long ago, and shows the rest as planned', async () => {
    await open({ drivers: 1 });
    const made = [];
    for (const [index, windowStart] of ['10:00', '14:00'].entries()) made.push((await shopper.create(`today-${index}`, { date: TODAY, windowStart, address: addressNear(index) })).delivery!.id);
    const before = (await planOf(TODAY))!.routes[0]!;
    app.clock.set(new Date(START.getTime() + 5 * HOUR));
    expect((await shopper.cancel(made[1]!)).userErrors).toEqual([]);
    const after = (await planOf(TODAY))!.routes[0]!;
    expect(after.stops).toEqual([{ ...before.stops[0]!, slack: expect.any(String) }]);
    expect(await breachesOf(app, courier, TODAY)).toEqual([]);
  });
});
