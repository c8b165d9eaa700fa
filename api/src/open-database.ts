import { MikroORM } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { MIGRATIONS } from '../migrations/index.ts';
import { ENTITIES } from './entities.ts';
import { APP_ROLE } from './platform/database/roles.ts';

export interface DatabaseOptions {
  /** `postgresql://…`; its user owns the tables and may become both Doorstep roles. */
  readonly url: string;
  /** Most connections in the pool, default 20. */
  readonly maxConnections?: number;
  /** The role a connection starts in. Default the application role, which without a session context sees nothing; null keeps the owner, for migrations. */
  readonly role?: string | null;
  /** Hears every SQL statement; tests count with it. */
  readonly onQuery?: (sql: string) => void;
}

/** Connects the ORM. A connection that nobody gave a tenant sees no rows: it starts in the application role. */
export async function openDatabase(options: DatabaseOptions): Promise<MikroORM> {
  const role = options.role === undefined ? APP_ROLE : options.role;
  return MikroORM.init({
    clientUrl: options.url,
    entities: ENTITIES,
    extensions: [Migrator],
    forceUtcTimezone: true,
    pool: { min: 0, max: options.maxConnections ?? 20 },
    ...(role === null ? {} : { driverOptions: { options: `-c role=${role}` } }),
    migrations: {
      migrationsList: MIGRATIONS,
      path: 'migrations',
      pathTs: 'migrations',
      snapshot: false,
      silent: true,
      tableName: 'migration',
    },
    ...(options.onQuery && {
      debug: ['query'] as const,
      loggerFactory: () => queryListener(options.onQuery!),
    }),
  });
}

function queryListener(onQuery: (sql: string) => void) {
  const ignore = () => {};
  return {
    log: ignore, error: ignore, warn: ignore, setDebugMode: ignore,
    isEnabled: () => true,
    logQuery: (context: { query: string }) => onQuery(context.query),
  };
}
