import { parseArgs } from 'node:util';
import pino from 'pino';
import { explainStartFailure } from './explain-start-failure.ts';
import { readConfig, type Config } from './platform/config.ts';
import { onStopSignal } from './platform/stop-signals.ts';
import { startServer } from './start-server.ts';

const USAGE = `npm run serve -- [options]

  --port 4000        or PORT: where the server listens; 0 takes a free one
  --host 127.0.0.1   or HOST: 0.0.0.0 lets other machines in
  --data .data       or DOORSTEP_DATA: folder of the embedded database, without DATABASE_URL
  --role all         or api, or worker: to run them apart, several of each on one DATABASE_URL

  DATABASE_URL       postgresql://user:password@host:5432/database, PostgreSQL 15 or newer; the user owns the database and may make roles
  REDIS_URL          redis://host:6379, for several processes: carries their news, and counts rate limits for all of them together
  PUBLIC_URL         where people reach the server when something stands in front of it: tracking links and upload addresses begin with it
  LOG_LEVEL          info; trace, debug, warn, error, fatal, silent
  TRUST_PROXY        how many proxies in front say truly whose address a request came from, default none
  POINTS_PER_MINUTE  600000: cost points that a key may spend in a minute
`;

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** `npm run serve`: API and worker, without demo. */
async function serve(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel });
  const app = await startServer({
    config,
    log,
    onStep: (step, milliseconds) => log.info({ step, milliseconds: Math.round(milliseconds) }, 'started'),
    onDatabaseLost(message) {
      log.fatal(`${message}. Start again: it recovers what was committed.`);
      process.exit(1);
    },
  });
  onStopSignal(log, async () => {
    await app.close();
    log.info('stopped');
  });
  if (config.publicUrl === undefined && !LOOPBACK.has(config.host)) log.warn(`Set PUBLIC_URL to where people reach this server: without it tracking links begin with ${app.url}, which only this machine may know.`);
  log.info({ url: app.url, role: config.role }, 'ready');
}

function asksForHelp(argv: string[]): boolean {
  return parseArgs({ args: argv, options: { help: { type: 'boolean' } }, strict: false }).values.help === true;
}

let config: Config | undefined;
try {
  const argv = process.argv.slice(2);
  if (asksForHelp(argv)) console.log(USAGE);
  else await serve((config = readConfig(argv, process.env)));
} catch (error) {
  console.error(`Doorstep could not start: ${explainStartFailure(error, config)}`);
  process.exit(1);
}
