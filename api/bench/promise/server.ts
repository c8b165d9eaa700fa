import pino from 'pino';
import { startApp } from '../../src/app.ts';
import { defaultPorts } from '../../src/ports.ts';
import { openDatabase } from '../../src/open-database.ts';

/** An API process for the measurement: as `npm run serve -- --role api`, but one key may stand for a whole town of shoppers. */
const [, , databaseUrl] = process.argv;
if (!databaseUrl) throw new Error('Usage: server.ts <database url>');
const MANY = 1_000_000_000;
const orm = await openDatabase({ url: databaseUrl, maxConnections: 1 });
const { holdPolicy } = defaultPorts(orm);
await orm.close();
const app = await startApp({
  databaseUrl, role: 'api', pointsPerMinute: MANY, log: pino({ level: 'info' }, pino.destination('/dev/null')),
  ports: { holdPolicy: { ...holdPolicy, caps: { perQuote: MANY, perKey: MANY, perVan: MANY, perRetailer: MANY } } },
});
process.stdout.write(`${app.url}\n`);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
