import { describe, expect, it } from 'vitest';
import { DEFAULT_PARCEL, readParcelSize } from './parcel-size.rules.ts';
import { beginsOrder, readOrder } from './shopify-csv.rules.ts';
import { readColumns, type Columns } from './shopify-columns.rules.ts';

const HEADER = [
  'Name', 'Email', 'Financial Status', 'Fulfillment Status', 'Created at', 'Lineitem quantity', 'Lineitem name', 'Lineitem requires shipping', 'Shipping Name', 'Shipping Address1', 'Shipping Address2',
  'Shipping Company', 'Shipping City', 'Shipping Zip', 'Shipping Province', 'Shipping Country', 'Shipping Phone', 'Notes', 'Note Attributes', 'Cancelled at', 'Latitude', 'Longitude',
];
const POSITION = { latitude: 'Latitude', longitude: 'Longitude' };
const columns = readColumns(HEADER, POSITION) as Columns;

const GOOD: Record<string, string> = {
  Name: '#1001', Email: 'ada@mail.example', 'Financial Status': 'paid', 'Lineitem quantity': '2', 'Lineitem name': 'Coffee', 'Shipping Name': 'Ada Lovelace', 'Shipping Address1': '1216 Santa Clara Ave',
  'Shipping Address2': 'Apt 3', 'Shipping City': 'Alameda', 'Shipping Zip': '\'94501', 'Shipping Province': 'CA', 'Shipping Country': 'US', 'Shipping Phone': '\'+1 510 555 0100', Notes: 'Ring twice.',
  'Note Attributes': 'Delivery-Date: 2026/11/24\nDelivery-Time: 10:00 AM - 12:00 PM',
};
const row = (values: Record<string, string>) => HEADER.map((name) => values[name] ?? '');
const more = (values: Record<string, string>) => row({ Name: '#1001', 'Lineitem quantity': '1', 'Lineitem name': 'Cup', ...values });

describe('an order', () => {
  it('is read from its rows', () => {
    expect(readOrder(columns, [row(GOOD), more({})], DEFAULT_PARCEL)).toEqual({
      order: {
        reference: '#1001',
        recipient: { name: 'Ada Lovelace', email: 'ada@mail.example', phone: '+1 510 555 0100' },
        address: { line1: '1216 Santa Clara Ave', line2: 'Apt 3', city: 'Alameda', region: 'CA', postalCode: '94501', country: 'US', position: null },
        instructions: 'Ring twice.',
        parcels: [{ ...DEFAULT_PARCEL, description: '2 × Coffee' }, { ...DEFAULT_PARCEL, description: 'Cup' }],
        wish: { date: '2026-11-24', start: '10:00', end: '12:00' },
      },
    });
  });

  it('may say where its door is', () => {
    const reading = readOrder(columns, [row({ ...GOOD, Latitude: '37.77', Longitude: '-122.26', 'Shipping City': '', 'Shipping Zip': '' })], DEFAULT_PARCEL);
    expect('order' in reading && reading.order.address.position).toEqual({ latitude: 37.77, longitude: -122.26 });
  });

  it('has no parcel for what is not shipped', () => {
    const reading = readOrder(columns, [row(GOOD), more({ 'Lineitem name': 'Gift card', 'Lineitem requires shipping': 'false' })], DEFAULT_PARCEL);
    expect('order' in reading && reading.order.parcels).toHaveLength(1);
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ Name: '' }, /^Name is empty/],
    [{ 'Shipping Name': ' ' }, /Shipping Name is empty/],
    [{ 'Shipping Address1': '' }, /Shipping Address1 is empty/],
    [{ 'Shipping City': '', 'Shipping Zip': '' }, /Shipping City and Shipping Zip/],
    [{ 'Shipping Country': 'United States' }, /Shipping Country/],
    [{ Email: 'ada at mail' }, /Email/],
    [{ 'Financial Status': 'pending' }, /"pending"/],
    [{ 'Financial Status': 'refunded' }, /"refunded"/],
    [{ 'Financial Status': '' }, /only paid/],
    [{ 'Fulfillment Status': 'fulfilled' }, /on its way/],
    [{ 'Cancelled at': '2026-11-20' }, /cancelled/],
    [{ 'Lineitem quantity': 'two' }, /"two" is not a whole number/],
    [{ 'Lineitem quantity': '1.5' }, /"1.5"/],
    [{ 'Lineitem quantity': '-1' }, /"-1"/],
    [{ 'Lineitem quantity': '0' }, /quantity is zero/],
    [{ 'Lineitem name': '' }, /Lineitem name is empty/],
    [{ 'Lineitem requires shipping': 'false' }, /No line item requires shipping/],
    [{ Latitude: '37.77' }, /longitude is empty/],
    [{ Latitude: '97.1', Longitude: '-122' }, /latitude "97.1"/],
    [{ Latitude: '37,77', Longitude: '-122' }, /latitude "37,77"/],
    [{ Latitude: '37.7', Longitude: '-222' }, /longitude "-222"/],
    [{ 'Note Attributes': 'Delivery-Date: someday' }, /Delivery-Date/],
  ])('with %o is refused', (change, fault) => {
    expect(readOrder(columns, [row({ ...GOOD, ...change })], DEFAULT_PARCEL)).toEqual({ faults: [expect.stringMatching(fault)] });
  });

  it('tells everything that is wrong at once, and in which line item', () => {
    expect(readOrder(columns, [row({ ...GOOD, 'Shipping Name': '' }), more({ 'Lineitem quantity': '0' })], DEFAULT_PARCEL)).toEqual({
      faults: ['Shipping Name is empty.', 'Line item 2: Lineitem quantity is zero.'],
    });
  });

  it('begins with a row that has more than a name and an item', () => {
    expect(beginsOrder(columns, row(GOOD))).toBe(true);
    expect(beginsOrder(columns, row({ Name: '#1', 'Financial Status': 'paid' }))).toBe(true);
    expect(beginsOrder(columns, more({ Email: 'ada@mail.example' }))).toBe(false);
  });
});

describe('the first line', () => {
  it('may have its columns in any order and case, and others', () => {
    const read = readColumns(['LINEITEM QUANTITY', ' name ', 'shipping street', 'Shipping Name', 'Vendor', 'Lattitude'], POSITION);
    expect(read).toMatchObject({ width: 6, hasPosition: false, unknown: ['Lattitude'] });
  });

  it('must name what an order needs', () => {
    expect(readColumns(['Name', 'Email'], POSITION)).toEqual({ fault: expect.stringContaining('"Shipping Name", "Lineitem quantity", "Shipping Address1"') });
    expect(readColumns([...HEADER.filter((name) => name !== 'Longitude')], POSITION)).toEqual({ fault: expect.stringContaining('"Longitude"') });
    expect(readColumns(HEADER, { latitude: 'lat', longitude: 'LONGITUDE' })).toEqual({ fault: expect.stringContaining('"lat"') });
  });
});

it.each([
  ['1000g,300x200x150', DEFAULT_PARCEL],
  ['1.5kg, 400 x 300 x 200', { weightGrams: 1_500, lengthMillimeters: 400, widthMillimeters: 300, heightMillimeters: 200 }],
  ['1000,300x200x150', undefined],
  ['0g,300x200x150', undefined],
  ['1000g,300x200', undefined],
])('the parcel %s is %o', (text, size) => expect(readParcelSize(text)).toEqual(size));
