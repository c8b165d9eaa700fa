import type { Logger } from 'pino';
import { ListeningConnection, MAX_NOTIFY_BYTES } from './live/listening-connection.ts';
import { LiveSubscription, type Switchboard } from './live/subscription.ts';
import { CHANNEL } from './outbox/channels.ts';
import { feedTopic, parseFeedNews } from './outbox/feed-news.ts';

/** Least time between two batches of news of a node, in milliseconds. */
const BATCH_INTERVAL = 50;

export interface PubSubOptions {
  readonly databaseUrl: string;
  readonly log: Logger;
}

/** Who hears of all topics of a kind. */
export interface TopicListener {
  heard(topic: string): void;
  /** A connection was lost: what was published meanwhile was not heard. */
  missed(): void;
}

/**
 * News between writers and readers of all nodes, over one LISTEN connection a node. A topic is the id of what changed
 * (an event's subject, a route that moved), or `feedTopic(organizationId)`. News carries no data: readers read again.
 */
export class PubSub {
  readonly #readers = new Map<string, Set<LiveSubscription>>();
  readonly #all = new Set<LiveSubscription>();
  readonly #listeners = new Set<{ readonly prefix: string; readonly listener: TopicListener }>();
  readonly #outgoing = new Set<string>();
  readonly #sendNews = coalesced(() => this.#flush(), BATCH_INTERVAL);
  readonly #sendWake = coalesced(async () => void (await this.#connection?.notify(CHANNEL.outbox, '')), 0);
  readonly #switchboard: Switchboard;
  #connection: ListeningConnection | undefined;
  #isClosed = false;

  private constructor() {
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
  static async start({ databaseUrl, log }: PubSubOptions): Promise<PubSub> {
    const pubsub = new PubSub();
    pubsub.#connection = await ListeningConnection.open({
      url: databaseUrl,
      log,
      channels: [CHANNEL.feed, CHANNEL.live],
      onNotification: (channel, payload, isOwn) => pubsub.#hear(channel, payload, isOwn),
      onReconnected: () => pubsub.#missed(),
    });
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
    this.#sendWake();
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
    if (channel === CHANNEL.live) {
      if (!isOwn) for (const topic of JSON.parse(payload) as string[]) this.#deliver(topic);
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
    for (const payload of batches(topics)) await this.#connection?.notify(CHANNEL.live, payload);
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
