import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDoorstep } from '@doorstep/sdk';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { AddressBook } from '../src/adapters/geocoding/address-book.ts';
import { AddressList } from '../src/adapters/geocoding/address-list.ts';
import { importOrders, type ImportOptions, type RowResult } from '../src/integrations/import-orders.ts';
import { DEFAULT_PARCEL } from '../src/integrations/parcel-size.rules.ts';
import { systemEntityManager } from '../src/platform/context.ts';
import { addressNear, createTestCourier, TODAY, TOMORROW, type TestCourier } from './fixtures.ts';
import { startTestApp, type TestApp } from './harness.ts';

const HEADER = 'Name,Email,Financial Status,Shipping Name,Shipping Address1,Shipping City,Shipping Zip,Lineitem quantity,Lineitem name,Note Attributes,Latitude,Longitude';

let app: TestApp;
let courier: TestCourier;
let folder: string;

beforeAll(async () => {
  app = await startTestApp();
  folder = await mkdtemp(path.join(tmpdir(), 'doorstep-import-'));
});
beforeEach(async () => void (courier = await createTestCourier(app.server, { drivers: 6 })));
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const field = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A row with a position near the depot. */
function order(index: number, change: { name?: string; person?: string; status?: string; quantity?: string; notes?: string; line1?: string; zip?: string; latitude?: string; longitude?: string } = {}): string {
  const { line1, position } = addressNear(index);
  return [
    change.name ?? `#${1000 + index}`, 'ada@mail.example', change.status ?? 'paid', change.person ?? 'Ada Lovelace', change.line1 ?? line1, 'Oakland', change.zip ?? '\'94607', change.quantity ?? '1', 'Coffee',
    change.notes ?? '', change.latitude ?? String(position.latitude), change.longitude ?? String(position.longitude),
  ].map(field).join(',');
}
const item = (index: number) => `#${1000 + index},ada@mail.example,,,,,,2,Cup,,,`;
const withoutPosition = { latitude: '', longitude: '' };

let files = 0;
async function write(...lines: string[]): Promise<string> {
  const file = path.join(folder, `orders-${(files += 1)}.csv`);
  await writeFile(file, `${[HEADER, ...lines].join('\n')}\n`);
  return file;
}

const [SHOP, OTHER_SHOP] = [0, 1] as const;

async function importFile(file: string, change: Partial<ImportOptions> & { shop?: number } = {}) {
  const retailer = courier.retailers[change.shop ?? SHOP]!;
  const results: RowResult[] = [];
  const summary = await importOrders({
    api: createDoorstep({ url: `${app.url}/graphql`, secretKey: retailer.secretKey }),
    retailerId: retailer.id,
    open: () => createReadStream(file),
    positionColumns: { latitude: 'Latitude', longitude: 'Longitude' },
    parcel: DEFAULT_PARCEL,
    onResult: (result) => results.push(result),
    ...change,
  });
  const told = results.map(({ line, lastLine, reference, result, detail }) => `${line}–${lastLine} ${reference} ${result}${result === 'REFUSED' ? ` ${detail}` : ''}`);
  return { summary, results, told };
}

async function countOrders(): Promise<number> {
  const [row] = await systemEntityManager(app.server.orm).execute<{ count: string }[]>('select count(*) from "order" where organization_id = ?', [courier.organizationId]);
  return Number(row?.count);
}

