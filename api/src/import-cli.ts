import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createDoorstep, DoorstepError } from '@doorstep/sdk';
import { AddressList } from './adapters/geocoding/address-list.ts';
import { AddressFileError, readOpenAddresses } from './adapters/geocoding/open-addresses.ts';
import { importOrders, type RowResult } from './integrations/import-orders.ts';
import { REPORT_HEADER, reportRow, resultLine, summaryText } from './integrations/import-report.ts';
import { DEFAULT_PARCEL, readParcelSize } from './integrations/parcel-size.rules.ts';
import { OrderFileError } from './integrations/read-order-rows.ts';
import { isLocalDate } from './shared/time.ts';

const USAGE = `npm run import -- orders.csv [options]

Places the orders of Shopify's order export, each whole or not at all. Can be run again safely.

  --key sk_…                 secret key of the retailer; or DOORSTEP_KEY in the environment
  --url http://…             the server, default http://127.0.0.1:4000
  --addresses file.csv       OpenAddresses file with the positions of addresses that have none in the spreadsheet
  --service-level CODE       only windows of this service level, default of any
  --from YYYY-MM-DD          first day for orders that name none, default today
  --parcel 1000g,300x200x150 what each line item is taken for: weight, and millimeters
  --latitude-column NAME     default Latitude
  --longitude-column NAME    default Longitude
  --report out.csv           writes the result of each order into a file as well
`;

/** How the command ends: 1 when an order was refused or the import stopped early, 2 when it could not begin. */
const EXIT = { refused: 1, usage: 2, interrupted: 130 } as const;
const PROGRESS_EVERY = 100;

/** What was typed can't be used; the message is for whoever typed it. */
class UsageError extends Error {}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' }, url: { type: 'string' }, addresses: { type: 'string' }, 'service-level': { type: 'string' }, from: { type: 'string' },
      parcel: { type: 'string' }, 'latitude-column': { type: 'string' }, 'longitude-column': { type: 'string' }, report: { type: 'string' }, help: { type: 'boolean' },
    },
  });
  if (values.help) return undefined;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`Expected one file, got ${positionals.length}.`);
  for (const path of [file, values.addresses]) if (path !== undefined && !existsSync(path)) throw new UsageError(`There is no file ${path}.`);
  const key = values.key ?? process.env['DOORSTEP_KEY'];
  if (!key?.startsWith('sk_')) throw new UsageError('Give the retailer\'s secret key with --key sk_… or as DOORSTEP_KEY.');
  const parcel = values.parcel === undefined ? DEFAULT_PARCEL : readParcelSize(values.parcel);
  if (!parcel) throw new UsageError(`--parcel must look like 1000g,300x200x150, got "${values.parcel}".`);
  if (values.from !== undefined && !isLocalDate(values.from)) throw new UsageError(`--from must be a date such as 2026-11-24, got "${values.from}".`);
  return { ...values, file, key, parcel, url: `${(values.url ?? 'http://127.0.0.1:4000').replace(/\/+$/, '').replace(/\/graphql$/, '')}/graphql` };
}

async function loadAddresses(path: string): Promise<AddressList> {
  const list = new AddressList();
  let count = 0;
  for await (const address of readOpenAddresses(createReadStream(path))) count += list.add(address) ? 1 : 0;
  console.error(`${count} addresses read.`);
  return list;
}

function showProgress(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} orders${done === total ? '\n' : ''}`);
  else if (done % PROGRESS_EVERY === 0 || done === total) console.error(`${done} of ${total} orders`);
}

async function run(options: NonNullable<ReturnType<typeof readOptions>>): Promise<number> {
  const api = createDoorstep({ url: options.url, secretKey: options.key });
  const { retailer } = await api.viewer();
  if (!retailer) throw new UsageError('This key belongs to the organization, and an order to a retailer. Give a secret key of the retailer.');
  const geocoder = options.addresses === undefined ? undefined : await loadAddresses(options.addresses);
  const report = options.report === undefined ? undefined : createWriteStream(options.report);
  report?.write(REPORT_HEADER);

  const interrupt = new AbortController();
  process.on('SIGINT', () => {
    if (interrupt.signal.aborted) process.exit(EXIT.interrupted);
    console.error('\nFinishing the orders that are being placed. Press Ctrl-C again to stop at once.');
    interrupt.abort();
  });
  let [done, total] = [0, 0];
  const onResult = (result: RowResult) => {
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
    console.log(resultLine(result));
    report?.write(reportRow(result));
    showProgress((done += 1), total);
  };
  const summary = await importOrders({
    api, geocoder, onResult,
    retailerId: retailer.id,
    open: () => createReadStream(options.file),
    positionColumns: { latitude: options['latitude-column'] ?? 'Latitude', longitude: options['longitude-column'] ?? 'Longitude' },
    parcel: options.parcel,
    serviceLevelCode: options['service-level'],
    from: options.from,
    signal: interrupt.signal,
    onStart({ total: count, unknownColumns }) {
      total = count;
      console.error(`${count} orders for ${retailer.name}.`);
      if (unknownColumns.length > 0) console.error(`Columns that nobody reads, misspelled perhaps: ${unknownColumns.join(', ')}.`);
    },
  });
  if (report) await new Promise((resolve) => report.end(resolve));
  console.log(summaryText(summary));
  if (interrupt.signal.aborted) return EXIT.interrupted;
  return summary.counts.REFUSED > 0 || summary.stoppedBy !== undefined ? EXIT.refused : 0;
}

/** `npm run import` */
try {
  const options = readOptions();
  if (options) process.exitCode = await run(options);
  else console.log(USAGE);
} catch (error) {
  const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  if (!isUsage && !(error instanceof DoorstepError) && !(error instanceof OrderFileError) && !(error instanceof AddressFileError)) throw error;
  console.error(`The import could not begin: ${error.message}${isUsage ? `\n\n${USAGE}` : ''}`);
  process.exitCode = EXIT.usage;
}
