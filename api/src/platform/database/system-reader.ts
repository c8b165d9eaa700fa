import pg from 'pg';
import { SECOND } from '../../shared/time.ts';
import { SYSTEM_ROLE } from './roles.ts';

const PATIENCE = 5 * SECOND;

/** A statement with a name, so that PostgreSQL plans it once. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
}

export interface SystemReaderOptions {
  readonly url: string;
  /** Hears every statement. */
  readonly onQuery?: ((sql: string) => void) | undefined;
}

/**
 * One connection that sees every tenant and answers small reads in one round trip each, where a tenant's session takes four. For marks and
 * versions, which tell nobody's data; never for rows that an answer is made of.
 */
export class SystemReader {
  readonly #pool: pg.Pool;
  readonly #onQuery: (sql: string) => void;

  constructor({ url, onQuery }: SystemReaderOptions) {
    this.#onQuery = onQuery ?? (() => {});
    this.#pool = new pg.Pool({
      connectionString: url, max: 1, idleTimeoutMillis: 0, keepAlive: true, application_name: 'doorstep versions',
      options: `-c role=${SYSTEM_ROLE} -c default_transaction_read_only=on`, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE,
    });
    // The pool throws a broken connection away; the next read opens another.
    this.#pool.on('error', () => {});
  }

  /** Runs a read; once more on a new connection when the old one turns out to be dead. */
  async read<R extends pg.QueryResultRow>(statement: NamedStatement, values: readonly unknown[]): Promise<R[]> {
    this.#onQuery(statement.text);
    const query = { ...statement, values: [...values] };
    try {
      return (await this.#pool.query<R>(query)).rows;
    } catch {
      return (await this.#pool.query<R>(query)).rows;
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
