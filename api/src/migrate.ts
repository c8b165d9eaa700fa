import { openDatabase } from './open-database.ts';

/** Brings a database to the newest schema; does nothing on one that has it. Needs a user that may create roles, or the two roles made beforehand. */
export async function migrate(url: string): Promise<string[]> {
  const orm = await openDatabase({ url, role: null, maxConnections: 2 });
  try {
    const done = await orm.migrator.up();
    return done.map((migration) => migration.name);
  } finally {
    await orm.close();
  }
}
