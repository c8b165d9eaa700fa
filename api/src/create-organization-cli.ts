import { parseArgs } from 'node:util';
import { createOrganization, type CreateOrganizationInput } from './accounts/create-organization.ts';
import { readConfig } from './platform/config.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { systemClock } from './shared/time.ts';
import { explainStartFailure, openConfiguredDatabase } from './start-server.ts';

const USAGE = `npm run create-organization -- --name "Bay Couriers" --currency USD --time-zone America/Los_Angeles [--data folder]

Makes an organization and prints its first secret key, once. Uses the database of DATABASE_URL, else the embedded one of
the data folder (default .data), whose server must not be running meanwhile.
`;

function readInput(): { input: CreateOrganizationInput; config: ReturnType<typeof readConfig> } | undefined {
  const { values } = parseArgs({
    options: { name: { type: 'string' }, currency: { type: 'string' }, 'time-zone': { type: 'string' }, data: { type: 'string' }, help: { type: 'boolean' } },
  });
  const { name, currency, 'time-zone': timeZone, data } = values;
  if (values.help || !name || !currency || !timeZone) return undefined;
  return { input: { name, currency, timeZone }, config: readConfig(data === undefined ? [] : ['--data', data], process.env) };
}

async function run({ input, config }: NonNullable<ReturnType<typeof readInput>>): Promise<void> {
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
  else {
    console.error(USAGE);
    process.exitCode = 2;
  }
} catch (error) {
  console.error(`No organization was made: ${explainStartFailure(error, undefined)}`);
  process.exitCode = 1;
}
