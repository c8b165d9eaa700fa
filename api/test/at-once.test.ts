import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tenantEntityManager, type RequestContext } from '../src/platform/context.ts';
import { PlainRoutePlanner } from '../src/routes/plain-route-planner.ts';
import { Stop } from '../src/routes/stop.entity.ts';
import { StopResolver } from '../src/routes/stop.resolver.ts';
import type { StopType } from '../src/routes/stop.type.ts';
import { HOUR } from '../src/shared/time.ts';
import { DriverDevice, planAndDispatch } from './driver-device.ts';
import { addressNear, createTestCourier, TIME_ZONE, TOMORROW, type TestCourier } from './fixtures.ts';
import { START, startTestApp, type TestApp } from './harness.ts';
import { breachesOf, dataOf, rowsOf, Shopper } from './shopper.ts';

/** Many hands on one day: whatever the order in which they get the locks, the plan stays one that can be driven. */

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;
/** Runs while `planDay` searches: after it has read the plan, before it takes the lock. */
let whileSearching: () => Promise<void>;

beforeAll(async () => {
  const planner = new PlainRoutePlanner();
  app = await startTestApp({
    role: 'api',
    pointsPerMinute: 100_000_000,
    ports: {
      routePlanner: {
        async plan(problem, options) {
          await whileSearching();
          return planner.plan(problem, options);
        },
      },
    },
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  whileSearching = async () => {};
  app.clock.set(START);
  courier = await createTestCourier(app.server);
  shopper = new Shopper(app, courier);
});

const run = async (mutation: string, input: object, key = courier.secretKey) => {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
  return dataOf(await app.gql(`mutation ($input: ${type}) { ${mutation}(input: $input) { userErrors { code message } } }`, { input }, key))[mutation] as { userErrors: { code: string }[] };
};
const planTomorrow = () => run('planDay', { depotId: courier.depotId, date: TOMORROW });
const deviceOf = async (routeId: string) => {
  const [row] = await rowsOf<{ driver_id: string }>(app, courier, 'select driver_id from route where id = ?', [routeId]);
  return new DriverDevice(app, courier.drivers.find(({ id }) => id === row!.driver_id)!);
};

describe('planning', () => {
  it('gives no place to a delivery that was canceled while it searched', async () => {
    const loaded = await shopper.order(1, 'RACE-1', TOMORROW);
    const left = await shopper.order(2, 'RACE-2', TOMORROW);
    const [route] = await planAndDispatch(app, courier, TOMORROW);
    app.clock.set(new Date(START.getTime() + 23.5 * HOUR));
    const device = await deviceOf(route!.id);
    await device.scan(loaded.barcodes[0]!);
    expect((await device.start(true)).userErrors).toEqual([]);
    expect(await rowsOf(app, courier, 'select id from stop where delivery_id = ?', [left.deliveryId])).toEqual([]);

    let cancellations = 0;
    whileSearching = async () => {
      if ((cancellations += 1) === 1) expect((await shopper.cancel(left.deliveryId)).userErrors).toEqual([]);
    };
    expect((await planTomorrow()).userErrors).toEqual([]);
    expect(await rowsOf(app, courier, 'select id from stop where delivery_id = ?', [left.deliveryId])).toEqual([]);
    expect(await rowsOf(app, courier, 'select state from delivery where id = ?', [left.deliveryId])).toEqual([{ state: 'CANCELED' }]);
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
  });

  /** Who loses the window to a move beside it is told so, and holds nothing. */
  async function buyAndRegret(index: number): Promise<void> {
    const { quote, options } = await shopper.options(addressNear(index), { from: TOMORROW, days: 1 });
    const { hold, userErrors } = await shopper.hold(quote, options.find(({ available }) => available)!.id);
    if (hold) await Promise.all([shopper.confirm(hold.id, `BUSY-${index}`), shopper.release(hold.id)]);
    else expect(userErrors).toMatchObject([{ code: 'WINDOW_GONE' }]);
  }

  it('twice at once, with holds, moves, cancellations and a dispatch beside it, keeps every promise', async () => {
    const orders = [];
    for (let index = 0; index < 8; index += 1) orders.push(await shopper.order(index, `BUSY-${index}`, TOMORROW));
    await planTomorrow();
    const stops = await rowsOf<{ id: string; route_id: string }>(app, courier, 'select id, route_id from stop');
    const routes = await rowsOf<{ id: string }>(app, courier, `select id from route where day_plan_id = (select id from day_plan where date = ?)`, [TOMORROW]);
    const work = [
      planTomorrow, planTomorrow,
      ...orders.slice(0, 3).map(({ deliveryId }) => () => shopper.cancel(deliveryId)),
      ...[20, 21, 22, 23].map((index) => () => buyAndRegret(index)),
      ...stops.slice(0, 4).map(({ id }, at) => () => run('moveStop', { stopId: id, routeId: routes[at % routes.length]!.id, sequence: 0 })),
      () => run('dispatchRoute', { routeId: routes[0]!.id }),
      () => run('assignRoute', { routeId: routes[0]!.id, driverId: courier.drivers[1]!.id }),
      planTomorrow,
    ];
    await Promise.all(work.map((each) => each()));
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
    const lost = await rowsOf(app, courier, `select d.id from delivery d where d.state in ('CONFIRMED', 'PLANNED') and not exists (select from stop t where t.delivery_id = d.id)`);
    const wrong = await rowsOf(app, courier, `select d.id from delivery d join stop t on t.delivery_id = d.id where d.state = 'CANCELED'`);
    expect([lost, wrong]).toEqual([[], []]);
  });
});

describe('reading', () => {
  it('tells where a stop is that is planned away before all of it was read', async () => {
    const { deliveryId } = await shopper.order(1, 'READ-1', TOMORROW);
    const actor = { organizationId: courier.organizationId, retailerId: null };
    const context = { server: app.server, em: tenantEntityManager(app.server.orm, actor), loaders: new Map() } as unknown as RequestContext;
    const stop = (await context.em.findOneOrFail(Stop, { deliveryId })) as unknown as StopType;
    await shopper.cancel(deliveryId);
    expect(await rowsOf(app, courier, 'select id from stop where id = ?', [stop.id])).toEqual([]);
    expect(await new StopResolver().address(stop, context)).toMatchObject({ line1: '101 Test Street' });
    expect(await new StopResolver().window(stop, context)).toMatchObject({ timeZone: TIME_ZONE });
  });
});

describe('two devices of one driver', () => {
  it('load, start, arrive and hand over everything at the same moment: each thing happens once', { timeout: 40_000 }, async () => {
    for (let index = 0; index < 4; index += 1) await shopper.order(index, `TWICE-${index}`, TOMORROW);
    const [route] = await planAndDispatch(app, courier, TOMORROW);
    app.clock.set(new Date(START.getTime() + 23.5 * HOUR));
    const device = await deviceOf(route!.id);
    const twice = <T>(work: () => Promise<T>) => Promise.all([work(), work(), work()]);
    for (const { barcode } of route!.stops.flatMap((stop) => stop.deliveries.flatMap((delivery) => delivery.parcels))) {
      const scans = await twice(() => device.scan(barcode));
      expect(scans.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    }
    for (const { userErrors } of await twice(() => device.start())) expect(userErrors).toEqual([]);
    for (const stop of (await device.myRoute())!.stops) {
      app.clock.advance(HOUR / 2);
      const position = { ...stop.address.position, at: app.clock.now() };
      await Promise.all([twice(() => device.ping(position)), twice(() => device.arrive(stop.id)), twice(() => device.ping(position))]);
      const { id } = stop.deliveries[0]!;
      const photo = await device.upload();
      const ends = await Promise.all([device.complete(id), device.fail(id, 'NOBODY_HOME', { proof: { photoUploadIds: [photo] } }), device.complete(id), device.fail(id, 'NOBODY_HOME', { proof: { photoUploadIds: [photo] } })]);
      expect(ends.filter(({ userErrors }) => userErrors.length === 0), 'one outcome wins, told to both who asked for it').toHaveLength(2);
    }
    expect(await rowsOf(app, courier, 'select delivery_id from attempt')).toHaveLength(4);
    const repeated = await rowsOf(app, courier, `select subject_id, type from event where type not in ('delivery.eta_changed', 'delivery.nearing', 'commitment.broken', 'day_plan.changed') group by 1, 2 having count(*) > 1`);
    expect(repeated).toEqual([]);
    expect(await rowsOf(app, courier, `select state from route where id = ?`, [route!.id])).toEqual([{ state: 'FINISHED' }]);
  });
});
