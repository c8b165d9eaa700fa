import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { IsolationLevel } from '@mikro-orm/core';
import type { MikroORM } from '@mikro-orm/postgresql';
import { explainStartFailure } from './explain-start-failure.ts';
import { openDatabase } from './open-database.ts';
import { ConfigError, readConfig, type Config } from './platform/config.ts';
import { systemEntityManager, tenantEntityManager } from './platform/context.ts';
import { findRunningPostgres } from './platform/database/embedded-postgres.ts';
import { defaultPorts } from './ports.ts';
import { breachText } from './routes/breach-text.rules.ts';
import { inspectDayPlan, type PlanReport } from './routes/check-day-plan.ts';
import { isLocalDate, localDate, systemClock } from './shared/time.ts';
import { openConfiguredDatabase, type Database } from './start-server.ts';

const USAGE = `npm run check-plan -- --depot "Oakland" --date 2026-11-24 [--organization "Bay Couriers"] [--data folder]

Reads the plan of a depot and day anew from the tables, drives it in thought, and prints everything that could not be kept.
The check shares no code with what makes the plans. It writes nothing, and may run beside the server.

  --depot         id or name of the depot
  --date          service day of the depot, YYYY-MM-DD; default today
  --organization  id or name, where depots of several have the same name
  --data          folder of the embedded database, without DATABASE_URL; default .data

Ends with 0 when every promise can be kept, with 1 when one can't, with 2 when it could not check.
`;

const EXIT = { kept: 0, broken: 1, unchecked: 2 } as const;

/** What was typed can't be used; the message is for whoever typed it. */
class UsageError extends Error {}

interface Given {
  readonly depot: string;
  readonly date: string | undefined;
  readonly organization: string | undefined;
  readonly config: Config;
}

interface FoundDepot {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly organizationName: string;
  readonly timeZone: string;
}

function readInput(): Given | undefined {
  const { depot, date, organization, data, help } = parseFlags();
  if (help) return undefined;
  if (!depot) throw new UsageError('Give --depot.');
  if (date !== undefined && !isLocalDate(date)) throw new UsageError(`--date must be a date such as 2026-11-24, got "${date}".`);
  return { depot, date, organization, config: readConfig(data === undefined ? [] : ['--data', data], process.env) };
}

function parseFlags() {
  try {
    return parseArgs({ options: { depot: { type: 'string' }, date: { type: 'string' }, organization: { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean' } } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The database to look at: never a new one, and the running server's where one runs on the data folder. */
async function openExisting(config: Config): Promise<Database> {
  const folder = join(config.dataDirectory, 'postgres');
  const running = config.databaseUrl === undefined ? findRunningPostgres(folder) : undefined;
  if (running !== undefined) return { url: running, stop: async () => {} };
  if (config.databaseUrl === undefined && !existsSync(folder)) throw new UsageError(`There is no database in ${config.dataDirectory}. Give its folder with --data, or set DATABASE_URL.`);
  return openConfiguredDatabase(config);
}

async function findDepot(orm: MikroORM, { depot, organization }: Given): Promise<FoundDepot> {
  const found = await systemEntityManager(orm).execute<FoundDepot[]>(
    `select d.id, d.organization_id as "organizationId", d.name, o.name as "organizationName", d.time_zone as "timeZone"
     from depot d join organization o on o.id = d.organization_id where (d.id = ? or d.name = ?) and (?::text is null or o.id = ? or o.name = ?) order by d.id limit 10`,
    [depot, depot, organization ?? null, organization ?? null, organization ?? null],
  );
  const [first, second] = found;
  if (!first) throw new UsageError(`There is no depot "${depot}"${organization === undefined ? '' : ` of an organization "${organization}"`}.`);
  if (second) throw new UsageError(`Several depots are called "${depot}". Give one of these to --depot: ${found.map(({ id, organizationName }) => `${id} (${organizationName})`).join(', ')}.`);
  return first;
}

async function check(given: Given): Promise<number> {
  const database = await openExisting(given.config);
  try {
    const orm = await openDatabase({ url: database.url, maxConnections: 2 });
    try {
      const depot = await findDepot(orm, given);
      const now = systemClock.now();
      const date = given.date ?? localDate(now, depot.timeZone);
      const em = tenantEntityManager(orm, { organizationId: depot.organizationId, retailerId: null }, 'organization');
      // One snapshot, so that a server that goes on selling is not mistaken for a broken plan.
      const report = await em.transactional((tx) => inspectDayPlan(tx, defaultPorts(orm).travelTimes, { depotId: depot.id, date, now }), { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true });
      console.log(reportText(report, `${depot.name} (${depot.organizationName}) on ${date}`));
      return report.breaches.length === 0 ? EXIT.kept : EXIT.broken;
    } finally {
      await orm.close();
    }
  } finally {
    await database.stop();
  }
}

function reportText({ breaches, routes, stops, promises }: PlanReport, name: string): string {
  const verdict = breaches.length === 0 ? 'every promise can be kept' : `${breaches.length} broken`;
  return [...breaches.map(breachText), `${name}: ${routes} routes, ${stops} stops, ${promises} promised deliveries checked; ${verdict}.`].join('\n');
}

/** `npm run check-plan` */
try {
  const given = readInput();
  if (given) process.exitCode = await check(given);
  else console.log(USAGE);
} catch (error) {
  const isUsage = error instanceof UsageError;
  const reason = isUsage || error instanceof ConfigError ? error.message : explainStartFailure(error, undefined);
  console.error(`No plan was checked: ${reason}${isUsage ? `\n\n${USAGE}` : ''}`);
  process.exitCode = EXIT.unchecked;
}
