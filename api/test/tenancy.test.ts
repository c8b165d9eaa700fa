import { GraphQLObjectType, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemEntityManager } from '../src/platform/context.ts';
import { createSchema } from '../src/schema.ts';
import { ID_PREFIX, newId, type IdKind } from '../src/shared/ids.ts';
import { exampleRequest, fillSlot, type ExampleRequest, type IdSlot } from './example-request.ts';
import { addressNear, createTestCourier, TOMORROW, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { Shopper } from './shopper.ts';

/**
 * Replays the whole API with the ids of somebody else. Every root field, every place for an id: the answer to an id that belongs
 * to another tenant (or another retailer) must be the answer to an id that nobody has, and nothing may change.
 */

/** What an argument or input field is an id of. A new name must be added here: the test fails on one it does not know. */
const KIND_OF_NAME: Readonly<Record<string, IdKind>> = {
  retailerId: 'retailer', apiKeyId: 'accessKey', depotId: 'depot', driverId: 'driver', vehicleId: 'vehicle',
  holdId: 'hold', deliveryId: 'delivery', routeId: 'route', stopId: 'stop', optionId: 'hold',
  photoUploadId: 'upload', signatureUploadId: 'upload', linkId: 'accessKey',
  territoryId: 'territory', serviceLevelId: 'serviceLevel', pickupPointId: 'pickupPoint', closureId: 'closure', shiftPatternId: 'shiftPattern',
};
/** What a plain `id` means, by root field. */
const KIND_OF_FIELD: Readonly<Record<string, IdKind>> = { hold: 'hold', order: 'order', delivery: 'delivery', route: 'route', node: 'delivery', nodes: 'delivery' };

let app: TestApp;
let victim: TestCourier;
let attacker: TestCourier;
/** Rows of the victim's first retailer, by kind of id. */
let owned: Partial<Record<IdKind, string>>;
let schema: GraphQLSchema;

beforeAll(async () => {
  app = await startTestApp({ role: 'api', pointsPerMinute: 100_000_000 });
  victim = await createTestCourier(app.server, { name: 'Victim' });
  attacker = await createTestCourier(app.server, { name: 'Attacker' });
  schema = await createSchema();
  const shopper = new Shopper(app, victim);
  const order = await shopper.order(0, 'VICTIM-1', TOMORROW);
  const holdId = await shopper.holdAny(1, TOMORROW);
  const plan = await app.gql(
    'mutation($input: PlanDayInput!) { planDay(input: $input) { dayPlan { id routes { id stops { id } } } userErrors { message } } }',
    { input: { depotId: victim.depotId, date: TOMORROW } }, victim.secretKey);
  expect(plan.errors).toBeUndefined();
  const routes = plan.data['planDay'].dayPlan.routes as { id: string; stops: { id: string }[] }[];
  const busy = routes.find((route) => route.stops.length > 0)!;
  const keys = await app.gql('{ apiKeys { id retailer { id } } }', {}, victim.secretKey);
  const keyOfFirst = keys.data['apiKeys'].find((key: { retailer: { id: string } | null }) => key.retailer?.id === victim.retailers[0]!.id);
  const set = async (mutation: string, type: string, field: string, input: object) =>
    (await app.gql(`mutation($input: ${type}!) { ${mutation}(input: $input) { ${field} { id } userErrors { message } } }`, { input }, victim.secretKey)).data[mutation][field].id as string;
  const pickupPoint = await set('createPickupPoint', 'CreatePickupPointInput', 'pickupPoint', { depotId: victim.depotId, kind: 'LOCKER', name: 'Station', capacityParcels: 5, address: addressNear(9) });
  const closure = await set('createClosure', 'CreateClosureInput', 'closure', { depotId: victim.depotId, firstDate: '2026-12-25', reason: 'Christmas' });
  const shiftPattern = await set('createShiftPattern', 'CreateShiftPatternInput', 'shiftPattern', { depotId: victim.depotId, weekdays: ['MONDAY'], start: '08:00', end: '16:00', vehicleId: victim.drivers[0]!.vehicleId });
  const depots = await app.gql('{ depots { territories { id } } }', {}, victim.secretKey);
  const upload = await app.gql('mutation($input: CreateUploadInput!) { createUpload(input: $input) { uploadId userErrors { message } } }', { input: { contentType: 'image/jpeg', byteSize: 1_000 } }, victim.drivers[0]!.sessionToken);
  owned = {
    retailer: victim.retailers[0]!.id, accessKey: keyOfFirst.id, depot: victim.depotId, driver: victim.drivers[0]!.id, vehicle: victim.drivers[0]!.vehicleId,
    hold: holdId, order: order.orderId, delivery: order.deliveryId, route: busy.id, stop: busy.stops[0]!.id, pickupPoint, closure, shiftPattern, territory: depots.data['depots'][0].territories[0].id, serviceLevel: victim.serviceLevels.twoHours, upload: upload.data['createUpload'].uploadId,
  };
  expect(Object.values(owned).every(Boolean), JSON.stringify(owned)).toBe(true);
});
afterAll(() => app.close());

interface Case {
  readonly kind: 'query' | 'mutation';
  readonly name: string;
}

function rootFields(): Case[] {
  const fieldsOf = (type: GraphQLObjectType | null | undefined, kind: Case['kind']) => Object.keys(type?.getFields() ?? {}).map((name) => ({ kind, name }));
  return [...fieldsOf(schema.getQueryType(), 'query'), ...fieldsOf(schema.getMutationType(), 'mutation')];
}

function requestOf({ kind, name }: Case): ExampleRequest {
  const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  return exampleRequest(kind, type!.getFields()[name]!);
}

function kindOf(field: Case, slot: IdSlot): IdKind {
  const kind = slot.name === 'id' ? KIND_OF_FIELD[field.name] : KIND_OF_NAME[slot.name];
  if (!kind) throw new Error(`Tell this test what "${slot.path}" of ${field.name} is an id of.`);
  return kind;
}

/** Every row of the victim, as text: to see that nothing changed. */
async function rowsOfVictim(): Promise<string> {
  const em = systemEntityManager(app.server.orm);
  const tables = await em.execute<{ table_name: string }[]>(
    `select table_name from information_schema.columns where column_name = 'organization_id' and table_schema = 'public' and table_name <> 'idempotency_record' order by 1`);
  const parts: string[] = [];
  for (const { table_name: table } of tables) {
    const rows = await em.execute<{ row: string }[]>(`select t::text as row from "${table}" t where organization_id = ? order by 1`, [victim.organizationId]);
    parts.push(table, ...rows.map(({ row }) => row));
  }
  return parts.join('\n');
}

/** An answer without what differs from request to request. */
function comparable(answer: { data: unknown; errors: unknown }, ids: readonly string[]): unknown {
  let text = JSON.stringify({ data: answer.data, errors: answer.errors });
  for (const id of ids) text = text.replaceAll(id, '<id>');
  return JSON.parse(text.replaceAll(/"requestId":"[^"]+"/g, '"requestId":"<request>"'));
}

const ACTORS: readonly [string, () => string][] = [
  ['another tenant', () => attacker.secretKey],
  ["another tenant's retailer", () => attacker.retailers[0]!.secretKey],
  ["another tenant's publishable key", () => attacker.retailers[0]!.publishableKey],
  ["another tenant's driver", () => attacker.drivers[0]!.sessionToken],
];
/** Kinds of rows that belong to one retailer of the victim; the others are shared by its retailers. */
const OF_RETAILER: readonly IdKind[] = ['retailer', 'accessKey', 'hold', 'order', 'delivery', 'stop'];

async function probe(key: string, kinds: readonly IdKind[]): Promise<number> {
  const before = await rowsOfVictim();
  let probes = 0;
  for (const field of rootFields()) {
    const example = requestOf(field);
    for (const probed of example.idSlots) {
      if (!kinds.includes(kindOf(field, probed))) continue;
      const ask = async (id: string) => {
        const variables = structuredClone(example.variables);
        for (const slot of example.idSlots) fillSlot(variables, slot, newId(kindOf(field, slot)));
        fillSlot(variables, probed, id);
        const used = [...JSON.stringify(variables).matchAll(new RegExp(`(?:${Object.values(ID_PREFIX).join('|')})_[0-9a-z]{26}`, 'g'))].map(([found]) => found);
        return comparable(await app.gql(example.document, variables, key), used);
      };
      const [foreign, nobodys] = [await ask(owned[kindOf(field, probed)]!), await ask(newId(kindOf(field, probed)))];
      expect(foreign, `${field.kind} ${field.name}, ${probed.path}`).toEqual(nobodys);
      probes += 1;
    }
  }
  expect(await rowsOfVictim()).toBe(before);
  return probes;
}

describe.each(ACTORS)('%s', (_name, key) => {
  it('gets for every foreign id what it gets for one that nobody has', { timeout: 60_000 }, async () => {
    expect(await probe(key(), Object.keys(owned) as IdKind[])).toBeGreaterThan(25);
  });

  it('sees nothing of it in lists and views', async () => {
    for (const field of rootFields().filter(({ kind }) => kind === 'query')) {
      const example = requestOf(field);
      if (example.idSlots.length > 0) continue;
      const text = JSON.stringify(await app.gql(example.document, example.variables, key()));
      for (const id of Object.values(owned)) expect(text, field.name).not.toContain(id);
    }
  });
});

it("another retailer of the same courier gets nothing of its neighbor's", { timeout: 60_000 }, async () => {
  expect(await probe(victim.retailers[1]!.secretKey, OF_RETAILER)).toBeGreaterThan(10);
  for (const field of rootFields().filter(({ kind }) => kind === 'query')) {
    const example = requestOf(field);
    if (example.idSlots.length > 0) continue;
    const text = JSON.stringify(await app.gql(example.document, example.variables, victim.retailers[1]!.secretKey));
    for (const kind of OF_RETAILER) expect(text, `${field.name} shows a ${kind}`).not.toContain(owned[kind]);
  }
});

it('the owner does get it: the replay can fail', async () => {
  const answer = await app.gql('query($id: ID!) { delivery(id: $id) { id } }', { id: owned.delivery }, victim.retailers[0]!.secretKey);
  expect(answer.data).toEqual({ delivery: { id: owned.delivery } });
});

it('without a session context a connection sees no row at all', async () => {
  const em = app.server.orm.em.fork();
  expect(await em.execute('select count(*)::int as n from delivery')).toEqual([{ n: 0 }]);
  expect(await em.execute('select count(*)::int as n from organization')).toEqual([{ n: 0 }]);
});
