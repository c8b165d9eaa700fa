import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOUR } from '../src/shared/time.ts';
import { DriverDevice, planAndDispatch } from './driver-device.ts';
import { addressNear, createTestCourier, SMALL_BASKET, TOMORROW, type TestCourier } from './fixtures.ts';
import { START, startTestApp, type TestApp } from './harness.ts';
import { dataOf, rowsOf, Shopper } from './shopper.ts';
import { openSocket } from './socket.ts';

/** What a person told us is for those who deliver: it is in no log line, no event and no address of a page, also when things go wrong. */

const CANARY = { name: 'Zebulon Quartz', email: 'zebulon@quartz.example', phone: '+1 555 0199 8877', line1: '77 Canary Wharfside', instructions: 'Key under the canary stone', note: 'Canary sang at the gate' };

let app: TestApp;
let courier: TestCourier;
const lines: string[] = [];
beforeAll(async () => {
  const stream = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
  app = await startTestApp({
    pointsPerMinute: 100_000_000,
    log: pino({ level: 'trace' }, stream),
    // A vendor whose error repeats what it was asked: the worst that a port can do.
    ports: { geocoder: { geocode: (_organization, address) => Promise.reject(new Error(`No answer for ${JSON.stringify(address)}\n    at ${address.line1}`)) } },
  });
  courier = await createTestCourier(app.server);
});
afterAll(() => app.close());

const secrets = () => [courier.secretKey, ...courier.retailers.flatMap(({ secretKey, publishableKey }) => [secretKey, publishableKey]), ...courier.drivers.map(({ sessionToken }) => sessionToken)];

