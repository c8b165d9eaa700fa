import type { Readable } from 'node:stream';
import type { KnownAddress } from '../../network/address.rules.ts';
import { readCsv } from '../../platform/csv/read-csv.ts';
import { isPosition } from '../../shared/geo.ts';

export interface OpenAddressesOptions {
  /** ISO 3166-1 alpha-2 of the whole file, which names none; default `US`. */
  readonly country?: string;
  /** State or province of rows that name none; default empty. */
  readonly region?: string;
}

const REQUIRED_COLUMNS = ['LON', 'LAT', 'NUMBER', 'STREET'];

/** A file that is no address file; the message says which column is missing. */
export class AddressFileError extends Error {}

/**
 * Reads a CSV file of the OpenAddresses project (LON, LAT, NUMBER, STREET, UNIT, CITY, DISTRICT, REGION, POSTCODE, ID), row by row.
 * Rows without number, street or position, rows with neither city nor postal code and broken ones can't be looked up and are left out.
 * @throws AddressFileError without one of the columns LON, LAT, NUMBER, STREET
 */
export async function* readOpenAddresses(input: Readable, options: OpenAddressesOptions = {}): AsyncGenerator<KnownAddress> {
  let columns: string[] | undefined;
  for await (const row of readCsv(input)) {
    if (row.kind === 'broken') continue;
    if (!columns) {
      columns = readHeader(row.fields);
      continue;
    }
    const address = readRow(Object.fromEntries(columns.map((column, index) => [column, row.fields[index]?.trim()])), options);
    if (address) yield address;
  }
}

function readHeader(names: readonly string[]): string[] {
  const columns = names.map((name) => name.trim().toUpperCase());
  const missing = REQUIRED_COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new AddressFileError(`This is not an OpenAddresses file: its first line has no column ${missing.join(', ')}.`);
  return columns;
}

function readRow(row: Record<string, string | undefined>, options: OpenAddressesOptions): KnownAddress | undefined {
  const { LON = '', LAT = '', NUMBER = '', STREET = '', CITY = '', REGION = '', POSTCODE = '' } = row;
  if (!LON || !LAT || !NUMBER || !STREET || (!CITY && !POSTCODE)) return undefined;
  const position = { latitude: Number(LAT), longitude: Number(LON) };
  if (!isPosition(position)) return undefined;
  return { line1: `${NUMBER} ${STREET}`, city: CITY, region: REGION || (options.region ?? ''), postalCode: POSTCODE, country: options.country ?? 'US', position };
}
