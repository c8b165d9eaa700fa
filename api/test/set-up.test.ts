import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemEntityManager } from '../src/platform/context.ts';
import { addDays } from '../src/shared/time.ts';
import { createTestCourier, TODAY, TOMORROW, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';

let app: TestApp;
let courier: TestCourier;
let stranger: TestCourier;

beforeAll(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server, { days: 1 });
  stranger = await createTestCourier(app.server, { name: 'Somebody Else' });
});
afterAll(() => app.close());

const SQUARE = { type: 'Polygon', coordinates: [[[-122.3, 37.7], [-122.2, 37.7], [-122.2, 37.8], [-122.3, 37.8], [-122.3, 37.7]]] };
const BRAND = { name: 'Shop', primaryColor: '#1f6f54', accentColor: '#f2b705' };
const ADDRESS = { line1: '1 Depot Way', city: 'Oakland', region: 'CA', postalCode: '94607' };
const POSITION = { latitude: 37.8, longitude: -122.25 };

/** A mutation of the set-up, with an input that is right, and the table it writes to. */
interface SetUp {
  readonly mutation: string;
  readonly table: string;
  /** Fields of the payload to ask for. */
  readonly result: string;
  input(courier: TestCourier): Record<string, unknown>;
}

const SET_UPS: readonly SetUp[] = [
  { mutation: 'createRetailer', table: 'retailer', result: 'retailer { id name }', input: () => ({ name: unique(), brand: BRAND }) },
  { mutation: 'createApiKey', table: 'access_key', result: 'apiKey { id kind }', input: ({ retailers }) => ({ kind: 'SECRET', name: 'Till', retailerId: retailers[0]!.id }) },
  { mutation: 'createDepot', table: 'depot', result: 'depot { id }', input: () => ({ name: unique(), timeZone: 'America/Los_Angeles', address: { ...ADDRESS, position: POSITION } }) },
  { mutation: 'createTerritory', table: 'territory', result: 'territory { id depot { id } area }', input: ({ depotId }) => ({ depotId, name: 'North', area: SQUARE }) },
  {
    mutation: 'createServiceLevel', table: 'service_level', result: 'serviceLevel { id price { amount currency } leadTime serviceTime windows { start end } }',
    input: () => ({ code: unique(), name: 'Evening', kind: 'EVENING', price: { amount: '7.90', currency: 'USD' }, windows: [{ start: '18:00', end: '21:00' }] }),
  },
  { mutation: 'createDriver', table: 'driver', result: 'driver { id firstName maxDutyTime credentials { kind valid } }', input: () => ({ name: 'Ada Lovelace', credentials: [{ kind: 'INSURANCE', expiresOn: TODAY }] }) },
  { mutation: 'createDriverSession', table: 'access_key', result: 'driver { id } token', input: ({ drivers }) => ({ driverId: drivers[0]!.id }) },
  { mutation: 'createVehicle', table: 'vehicle', result: 'vehicle { id kind }', input: () => ({ name: unique(), kind: 'VAN', maxWeightGrams: 800_000, maxVolumeLiters: 8_000 }) },
  {
    mutation: 'createShifts', table: 'shift', result: 'shifts { id startsAt endsAt driver { id } vehicle { id } depot { id } }',
    input: ({ drivers, depotId }) => ({ shifts: [{ driverId: drivers[0]!.id, vehicleId: drivers[0]!.vehicleId, depotId, date: nextDate(), start: '08:00', end: '17:00' }] }),
  },
  {
    mutation: 'createShiftPattern', table: 'shift_pattern', result: 'shiftPattern { id weekdays start end vans maxDutyTime validFrom validUntil depot { id } vehicle { id } }',
    input: ({ depotId }) => ({ depotId, weekdays: ['MONDAY', 'TUESDAY'], start: '08:00', end: '17:00', vans: 2, vehicleKind: 'VAN', maxWeightGrams: 800_000, maxVolumeLiters: 8_000, validFrom: '2030-01-01' }),
  },
];

let counter = 0;
const unique = () => `name-${(counter += 1)}`;
const nextDate = () => addDays('2027-01-01', (counter += 1));

