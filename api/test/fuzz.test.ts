import type { GraphQLField } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sweepHolds } from '../src/promise/sweep-holds.ts';
import { createSchema } from '../src/schema.ts';
import { MINUTE } from '../src/shared/time.ts';
import { exampleRequest } from './example-request.ts';
import { DriverDevice, planAndDispatch } from './driver-device.ts';
import { addressNear, createTestCourier, SMALL_BASKET, TODAY, TOMORROW, type TestCourier } from './fixtures.ts';
import { startTestApp, type Answer, type TestApp } from './harness.ts';
import { Dice, Loot, madeUp } from './hostile-values.ts';
import { breachesOf, rowsOf, Shopper } from './shopper.ts';

/**
 * Calls every query and mutation with made-up input, again and again, on a courier whose day goes on meanwhile. Whatever is asked, the
 * answer is never our own failure, and the day stays one that can be driven. `FUZZ_SEED` and `FUZZ_ROUNDS` run another, or a longer, one.
 */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_121);
const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 10);
/** Requests at the same time. */
const AT_ONCE = 6;

let app: TestApp;
let courier: TestCourier;
let trackingToken: string;
let loot: Loot;

interface Case {
  readonly kind: 'query' | 'mutation';
  readonly field: GraphQLField<unknown, unknown>;
}
let cases: Case[];

beforeAll(async () => {
  app = await startTestApp({ role: 'api', pointsPerMinute: 1_000_000_000 });
  courier = await createTestCourier(app.server, { days: 3, skills: ['KEEP_COLD', 'AGE_CHECK'] });
  const schema = await createSchema();
  const fieldsOf = (kind: Case['kind']) => Object.values((kind === 'query' ? schema.getQueryType() : schema.getMutationType())!.getFields()).map((field) => ({ kind, field }));
  cases = [...fieldsOf('query'), ...fieldsOf('mutation'), ...fieldsOf('mutation')];
  const keys = await rowsOf<{ id: string }>(app, courier, 'select id from access_key');
  loot = new Loot(keys.map(({ id }) => id));
  const shopper = new Shopper(app, courier);
  for (let index = 0; index < 6; index += 1) {
    const order = await shopper.order(index, `FUZZ-${index}`, index < 4 ? TODAY : TOMORROW);
    trackingToken = order.trackingToken;
    loot.gather(order);
    loot.gather(order.barcodes.map((barcode) => ({ barcode })));
  }
  loot.gather(await planAndDispatch(app, courier, TODAY));
  loot.gather(courier);
});
afterAll(() => app.close());

/** The key that the field is for, by the scope that its description names; now and then another one. */
function keyFor({ field }: Case, dice: Dice): string | null {
  const [retailer, other] = courier.retailers;
  const drivers = courier.drivers.map((driver) => driver.sessionToken);
  if (dice.chance(0.05)) return dice.pick([null, other!.secretKey, retailer!.publishableKey, trackingToken, ...drivers]);
  const scopes = field.description ?? '';
  if (scopes.includes('`drive`')) return dice.pick(drivers);
  if (scopes.includes('`tracking:link`')) return trackingToken;
  if (/`(promise|orders|events):/.test(scopes)) return retailer!.secretKey;
  return courier.secretKey;
}

/** A quote that is in time and the drivers' routes as they are now. */
async function findFavorites(): Promise<unknown> {
  const { quote, options } = await new Shopper(app, courier).options(addressNear(9), { basket: SMALL_BASKET });
  return [{ quote }, options.filter((option) => option.available), ...(await Promise.all(courier.drivers.map((driver) => new DriverDevice(app, driver).myRoute())))];
}

/** What the answer must never be, in words that lead to the request. */
function failureOf(answer: Answer, { field }: Case, variables: unknown): string | undefined {
  const isOurs = answer.status >= 500 || answer.errors?.some((error) => error.extensions['code'] === 'INTERNAL_SERVER_ERROR');
  return isOurs ? `${field.name} ${JSON.stringify(variables).slice(0, 2_000)} → ${answer.status} ${JSON.stringify(answer.errors).slice(0, 500)}` : undefined;
}

it(`is never our own failure, whatever is asked (seed ${SEED})`, { timeout: 20_000 + ROUNDS * 4_000 }, async () => {
  const dice = new Dice(SEED);
  const failures: string[] = [];
  const codes = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    // The first rounds are kind, so that something is there to be damaged.
    const hostility = round === 0 ? 0 : dice.pick([0.03, 0.08, 0.2]);
    const queue = cases.toSorted(() => dice.next() - 0.5);
    loot.favor(await findFavorites());
    const work = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const recipe = { dice, loot, hostility, now: app.clock.now() };
        const variables = Object.fromEntries(next.field.args.map((argument) => [argument.name, madeUp(argument.type, argument.name, recipe)]));
        const headers: Record<string, string> = dice.chance(0.2) ? { 'idempotency-key': dice.pick(['a', 'b', 'x'.repeat(255), 'x'.repeat(300)]) } : {};
        const answer = await app.gql(exampleRequest(next.kind, next.field).document, variables, keyFor(next, dice), headers);
        loot.gather(answer.data);
        const failure = failureOf(answer, next, variables);
        if (failure) failures.push(failure);
        const result = answer.errors?.[0]?.extensions['code'] ?? (JSON.stringify(answer.data).includes('"userErrors":[{') ? 'refused' : 'done');
        codes.set(String(result), (codes.get(String(result)) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    app.clock.advance(20 * MINUTE);
  }
  expect(failures).toEqual([]);
  // The run must have met all three fates, or it tries nothing.
  for (const fate of ['done', 'refused', 'BAD_USER_INPUT']) expect(codes.get(fate) ?? 0, `${fate} of ${JSON.stringify([...codes])}`).toBeGreaterThan(ROUNDS * 3);
});

it('leaves plans that can be driven, and rows that agree', async () => {
  // Places whose hold ran out are counted out at once, but the stops behind them move up when they are swept.
  await sweepHolds(app.server);
  const dates = await rowsOf<{ date: string; depot_id: string }>(app, courier, 'select date, depot_id from day_plan');
  // Today's vans are on the road: what was late there is late, so only plans of days to come are proven.
  for (const { date, depot_id: depotId } of dates.filter((plan) => plan.date > TODAY)) {
    expect(await breachesOf(app, { organizationId: courier.organizationId, depotId }, date), `${depotId} on ${date}`).toEqual([]);
  }
  const homeless = await rowsOf(app, courier, `select d.id, d.state from delivery d where d.state in ('PLANNED', 'LOADED', 'OUT_FOR_DELIVERY', 'ARRIVING', 'ARRIVED') and not exists (select from stop t where t.delivery_id = d.id and t.state in ('PLANNED', 'ARRIVED'))`);
  const ghosts = await rowsOf(app, courier, `select t.id from stop t join delivery d on d.id = t.delivery_id where t.state in ('PLANNED', 'ARRIVED') and d.state in ('CANCELED', 'DELIVERED', 'RETURNED')`);
  const doubled = await rowsOf(app, courier, `select retailer_id, reference from "order" group by 1, 2 having count(*) > 1`);
  expect({ homeless, ghosts, doubled }).toEqual({ homeless: [], ghosts: [], doubled: [] });
});
