import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, TODAY, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { START, startTestApp, type TestApp } from '../../test/harness.ts';
import { breachesOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { MINUTE } from '../shared/time.ts';
import { sweepHolds } from './sweep-holds.ts';

let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** A basket that fills the one van of a courier whose van takes 10 kg. */
const WHOLE_VAN = { parcels: [{ weightGrams: 10_000, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] };

async function oneVan(): Promise<{ courier: TestCourier; shoppers: Shopper[] }> {
  const courier = await createTestCourier(app.server, { drivers: 1, maxWeightGrams: 10_000 });
  return { courier, shoppers: courier.retailers.map((retailer) => new Shopper(app, courier, retailer)) };
}

describe('the last place', () => {
  it('is won by exactly one of fifty shoppers of two shops; the others are told what else is open', async () => {
    const { courier, shoppers } = await oneVan();
    const quotes = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const shopper = shoppers[index % 2]!;
        const { quote, options } = await shopper.options(addressNear(index), { basket: WHOLE_VAN, days: 2 });
        const option = options.find(({ date, available }) => date === TOMORROW && available)!;
        return { shopper, quote, optionId: option.id };
      }),
    );
    const answers = await Promise.all(quotes.map(({ shopper, quote, optionId }) => shopper.hold(quote, optionId)));
    const winners = answers.filter(({ hold }) => hold !== null);
    const losers = answers.filter(({ hold }) => hold === null);
    expect(winners).toHaveLength(1);
    expect(losers.map(({ userErrors }) => userErrors.map(({ code }) => code).join())).toEqual(Array(49).fill('WINDOW_GONE'));
    // Tomorrow's van is full in every window; today's still goes.
    for (const { alternatives } of losers) expect(new Set(alternatives.map(({ date }) => date))).toEqual(new Set([TODAY]));
    expect(await rowsOf(app, courier, 'select 1 as n from stop')).toHaveLength(1);
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
  });

  it('is sold once when it is confirmed, released and held at the same moment', async () => {
    const { courier, shoppers: [shopper] } = await oneVan();
    const first = await shopper!.options(addressNear(1), { basket: WHOLE_VAN, from: TOMORROW, days: 1 });
    const { hold } = await shopper!.hold(first.quote, first.options[0]!.id);
    const [confirmed, released, held] = await Promise.all([
      shopper!.confirm(hold!.id, 'race-1'),
      shopper!.release(hold!.id),
      shopper!.hold(first.quote, first.options[0]!.id),
    ]);
    expect([confirmed.order, released.hold].filter(Boolean)).toHaveLength(1);
    if (held.hold) expect(released.hold).not.toBeNull();
    expect(await rowsOf(app, courier, 'select 1 as n from stop')).toHaveLength(confirmed.order || held.hold ? 1 : 0);
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
  });
});

describe('a hold whose time is up', () => {
  it('gives its place back by the clock alone, and can no longer be confirmed, whoever sweeps or not', async () => {
    const { courier, shoppers: [shopper] } = await oneVan();
    const wish = { basket: WHOLE_VAN, from: TOMORROW, days: 1 };
    const { quote, options } = await shopper!.options(addressNear(1), wish);
    const { hold } = await shopper!.hold(quote, options[0]!.id);
    const reasons = async () => (await shopper!.options(addressNear(2), wish)).options.map(({ reason }) => reason);
    app.clock.advance(10 * MINUTE - 1);
    expect(new Set(await reasons())).toEqual(new Set(['FULL']));
    app.clock.advance(1);
    expect(new Set(await reasons())).toEqual(new Set([null]));
    expect((await shopper!.confirm(hold!.id, 'late')).userErrors.map(({ code }) => code)).toEqual(['HOLD_EXPIRED']);
    expect((await shopper!.release(hold!.id)).userErrors.map(({ code }) => code)).toEqual(['HOLD_EXPIRED']);
    const document = 'query ($id: ID!) { hold(id: $id) { state } }';
    expect((await app.gql(document, { id: hold!.id }, courier.retailers[0]!.publishableKey)).data).toEqual({ hold: { state: 'EXPIRED' } });
    // The row is still there, and the place is sold again over it.
    expect(await rowsOf(app, courier, 'select 1 as n from stop')).toHaveLength(1);
    const again = await shopper!.options(addressNear(2), wish);
    expect((await shopper!.hold(again.quote, again.options[0]!.id)).hold?.state).toBe('HELD');
    expect(await rowsOf<{ hold_id: string }>(app, courier, 'select hold_id from stop')).not.toEqual([{ hold_id: hold!.id }]);
    expect(await breachesOf(app, courier, TOMORROW)).toEqual([]);
    app.clock.set(START);
  });

  it('is swept with one event, however often the sweeper runs', async () => {
    const { courier, shoppers: [shopper] } = await oneVan();
    const { quote, option } = await shopper!.firstOpen();
    const { hold } = await shopper!.hold(quote, option.id);
    app.clock.advance(11 * MINUTE);
    expect(await sweepHolds(app.server)).toBeGreaterThan(0);
    expect(await sweepHolds(app.server)).toBe(0);
    expect(await rowsOf(app, courier, 'select 1 as n from stop')).toEqual([]);
    expect(await rowsOf(app, courier, `select type from event where subject_id = ? and type = 'hold.expired'`, [hold!.id])).toHaveLength(1);
    app.clock.set(START);
  });
});

