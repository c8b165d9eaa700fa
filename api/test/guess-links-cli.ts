import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { startApp } from '../src/app.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { systemClock } from '../src/shared/time.ts';
import { createTestCourier } from './fixtures.ts';
import { guessLinks } from './guess-links.ts';
import { makeLinks } from './make-links.ts';

/** `npm run fuzz:links -- [--guesses 1000000] [--near-misses 1000]`: exits 1 when a guess reached something. */
const { values } = parseArgs({ options: { guesses: { type: 'string', default: '1000000' }, 'near-misses': { type: 'string', default: '1000' } } });
const folder = mkdtempSync(path.join(tmpdir(), 'doorstep-fuzz-'));
const database = await startEmbeddedPostgres({ dataDirectory: path.join(folder, 'postgres'), durable: false });
const app = await startApp({ databaseUrl: database.url, clock: systemClock, log: pino({ level: 'silent' }), trustProxy: 1, role: 'api' });
try {
  const courier = await createTestCourier(app.server, { drivers: 1 });
  const links = await makeLinks(app, courier, 20);
  const startedAt = performance.now();
  const { statuses, reached } = await guessLinks({ url: app.url, ...links }, {
    guesses: Number(values.guesses),
    nearMisses: Number(values['near-misses']),
    onProgress: (done) => process.stderr.write(`\r${done.toLocaleString('en')} tried, ${Math.round(done / ((performance.now() - startedAt) / 1_000)).toLocaleString('en')} a second `),
  });
  process.stderr.write('\n');
  console.log(JSON.stringify({ tried: Object.values(statuses).reduce((sum, count) => sum + count, 0), statuses, reached: reached.length, seconds: Math.round((performance.now() - startedAt) / 1_000) }));
  for (const token of reached) console.log(`Reached something: ${token}`);
  process.exitCode = reached.length > 0 ? 1 : 0;
} finally {
  await app.close();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
