/** The columns of Shopify's order export that an import reads. */
const READ_COLUMNS = [
  'Name', 'Email', 'Phone', 'Financial Status', 'Fulfillment Status', 'Cancelled at', 'Notes', 'Note Attributes',
  'Lineitem quantity', 'Lineitem name', 'Lineitem requires shipping',
  'Shipping Name', 'Shipping Street', 'Shipping Address1', 'Shipping Address2', 'Shipping Company', 'Shipping City', 'Shipping Zip', 'Shipping Province', 'Shipping Country', 'Shipping Phone',
] as const;
export type ShopifyColumn = (typeof READ_COLUMNS)[number];

/** The columns of the export that say nothing about a delivery. Those of other names are told, as they may be misspelled. */
const OTHER_COLUMNS = [
  'Paid at', 'Fulfilled at', 'Accepts Marketing', 'Currency', 'Subtotal', 'Shipping', 'Taxes', 'Total', 'Discount Code', 'Discount Amount', 'Shipping Method', 'Created at',
  'Lineitem price', 'Lineitem compare at price', 'Lineitem sku', 'Lineitem taxable', 'Lineitem fulfillment status', 'Lineitem discount',
  'Billing Name', 'Billing Street', 'Billing Address1', 'Billing Address2', 'Billing Company', 'Billing City', 'Billing Zip', 'Billing Province', 'Billing Country', 'Billing Phone',
  'Payment Method', 'Payment Reference', 'Refunded Amount', 'Vendor', 'Outstanding Balance', 'Employee', 'Location', 'Device ID', 'Id', 'Tags', 'Risk Level', 'Source',
  'Tax 1 Name', 'Tax 1 Value', 'Tax 2 Name', 'Tax 2 Value', 'Tax 3 Name', 'Tax 3 Value', 'Tax 4 Name', 'Tax 4 Value', 'Tax 5 Name', 'Tax 5 Value',
  'Receipt Number', 'Duties', 'Billing Province Name', 'Shipping Province Name', 'Payment ID', 'Payment Terms Name', 'Next Payment Due At', 'Payment References',
];

/** Names of the columns with the position of the door, which Shopify's own export does not have. */
export interface PositionColumns {
  readonly latitude: string;
  readonly longitude: string;
}

/** Where the columns of a file are. */
export interface Columns {
  /** Number of fields of each row. */
  readonly width: number;
  readonly hasPosition: boolean;
  /** Columns that nobody reads and Shopify does not write: to be told. */
  readonly unknown: readonly string[];
  /** The trimmed text of a field; empty where the file has no such column. */
  read(fields: readonly string[], column: ShopifyColumn | 'latitude' | 'longitude'): string;
  has(column: ShopifyColumn): boolean;
}

/** The columns of a header, or what it lacks to be one. */
export function readColumns(header: readonly string[], position: PositionColumns): Columns | { readonly fault: string } {
  const indexOf = new Map<string, number>();
  header.forEach((name, index) => indexOf.has(fold(name)) || indexOf.set(fold(name), index));
  const has = (name: string) => indexOf.has(fold(name));
  const missing = ['Name', 'Shipping Name', 'Lineitem quantity'].filter((name) => !has(name));
  if (!has('Shipping Address1') && !has('Shipping Street')) missing.push('Shipping Address1');
  if (missing.length > 0) return { fault: `This is not Shopify's order export: its first line has no column ${missing.map((name) => `"${name}"`).join(', ')}.` };
  if (has(position.latitude) !== has(position.longitude)) {
    const [there, lacking] = has(position.latitude) ? [position.latitude, position.longitude] : [position.longitude, position.latitude];
    return { fault: `The file has a column "${there}" but none named "${lacking}". Give both, or name them with --latitude-column and --longitude-column.` };
  }
  const known = new Set([...READ_COLUMNS, ...OTHER_COLUMNS, position.latitude, position.longitude].map(fold));
  return {
    width: header.length,
    hasPosition: has(position.latitude),
    unknown: header.filter((name) => name.trim() !== '' && !known.has(fold(name))),
    has,
    read(fields, column) {
      const index = indexOf.get(fold(column === 'latitude' || column === 'longitude' ? position[column] : column));
      return index === undefined ? '' : (fields[index] ?? '').trim();
    },
  };
}

function fold(name: string): string {
  return name.trim().toLowerCase();
}
