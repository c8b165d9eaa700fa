import pino from 'pino';
import { startApp } from '../src/app.ts';
import { WITHOUT_CAPS } from './without-caps.ts';
import { SteppedClock } from '../src/shared/time.ts';

/** A whole server in a process of its own, for tests that kill it. Says where it listens. */
const [, , databaseUrl, now] = process.argv;
if (!databaseUrl || !now) throw new Error('Usage: server-process.ts <database url> <instant of the clock>');
const app = await startApp({ databaseUrl, clock: new SteppedClock(new Date(now)), log: pino({ level: 'silent' }), pointsPerMinute: 10_000_000, ownDocumentsForAll: true, ports: { holdPolicy: WITHOUT_CAPS } });
process.stdout.write(`${app.url}\n`);
