import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestCourier, TOMORROW, addressNear, type TestCourier } from './fixtures.ts';
import { DriverDevice, planAndDispatch } from './driver-device.ts';
import { startTestApp, type TestApp } from './harness.ts';
import { dataOf, rowsOf, Shopper } from './shopper.ts';
import { openSocket } from './socket.ts';

/** Requests that no honest client sends: each gets an answer that says what is wrong with it, and leaves nothing behind. */

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;
let shop: string;
beforeAll(async () => {
  app = await startTestApp({ role: 'api', pointsPerMinute: 100_000_000 });
  courier = await createTestCourier(app.server);
  shopper = new Shopper(app, courier);
  shop = courier.retailers[0]!.secretKey;
});
afterAll(() => app.close());

describe('text that a database cannot keep', () => {
  const ORDER = 'query ($reference: String) { order(reference: $reference) { id } }';
  it.each([['NUL', 'a\u0000b'], ['half of a surrogate pair', 'a\ud800b']])('is refused in a variable: %s', async (_name, reference) => {
    const answer = await app.gql(ORDER, { reference }, shop);
    expect([answer.status, answer.errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toContain('The variable "reference"');
  });

  it('is refused deep in an input, by its path, and nothing is written', async () => {
    const input = { reference: 'N-1', recipient: { name: 'Ada\u0000' }, address: addressNear(1), basket: { parcels: [] }, serviceLevelCode: 'two-hours', date: TOMORROW, windowStart: '10:00' };
    const answer = await app.gql('mutation ($input: CreateOrderInput!) { createOrder(input: $input) { userErrors { code } } }', { input }, shop);
    expect(answer.errors).toMatchObject([{ message: expect.stringContaining('"input.recipient.name"'), extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(answer.errors?.[0]?.message).not.toContain('Ada');
  });

  it('is refused as a literal, and behind a cursor', async () => {
    const literal = await app.gql('{ order(reference: "a\\u0000b") { id } }', {}, shop);
    const cursor = await app.gql('query ($after: String) { orders(after: $after) { pageInfo { hasNextPage } } }', { after: Buffer.from('c:\0').toString('base64url') }, shop);
    expect([literal, cursor].map((answer) => answer.errors?.[0]?.extensions['code'])).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  it('is refused over WebSocket, too', async () => {
    const socket = await openSocket(`${app.url.replace('http', 'ws')}/graphql`, { key: courier.secretKey });
    socket.subscribe('1', 'subscription ($id: ID!) { routeTracking(routeId: $id) { updatedAt } }', { id: '\0' });
    expect(await socket.untilError('1')).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    socket.terminate();
  });

  it('whole pairs and other writing pass', async () => {
    expect(dataOf(await app.gql(ORDER, { reference: '📦 مرحبا \u2028' }, shop))).toEqual({ order: null });
  });
});

describe('values that mean nothing', () => {
  it('however many they are, are the fault of the request', async () => {
    const pings = Array.from({ length: 100 }, () => ({ latitude: 'x', longitude: 'y', at: 'now' }));
    const answer = await app.gql('mutation ($input: RecordPingsInput!) { recordPings(input: $input) { accepted } }', { input: { pings } }, courier.drivers[0]!.sessionToken);
    expect(answer.status).toBe(400);
    expect(new Set(answer.errors?.map((error) => error.extensions['code']))).toEqual(new Set(['BAD_USER_INPUT']));
  });

  it.each(['2027-02-30', '0000-01-01', '0001-01-01', '9999-12-31', '2027-13-01'])('the date %s is none, for a plan or a shift', async (date) => {
    const { depotId, drivers: [driver] } = courier;
    const plan = await app.gql('mutation ($input: PlanDayInput!) { planDay(input: $input) { dayPlan { id } } }', { input: { depotId, date } }, courier.secretKey);
    const shift = { driverId: driver!.id, vehicleId: driver!.vehicleId, depotId, date, start: '08:00', end: '09:00' };
    const shifts = await app.gql('mutation ($input: CreateShiftsInput!) { createShifts(input: $input) { shifts { id } } }', { input: { shifts: [shift] } }, courier.secretKey);
    expect([plan, shifts].map((answer) => answer.errors?.[0]?.extensions['code'])).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(await rowsOf(app, courier, 'select id from day_plan where date = ?', [date])).toEqual([]);
  });

  it.each(['system', 'local', 'default', 'UTC+3', '+05:00', 'Mars/Olympus', ''])('the time zone "%s" is none that a browser knows', async (timeZone) => {
    const answer = await app.gql('mutation ($input: CreateDepotInput!) { createDepot(input: $input) { depot { id } userErrors { code field } } }', { input: { name: 'Somewhere', address: addressNear(1), timeZone } }, courier.secretKey);
    expect(dataOf(answer)['createDepot']).toEqual({ depot: null, userErrors: [{ code: 'INVALID_INPUT', field: ['timeZone'] }] });
  });

  it.each([[[['-122.3', '37.7'], ['-122.2', '37.7'], ['-122.2', '37.8'], ['-122.3', '37.7']]], [[[null, 0], [1, 0], [1, 1], [null, 0]]], [[[[], 0], [1, 0], [1, 1], [[], 0]]]])('an area of %j is none', async (...rings) => {
    const area = { type: 'Polygon', coordinates: rings };
    const answer = await app.gql('mutation ($input: CreateTerritoryInput!) { createTerritory(input: $input) { territory { id } } }', { input: { depotId: courier.depotId, name: 'Text', area } }, courier.secretKey);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('an order for a day that is not on sale makes no plan for it', async () => {
    const { order, userErrors } = await shopper.create('FAR-1', { date: '2090-01-01' });
    expect([order, userErrors.map(({ code }) => code)]).toEqual([null, ['WINDOW_GONE']]);
    expect(await rowsOf(app, courier, `select id from day_plan where date = '2090-01-01'`)).toEqual([]);
  });

  it('an order that finds no place leaves a day without a plan', async () => {
    const tooHeavy = { parcels: [{ weightGrams: 900_000, lengthMillimeters: 100, widthMillimeters: 100, heightMillimeters: 100 }] };
    expect((await shopper.create('HEAVY-1', { date: '2026-11-23', basket: tooHeavy })).userErrors).toMatchObject([{ code: 'NO_CAPACITY' }]);
    const answer = await app.gql('query ($depotId: ID!) { dayPlan(depotId: $depotId, date: "2026-11-23") { id } }', { depotId: courier.depotId }, courier.secretKey);
    expect(dataOf(answer)).toEqual({ dayPlan: null });
  });
});

describe('documents made to cost more than they say', () => {
  const DEAR = 'deliveries(first: 100) { edges { node { id order { deliveries { id journey(first: 100) { edges { node { id } } } } } } } }';
  it('a negative page pays for nothing', async () => {
    const answer = await app.gql(`{ orders(first: -1000000) { edges { node { id } } } ${DEAR} }`, {}, shop);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED' } }]);
  });

  it('a page left to the server costs as a page', async () => {
    const cost = async (first: string) => (await app.gql(`{ deliveries(first: ${first}) { edges { node { id } } } }`, {}, shop)).extensions?.['cost'].requested as number;
    expect(await cost('null')).toBeGreaterThanOrEqual(await cost('20'));
  });

  it('root fields are counted behind fragments', async () => {
    const fields = ['viewer { kind }', 'orders { pageInfo { hasNextPage } }', 'deliveries { pageInfo { hasNextPage } }', 'depots { id }', 'serviceLevels { id }', 'hold(id: "x") { id }', 'order(id: "x") { id }', 'delivery(id: "x") { id }', 'node(id: "x") { id }', 'nodes(ids: []) { id }', 'deliveryEvents { pageInfo { hasNextPage } }'];
    const answer = await app.gql(`{ ...A ... { ...B } } fragment A on Query { ${fields.slice(0, 6).join(' ')} } fragment B on Query { ${fields.slice(6).join(' ')} }`, {}, shop);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'fields at the root' } }]);
  });

  it('a subscription over HTTP is told where it runs', async () => {
    const answer = await app.gql('subscription { deliveryEvents { id } }', {}, courier.secretKey);
    expect(answer.errors).toMatchObject([{ message: expect.stringContaining('WebSocket'), extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('what a key may not see', () => {
  it.each([
    ['deliveryEvents', 'subscription { deliveryEvents { id } }'],
    ['routeTracking', 'subscription { routeTracking(routeId: "rte_01h455vb4pex5vsknk084sn02q") { updatedAt } }'],
    ['deliveryTracking', 'subscription { deliveryTracking(deliveryId: "dlv_01h455vb4pex5vsknk084sn02q") { state } }'],
  ])('is not listened to: %s', async (_name, document) => {
    const socket = await openSocket(`${app.url.replace('http', 'ws')}/graphql`, { key: courier.retailers[0]!.publishableKey });
    socket.subscribe('1', document);
    // At once: not with the first event, which would tell that there was one, and not as "not found".
    expect(await socket.untilError('1')).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    socket.terminate();
  });

  it("a driver's route does not lead to the other vans of the day", async () => {
    await shopper.order(1, 'DRIVER-1', TOMORROW);
    const [route] = await planAndDispatch(app, courier, TOMORROW);
    const [{ driver_id: driverId }] = await rowsOf<{ driver_id: string }>(app, courier, 'select driver_id from route where id = ?', [route!.id]) as [{ driver_id: string }];
    const { sessionToken } = courier.drivers.find((driver) => driver.id === driverId)!;
    expect((await new DriverDevice(app, { sessionToken }).myRoute())?.id).toBe(route!.id);
    for (const field of ['routes { driver { phone } stops { deliveries { recipient { name } } } }', 'unplanned { reason }']) {
      const answer = await app.gql(`{ myRoute { dayPlan { id version ${field} } } }`, {}, sessionToken);
      expect(answer.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });
});

describe('HTTP', () => {
  it.each(['//', 'http://', '/%zz', '*'])('an upgrade of %s is refused, and the server lives', async (path) => {
    const { port, hostname } = new URL(app.url);
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = connect(Number(port), hostname, () => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`));
      socket.on('data', (data) => (text += String(data)));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 40/);
    expect((await fetch(`${app.url}/health`)).status).toBe(200);
  });

  it('an upload without bytes, and one of too many, are told what was expected', async () => {
    const device = new DriverDevice(app, courier.drivers[0]!);
    const { url } = await device.createUpload('image/png', 10);
    const authorization = `Bearer ${courier.drivers[0]!.sessionToken}`;
    const empty = await fetch(url!, { method: 'PUT', headers: { authorization } });
    expect([empty.status, await empty.json()]).toMatchObject([400, { errors: [{ message: 'This upload was announced with 10 bytes, got 0.' }] }]);
    const large = await fetch(url!, { method: 'PUT', body: new Uint8Array(5_000_001), headers: { authorization, 'content-type': 'image/png' } });
    expect([large.status, await large.json()]).toMatchObject([413, { errors: [{ message: 'The body may have at most 5000000 bytes.' }] }]);
  });
});
