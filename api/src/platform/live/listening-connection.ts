import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { SECOND } from '../../shared/time.ts';
import { APP_ROLE } from '../database/roles.ts';

/** Longest payload of one NOTIFY in bytes; PostgreSQL refuses 8,000 and more. */
export const MAX_NOTIFY_BYTES = 7_900;

const HEARTBEAT = 5 * SECOND;
const FIRST_RETRY = 100;
const LONGEST_RETRY = 2 * SECOND;

export interface ListeningOptions {
  readonly url: string;
  readonly channels: readonly string[];
  readonly log: Logger;
  /** `isOwn`: this very connection sent it. */
  onNotification(channel: string, payload: string, isOwn: boolean): void;
  /** After a lost connection came back: what was sent in between was not heard. */
  onReconnected(): void;
}

/** One connection that listens, comes back by itself when it is lost, and can notify. */
export class ListeningConnection {
  readonly #options: ListeningOptions;
  #client: pg.Client | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #isClosed = false;

  private constructor(options: ListeningOptions) {
    this.#options = options;
  }

  /** @throws Error when the database does not answer the first time. */
  static async open(options: ListeningOptions): Promise<ListeningConnection> {
    const connection = new ListeningConnection(options);
    await connection.#connect();
    connection.#heartbeat = setInterval(() => void connection.#beat(), HEARTBEAT);
    connection.#heartbeat.unref();
    return connection;
  }

  /** Sends one notification, in a transaction of its own; false when there is no connection just now. */
  async notify(channel: string, payload: string): Promise<boolean> {
    try {
      if (!this.#client) return false;
      await this.#client.query('select pg_notify($1, $2)', [channel, payload]);
      return true;
    } catch {
      return false;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#heartbeat);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    const { url, channels, onNotification } = this.#options;
    const client = new pg.Client({
      connectionString: url,
      application_name: 'doorstep live',
      options: `-c role=${APP_ROLE}`,
      keepAlive: true,
      connectionTimeoutMillis: HEARTBEAT,
      query_timeout: HEARTBEAT,
    });
    const lose = () => {
      if (this.#client === client) void this.#reconnect();
    };
    client.on('error', lose);
    client.on('end', lose);
    client.on('notification', ({ channel, payload, processId }) => {
      const ownId = (client as unknown as { processID: number }).processID; // set on connect, missing in the types
      onNotification(channel, payload ?? '', processId === ownId);
    });
    try {
      await client.connect();
      for (const channel of channels) await client.query(`listen ${channel}`);
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    }
    if (this.#isClosed) return void (await client.end().catch(() => {}));
    this.#client = client;
  }

  async #reconnect(): Promise<void> {
    this.#client = undefined;
    this.#options.log.warn('lost the connection that hears news; connecting again until it is back');
    for (let wait = FIRST_RETRY; !this.#isClosed; wait = Math.min(2 * wait, LONGEST_RETRY)) {
      try {
        await this.#connect();
        break;
      } catch {
        await sleep(wait, undefined, { ref: false });
      }
    }
    if (this.#isClosed) return;
    this.#options.log.info('news is heard again');
    this.#options.onReconnected();
  }

  /** Finds a connection that died without a word, which TCP alone would notice after minutes. */
  async #beat(): Promise<void> {
    const client = this.#client;
    try {
      await client?.query('select 1');
    } catch {
      if (client && this.#client === client) {
        client.end().catch(() => {});
        void this.#reconnect();
      }
    }
  }
}
