import type { Readable } from 'node:stream';
import { readCsv } from '../platform/csv/read-csv.ts';
import { beginsOrder } from './shopify-csv.rules.ts';
import { readColumns, type Columns, type PositionColumns } from './shopify-columns.rules.ts';

/** The rows of one order, or a row that belongs to none. */
export interface OrderRows {
  /** The order's name; empty where the file gives none. */
  readonly reference: string;
  /** Lines of the file, the first is 1. */
  readonly line: number;
  lastLine: number;
  readonly rows: (readonly string[])[];
  /** Why these rows can't be an order, whatever they say. */
  readonly faults: string[];
  /** Whether the first row has the order's own fields. */
  readonly isBegun: boolean;
}

/** A file that is no order export; the message says why. */
export class OrderFileError extends Error {}

export interface OrderFile {
  readonly columns: Columns;
  readonly orders: AsyncGenerator<OrderRows>;
}

/**
 * Reads Shopify's order export order by order. The rows of an order follow each other: the first has the order's fields,
 * the others its name and a line item. A line that can't be read makes the order it belongs to, or may belong to, faulty.
 * @throws OrderFileError when the first line is not that of an order export
 */
export async function readOrderRows(input: Readable, position: PositionColumns): Promise<OrderFile> {
  const rows = readCsv(input);
  const header = await rows.next();
  const columns = header.done || header.value.kind === 'broken' ? { fault: 'The file has no first line with the names of the columns.' } : readColumns(header.value.fields, position);
  if ('fault' in columns) {
    await rows.return(undefined);
    throw new OrderFileError(columns.fault);
  }
  return { columns, orders: groupRows(rows, columns) };
}

async function* groupRows(rows: ReturnType<typeof readCsv>, columns: Columns): AsyncGenerator<OrderRows> {
  let current: OrderRows | undefined;
  for await (const row of rows) {
    const next = row.kind === 'broken' ? brokenRow(row.line, row.text, columns) : readRow(row, columns);
    if (current && next.isContinuation && (next.reference === current.reference || next.reference === '')) {
      append(current, next);
      continue;
    }
    if (current) yield current;
    current = { reference: next.reference, line: next.line, lastLine: next.lastLine, rows: [next.fields], faults: next.fault ? [next.fault] : [], isBegun: !next.isContinuation };
  }
  if (current) yield current;
}

interface Row {
  readonly reference: string;
  readonly line: number;
  readonly lastLine: number;
  readonly fields: readonly string[];
  readonly isContinuation: boolean;
  readonly fault?: string;
}

function append(order: OrderRows, row: Row): void {
  order.lastLine = row.lastLine;
  order.rows.push(row.fields);
  if (row.fault) order.faults.push(row.fault);
  else if (row.reference === '') order.faults.push(`Line ${row.line} has a line item but no Name, and may belong to it.`);
}

function readRow({ line, lastLine, fields }: { line: number; lastLine: number; fields: readonly string[] }, columns: Columns): Row {
  const reference = columns.read(fields, 'Name');
  const isContinuation = !beginsOrder(columns, fields);
  if (fields.length === columns.width) return { reference, line, lastLine, fields, isContinuation };
  // Shifted fields say nothing: only its name tells where such a row belongs.
  return { reference, line, lastLine, fields, isContinuation: true, fault: `Line ${line} has ${fields.length} fields, the first line names ${columns.width}.` };
}

/** What a line with broken quotes begins with is, in Shopify's layout, the name of its order. */
function brokenRow(line: number, text: string, columns: Columns): Row {
  const begin = /^"?([^",]*)/.exec(text)?.[1] ?? '';
  const reference = columns.read([begin], 'Name'); // empty where the name is not the first column
  return { reference, line, lastLine: line, fields: [], isContinuation: true, fault: `Line ${line} has broken quoting.` };
}