function run({ mutation, result }: Pick<SetUp, 'mutation' | 'result'>, input: unknown, key: string | null, headers?: Record<string, string>) {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
  return app.gql(`mutation ($input: ${type}) { ${mutation}(input: $input) { ${result} userErrors { code field message } } }`, { input }, key, headers);
}

async function countRows(table: string): Promise<number> {
  const [row] = await systemEntityManager(app.server.orm).execute<{ count: string }[]>(`select count(*) from ${table}`);
  return Number(row?.count);
}

const setUp = (mutation: string) => SET_UPS.find((candidate) => candidate.mutation === mutation)!;

describe.each(SET_UPS)('$mutation', (subject) => {
  it('does its work for the organization', async () => {
    const before = await countRows(subject.table);
    const { data, errors } = await run(subject, subject.input(courier), courier.secretKey);
    expect(errors).toBeUndefined();
    expect(data[subject.mutation].userErrors).toEqual([]);
    expect(await countRows(subject.table)).toBe(before + 1);
  });

  it('acts once under an idempotency key, and gives the same answer again', async () => {
    const input = subject.input(courier);
    const before = await countRows(subject.table);
    const headers = { 'idempotency-key': `again-${subject.mutation}` };
    const first = await run(subject, input, courier.secretKey, headers);
    const second = await run(subject, input, courier.secretKey, headers);
    expect(second.data).toEqual(first.data);
    expect(await countRows(subject.table)).toBe(before + 1);
  });

  it.each([
    ['no key', () => null, 'UNAUTHENTICATED'],
    ['a key nobody knows', () => `sk_${'x'.repeat(32)}`, 'UNAUTHENTICATED'],
    ['a retailer\'s secret key', () => courier.retailers[0]!.secretKey, 'FORBIDDEN'],
    ['a publishable key', () => courier.retailers[0]!.publishableKey, 'FORBIDDEN'],
    ['a driver\'s session', () => courier.drivers[0]!.sessionToken, 'FORBIDDEN'],
  ])('is refused to %s, and nothing happens', async (_, key, code) => {
    const before = await countRows(subject.table);
    const { errors } = await run(subject, subject.input(courier), key());
    expect(errors?.[0]?.extensions['code']).toBe(code);
    expect(await countRows(subject.table)).toBe(before);
  });
});

describe('ids of another organization', () => {
  it.each(['createApiKey', 'createTerritory', 'createDriverSession', 'createShifts', 'createShiftPattern'])('do not exist for %s', async (mutation) => {
    const subject = setUp(mutation);
    const before = await countRows(subject.table);
    const foreign = await run(subject, subject.input(courier), stranger.secretKey);
    const codes = foreign.data[mutation].userErrors.map((error: { code: string }) => error.code);
    expect(new Set(codes)).toEqual(new Set(['NOT_FOUND']));
    expect(await countRows(subject.table)).toBe(before);
  });

  it('do not exist for revokeApiKey', async () => {
    const { data } = await app.gql('{ apiKeys { id } }', {}, courier.secretKey);
    const revoked = await run({ mutation: 'revokeApiKey', result: 'apiKey { id }' }, { apiKeyId: data['apiKeys'][0].id }, stranger.secretKey);
    expect(revoked.data['revokeApiKey'].userErrors[0].code).toBe('NOT_FOUND');
  });

  it('are in none of the lists', async () => {
    const lists = '{ retailers { id } apiKeys { id } depots { id territories { id } } serviceLevels { id } drivers { id } vehicles { id } }';
    const [mine, theirs] = [await app.gql(lists, {}, courier.secretKey), await app.gql(lists, {}, stranger.secretKey)];
    const idsOf = (data: unknown) => new Set(JSON.stringify(data).match(/[a-z]{3}_[0-9a-z]{26}/g));
    expect(idsOf(mine.data).intersection(idsOf(theirs.data)).size).toBe(0);
    const shifts = await app.gql(`{ shifts(depotId: "${courier.depotId}", date: "${TODAY}") { id } }`, {}, stranger.secretKey);
    expect(shifts.data['shifts']).toEqual([]);
  });
});

