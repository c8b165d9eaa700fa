import pg from 'pg';
import { openDatabase } from './open-database.ts';

/**
 * Brings a database to the newest schema; does nothing on one that has it. Needs the owner of the database, who may make
 * roles or is a member of the two that were made beforehand.
 * @throws Error when there is no such database
 */
export async function migrate(url: string): Promise<string[]> {
  await connectOnce(url);
  const orm = await openDatabase({ url, role: null, maxConnections: 2 });
  try {
    const done = await orm.migrator.up();
    return done.map((migration) => migration.name);
  } finally {
    await orm.close();
  }
}

/** The migrator makes a database that is missing. A misspelled name shall not begin an empty one. */
async function connectOnce(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => {});
  }
}
