import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressNear, createTestCourier, DEPOT_POSITION, SMALL_BASKET, TODAY, TOMORROW, type TestCourier } from '../../test/fixtures.ts';
import { startTestApp, type Answer, type TestApp } from '../../test/harness.ts';
import { dataOf, rowsOf, Shopper } from '../../test/shopper.ts';
import { AddressRecord } from '../network/address-record.entity.ts';
import { systemEntityManager } from '../platform/context.ts';
import { newId } from '../shared/ids.ts';

let app: TestApp;
let courier: TestCourier;
let shopper: Shopper;

beforeAll(async () => {
  app = await startTestApp();
  courier = await createTestCourier(app.server);
  shopper = new Shopper(app, courier);
});
afterAll(() => app.close());

const OPTION = `id kind available reason message opensAgainAt date window { start end timeZone } serviceLevel { code } price { amount currency } because { kind amount { amount } message }
  greenest footprint { extraDistanceMeters co2Grams message } distanceMeters pickupPoint { id name }`;

async function ask(input: object, key = courier.retailers[0]!.publishableKey): Promise<Answer> {
  return app.gql(`query ($input: DeliveryOptionsInput!) { deliveryOptions(input: $input) { quote asOf precision address { line1 city postalCode position { latitude } } reason message options { ${OPTION} } } }`, { input }, key);
}
const optionsOf = async (input: object) => dataOf(await ask(input))['deliveryOptions'];

async function setUp(mutation: string, type: string, input: object): Promise<any> {
  const { userErrors, ...rest } = dataOf(await app.gql(`mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename userErrors { code field message } } }`, { input }, courier.secretKey))[mutation];
  expect(userErrors).toEqual([]);
  return rest;
}
const updateLevel = (change: object) => setUp('updateServiceLevel', 'UpdateServiceLevelInput', { serviceLevelId: courier.serviceLevels.twoHours, ...change });
const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('options from a postal code alone', () => {
  beforeAll(async () => {
    const em = systemEntityManager(app.server.orm);
    const { organizationId } = courier;
    const record = (postalCode: string, latitude: number, index: number) =>
      em.create(AddressRecord, { id: newId('addressRecord'), organizationId, searchKey: `${postalCode} ${index}`, streetKey: `${index}`, line1: `${index} Area Street`, city: 'Alameda', region: 'CA', postalCode, country: 'US', latitude, longitude: DEPOT_POSITION.longitude });
    [0.01, 0.02, 0.03].forEach((offset, index) => record(index === 1 ? '94501-1234' : '94501', DEPOT_POSITION.latitude + offset, index));
    record('99999', DEPOT_POSITION.latitude + 5, 9);
    await em.flush();
  });

  it('are a first answer for a door near the middle of the area, with the usual basket; they say so, name no door and can\'t be held', async () => {
    const shown = await optionsOf({ postalArea: { postalCode: '94501' }, days: 2 });
    expect([shown.precision, shown.reason, shown.asOf]).toEqual(['POSTAL_AREA', null, app.clock.now().toISOString()]);
    expect(shown.address).toEqual({ line1: '', city: 'Alameda', postalCode: '94501', position: null });
    const open = shown.options.filter(({ available }: { available: boolean }) => available);
    expect(open.length).toBeGreaterThan(3);
    const before = await rowsOf(app, courier, 'select count(*)::int as n from hold');
    const { hold, userErrors } = await shopper.hold(shown.quote, open[0].id);
    expect([hold, userErrors.map(({ code }) => code)]).toEqual([null, ['QUOTE_INVALID']]);
    expect(await rowsOf(app, courier, 'select count(*)::int as n from hold')).toEqual(before);
  });

  it('are those of an address there', async () => {
    const address = { ...addressNear(1), position: { latitude: DEPOT_POSITION.latitude + 0.02, longitude: DEPOT_POSITION.longitude } };
    const shape = ({ options }: any) => options.map(({ id: _, ...rest }: any) => rest);
    expect(shape(await optionsOf({ postalArea: { postalCode: '94501-1234' }, days: 2 }))).toEqual(shape(await optionsOf({ address, days: 2 })));
  });

  it('have a reason where nobody lives, or nobody is served', async () => {
    expect(await optionsOf({ postalArea: { postalCode: '00000' } })).toMatchObject({ reason: 'UNKNOWN_ADDRESS', message: expect.stringContaining('postal code'), options: [] });
    expect(await optionsOf({ postalArea: { postalCode: '99999' } })).toMatchObject({ reason: 'OUTSIDE_TERRITORY', options: [] });
    expect(await optionsOf({ postalArea: { countryCode: 'DE', postalCode: '94501' } })).toMatchObject({ reason: 'UNKNOWN_ADDRESS' });
  });

  it.each<[string, object, string]>([
    ['neither', {}, 'either "address" or "postalArea"'],
    ['both', { address: addressNear(1), postalArea: { postalCode: '94501' } }, 'either "address" or "postalArea"'],
    ['a land that is none', { postalArea: { countryCode: 'USA', postalCode: '94501' } }, 'postalArea.countryCode'],
    ['a code of spaces', { postalArea: { postalCode: '   ' } }, 'postalArea.postalCode'],
    ['a code of a hundred digits', { postalArea: { postalCode: '9'.repeat(100) } }, 'postalArea.postalCode'],
  ])('are refused for %s', async (_, input, message) => {
    const { errors } = await ask(input);
    expect(errors?.map((error) => [error.extensions['code'], error.message.includes(message)])).toEqual([['BAD_USER_INPUT', true]]);
  });
});

