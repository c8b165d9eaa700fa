import type { Logger } from 'pino';
import { ListeningConnection, MAX_NOTIFY_BYTES } from './live/listening-connection.ts';
import { LiveSubscription, type Switchboard } from './live/subscription.ts';
import { CHANNEL } from './outbox/channels.ts';
import { feedTopic, parseFeedNews } from './outbox/feed-news.ts';

/** Least time between two batches of news of a node, in milliseconds. */
const BATCH_INTERVAL = 50;

/** News between readers and writers of all nodes. A topic is the id of what changed, or `feedTopic(organizationId)`. It carries no data: readers read again. */
export interface LiveTopics {
  /** Listens at once. */
  subscribe(...topics: string[]): LiveSubscription;
  /** Tells every node that something changed which wrote no event (a position). Call it after the commit. */
  publish(topic: string): void;
  /** Tells the relay that events were committed. Coalesced; a lost one costs at most the relay's polling interval. */
  wakeRelay(): void;
  /** Readers of this node. */
  readonly size: number;
  close(): Promise<void>;
}

/** Connects this node to the news of all nodes with one LISTEN connection. */
export async function openLiveTopics(options: { readonly url: string; readonly log: Logger }): Promise<LiveTopics> {
  const readers = new Map<string, Set<LiveSubscription>>();
  const all = new Set<LiveSubscription>();

  const switchboard: Switchboard = {
    opened: (reader) => all.add(reader),
    closed: (reader) => all.delete(reader),
    joined(topic, reader) {
      const others = readers.get(topic);
      if (others) others.add(reader);
      else readers.set(topic, new Set([reader]));
    },
    left(topic, reader) {
      const others = readers.get(topic);
      others?.delete(reader);
      if (others?.size === 0) readers.delete(topic);
    },
  };
  const deliver = (topic: string) => readers.get(topic)?.forEach((reader) => reader.wake());
  const connection = await ListeningConnection.open({
    ...options,
    channels: [CHANNEL.feed, CHANNEL.live],
    onNotification(channel, payload, isOwn) {
      if (channel === CHANNEL.live) {
        if (!isOwn) for (const topic of JSON.parse(payload) as string[]) deliver(topic);
        return;
      }
      for (const { organizationId, subjectIds } of parseFeedNews(payload)) {
        deliver(feedTopic(organizationId));
        subjectIds.forEach(deliver);
      }
    },
    onReconnected: () => all.forEach((reader) => reader.wake()),
  });

  const outgoing = new Set<string>();
  const sendNews = coalesced(async () => {
    const topics = [...outgoing];
    outgoing.clear();
    for (const payload of batches(topics)) await connection.notify(CHANNEL.live, payload);
  });
  const sendWake = coalesced(async () => void (await connection.notify(CHANNEL.outbox, '')), 0);

  return {
    subscribe(...topics) {
      return new LiveSubscription(topics, switchboard);
    },
    publish(topic) {
      deliver(topic);
      outgoing.add(topic);
      sendNews();
    },
    wakeRelay: () => sendWake(),
    get size() {
      return all.size;
    },
    async close() {
      for (const reader of [...all]) reader.close();
      await connection.close();
    },
  };
}

/** Runs work at most once at a time and once an interval, however often it is asked for; the last ask is never lost. */
function coalesced(work: () => Promise<void>, interval = BATCH_INTERVAL): () => void {
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
    if (bytes + size > MAX_NOTIFY_BYTES) {
      yield JSON.stringify(batch);
      batch = [];
      bytes = 2;
    }
    batch.push(topic);
    bytes += size;
  }
  if (batch.length > 0) yield JSON.stringify(batch);
}