describe('any sequence of operations', () => {
  it('leaves a plan that can be driven and has each delivery once', async () => {
    const operation = fc.record({
      kind: fc.constantFrom('hold', 'hold', 'hold', 'confirm', 'confirm', 'release', 'create', 'create', 'cancel', 'wait', 'plan', 'move', 'move', 'move', 'assign'),
      pick: fc.nat(30),
      place: fc.nat(60),
    });
    const done = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 12, maxLength: 24 }), async (operations) => {
        app.clock.set(START);
        const courier = await createTestCourier(app.server, { drivers: 3, days: 1, maxWeightGrams: 14_000 });
        const world = new World(app, courier, done);
        for (let place = 1; place <= 4; place += 1) await world.run({ kind: 'create', pick: 1, place });
        for (const each of operations) await world.run(each);
        expect(await breachesOf(app, courier, TODAY)).toEqual([]);
        await world.expectCapacityConserved();
      }),
      { numRuns: 10, seed: 20_261_121 },
    );
    // Sequences in which everything is refused would prove nothing.
    expect([...done.keys()].sort()).toEqual(['assign', 'cancel', 'confirm', 'create', 'hold', 'move', 'plan', 'release']);
    app.clock.set(START);
  }, 60_000);
});

describe('many operations at the same moment', () => {
  it('leave a plan that can be driven and has each delivery once, and none of them fails', async () => {
    app.clock.set(START);
    const courier = await createTestCourier(app.server, { drivers: 3, days: 1, maxWeightGrams: 20_000 });
    const world = new World(app, courier, new Map());
    const kinds = ['hold', 'create', 'confirm', 'move', 'plan', 'release', 'cancel', 'create', 'hold', 'assign', 'confirm', 'hold'];
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(kinds.map((kind, index) => world.run({ kind, pick: round * 7 + index, place: round * 12 + index })));
      expect(await breachesOf(app, courier, TODAY)).toEqual([]);
      await world.expectCapacityConserved();
      app.clock.advance(3 * MINUTE);
    }
    app.clock.set(START);
  }, 60_000);
});

interface Operation {
  readonly kind: string;
  readonly pick: number;
  readonly place: number;
}

/** A courier under random operations, and what must be there after them. */
class World {
  readonly #app: TestApp;
  readonly #courier: TestCourier;
  readonly #shopper: Shopper;
  readonly #holds: string[] = [];
  readonly #done: Map<string, number>;
  #count = 0;

  constructor(testApp: TestApp, courier: TestCourier, done: Map<string, number>) {
    this.#done = done;
    this.#app = testApp;
    this.#courier = courier;
    this.#shopper = new Shopper(testApp, courier);
  }

  async run(operation: Operation): Promise<void> {
    if (await this.#try(operation, (this.#count += 1))) this.#done.set(operation.kind, (this.#done.get(operation.kind) ?? 0) + 1);
  }

  /** Whether it was done; refusals are fine here, errors are not. */
  async #try({ kind, pick, place }: Operation, count: number): Promise<boolean> {
    switch (kind) {
      case 'hold': {
        const { quote, options } = await this.#shopper.options(addressNear(place), { days: 1 });
        const { hold } = await this.#shopper.hold(quote, options[pick % options.length]!.id);
        if (hold) this.#holds.push(hold.id);
        return hold !== null;
      }
      case 'confirm':
        return this.#holds.length > 0 && (await this.#shopper.confirm(this.#holds[pick % this.#holds.length]!, `c-${count}`)).order !== null;
      case 'release':
        return this.#holds.length > 0 && (await this.#shopper.release(this.#holds[pick % this.#holds.length]!)).hold !== null;
      case 'create':
        return (await this.#shopper.create(`o-${count}`, { date: TODAY, address: addressNear(place), windowStart: ['10:00', '12:00', '14:00', '16:00'][pick % 4] })).order !== null;
      case 'cancel': {
        const rows = await rowsOf<{ id: string }>(this.#app, this.#courier, 'select id from delivery order by id');
        return rows.length > 0 && (await this.#shopper.cancel(rows[pick % rows.length]!.id)).delivery !== null;
      }
      case 'wait':
        this.#app.clock.advance((pick % 7) * MINUTE);
        return false;
      case 'plan':
        return this.#mutate('planDay', 'PlanDayInput', { depotId: this.#courier.depotId, date: TODAY });
      case 'move': {
        const [stops, routes] = await Promise.all(['stop', 'route'].map((table) => rowsOf<{ id: string }>(this.#app, this.#courier, `select id from ${table} order by id`)));
        return stops!.length > 0 && this.#mutate('moveStop', 'MoveStopInput', { stopId: stops![pick % stops!.length]!.id, routeId: routes![place % routes!.length]!.id, sequence: pick % 2 });
      }
      default: {
        const routes = await rowsOf<{ id: string }>(this.#app, this.#courier, 'select id from route order by id');
        const driver = this.#courier.drivers[place % this.#courier.drivers.length]!;
        return routes.length > 0 && this.#mutate('assignRoute', 'AssignRouteInput', { routeId: routes[pick % routes.length]!.id, driverId: driver.id });
      }
    }
  }

  async #mutate(name: string, type: string, input: object): Promise<boolean> {
    const answer = await this.#app.gql(`mutation ($input: ${type}!) { ${name}(input: $input) { userErrors { code } } }`, { input }, this.#courier.secretKey);
    expect(answer.errors).toBeUndefined();
    return answer.data[name].userErrors.length === 0;
  }

  async expectCapacityConserved(): Promise<void> {
    const now = this.#app.clock.now();
    const live = await rowsOf<{ n: string }>(this.#app, this.#courier, 'select count(*)::text as n from stop where hold_expires_at is null or hold_expires_at > ?', [now]);
    const owed = await rowsOf<{ n: string }>(
      this.#app, this.#courier,
      `select ((select count(*) from delivery where state <> 'CANCELED') + (select count(*) from hold where state = 'HELD' and expires_at > ?))::text as n`,
      [now],
    );
    expect(live).toEqual(owed);
  }
}