describe('queries', () => {
  it.each(['retailers { id }', 'apiKeys { id }', 'drivers { id }', 'vehicles { id }'])('%s is not for a retailer', async (field) => {
    const { errors } = await app.gql(`{ ${field} }`, {}, courier.retailers[0]!.secretKey);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('a retailer sees depots and service levels', async () => {
    const { data } = await app.gql('{ depots { id } serviceLevels { code } }', {}, courier.retailers[0]!.secretKey);
    expect(data['depots'].length).toBeGreaterThan(0);
    expect(data['serviceLevels'].map((level: { code: string }) => level.code)).toContain('two-hours');
  });

  it('say what is wrong with a variable', async () => {
    const { errors, status } = await app.gql('query ($date: LocalDate!) { shifts(depotId: "x", date: $date) { id } }', { date: '2027-01-46' }, courier.secretKey);
    expect([status, errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toContain('2026-11-21');
  });

  it('a list costs the same number of statements, however long it is', async () => {
    const cost = async (document: string) => {
      app.statements.length = 0;
      await app.gql(document, {}, courier.secretKey);
      return app.statements.filter((sql) => /\bfrom\b/i.test(sql)).length;
    };
    const document = `{ drivers { id credentials { valid } } depots { territories { id depot { id } } } apiKeys { retailer { name } } shifts(depotId: "${courier.depotId}", date: "${TODAY}") { driver { id } vehicle { id } depot { id } } }`;
    await cost(document);
    const before = await cost(document);
    for (let index = 0; index < 10; index += 1) {
      for (const mutation of ['createDriver', 'createDepot', 'createTerritory', 'createApiKey']) await run(setUp(mutation), setUp(mutation).input(courier), courier.secretKey);
    }
    expect(await cost(document)).toBe(before);
  });
});

describe('viewer', () => {
  const VIEWER = '{ viewer { kind scopes organization { id name } retailer { name } driver { firstName } } }';

  it('is the organization, a retailer, or a driver', async () => {
    const [secret, retailer, driver] = [courier.secretKey, courier.retailers[1]!.publishableKey, courier.drivers[0]!.sessionToken];
    expect((await app.gql(VIEWER, {}, secret)).data['viewer']).toMatchObject({ kind: 'SECRET_KEY', organization: { id: courier.organizationId, name: 'Test Courier' }, retailer: null, driver: null });
    expect((await app.gql(VIEWER, {}, retailer)).data['viewer']).toMatchObject({ kind: 'PUBLISHABLE_KEY', scopes: ['promise:hold', 'promise:quote'], retailer: { name: 'Night Owl' }, driver: null });
    expect((await app.gql(VIEWER, {}, driver)).data['viewer']).toMatchObject({ kind: 'DRIVER_SESSION', scopes: ['drive'], retailer: null, driver: { firstName: 'Driver' } });
  });

  it('is nobody without a key', async () => {
    expect((await app.gql(VIEWER)).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });
});

describe('keys', () => {
  const create = setUp('createApiKey');
  const WHO = '{ viewer { kind retailer { id } } }';
  const makeKey = async (input: Record<string, unknown>) => {
    const { data } = await run({ ...create, result: 'secret apiKey { id kind hint scopes allowedOrigins revokedAt retailer { id } }' }, input, courier.secretKey);
    return data['createApiKey'];
  };
  const codeOf = async (key: string, headers?: Record<string, string>) => (await app.gql(WHO, {}, key, headers)).errors?.[0]?.extensions['code'];

  it('work at once, until they are revoked, which works at once too', async () => {
    const { apiKey, secret } = await makeKey({ kind: 'SECRET', name: 'Till', retailerId: courier.retailers[0]!.id });
    expect(apiKey).toMatchObject({ kind: 'SECRET', hint: secret.slice(0, 9), retailer: { id: courier.retailers[0]!.id }, revokedAt: null });
    expect((await app.gql(WHO, {}, secret)).data['viewer']).toEqual({ kind: 'SECRET_KEY', retailer: { id: courier.retailers[0]!.id } });
    const revoked = await run({ mutation: 'revokeApiKey', result: 'apiKey { revokedAt }' }, { apiKeyId: apiKey.id }, courier.secretKey);
    expect(revoked.data['revokeApiKey'].apiKey.revokedAt).toBe(app.clock.now().toISOString());
    expect(await codeOf(secret)).toBe('UNAUTHENTICATED');
  });

  it('are shown again under the idempotency key, and only then', async () => {
    const input = create.input(courier);
    const show = (headers: Record<string, string>) => run({ ...create, result: 'secret' }, input, courier.secretKey, headers);
    const first = await show({ 'idempotency-key': 'make-a-key' });
    const again = await show({ 'idempotency-key': 'make-a-key' });
    const other = await show({ 'idempotency-key': 'make-another-key' });
    expect(again.data['createApiKey'].secret).toBe(first.data['createApiKey'].secret);
    expect(other.data['createApiKey'].secret).not.toBe(first.data['createApiKey'].secret);
    expect(await codeOf(again.data['createApiKey'].secret)).toBeUndefined();
  });

  it('are nowhere in the database', async () => {
    const { data } = await run({ ...create, result: 'secret' }, create.input(courier), courier.secretKey, { 'idempotency-key': 'a secret one' });
    const { secret } = data['createApiKey'];
    const em = systemEntityManager(app.server.orm);
    for (const table of ['access_key', 'idempotency_record', 'event']) {
      const rows = await em.execute(`select count(*)::int as found from ${table} t where t::text like ?`, [`%${secret}%`]);
      expect(rows).toEqual([{ found: 0 }]);
    }
  });

  it('are bound to the origins of their page', async () => {
    const { secret } = await makeKey({ kind: 'PUBLISHABLE', name: 'Shop', allowedOrigins: ['https://shop.example/'] });
    expect(await codeOf(secret, { origin: 'https://shop.example' })).toBeUndefined();
    expect(await codeOf(secret, { origin: 'https://evil.example' })).toBe('FORBIDDEN');
    expect(await codeOf(secret)).toBe('FORBIDDEN');
  });

  it('are read once in five seconds, so that another node\'s revocation is noticed then', async () => {
    const { apiKey, secret } = await makeKey({ kind: 'SECRET', name: 'Till' });
    expect(await codeOf(secret)).toBeUndefined();
    await systemEntityManager(app.server.orm).execute('update access_key set revoked_at = now() where id = ?', [apiKey.id]);
    app.statements.length = 0;
    expect(await codeOf(secret)).toBeUndefined();
    expect(app.statements.filter((sql) => sql.includes('access_key'))).toEqual([]);
    app.clock.advance(5_000);
    expect(await codeOf(secret)).toBe('UNAUTHENTICATED');
  });

  it('can not revoke themselves', async () => {
    const { data } = await app.gql('{ apiKeys { id hint retailer { id } } }', {}, courier.secretKey);
    const own = data['apiKeys'].find((key: { hint: string }) => key.hint === courier.secretKey.slice(0, 9));
    const revoked = await run({ mutation: 'revokeApiKey', result: 'apiKey { id }' }, { apiKeyId: own.id }, courier.secretKey);
    expect(revoked.data['revokeApiKey'].userErrors[0].code).toBe('INVALID_INPUT');
    expect(await codeOf(courier.secretKey)).toBeUndefined();
  });

  it('of drivers expire after 24 hours', async () => {
    const session = setUp('createDriverSession');
    const { data } = await run({ ...session, result: 'token expiresAt' }, session.input(courier), courier.secretKey);
    const { token, expiresAt } = data['createDriverSession'];
    expect(Date.parse(expiresAt) - app.clock.now().getTime()).toBe(24 * 3600 * 1000);
    expect(await codeOf(token)).toBeUndefined();
    const now = app.clock.now();
    app.clock.set(new Date(expiresAt));
    expect(await codeOf(token)).toBe('UNAUTHENTICATED');
    app.clock.set(now);
  });

  it('of drivers and recipients are no API keys', async () => {
    const { data } = await app.gql('{ apiKeys { kind hint } }', {}, courier.secretKey);
    expect(data['apiKeys'].every(({ hint }: { hint: string }) => /^(sk|pk)_/.test(hint))).toBe(true);
  });
});

describe('refusals leave nothing behind', () => {
  let before: number[];
  const tables = ['retailer', 'access_key', 'depot', 'territory', 'service_level', 'driver', 'credential', 'vehicle', 'shift', 'shift_pattern'];
  beforeEach(async () => void (before = await Promise.all(tables.map(countRows))));

  const shift = (change: object = {}) => {
    const [driver] = courier.drivers;
    return { driverId: driver!.id, vehicleId: driver!.vehicleId, depotId: courier.depotId, date: '2027-06-01', start: '08:00', end: '17:00', ...change };
  };

  it.each<[string, () => unknown, string, string]>([
    ['createRetailer', () => ({ name: 'Night Owl', brand: BRAND }), 'ALREADY_EXISTS', 'name'],
    ['createRetailer', () => ({ name: '', brand: BRAND }), 'INVALID_INPUT', 'name'],
    ['createApiKey', () => ({ kind: 'SECRET', name: 'x', allowedOrigins: ['https://shop.example'] }), 'INVALID_INPUT', 'allowedOrigins'],
    ['createApiKey', () => ({ kind: 'PUBLISHABLE', name: 'x', allowedOrigins: ['*'] }), 'INVALID_INPUT', 'allowedOrigins'],
    ['createDepot', () => ({ name: 'Oakland', timeZone: 'America/Los_Angeles', address: { ...ADDRESS, position: POSITION } }), 'ALREADY_EXISTS', 'name'],
    ['createDepot', () => ({ name: 'D', timeZone: 'Mars/Olympus', address: { ...ADDRESS, position: POSITION } }), 'INVALID_INPUT', 'timeZone'],
    ['createDepot', () => ({ name: 'D', timeZone: 'America/Los_Angeles', address: ADDRESS }), 'INVALID_INPUT', 'address'],
    ['createTerritory', () => ({ depotId: courier.depotId, name: 'Bow', area: { type: 'Polygon', coordinates: [[[0, 0], [1, 1], [1, 0], [0, 2], [0, 0]]] } }), 'INVALID_INPUT', 'area'],
    ['createServiceLevel', () => ({ ...(setUp('createServiceLevel').input(courier) as object), code: 'next-day' }), 'ALREADY_EXISTS', 'code'],
    ['createServiceLevel', () => ({ ...(setUp('createServiceLevel').input(courier) as object), price: { amount: '7.90', currency: 'EUR' } }), 'INVALID_INPUT', 'price.currency'],
    ['createServiceLevel', () => ({ ...(setUp('createServiceLevel').input(courier) as object), price: { amount: '7.905', currency: 'USD' } }), 'INVALID_INPUT', 'price.amount'],
    ['createServiceLevel', () => ({ ...(setUp('createServiceLevel').input(courier) as object), price: { amount: '-1', currency: 'USD' } }), 'INVALID_INPUT', 'price.amount'],
    ['createDriver', () => ({ name: 'Ada', credentials: [], skills: ['keep cold'] }), 'INVALID_INPUT', 'skills.0'],
    ['createDriver', () => ({ name: 'Ada', credentials: [], maxDutyTime: 'PT20H' }), 'INVALID_INPUT', 'maxDutyTime'],
    ['createVehicle', () => ({ name: 'Vehicle 0', kind: 'VAN', maxWeightGrams: 1, maxVolumeLiters: 1 }), 'ALREADY_EXISTS', 'name'],
    ['createVehicle', () => ({ name: 'V', kind: 'VAN', maxWeightGrams: 0, maxVolumeLiters: 1 }), 'INVALID_INPUT', 'maxWeightGrams'],
    ['createShifts', () => ({ shifts: [] }), 'INVALID_INPUT', 'shifts'],
    ['createShifts', () => ({ shifts: [shift(), shift({ date: '2027-06-02', end: '08:00' })] }), 'INVALID_INPUT', 'shifts.1.end'],
    ['createShifts', () => ({ shifts: [shift({ date: '2027-03-14', start: '02:30', end: '03:10' })] }), 'INVALID_INPUT', 'shifts.0.start'],
    ['createShifts', () => ({ shifts: [shift(), shift({ vehicleId: courier.drivers[1]!.vehicleId })] }), 'ALREADY_EXISTS', 'shifts.1.driverId'],
    ['createShifts', () => ({ shifts: [shift(), shift({ driverId: courier.drivers[1]!.id })] }), 'ALREADY_EXISTS', 'shifts.1.vehicleId'],
    ['createShifts', () => ({ shifts: [shift(), shift({ date: TODAY, vehicleId: courier.drivers[0]!.vehicleId })] }), 'ALREADY_EXISTS', 'shifts.1.driverId'],
    ['createShifts', () => ({ shifts: [shift(), shift({ date: '2027-06-02', driverId: stranger.drivers[0]!.id })] }), 'NOT_FOUND', 'shifts.1.driverId'],
    ['createShifts', () => ({ shifts: [shift(), shift({ date: '2027-06-02', depotId: stranger.depotId })] }), 'NOT_FOUND', 'shifts.1.depotId'],
    ['createShiftPattern', () => ({ ...(setUp('createShiftPattern').input(courier) as object), weekdays: [] }), 'INVALID_INPUT', 'weekdays'],
    ['createShiftPattern', () => ({ ...(setUp('createShiftPattern').input(courier) as object), weekdays: ['MONDAY', 'MONDAY'] }), 'INVALID_INPUT', 'weekdays'],
    ['createShiftPattern', () => ({ ...(setUp('createShiftPattern').input(courier) as object), end: '08:00' }), 'INVALID_INPUT', 'end'],
    ['createShiftPattern', () => ({ ...(setUp('createShiftPattern').input(courier) as object), vans: 501 }), 'INVALID_INPUT', 'vans'],
    ['createShiftPattern', () => ({ ...(setUp('createShiftPattern').input(courier) as object), validUntil: '2029-12-31' }), 'INVALID_INPUT', 'validUntil'],
    ['createShiftPattern', () => ({ ...(setUp('createShiftPattern').input(courier) as object), maxWeightGrams: null }), 'INVALID_INPUT', 'vehicleKind'],
    ['createShiftPattern', () => ({ ...(setUp('createShiftPattern').input(courier) as object), maxVolumeLiters: 0 }), 'INVALID_INPUT', 'maxVolumeLiters'],
    ['createShiftPattern', () => ({ ...(setUp('createShiftPattern').input(courier) as object), vehicleId: courier.drivers[0]!.vehicleId }), 'INVALID_INPUT', 'vehicleId'],
    ['createShiftPattern', () => ({ ...(setUp('createShiftPattern').input(courier) as object), depotId: stranger.depotId }), 'NOT_FOUND', 'depotId'],
  ])('%s of %o is %s at %s', async (mutation, input, code, field) => {
    const { data, errors } = await run(setUp(mutation), input(), courier.secretKey);
    expect(errors).toBeUndefined();
    const [first] = data[mutation].userErrors;
    expect([first.code, first.field.join('.')]).toEqual([code, field]);
    expect(await Promise.all(tables.map(countRows))).toEqual(before);
  });
});

describe('at the same moment', () => {
  it('one of many wins a name', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => run(setUp('createVehicle'), { ...setUp('createVehicle').input(courier), name: 'The Van' }, courier.secretKey)));
    const codes = answers.map(({ data }) => data['createVehicle'].userErrors[0]?.code ?? 'made').sort();
    expect(codes).toEqual([...Array(9).fill('ALREADY_EXISTS'), 'made']);
  });

  it('one of many books a driver, and nobody deadlocks', async () => {
    const [one, two] = courier.drivers;
    const shifts = [one!, two!].map(({ id, vehicleId }) => ({ driverId: id, vehicleId, depotId: courier.depotId, date: TOMORROW, start: '08:00', end: '17:00' }));
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => run(setUp('createShifts'), { shifts: index % 2 ? shifts : shifts.toReversed() }, courier.secretKey)));
    expect(answers.every(({ errors }) => errors === undefined)).toBe(true);
    expect(answers.filter(({ data }) => data['createShifts'].shifts.length === 2)).toHaveLength(1);
    expect(answers.filter(({ data }) => data['createShifts'].userErrors[0]?.code === 'ALREADY_EXISTS')).toHaveLength(9);
  });
});