it('logs nothing that a person or a key told, at the most talkative level', async () => {
  const shopper = new Shopper(app, courier);
  const shop = courier.retailers[0]!.secretKey;
  const address = { ...addressNear(1), line1: CANARY.line1 };
  const recipient = { name: CANARY.name, email: CANARY.email, phone: CANARY.phone };
  const made = await shopper.create('PRIVATE-1', { address, recipient, instructions: CANARY.instructions, basket: SMALL_BASKET });
  expect(made.userErrors).toEqual([]);

  // Faults of every layer, each with something private in it.
  await shopper.create('PRIVATE-2', { address: { ...address, position: null }, recipient }).catch(() => {});
  await shopper.create('PRIVATE-3', { address, recipient: { ...recipient, name: `${CANARY.name}\0` } }).catch(() => {});
  await app.gql('query ($input: DeliveryOptionsInput!) { deliveryOptions(input: $input) { quote } }', { input: { address: CANARY.line1 } }, shop);
  await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"query": "${CANARY.name}` });
  await fetch(`${app.url}/${encodeURIComponent(CANARY.name)}?email=${CANARY.email}`);
  await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${shop}x`, 'idempotency-key': CANARY.email }, body: '{"query":"{ viewer { kind } }"}' });
  const socket = await openSocket(`${app.url.replace('http', 'ws')}/graphql`, { key: made.trackingLink!.token });
  socket.subscribe('1', 'subscription { deliveryTracking { state } }');
  await socket.next('1');
  socket.send(`not json ${CANARY.name}`);
  await socket.closed;

  // The day at the door.
  const [route] = await planAndDispatch(app, courier, TOMORROW);
  app.clock.set(new Date(START.getTime() + 23.5 * HOUR));
  const [owner] = await rowsOf<{ driver_id: string }>(app, courier, 'select driver_id from route where id = ?', [route!.id]);
  const device = new DriverDevice(app, courier.drivers.find(({ id }) => id === owner!.driver_id)!);
  const started = await device.loadAndStart();
  await device.arrive(started.stops[0]!.id);
  const ended = await device.fail(made.delivery!.id, 'NO_ACCESS', { note: CANARY.note });
  expect(ended.userErrors).toEqual([]);

  expect(lines.some((line) => line.includes('unexpected error')), 'something went wrong as meant').toBe(true);
  expect(lines.filter((line) => line.includes('"msg":"request"')).length).toBeGreaterThan(10);
  const text = lines.join('');
  for (const told of [...Object.values(CANARY), encodeURIComponent(CANARY.name), ...secrets(), made.trackingLink!.token]) expect(text, `the log has ${told}`).not.toContain(told);
});

it('tells nobody in events and addresses', async () => {
  const events = JSON.stringify(await rowsOf(app, courier, 'select * from event'));
  const feed = JSON.stringify(dataOf(await app.gql('{ deliveryEvents(first: 100) { edges { node { type data } } } }', {}, courier.secretKey)));
  for (const told of Object.values(CANARY)) expect(events + feed).not.toContain(told);
  const { trackingLink } = await new Shopper(app, courier).create('PRIVATE-4', { address: addressNear(3), recipient: { name: CANARY.name }, date: '2026-11-23' });
  const url = new URL(trackingLink!.url);
  expect([url.search, url.pathname]).toEqual(['', '/t/']);
});

it('does not repeat what was told to an unknown key, nor what broke', async () => {
  const answer = await app.gql('query ($input: DeliveryOptionsInput!) { deliveryOptions(input: $input) { quote } }', { input: { address: { line1: CANARY.line1, city: 'Oakland', postalCode: '94607' }, basket: SMALL_BASKET } }, courier.retailers[0]!.secretKey);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  expect(JSON.stringify(answer.errors)).not.toContain('Canary');
});

it('shows no name, phone or street to the holder of a link, nor of a key that is not the retailer\'s, in body or headers', async () => {
  const shopper = new Shopper(app, courier);
  const made = await shopper.create('PRIVATE-5', { address: { ...addressNear(4), line1: CANARY.line1 }, recipient: { name: CANARY.name, email: CANARY.email, phone: CANARY.phone }, instructions: CANARY.instructions, date: '2026-11-23', windowStart: '14:00' });
  expect(made.userErrors).toEqual([]);
  const other = await shopper.create('PRIVATE-6', { address: addressNear(5), date: '2026-11-23', windowStart: '14:00' });
  const own = made.trackingLink!.token;
  const { handOffTrackingLink } = dataOf(await app.gql('mutation { handOffTrackingLink(input: {}) { trackingLink { token } } }', {}, own));
  const tracking = `{ deliveryTracking(deliveryId: "${made.delivery!.id}") {
    deliveryId reference state brand { name } estimate { p50 } noEstimateReason stopsAway driverFirstName vehicleKind vehiclePosition { position { latitude } } destination { latitude longitude }
    pin steps { state at } proof { note photoUrls } failureReason reattempt { quote } linkScopes feeds { calendarUrl parcelUrl } link { hint views { kind } handedOff { hint } } } }`;
  const wide = `{ delivery(id: "${made.delivery!.id}") { recipient { name phone } address { line1 } instructions } deliveries(first: 100) { edges { node { recipient { name } address { line1 } } } } orders(first: 100) { edges { node { reference } } } }`;
  const keys = [own, handOffTrackingLink.trackingLink.token, other.trackingLink!.token, courier.retailers[0]!.publishableKey, courier.retailers[1]!.secretKey, courier.retailers[1]!.publishableKey, ...courier.drivers.map(({ sessionToken }) => sessionToken), null];
  const answers: string[] = [];
  for (const key of keys) {
    for (const document of [tracking, wide]) {
      const { status, headers, data, errors } = await app.gql(document, {}, key);
      answers.push(JSON.stringify([status, [...headers], data, errors]));
    }
  }
  const { feeds } = dataOf(await app.gql('{ deliveryTracking { feeds { calendarUrl parcelUrl } } }', {}, own))['deliveryTracking'];
  for (const url of Object.values<string>(feeds)) {
    const response = await fetch(url);
    answers.push(JSON.stringify([url, [...response.headers], await response.text()]));
  }
  expect(answers).toHaveLength(keys.length * 2 + 2);
  expect(answers.some((answer) => answer.includes('PRIVATE-5')), 'links saw the delivery').toBe(true);
  for (const told of Object.values(CANARY)) for (const answer of answers) expect(answer, told).not.toContain(told);
  for (const told of [...Object.values(CANARY), own]) expect(lines.join(''), `the log has ${told}`).not.toContain(told);
});
