import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { startApp } from '../../src/app.ts';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts';
import { bookDay, countBreaches } from './book-days.ts';
import { setUpCourier } from './courier.ts';
import { DELIVERY_OPTIONS, optionsFor, VIEWER } from './documents.ts';
import { measureHolds } from './holds.ts';
import { GraphqlClient, measureAlone, measureRate, sumRates, type Rate } from './load.ts';
import { bytesPerDay } from './memory.ts';
import { SeededRandom } from './random.ts';
import type { Report } from './report.ts';
import { startServerProcess } from './server-process.ts';
import { newDoor, type Town } from './town.ts';

export interface ServerBenchOptions {
  readonly town: Town;
  readonly deliveries: number;
  readonly vans: number;
  readonly days: number;
  readonly seconds: number;
  readonly seed: number;
  readonly profile?: string | undefined;
}

const AT_ONCE = 16;
const ROUNDS = 3;
const ALONE = 1_000;
const WARM_UP = 400;
const HOLDS = 400;

/** Books the days, then asks a server in a process of its own. */
export async function measureServer(report: Report, options: ServerBenchOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'doorstep-bench-'));
  const database = await startEmbeddedPostgres({ dataDirectory: folder, durable: true });
  try {
    const app = await startApp({ databaseUrl: database.url, log: pino({ level: 'silent' }), role: 'api' });
    const random = new SeededRandom(options.seed);
    const courier = await setUpCourier(app.server, options.town, options);
    report.title('The depot');
    let booked = 0;
    for (const date of courier.dates) booked += await bookDay(app.server, courier, options.town, random, { date, deliveries: options.deliveries });
    report.add('deliveries booked a day', booked / courier.dates.length, 'deliveries', `on ${options.vans} vans, ${options.days} days`);
    report.add('breaches found by the checker', await countBreaches(app.server, courier), 'breaches');
    report.add('memory of a depot-day', (await bytesPerDay(app.server, courier, options.town)) / 1_024, 'KiB');
    await measureProcess(report, options, database.url, courier, random);
    report.add('breaches after the holds', await countBreaches(app.server, courier), 'breaches');
    await app.close();
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureProcess(report: Report, { town, seconds, profile }: ServerBenchOptions, databaseUrl: string, courier: Awaited<ReturnType<typeof setUpCourier>>, random: SeededRandom): Promise<void> {
  const server = await startServerProcess(databaseUrl, profile);
  const client = new GraphqlClient(server.url, courier.secretKey, AT_ONCE);
  const quote = () => client.send(DELIVERY_OPTIONS, optionsFor(newDoor(town, random), { from: courier.dates[0]! }));
  const viewer = () => client.send(VIEWER, {});
  try {
    const options = (JSON.parse(await quote()) as { data: { deliveryOptions: { options: unknown[] } } }).data.deliveryOptions.options.length;
    await measureAlone(quote, WARM_UP);
    await measureAlone(viewer, WARM_UP);

    report.title(`Options for a new address, ${options} of them, and the simplest query of the same server`);
    const simplest = await measureAlone(viewer, ALONE);
    const alone = await measureAlone(quote, ALONE);
    report.add('viewer alone, median', simplest.medianMilliseconds, 'ms');
    report.add('viewer alone, p99', simplest.p99Milliseconds, 'ms');
    report.add('deliveryOptions alone, median', alone.medianMilliseconds, 'ms');
    report.add('deliveryOptions alone, p99', alone.p99Milliseconds, 'ms', 'aim: under 10');
    // Turn by turn, so that what else runs on the machine disturbs both alike.
    const viewers: Rate[] = [];
    const quotes: Rate[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      viewers.push(await measureRate(server, viewer, { seconds: seconds / ROUNDS, atOnce: AT_ONCE }));
      quotes.push(await measureRate(server, quote, { seconds: seconds / ROUNDS, atOnce: AT_ONCE }));
    }
    reportRates(report, sumRates(viewers), sumRates(quotes));

    report.title('Holds');
    const different = await measureHolds(client, town, random, { count: HOLDS, atOnce: AT_ONCE, dates: courier.dates });
    report.add('holds of different windows and days', different.holds / different.seconds, 'a second', `${different.holds} held, ${different.gone} gone`);
    const contended = await measureHolds(client, town, random, { count: HOLDS, atOnce: AT_ONCE, dates: [courier.dates[0]!] });
    report.add('holds of one depot-day', contended.holds / contended.seconds, 'a second', `${contended.holds} held, ${contended.gone} gone`);
  } finally {
    client.close();
    await server.stop();
  }
}

function reportRates(report: Report, viewers: Rate, quotes: Rate): void {
  const note = `${AT_ONCE} under way at any time`;
  report.add('viewer', viewers.count / viewers.seconds, 'a second', note);
  report.add('deliveryOptions', quotes.count / quotes.seconds, 'a second', note);
  report.add('ratio of deliveryOptions to viewer', quotes.count / quotes.seconds / (viewers.count / viewers.seconds), '', 'aim: at least 0.4');
  if (!viewers.cpuSeconds || !quotes.cpuSeconds) return;
  report.add('viewer, of one core', viewers.count / viewers.cpuSeconds, 'a CPU second', 'the server\'s process alone');
  report.add('deliveryOptions, of one core', quotes.count / quotes.cpuSeconds, 'a CPU second', 'the server\'s process alone');
  report.add('ratio of one core', quotes.count / quotes.cpuSeconds / (viewers.count / viewers.cpuSeconds), '');
}
