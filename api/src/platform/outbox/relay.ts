import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { SECOND } from '../../shared/time.ts';
import { CHANNEL } from './channels.ts';
import { placeEvents, type OnPlaced } from './place-events.ts';

/** The advisory lock of the leader; any number that nobody else of the database uses. */
const LEADER_LOCK = 7_351_001;
const DEFAULT_BATCH = 500;
const POLL_INTERVAL = SECOND;
/** How often a follower asks for the lock: the longest a dead leader is missed, beyond noticing its death. */
const FOLLOW_INTERVAL = 500;
/** After a failure; doubled with each further one, so that a database that is away for an hour is not asked four times a second. */
const FIRST_RETRY = 250;
const LONGEST_RETRY = 2 * SECOND;
const STATEMENT_PATIENCE = 20 * SECOND;

/** A leader that vanished without a word is noticed by the server after about ten seconds. */
const SESSION = [
  '-c tcp_keepalives_idle=4', '-c tcp_keepalives_interval=2', '-c tcp_keepalives_count=3',
  '-c idle_in_transaction_session_timeout=10s',
].join(' ');

export interface RelayOptions {
  readonly url: string;
  readonly log: Logger;
  /** Most events placed in one transaction, default 500. */
  readonly batchSize?: number;
  /** Enqueues the jobs of listeners. */
  readonly onPlaced?: OnPlaced;
}

/**
 * Gives committed events their place in the feed. Every node runs one; the holder of an advisory lock works, the
 * others wait for it to die. The lock belongs to the very connection that does the work, so a leader that lost its
 * connection lost its unfinished work with it.
 */
export class Relay {
  readonly #options: RelayOptions;
  readonly #stopping = new AbortController();
  readonly #finished: Promise<void>;
  #isLeader = false;
  #failures = 0;
  #wake: () => void = () => {};

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#finished = this.#run();
  }

  /** Has the leader look for new events at once. True when that is this node. */
  wake(): boolean {
    this.#wake();
    return this.#isLeader;
  }

  /** Whether this node is the one that places events. */
  get isLeader(): boolean {
    return this.#isLeader;
  }

  /** Finishes the batch at work and gives the lock away. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#finished;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const client = this.#newClient();
      try {
        await client.connect();
        await client.query(`listen ${CHANNEL.outbox}`);
        await this.#lead(client);
      } catch (error) {
        this.#failed(error);
      } finally {
        this.#isLeader = false;
        await client.end().catch(() => {});
      }
      const wait = Math.min(FIRST_RETRY * 2 ** Math.min(this.#failures - 1, 10), LONGEST_RETRY);
      if (!signal.aborted) await sleep(wait, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** One line for a whole outage, however long. */
  #failed(error: unknown): void {
    this.#failures += 1;
    if (this.#failures === 1) this.#options.log.warn({ code: (error as { code?: string }).code }, 'the relay lost the database; trying again until it is back');
  }

  #succeeded(): void {
    if (this.#failures > 0) this.#options.log.info({ tries: this.#failures }, 'the relay has the database again');
    this.#failures = 0;
  }

  #newClient(): pg.Client {
    const client = new pg.Client({
      connectionString: this.#options.url,
      application_name: 'doorstep relay',
      options: SESSION,
      keepAlive: true,
      connectionTimeoutMillis: STATEMENT_PATIENCE,
      query_timeout: STATEMENT_PATIENCE,
    });
    client.on('notification', () => this.#wake());
    // The next query on it fails and starts the relay again; without a listener the error would end the process.
    client.on('error', () => this.#wake());
    return client;
  }

  async #lead(client: pg.Client): Promise<void> {
    const { signal } = this.#stopping;
    // Asked again and again rather than waited for: a waiting statement would hold back the vacuum of the database.
    while (!signal.aborted && !(await tryLock(client))) {
      this.#succeeded();
      await this.#rest(FOLLOW_INTERVAL);
    }
    if (signal.aborted) return;
    this.#isLeader = true;
    const limit = this.#options.batchSize ?? DEFAULT_BATCH;
    while (!signal.aborted) {
      const isWoken = this.#untilWoken(POLL_INTERVAL);
      const placed = await placeEvents(client, limit, this.#options.onPlaced);
      this.#succeeded();
      if (placed.length < limit) await isWoken;
    }
  }

  #rest(milliseconds: number): Promise<void> {
    return sleep(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  /** Begins to listen before the work, so that a wake-up during it is not lost. */
  #untilWoken(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [LEADER_LOCK]);
  return rows[0]?.got === true;
}
