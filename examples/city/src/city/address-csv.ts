import { REGION } from './houses.ts';
import type { House } from './houses.ts';

/** Columns of the OpenAddresses CSV format, in their order. */
export const ADDRESS_COLUMNS = ['LON', 'LAT', 'NUMBER', 'STREET', 'UNIT', 'CITY', 'DISTRICT', 'REGION', 'POSTCODE', 'ID'] as const;

/** The addresses of houses as OpenAddresses-style CSV (RFC 4180 quoting, `\n` line ends), line by line so that it can be streamed. */
export function* addressCsvLines(houses: Iterable<House>): Generator<string> {
  yield `${ADDRESS_COLUMNS.join(',')}\n`;
  for (const house of houses) {
    const { longitude, latitude } = house.position;
    const fields = [longitude.toFixed(6), latitude.toFixed(6), String(house.number), house.street, '', house.municipality, '', REGION, house.postcode, String(house.id)];
    yield `${fields.map(quote).join(',')}\n`;
  }
}

/** All lines as one text. */
export function addressCsv(houses: Iterable<House>): string {
  return [...addressCsvLines(houses)].join('');
}

function quote(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
