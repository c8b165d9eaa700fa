import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@redis/client';
import type { Logger } from 'pino';
import { SECOND } from '../../shared/time.ts';

const CONNECT_PATIENCE = 3 * SECOND;
/** Between signs of life; a connection that died without a word is noticed when one is not answered. */
const PING_INTERVAL = 2 * SECOND;
const SILENCE_PATIENCE = 3 * PING_INTERVAL;
/** Who sends a message waits so long for Redis before it takes another way. */
const PUBLISH_PATIENCE = SECOND / 2;
const FIRST_RETRY = 100;
const LONGEST_RETRY = 2 * SECOND;

export interface RedisLinkOptions {
  /** `redis://…` or `rediss://…`. */
  readonly url: string;
  /** Before every channel and key: one Redis may serve several databases. */
  readonly prefix: string;
  readonly log: Logger;
}

/** What a message came over, without prefix, and what it says. */
export type RedisListener = (channel: string, message: string) => void;

type Client = ReturnType<typeof newClient>;

/**
 * The connection to Redis where there is one: optional and never waited for. It may be gone at the start, go and come back;
 * whoever uses it has another way for the time being.
 */
export class RedisLink {
  readonly #options: RedisLinkOptions;
  /** For commands, and for rate limits. */
  readonly #commands: Client;
  /** In RESP2 a connection that subscribes can do nothing else. */
  readonly #subscriber: Client;
  readonly #stateListeners = new Set<(isUp: boolean) => void>();
  #isSubscribed = false;
  #isUp = false;
  #isOutageTold = false;
  #isClosed = false;

  constructor(options: RedisLinkOptions) {
    this.#options = options;
    // What can't be sent now has another way; kept, it would come late and in a flood.
    this.#commands = newClient(options.url, { disableOfflineQueue: true });
    this.#subscriber = newClient(options.url, {});
  }

  /** Begins to connect, and subscribes to the channels whenever there is a connection. */
  start(channels: readonly string[], listener: RedisListener): void {
    const { prefix } = this.#options;
    for (const client of [this.#commands, this.#subscriber]) {
      client.on('ready', () => this.#changed());
      // Emitted on every failed try; an outage is told once.
      client.on('error', () => {
        this.#changed();
        this.#tellOutage();
      });
      client.on('end', () => this.#changed());
      client.connect().catch(() => {});
    }
    // Sent at the first connection, and again at each later one.
    const subscribed = channels.map((channel) => this.#subscriber.subscribe(`${prefix}${channel}`, (message) => listener(channel, message)));
    Promise.all(subscribed).then(() => {
      this.#isSubscribed = true;
      this.#changed();
    }, () => {}); // the client was closed before
  }

  /** Whether messages are sent and heard just now. */
  get isUp(): boolean {
    return this.#isUp;
  }

  /** The client for commands, and the prefix for its keys. */
  get commands(): Client {
    return this.#commands;
  }
  get prefix(): string {
    return this.#options.prefix;
  }

  /** Hears when the connection goes and comes. */
  onStateChange(listener: (isUp: boolean) => void): void {
    this.#stateListeners.add(listener);
  }

  /** False when it was not sent, or is not known to be. */
  async publish(channel: string, message: string): Promise<boolean> {
    if (!this.#isUp) return false;
    const sent = this.#commands.publish(`${this.#options.prefix}${channel}`, message).then(() => true, () => false);
    return Promise.race([sent, sleep(PUBLISH_PATIENCE, false, { ref: false })]);
  }

  close(): void {
    this.#isClosed = true;
    for (const client of [this.#commands, this.#subscriber]) if (client.isOpen) client.destroy();
  }

  #changed(): void {
    const isUp = this.#commands.isReady && this.#subscriber.isReady && this.#isSubscribed;
    if (isUp === this.#isUp || this.#isClosed) return;
    this.#isUp = isUp;
    if (isUp) {
      this.#isOutageTold = false;
      this.#options.log.info('Redis is connected');
    } else this.#tellOutage();
    for (const listener of this.#stateListeners) listener(isUp);
  }

  #tellOutage(): void {
    if (this.#isOutageTold || this.#isUp || this.#isClosed) return;
    this.#isOutageTold = true;
    this.#options.log.warn('Redis does not answer; PostgreSQL carries the news, and rate limits count per process, until it is back');
  }
}

function newClient(url: string, options: { readonly disableOfflineQueue?: boolean }) {
  return createClient({
    ...options,
    url,
    RESP: 2,
    pingInterval: PING_INTERVAL,
    socket: {
      connectTimeout: CONNECT_PATIENCE,
      socketTimeout: SILENCE_PATIENCE,
      keepAlive: true,
      reconnectStrategy: (retries) => Math.min(FIRST_RETRY * 2 ** Math.min(retries, 10), LONGEST_RETRY),
    },
  });
}