it('makes orders of rows, and none the second time', async () => {
  const file = await write(order(1), item(1), order(2), order(3));
  const first = await importFile(file);
  expect(first.told).toEqual(['2–3 #1001 CREATED', '4–4 #1002 CREATED', '5–5 #1003 CREATED']);
  expect(first.summary).toEqual({ total: 3, counts: { CREATED: 3, ALREADY_THERE: 0, REFUSED: 0 } });
  const second = await importFile(file);
  expect(second.summary).toEqual({ total: 3, counts: { CREATED: 0, ALREADY_THERE: 3, REFUSED: 0 } });
  expect(await countOrders()).toBe(3);

  const { data } = await app.gql('{ order(reference: "#1001") { deliveries { recipient { name email } address { line1 postalCode } parcels { description weightGrams barcode } state } } }', {}, courier.retailers[0]!.secretKey);
  expect(data['order'].deliveries).toMatchObject([
    {
      recipient: { name: 'Ada Lovelace', email: 'ada@mail.example' }, address: { line1: '101 Test Street', postalCode: '94607' }, state: 'CONFIRMED',
      parcels: expect.arrayContaining([expect.objectContaining({ description: 'Coffee' }), expect.objectContaining({ description: '2 × Cup', weightGrams: 1_000 })]),
    },
  ]);
});

