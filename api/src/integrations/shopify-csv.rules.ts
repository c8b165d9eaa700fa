import { isPosition, type Address, type Position } from '../shared/geo.ts';
import { readDeliveryWish, type DeliveryWish } from './delivery-wish.rules.ts';
import type { ParcelSize } from './parcel-size.rules.ts';
import type { Columns, ShopifyColumn } from './shopify-columns.rules.ts';

/** An order as a spreadsheet tells it. */
export interface ImportOrder {
  readonly reference: string;
  readonly recipient: { readonly name: string; readonly email: string | null; readonly phone: string | null };
  /** Without a position where the file has none. */
  readonly address: Address;
  readonly instructions: string | null;
  readonly parcels: readonly (ParcelSize & { readonly description: string })[];
  readonly wish: DeliveryWish;
}

export type OrderReading = { readonly order: ImportOrder } | { readonly faults: readonly string[] };

const DELIVERABLE_STATUS = new Set(['paid', 'partially_refunded']);
const MAX_DESCRIPTION = 200;

/** Whether a row begins an order: continuation rows have the order's name and a line item only. */
export function beginsOrder(columns: Columns, fields: readonly string[]): boolean {
  const ORDER_FIELDS: readonly ShopifyColumn[] = ['Financial Status', 'Shipping Name', 'Shipping Address1', 'Shipping Street', 'Shipping City', 'Shipping Zip'];
  return ORDER_FIELDS.some((column) => columns.read(fields, column) !== '');
}

/**
 * One order from its rows, the first of which has the order's own fields; or everything that is wrong with it. Each line
 * item becomes one parcel of the given size, whatever its quantity.
 */
export function readOrder(columns: Columns, rows: readonly (readonly string[])[], parcel: ParcelSize): OrderReading {
  const [first = []] = rows;
  const read = (column: ShopifyColumn | 'latitude' | 'longitude') => columns.read(first, column);
  const faults = [...checkStatus(columns, first)];
  const reference = read('Name');
  if (!reference) faults.push('Name is empty.');
  if (!read('Shipping Name')) faults.push('Shipping Name is empty.');
  const email = read('Email');
  if (email && !/^[^@\s]+@[^@\s]+$/.test(email)) faults.push('Email is not an e-mail address.');

  const position = readPosition(read('latitude'), read('longitude'));
  if ('fault' in position) faults.push(position.fault);
  const address = readAddress(read);
  faults.push(...checkAddress(address, 'position' in position));
  const reading = readDeliveryWish(read('Note Attributes'));
  if ('fault' in reading) faults.push(reading.fault);
  const items = readItems(columns, rows, parcel);
  faults.push(...items.faults);
  if (faults.length > 0 || 'fault' in reading) return { faults };
  return {
    order: {
      reference,
      recipient: { name: read('Shipping Name'), email: email || null, phone: unquote(read('Shipping Phone') || read('Phone')) || null },
      address: { ...address, position: 'position' in position ? position.position : null },
      instructions: read('Notes') || null,
      parcels: items.parcels,
      wish: reading.wish,
    },
  };
}

function checkStatus(columns: Columns, first: readonly string[]): string[] {
  const faults: string[] = [];
  const payment = columns.read(first, 'Financial Status').toLowerCase();
  if (columns.has('Financial Status') && !DELIVERABLE_STATUS.has(payment)) faults.push(`Financial Status is "${payment}"; only paid orders are delivered.`);
  if (columns.read(first, 'Fulfillment Status').toLowerCase() === 'fulfilled') faults.push('Fulfillment Status is "fulfilled": it is on its way already.');
  if (columns.read(first, 'Cancelled at')) faults.push('It was cancelled.');
  return faults;
}

function readAddress(read: (column: ShopifyColumn) => string): Address {
  return {
    line1: read('Shipping Address1') || read('Shipping Street'),
    line2: [read('Shipping Address2'), read('Shipping Company')].filter(Boolean).join(', ') || null,
    city: read('Shipping City'),
    region: read('Shipping Province'),
    postalCode: unquote(read('Shipping Zip')),
    country: read('Shipping Country').toUpperCase() || 'US',
  };
}

function checkAddress({ line1, city, postalCode, country }: Address, hasPosition: boolean): string[] {
  const faults: string[] = [];
  if (!line1) faults.push('Shipping Address1 is empty.');
  if (!city && !postalCode && !hasPosition) faults.push('Shipping City and Shipping Zip are empty.');
  if (!/^[A-Z]{2}$/.test(country)) faults.push('Shipping Country is not a code of two letters such as US.');
  return faults;
}

function readPosition(latitude: string, longitude: string): { position: Position } | { fault: string } | {} {
  if (!latitude && !longitude) return {};
  if (!latitude || !longitude) return { fault: `The ${latitude ? 'longitude' : 'latitude'} is empty, the other coordinate is not.` };
  const isNumber = (text: string) => /^[+-]?\d+(\.\d+)?$/.test(text);
  const position = { latitude: Number(latitude), longitude: Number(longitude) };
  if (!isNumber(latitude) || Math.abs(position.latitude) > 90) return { fault: `The latitude "${latitude}" is not a number from -90 to 90.` };
  if (!isNumber(longitude) || !isPosition(position)) return { fault: `The longitude "${longitude}" is not a number from -180 to 180.` };
  return { position };
}

function readItems(columns: Columns, rows: readonly (readonly string[])[], parcel: ParcelSize): { parcels: ImportOrder['parcels']; faults: string[] } {
  const faults: string[] = [];
  const parcels = rows.flatMap((fields, index) => {
    const of = rows.length > 1 ? `Line item ${index + 1}: ` : '';
    const [name, quantity] = [columns.read(fields, 'Lineitem name'), columns.read(fields, 'Lineitem quantity')];
    if (!/^\d+$/.test(quantity)) faults.push(`${of}Lineitem quantity "${quantity}" is not a whole number.`);
    else if (Number(quantity) === 0) faults.push(`${of}Lineitem quantity is zero.`);
    if (columns.has('Lineitem name') && !name) faults.push(`${of}Lineitem name is empty.`);
    if (columns.read(fields, 'Lineitem requires shipping').toLowerCase() === 'false') return [];
    return [{ ...parcel, description: `${Number(quantity) > 1 ? `${quantity} × ` : ''}${name || 'Item'}`.slice(0, MAX_DESCRIPTION) }];
  });
  if (faults.length === 0 && parcels.length === 0) faults.push('No line item requires shipping.');
  return { parcels, faults };
}

/** Spreadsheets keep leading zeros by an apostrophe: `'02139`. */
function unquote(text: string): string {
  return text.replace(/^'/, '').trim();
}
