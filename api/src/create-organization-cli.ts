import { parseArgs } from 'node:util';
import { createOrganization, type CreateOrganizationInput } from './accounts/create-organization.ts';
import { explainStartFailure } from './explain-start-failure.ts';
import { readConfig, type Config } from './platform/config.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { systemClock } from './shared/time.ts';
import { openConfiguredDatabase } from './start-server.ts';

const USAGE = `npm run create-organization -- --name "Bay Couriers" --currency USD --time-zone America/Los_Angeles [--data folder]

Makes an organization and prints its first secret key, once. Uses the database of DATABASE_URL, else the embedded one of
the data folder (default .data), whose server must not be running meanwhile.
`;

/** What was typed can't be used; the message is for whoever typed it. */
class UsageError extends Error {}

interface Given {
  readonly input: CreateOrganizationInput;
  readonly config: Config;
}

function readInput(): Given | undefined {
  const { name, currency, 'time-zone': timeZone, data, help } = parseFlags();
  if (help) return undefined;
  if (!name || !currency || !timeZone) throw new UsageError('Give --name, --currency and --time-zone.');
  return { input: { name, currency, timeZone }, config: readConfig(data === undefined ? [] : ['--data', data], process.env) };
}

function parseFlags() {
  try {
    return parseArgs({
      options: { name: { type: 'string' }, currency: { type: 'string' }, 'time-zone': { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function run({ input, config }: Given): Promise<void> {
  const database = await openConfiguredDatabase(config);
  try {
    await migrate(database.url);
    const orm = await openDatabase({ url: database.url, maxConnections: 2 });
    try {
      const { organizationId, secretKey } = await createOrganization({ orm, clock: systemClock }, input);
      console.log(`Organization ${organizationId}\nSecret key   ${secretKey}\n\nThe key is shown this once: only its hash is stored.`);
    } finally {
      await orm.close();
    }
  } finally {
    await database.stop();
  }
}

/** `npm run create-organization` */
try {
  const given = readInput();
  if (given) await run(given);
  else console.log(USAGE);
} catch (error) {
  const isUsage = error instanceof UsageError;
  console.error(`No organization was made: ${isUsage ? `${error.message}\n\n${USAGE}` : explainStartFailure(error, undefined)}`);
  process.exitCode = isUsage ? 2 : 1;
}
