import type { Readable } from 'node:stream';
import { AuthenticationError, ConnectionError, DoorstepError, PermissionError, TimeoutError } from '@doorstep/sdk';
import { placeOrder, type Placement, type PlaceOptions } from './place-order.ts';
import type { ParcelSize } from './parcel-size.rules.ts';
import { readOrderRows, type OrderRows } from './read-order-rows.ts';
import { readOrder } from './shopify-csv.rules.ts';
import type { Columns, PositionColumns } from './shopify-columns.rules.ts';

export interface ImportOptions extends PlaceOptions {
  /** Opens the file from its beginning; it is read twice, and never held in memory. */
  readonly open: () => Readable;
  readonly positionColumns: PositionColumns;
  /** What each line item is taken for. */
  readonly parcel: ParcelSize;
  /** Orders placed at the same time, default 4. */
  readonly concurrency?: number;
  /** Aborting it ends the import after the orders that are being placed. */
  readonly signal?: AbortSignal;
  /** Told once, before the first order. */
  readonly onStart?: (start: { readonly total: number; readonly unknownColumns: readonly string[] }) => void;
  /** Told of each order, in the order of the file. */
  readonly onResult?: (result: RowResult) => void;
}

/** What became of the rows of one order. */
export interface RowResult {
  /** Lines of the file; the first is 1. */
  readonly line: number;
  readonly lastLine: number;
  /** The order's name; empty where the file gives none. */
  readonly reference: string;
  readonly result: Placement['result'];
  /** Where it was placed, its id, or everything that is wrong with it. */
  readonly detail: string;
}

export interface ImportSummary {
  readonly total: number;
  readonly counts: Readonly<Record<Placement['result'], number>>;
  /** Why the import ended before the end of the file; undefined when it did not. */
  readonly stoppedBy?: string;
}

const DEFAULT_CONCURRENCY = 4;

/**
 * Places the orders of a Shopify order export through the public API, each whole or not at all. Can be run again at any
 * time: what is there stays, what was refused is tried again.
 * @throws OrderFileError when the file is none
 */
export async function importOrders(options: ImportOptions): Promise<ImportSummary> {
  const { total, spoiled } = await surveyOrders(options);
  const { columns, orders } = await readOrderRows(options.open(), options.positionColumns);
  options.onStart?.({ total, unknownColumns: columns.unknown });
  const counts = { CREATED: 0, ALREADY_THERE: 0, REFUSED: 0 };
  const pending: { reference: string; work: Promise<RowResult | { stoppedBy: string }> }[] = [];
  let stoppedBy: string | undefined;

  const settleFirst = async () => {
    const settled = await pending.shift()?.work;
    if (!settled) return;
    if ('stoppedBy' in settled) {
      stoppedBy ??= settled.stoppedBy;
      return;
    }
    counts[settled.result] += 1;
    options.onResult?.(settled);
  };

  for await (const rows of orders) {
    if (options.signal?.aborted) stoppedBy ??= 'It was interrupted.';
    if (stoppedBy !== undefined) break;
    // Of two orders of one name the first one wins, always.
    while (pending.some(({ reference }) => reference === rows.reference)) await settleFirst();
    pending.push({ reference: rows.reference, work: processOrder(options, columns, rows, spoiled) });
    if (pending.length >= (options.concurrency ?? DEFAULT_CONCURRENCY)) await settleFirst();
  }
  while (pending.length > 0) await settleFirst();
  return { total, counts, ...(stoppedBy !== undefined && { stoppedBy }) };
}

/** Counts the orders, and finds those of which a row lies elsewhere or can't be read: they would become half an order. */
async function surveyOrders({ open, positionColumns }: ImportOptions): Promise<{ total: number; spoiled: Map<string, string> }> {
  const spoiled = new Map<string, string>();
  let total = 0;
  const { orders } = await readOrderRows(open(), positionColumns);
  for await (const { reference, line, faults, isBegun } of orders) {
    total += 1;
    const reason = faults[0] ?? (isBegun ? undefined : `Line ${line} continues an order whose first line is not right before it.`);
    if (reference && reason && !spoiled.has(reference)) spoiled.set(reference, reason);
  }
  return { total, spoiled };
}

async function processOrder(options: ImportOptions, columns: Columns, order: OrderRows, spoiled: ReadonlyMap<string, string>): Promise<RowResult | { stoppedBy: string }> {
  const { line, lastLine, reference, rows, faults, isBegun } = order;
  const place = { line, lastLine, reference };
  const refuse = (reasons: readonly string[]): RowResult => ({ ...place, result: 'REFUSED', detail: reasons.join(' ') });
  if (faults.length > 0) return refuse(faults);
  const reason = spoiled.get(reference);
  if (reason) return refuse([reason]);
  if (!isBegun) return refuse(['A line item without the order it belongs to.']);
  const reading = readOrder(columns, rows, options.parcel);
  if ('faults' in reading) return refuse(reading.faults);
  try {
    return { ...place, ...(await placeOrder(options, reading.order)) };
  } catch (error) {
    if (!(error instanceof DoorstepError)) throw error;
    return endsImport(error) ? { stoppedBy: error.message } : refuse([error.message]);
  }
}

/** Whether the next order would fail in the same way. */
function endsImport(error: DoorstepError): boolean {
  return [AuthenticationError, ConnectionError, PermissionError, TimeoutError].some((kind) => error instanceof kind);
}
