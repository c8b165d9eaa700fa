import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

/** Foreign keys are written by hand in migrations, because entities hold plain ids: the ORM knows none and would drop them. */
const DROPS_REFERENCE = /drop constraint "\w+_references"$/;
/** So are functions. */
const DROPS_FUNCTION = /^drop function /;

/** SQL that would bring a database with all migrations to what the entities say; none when they are in step. */
export async function missingSchemaChanges(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'doorstep-schema-'));
  const database = await startEmbeddedPostgres({ dataDirectory: folder, durable: false });
  try {
    await migrate(database.url);
    const orm = await openDatabase({ url: database.url, role: null, maxConnections: 2 });
    try {
      const sql = await orm.schema.getUpdateSchemaSQL({ wrap: false });
      return sql.split(';\n').map((statement) => statement.trim().replace(/;$/, '')).filter((statement) => statement !== '' && !DROPS_REFERENCE.test(statement) && !DROPS_FUNCTION.test(statement));
    } finally {
      await orm.close();
    }
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