it('delivers in the window wished for, and refuses another one', async () => {
  const notes = (date: string, time: string) => `Delivery-Date: ${date}\nDelivery-Time: ${time}`;
  const file = await write(
    order(1, { notes: notes(TOMORROW.replaceAll('-', '/'), '2:00 PM - 4:00 PM') }),
    order(2, { notes: notes(TOMORROW, '03:00 - 05:00') }),
    order(3, { notes: notes('2026-11-20', '10:00 - 12:00') }),
  );
  const { told, results } = await importFile(file);
  expect(results[0]?.detail).toContain(`${TOMORROW} 14:00–16:00 two-hours dlv_`);
  expect(told[1]).toMatch(/^4–5 #1002 REFUSED 2026-11-22 03:00–05:00 is not to be had: There is no such window\. Open instead: 2026-11-22/);
  expect(told[2]).toMatch(/^6–7 #1003 REFUSED 2026-11-20 10:00–12:00 is not to be had/);
  expect(await countOrders()).toBe(1);
});

it('keeps to the service level and the first day it is told', async () => {
  const { results } = await importFile(await write(order(1)), { serviceLevelCode: 'next-day' });
  expect(results[0]?.detail).toContain(`${TOMORROW} 08:00–18:00 next-day`);
  const later = await importFile(await write(order(2)), { from: TOMORROW, serviceLevelCode: 'two-hours' });
  expect(later.results[0]?.detail).toContain(`${TOMORROW} 08:00–10:00 two-hours`);
  expect((await importFile(await write(order(3)), { from: TODAY })).results[0]?.detail).toContain(TODAY);
});

it('refuses bad rows one by one, each with its line and reason, and makes the good ones', async () => {
  const file = await write(
    order(1), // 2
    order(2, { quantity: 'two' }), // 3
    order(3, { quantity: '0' }), // 4
    order(4, { person: '' }), // 5
    order(5, { line1: '' }), // 6
    order(6, { status: 'refunded' }), // 7
    order(7, { latitude: '137.8' }), // 8
    order(8, { latitude: '40.7', longitude: '-74.0' }), // 9
    order(9, { ...withoutPosition, line1: '9 Nowhere Lane' }), // 10
    order(10, { name: '' }), // 11
    `${order(11)},extra`, // 12
    '#1012,"broken" quoting', // 13
    order(1, { person: 'Somebody Else' }), // 14
    order(14), // 15
  );
  const { told, summary } = await importFile(file);
  expect(summary.counts).toEqual({ CREATED: 2, ALREADY_THERE: 0, REFUSED: 12 });
  expect(told).toEqual([
    '2–2 #1001 CREATED',
    '3–3 #1002 REFUSED Lineitem quantity "two" is not a whole number.',
    '4–4 #1003 REFUSED Lineitem quantity is zero.',
    '5–5 #1004 REFUSED Shipping Name is empty.',
    '6–6 #1005 REFUSED Shipping Address1 is empty.',
    '7–7 #1006 REFUSED Financial Status is "refunded"; only paid orders are delivered.',
    '8–8 #1007 REFUSED The latitude "137.8" is not a number from -90 to 90.',
    expect.stringMatching(/^9–9 #1008 REFUSED .*(territory|deliver)/i),
    expect.stringMatching(/^10–10 #1009 REFUSED .*address/i),
    '11–11  REFUSED Name is empty.',
    '12–12 #1011 REFUSED Line 12 has 13 fields, the first line names 12.',
    '13–13 #1012 REFUSED Line 13 has broken quoting.',
    '14–14 #1001 REFUSED There is an order of this name already, with another recipient. Names are unique per retailer.',
    '15–15 #1014 CREATED',
  ]);
  expect(await countOrders()).toBe(2);
});

it('never makes half an order', async () => {
  const file = await write(order(1), '#1001,,,,,,,1,"Cup,,,', order(2), order(3), item(2), order(4), order(5), `${item(5)},extra`);
  const { told } = await importFile(file);
  expect(told.map((text) => text.split(' ').slice(0, 3).join(' '))).toEqual(['2–3 #1001 REFUSED', '4–4 #1002 REFUSED', '5–5 #1003 CREATED', '6–6 #1002 REFUSED', '7–7 #1004 CREATED', '8–9 #1005 REFUSED']);
  expect(await countOrders()).toBe(2);
});

it('finds addresses without a position in the file it is given, else with the server', async () => {
  const geocoder = new AddressList();
  geocoder.add({ line1: '500 OAK ST', city: 'OAKLAND', region: '', postalCode: '94607', country: 'US', position: addressNear(5).position });
  await new AddressBook(app.server.orm).loadAddresses(courier.organizationId, [{ line1: '600 PINE AV', city: 'OAKLAND', region: 'CA', postalCode: '94607', country: 'US', position: addressNear(6).position }]);
  const file = await write(order(1, { ...withoutPosition, line1: '500 Oak Street, Apt 3' }), order(2, { ...withoutPosition, line1: '600 Pine Avenue #2' }), order(3, { ...withoutPosition, line1: '700 Elm Street' }));
  const { told, summary } = await importFile(file, { geocoder });
  expect(told.slice(0, 2)).toEqual(['2–2 #1001 CREATED', '3–3 #1002 CREATED']);
  expect(summary.counts.REFUSED).toBe(1);
  expect((await importFile(file, { geocoder })).summary.counts).toEqual({ CREATED: 0, ALREADY_THERE: 2, REFUSED: 1 });
});

it('lets two retailers have orders of one name', async () => {
  const file = await write(order(1));
  await importFile(file);
  expect((await importFile(file, { shop: OTHER_SHOP })).summary.counts.CREATED).toBe(1);
  expect(await countOrders()).toBe(2);
});

it('makes each order once when two imports of one file run at the same time', async () => {
  const file = await write(...Array.from({ length: 12 }, (_, index) => order(index)));
  const runs = await Promise.all([importFile(file), importFile(file)]);
  expect(runs.map(({ summary }) => summary.counts.REFUSED)).toEqual([0, 0]);
  expect(await countOrders()).toBe(12);
});

it('stops after the running orders when it is interrupted, and goes on the next time', async () => {
  const file = await write(...Array.from({ length: 12 }, (_, index) => order(index)));
  const interrupt = new AbortController();
  const { summary } = await importFile(file, { signal: interrupt.signal, onResult: () => interrupt.abort() });
  const { CREATED } = summary.counts;
  expect(summary).toMatchObject({ total: 12, stoppedBy: 'It was interrupted.' });
  expect([CREATED >= 1 && CREATED <= 5, await countOrders()]).toEqual([true, CREATED]);
  expect((await importFile(file)).summary.counts).toEqual({ CREATED: 12 - CREATED, ALREADY_THERE: CREATED, REFUSED: 0 });
});

it('stops when the key is none, instead of refusing row by row', async () => {
  const file = await write(order(1), order(2));
  const api = createDoorstep({ url: `${app.url}/graphql`, secretKey: `sk_${'x'.repeat(32)}` });
  const { summary, results } = await importFile(file, { api });
  expect(results).toEqual([]);
  expect(summary).toMatchObject({ total: 2, counts: { CREATED: 0, REFUSED: 0 }, stoppedBy: expect.stringContaining('key') });
});
