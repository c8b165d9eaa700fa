import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAY } from '../src/shared/time.ts';
import { createTestCourier, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { rowsOf } from './shopper.ts';

let app: TestApp;
let courier: TestCourier;
beforeAll(async () => {
  app = await startTestApp({ role: 'api' });
  courier = await createTestCourier(app.server);
});
afterAll(() => app.close());

const VEHICLE = 'mutation ($input: CreateVehicleInput!) { createVehicle(input: $input) { vehicle { id name } userErrors { code } } }';
const vehicle = (name: string) => ({ name, kind: 'VAN', maxWeightGrams: 1_000, maxVolumeLiters: 10 });
const send = (name: string, key: string) => app.gql(VEHICLE, { input: vehicle(name) }, courier.secretKey, { 'idempotency-key': key });
const vehiclesNamed = (name: string) => rowsOf(app, courier, 'select id from vehicle where name = ?', [name]);

it('acts once for a key that is sent ten times at the same moment, and answers the same', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => send('Ten', 'ten')));
  expect(new Set(answers.map((answer) => JSON.stringify(answer.data))).size).toBe(1);
  expect(await vehiclesNamed('Ten')).toHaveLength(1);
});

it('refuses another input under the same key, and changes nothing', async () => {
  await send('One', 'other');
  const answer = await send('Two', 'other');
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT', retryable: false });
  expect(await vehiclesNamed('Two')).toEqual([]);
});

it('keeps the same mutation apart where a document has it twice', async () => {
  const document = 'mutation ($a: CreateVehicleInput!, $b: CreateVehicleInput!) { a: createVehicle(input: $a) { vehicle { id name } } b: createVehicle(input: $b) { vehicle { id name } } }';
  const both = () => app.gql(document, { a: vehicle('Pair A'), b: vehicle('Pair B') }, courier.secretKey, { 'idempotency-key': 'pair' });
  const [first, again] = [await both(), await both()];
  expect(first.data).toMatchObject({ a: { vehicle: { name: 'Pair A' } }, b: { vehicle: { name: 'Pair B' } } });
  expect(again.data).toEqual(first.data);
});

it('forgets a key after a day', async () => {
  await send('Yesterday', 'daily');
  app.clock.advance(DAY + 1);
  expect((await send('Today', 'daily')).data).toMatchObject({ createVehicle: { vehicle: { name: 'Today' } } });
});
