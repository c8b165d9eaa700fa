import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { SECOND } from '../shared/time.ts';
import { ListeningConnection, MAX_NOTIFY_BYTES } from './live/listening-connection.ts';
import { LiveSubscription, type Switchboard } from './live/subscription.ts';
import { CHANNEL } from './outbox/channels.ts';
import { feedTopic, parseFeedNews } from './outbox/feed-news.ts';
import type { RedisLink } from './redis/redis-link.ts';

/** Least time between two batches of news of a node, in milliseconds. */
const BATCH_INTERVAL = 50;
/** Topics that say, before the name of a node: it does not hear Redis, and others send the news over PostgreSQL, too, until it does again. */
const DEAF = '!deaf:';
const HEARS = '!hears:';
const DEAF_INTERVAL = 2 * SECOND;
/** A node that is deaf says so again and again; one that died deaf is forgotten. */
const DEAF_FOR = 3 * DEAF_INTERVAL;
/** News that others sent to Redis before they heard that we are deaf. */
const DEAF_SETTLES = 250;

export interface PubSubOptions {
  readonly databaseUrl: string;
  readonly log: Logger;
  /** Takes the nodes' news off the database where there is one. */
  readonly redis?: RedisLink | undefined;
}

/** Who hears of all topics of a kind. */
export interface TopicListener {
  heard(topic: string): void;
  /** A connection was lost: what was published meanwhile was not heard. */
  missed(): void;
}

/**
 * News between writers and readers of all nodes. A topic is the id of what changed (an event's subject, a route that
 * moved), or `feedTopic(organizationId)`. News carries no data: readers read again.
 *
 * What the relay placed comes by NOTIFY, in the transaction that placed it: it is heard if and only if it is true. What
 * wrote no event goes over Redis where there is one, else by NOTIFY.
 */
export class PubSub {
  readonly #readers = new Map<string, Set<LiveSubscription>>();
  readonly #all = new Set<LiveSubscription>();
  readonly #listeners = new Set<{ readonly prefix: string; readonly listener: TopicListener }>();
  readonly #outgoing = new Set<string>();
  readonly #sendNews = coalesced(() => this.#flush(), BATCH_INTERVAL);
  readonly #sendWake = coalesced(() => this.#send(CHANNEL.outbox, ''), 0);
  readonly #switchboard: Switchboard;
  readonly #redis: RedisLink | undefined;
  readonly #node = randomUUID();
  /** Nodes that do not hear Redis, until when. */
  readonly #deaf = new Map<string, number>();
  #connection: ListeningConnection | undefined;
  #wakeRelayHere: () => boolean = () => false;
  #isSayingDeaf = false;
  #isClosed = false;