describe('what can\'t be', () => {
  it('is refused with its reason: an address in the sea, windows of yesterday, a basket of ten tonnes', async () => {
    const sea = { ...addressNear(1), position: { latitude: 37.7, longitude: -123.5 } };
    expect(await optionsOf({ address: sea, basket: SMALL_BASKET })).toMatchObject({ reason: 'OUTSIDE_TERRITORY', options: [] });
    expect((await optionsOf({ address: addressNear(1), from: '2026-11-20', days: 1 })).options).toEqual([]);
    const tonne = { weightGrams: 1_000_000, lengthMillimeters: 1_000, widthMillimeters: 1_000, heightMillimeters: 1_000 };
    const heavy = await optionsOf({ address: addressNear(1), basket: { parcels: Array(10).fill(tonne) }, from: TOMORROW, days: 1 });
    expect(new Set(heavy.options.map(({ reason }: { reason: string }) => reason))).toEqual(new Set(['TOO_LARGE']));
    const { errors } = await ask({ address: addressNear(1), basket: { parcels: [{ ...tonne, weightGrams: 10_000_000 }] } });
    expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('parcels.0.weightGrams'), extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('changes nothing when it is held all the same, or forged', async () => {
    const tonne = { weightGrams: 1_000_000, lengthMillimeters: 1_000, widthMillimeters: 1_000, heightMillimeters: 1_000 };
    const heavy = await optionsOf({ address: addressNear(1), basket: { parcels: Array(10).fill(tonne) }, from: TOMORROW, days: 1 });
    const before = await rowsOf(app, courier, 'select (select count(*)::int from stop) as stops, (select count(*)::int from hold) as holds, (select count(*)::int from event) as events');
    expect((await shopper.hold(heavy.quote, heavy.options[0].id)).userErrors.map(({ code }) => code)).toEqual(['WINDOW_GONE']);
    const [body, mac] = heavy.options[0].id.split('.');
    const cheaper = JSON.parse(Buffer.from(body, 'base64url').toString());
    cheaper[4] = 1;
    const forged = `${Buffer.from(JSON.stringify(cheaper)).toString('base64url')}.${mac}`;
    for (const id of [forged, `${body}.AAAA`, 'x']) expect((await shopper.hold(heavy.quote, id)).userErrors.map(({ code }) => code)).toEqual(['QUOTE_INVALID']);
    const other = await shopper.options();
    expect((await shopper.hold(other.quote, heavy.options[0].id)).userErrors.map(({ code }) => code)).toEqual(['QUOTE_INVALID']);
    expect(await rowsOf(app, courier, 'select (select count(*)::int from stop) as stops, (select count(*)::int from hold) as holds, (select count(*)::int from event) as events')).toEqual(before);
  });
});

describe('prices that follow from the plan', () => {
  it('say what they are made of, sum up, and are lower where a van is near; the offer keeps its price though prices moved', async () => {
    await updateLevel({ priceRules: { marginalCostWeight: 1, includedCost: usd('2.00'), least: usd('1.00'), most: usd('20.00'), roundingStep: usd('0.10') } });
    const farDoor = { ...addressNear(1), position: { latitude: DEPOT_POSITION.latitude + 0.08, longitude: DEPOT_POSITION.longitude } };
    const pick = ({ options }: any) => options.find(({ available, serviceLevel }: any) => available && serviceLevel.code === 'two-hours');
    const asked = await optionsOf({ address: farDoor, from: TOMORROW, days: 1 });
    const alone = pick(asked);
    expect(alone.because.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(['BASE', 'MARGINAL_COST']));
    for (const { because, price } of asked.options.filter(({ available }: any) => available)) {
      expect(because.reduce((sum: number, { amount: { amount } }: any) => sum + Math.round(Number(amount) * 100), 0)).toBe(Math.round(Number(price.amount) * 100));
    }
    expect(Number(alone.price.amount)).toBeGreaterThan(5.9);
    expect(alone.footprint.extraDistanceMeters).toBeGreaterThan(10_000);
    expect(alone.footprint.co2Grams).toBe(Math.round((alone.footprint.extraDistanceMeters / 1_000) * 240));

    // Somebody next door takes the same window: the way there is driven anyway.
    const nextDoor = await optionsOf({ address: { ...farDoor, line1: 'Next door' }, from: TOMORROW, days: 1 });
    const { hold } = await shopper.hold(nextDoor.quote, pick(nextDoor).id);
    const near = pick(await optionsOf({ address: farDoor, from: TOMORROW, days: 1 }));
    expect(Number(near.price.amount)).toBeLessThan(5.9);
    expect(near.because.find(({ kind }: any) => kind === 'MARGINAL_COST').message).toContain('near');

    const kept = await shopper.hold(asked.quote, alone.id);
    expect(await rowsOf(app, courier, 'select price_minor from hold where id = ?', [kept.hold!.id])).toEqual([{ price_minor: Math.round(Number(alone.price.amount) * 100) }]);
    await shopper.release(kept.hold!.id);
    await shopper.release(hold!.id);
    await updateLevel({ priceRules: null });
    expect(pick(await optionsOf({ address: farDoor, from: TOMORROW, days: 1 })).because).toEqual([{ kind: 'BASE', amount: { amount: '5.90' }, message: 'Price of the service.' }]);
  });

  it('are nothing from a basket value on', async () => {
    await updateLevel({ priceRules: { freeFrom: usd('50.00') } });
    const prices = async (value: object | null) => (await optionsOf({ address: addressNear(1), basket: { ...SMALL_BASKET, value }, from: TOMORROW, days: 1 })).options.filter(({ available, serviceLevel }: any) => available && serviceLevel.code === 'two-hours').map(({ price }: any) => price.amount);
    expect(new Set(await prices(usd('50.00')))).toEqual(new Set(['0.00']));
    expect(new Set(await prices(usd('49.99')))).toEqual(new Set(['5.90']));
    expect(new Set(await prices({ amount: '500.00', currency: 'EUR' }))).toEqual(new Set(['5.90']));
    await updateLevel({ priceRules: null });
  });

  it('come with a narrower window where the plan has the slack, which can be held', async () => {
    await updateLevel({ narrowWindows: { length: 'PT1H', leastSlack: 'PT20M', pricePerSlackHour: usd('1.00') } });
    const { quote, options } = await optionsOf({ address: addressNear(1), from: TOMORROW, days: 1 });
    const narrow = options.find(({ because }: any) => because.some(({ kind }: any) => kind === 'NARROW_WINDOW'));
    expect(Date.parse(narrow.window.end) - Date.parse(narrow.window.start)).toBe(3_600_000);
    const { hold } = await shopper.hold(quote, narrow.id);
    expect(await rowsOf(app, courier, 'select extract(epoch from window_end - window_start)::int as seconds from stop where hold_id = ?', [hold!.id])).toEqual([{ seconds: 3_600 }]);
    await shopper.release(hold!.id);
    await updateLevel({ narrowWindows: null });
  });
});

describe('days without service', () => {
  it('are CLOSED with what people are told, also for an offer made before', async () => {
    const asked = await shopper.options(addressNear(1), { from: TOMORROW, days: 1 });
    await setUp('createClosure', 'CreateClosureInput', { depotId: courier.depotId, firstDate: TOMORROW, reason: 'Thanksgiving' });
    const { options } = await optionsOf({ address: addressNear(1), days: 2 });
    const reasons = (date: string) => new Set(options.filter((option: any) => option.date === date).map(({ reason }: any) => reason));
    expect(reasons(TOMORROW)).toEqual(new Set(['CLOSED']));
    expect(reasons(TODAY).has('CLOSED')).toBe(false);
    expect(options.find((option: any) => option.date === TOMORROW).message).toContain('Thanksgiving');
    const { hold, userErrors } = await shopper.hold(asked.quote, asked.options[0]!.id);
    expect([hold, userErrors.map(({ code, message }) => [code, message.includes('Thanksgiving')])]).toEqual([null, [['WINDOW_GONE', true]]]);
    const [{ id }] = await rowsOf<{ id: string }>(app, courier, 'select id from closure') as [{ id: string }];
    await setUp('deleteClosure', 'DeleteClosureInput', { closureId: id });
    expect((await shopper.hold(asked.quote, asked.options[0]!.id)).userErrors).toEqual([]);
  });
});