  private constructor(redis: RedisLink | undefined) {
    this.#redis = redis;
    this.#switchboard = {
      opened: (reader) => this.#all.add(reader),
      closed: (reader) => this.#all.delete(reader),
      joined: (topic, reader) => {
        const others = this.#readers.get(topic);
        if (others) others.add(reader);
        else this.#readers.set(topic, new Set([reader]));
      },
      left: (topic, reader) => {
        const others = this.#readers.get(topic);
        others?.delete(reader);
        if (others?.size === 0) this.#readers.delete(topic);
      },
    };
  }

  /** Connects this node to the news of all nodes. */
  static async start({ databaseUrl, log, redis }: PubSubOptions): Promise<PubSub> {
    const pubsub = new PubSub(redis);
    pubsub.#connection = await ListeningConnection.open({
      url: databaseUrl,
      log,
      channels: [CHANNEL.feed, CHANNEL.live],
      onNotification: (channel, payload, isOwn) => pubsub.#hear(channel, payload, isOwn),
      onReconnected: () => pubsub.#missed(),
    });
    redis?.start([CHANNEL.live, CHANNEL.outbox], (channel, message) => {
      const [from, payload = ''] = splitOnce(message, ' ');
      pubsub.#hear(channel, payload, from === pubsub.#node);
    });
    redis?.onStateChange((isUp) => void (isUp ? pubsub.#missed() : pubsub.#sayDeaf()));
    if (redis) void pubsub.#sayDeaf();
    return pubsub;
  }

  /** Listens at once; read the snapshot after it. */
  subscribe(...topics: string[]): LiveSubscription {
    return new LiveSubscription(topics, this.#switchboard);
  }

  /** Hears of each topic that begins so, on whichever node it was published; the returned function stops it. */
  hear(prefix: string, listener: TopicListener): () => void {
    const entry = { prefix, listener };
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** Tells every node that something changed which wrote no event (a position). Call it after the commit. */
  publish(topic: string): void {
    this.#deliver(topic);
    this.#outgoing.add(topic);
    this.#sendNews();
  }

  /** Tells the relay that events were committed. Coalesced; a lost one costs at most the relay's polling interval. */
  wakeRelay(): void {
    if (!this.#wakeRelayHere()) this.#sendWake();
  }

  /** @param wake wakes the relay of this process; true when it is the one that works */
  onRelayNeeded(wake: () => boolean): void {
    this.#wakeRelayHere = wake;
  }

  /** Readers of this node. */
  get size(): number {
    return this.#all.size;
  }

  /** Nothing more will be heard. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Ends all readers and the connection. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const reader of [...this.#all]) reader.close();
    this.#redis?.close();
    await this.#connection?.close();
  }

  /** What changed meanwhile is not known: everybody looks again. */
  #missed(): void {
    for (const reader of this.#all) reader.wake();
    for (const { listener } of this.#listeners) listener.missed();
  }

  #deliver(topic: string): void {
    this.#readers.get(topic)?.forEach((reader) => reader.wake());
    for (const { prefix, listener } of this.#listeners) if (topic.startsWith(prefix)) listener.heard(topic);
  }

  #hear(channel: string, payload: string, isOwn: boolean): void {
    if (channel === CHANNEL.outbox) return void this.#wakeRelayHere();
    if (channel === CHANNEL.live) {
      if (isOwn) return;
      for (const topic of JSON.parse(payload) as string[]) {
        if (topic.startsWith(DEAF)) this.#deaf.set(topic.slice(DEAF.length), Date.now() + DEAF_FOR);
        else if (topic.startsWith(HEARS)) this.#deaf.delete(topic.slice(HEARS.length));
        else this.#deliver(topic);
      }
      return;
    }
    for (const { organizationId, subjectIds } of parseFeedNews(payload)) {
      this.#deliver(feedTopic(organizationId));
      for (const subjectId of subjectIds) this.#deliver(subjectId);
    }
  }

  async #flush(): Promise<void> {
    const topics = [...this.#outgoing];
    this.#outgoing.clear();
    for (const payload of batches(topics)) await this.#send(CHANNEL.live, payload);
  }

  async #send(channel: string, payload: string): Promise<void> {
    const isSent = await this.#redis?.publish(channel, `${this.#node} ${payload}`);
    if (!isSent || this.#isAnyDeaf()) await this.#connection?.notify(channel, payload);
  }

  #isAnyDeaf(): boolean {
    for (const [node, until] of this.#deaf) if (until < Date.now()) this.#deaf.delete(node);
    return this.#deaf.size > 0;
  }

  /** While Redis is gone here it need not be gone elsewhere: others are asked to use the way that we hear. */
  async #sayDeaf(): Promise<void> {
    if (this.#isSayingDeaf) return;
    this.#isSayingDeaf = true;
    const say = (what: string) => this.#connection?.notify(CHANNEL.live, JSON.stringify([`${what}${this.#node}`]));
    await say(DEAF);
    await sleep(DEAF_SETTLES, undefined, { ref: false });
    if (!this.#isClosed) this.#missed();
    while (!this.#isClosed && !this.#redis?.isUp) {
      await say(DEAF);
      await sleep(DEAF_INTERVAL, undefined, { ref: false });
    }
    this.#isSayingDeaf = false;
    await say(HEARS);
  }
}

/** Runs work one at a time and at most once an interval, however often it is asked for; the last ask is never lost. */
function coalesced(work: () => Promise<void>, interval: number): () => void {
  let isRunning = false;
  let isAsked = false;
  const run = async () => {
    isRunning = true;
    while (isAsked) {
      isAsked = false;
      await work();
      if (interval > 0) await new Promise((resolve) => setTimeout(resolve, interval));
    }
    isRunning = false;
  };
  return () => {
    isAsked = true;
    if (!isRunning) void run();
  };
}

function* batches(topics: readonly string[]): Generator<string> {
  let batch: string[] = [];
  let bytes = 2;
  for (const topic of topics) {
    const size = Buffer.byteLength(JSON.stringify(topic)) + 1;
    if (batch.length > 0 && bytes + size > MAX_NOTIFY_BYTES) {
      yield JSON.stringify(batch);
      batch = [];
      bytes = 2;
    }
    batch.push(topic);
    bytes += size;
  }
  if (batch.length > 0) yield JSON.stringify(batch);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
