import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND } from '../../shared/time.ts';
import type { Server } from '../context.ts';
import { errorForLog } from '../http/format-error.ts';
import type { LiveSubscription } from '../live/subscription.ts';
import type { Event } from './event.entity.ts';
import { feedTopic } from './feed-news.ts';
import { readFeed, readFeedHead, type FeedOwner, type FeedStretch } from './read-feed.ts';

/** Newest events kept in memory for the readers of one feed. */
const KEPT = 1_000;
/** Events of one statement. */
const PAGE = 500;
/** News can be lost with a node that dies; a feed is looked at again after so long in any case. */
const REFRESH = 10 * SECOND;
/** A reader that wants none of what comes is woken after so many places all the same, to take note of how far it is. */
const PLACES_ASLEEP = 1_000;
const FIRST_RETRY = 100;
const LONGEST_RETRY = 2 * SECOND;

/** A reader that has seen everything up to a place. */
export interface FeedWaiter {
  readonly position: number;
  /** Which events it waits for; without it for all. */
  readonly wants?: ((event: Event) => boolean) | undefined;
  /** Called once. */
  wake(): void;
}

/**
 * The newest end of one feed, read once for all its readers on this node: news costs two statements however many follow,
 * and they all get the very same objects, so that what is made of an event is made once, too.
 */
export class FeedTail {
  readonly #server: Server;
  readonly #owner: FeedOwner;
  readonly #subscription: LiveSubscription;
  readonly #waiting = new Set<FeedWaiter>();
  #news: Promise<IteratorResult<number>> | undefined;
  #events: Event[] = [];
  #from: number;
  #reached: number;
  #readers = 0;

  private constructor(server: Server, owner: FeedOwner, subscription: LiveSubscription, head: number) {
    this.#server = server;
    this.#owner = owner;
    this.#subscription = subscription;
    this.#from = this.#reached = head;
  }

  /** Begins at the present end of the feed. Ends when its last reader has let go, or with the news of this node. */
  static async open(server: Server, owner: FeedOwner, onEnd: () => void): Promise<FeedTail> {
    // Listens before it reads how far the feed is: nothing can come in between.
    const subscription = server.live.subscribe(feedTopic(owner.organizationId));
    try {
      const tail = new FeedTail(server, owner, subscription, await readFeedHead(server, owner));
      void tail.#run().finally(onEnd);
      return tail;
    } catch (error) {
      subscription.close();
      throw error;
    }
  }

  /** Every event that the owner may see up to this place has been read. */
  get reached(): number {
    return this.#reached;
  }

  /** Nothing more will come. */
  get isEnded(): boolean {
    return this.#subscription.isClosed;
  }

  retain(): void {
    this.#readers += 1;
  }

  release(): void {
    this.#readers -= 1;
    if (this.#readers === 0) this.#subscription.close();
  }

  /** Whether a reader at this place finds here what follows. */
  holds(position: number): boolean {
    return position >= this.#from && position <= this.#reached;
  }

  /** Up to `limit` events behind a place that a reader wants; undefined when that is further back than what is kept here. */
  read(position: number, limit: number, wants?: FeedWaiter['wants']): FeedStretch | undefined {
    if (position < this.#from) return undefined;
    const events: Event[] = [];
    let index = this.#indexBehind(position);
    for (; index < this.#events.length && events.length < limit; index += 1) {
      const event = this.#events[index]!;
      if (!wants || wants(event)) events.push(event);
    }
    const hasMore = index < this.#events.length;
    return { events, hasMore, reached: hasMore ? placeOf(this.#events[index - 1]!) : Math.max(position, this.#reached) };
  }

  /** Wakes the reader when there is something for it, or the tail has ended; the returned function forgets it. */
  wait(waiter: FeedWaiter): () => void {
    this.#waiting.add(waiter);
    if (this.isEnded || this.#reached > waiter.position) this.#wake((one) => one === waiter);
    return () => this.#waiting.delete(waiter);
  }

  async #run(): Promise<void> {
    let retry = FIRST_RETRY;
    while (!this.isEnded) {
      try {
        await this.#extend();
        retry = FIRST_RETRY;
        if (!(await this.#untilNews())) this.#wake(() => true);
      } catch (error) {
        if (this.isEnded) break;
        if (retry === FIRST_RETRY) this.#server.log.warn({ err: errorForLog(error) }, 'the feed could not be read; trying again');
        await sleep(retry, undefined, { ref: false });
        retry = Math.min(2 * retry, LONGEST_RETRY);
      }
    }
    this.#wake(() => true);
  }

  async #extend(): Promise<void> {
    for (let hasMore = true; hasMore && !this.isEnded; ) {
      const stretch = await readFeed(this.#server, this.#owner, { after: this.#reached, limit: PAGE });
      this.#events.push(...stretch.events);
      const dropped = this.#events.splice(0, Math.max(0, this.#events.length - KEPT)).at(-1);
      if (dropped) this.#from = placeOf(dropped);
      this.#reached = stretch.reached;
      hasMore = stretch.hasMore;
      this.#wake(({ position, wants }) =>
        this.#reached - position >= PLACES_ASLEEP || (wants ? stretch.events.some((event) => wants(event)) : stretch.events.length > 0));
    }
  }

  /** False when there was none for a while, or nobody follows any more. */
  async #untilNews(): Promise<boolean> {
    this.#news ??= this.#subscription.next();
    const refresh = new AbortController();
    const heard = await Promise.race([this.#news, sleep(REFRESH, undefined, { ref: false, signal: refresh.signal }).catch(() => undefined)]);
    refresh.abort();
    if (!heard) return false;
    this.#news = undefined;
    return !heard.done;
  }

  #wake(isMeant: (waiter: FeedWaiter) => boolean): void {
    for (const waiter of [...this.#waiting]) {
      if (!isMeant(waiter)) continue;
      this.#waiting.delete(waiter);
      waiter.wake();
    }
  }

  /** Of the first event behind a place, by halving. */
  #indexBehind(position: number): number {
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (placeOf(this.#events[middle]!) > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function placeOf(event: Event): number {
  return event.feedPosition ?? 0; // events of a feed have one
}

const TAILS = new WeakMap<Server, Map<string, Promise<FeedTail>>>();

/** The tail of a feed on this node, which the caller holds until it calls `release`. */
export async function holdFeedTail(server: Server, { organizationId, retailerId }: FeedOwner): Promise<FeedTail> {
  const tails = TAILS.get(server) ?? new Map<string, Promise<FeedTail>>();
  TAILS.set(server, tails);
  const key = `${organizationId} ${retailerId ?? ''}`;
  for (;;) {
    const opening: Promise<FeedTail> = tails.get(key) ?? FeedTail.open(server, { organizationId, retailerId }, () => forget(opening));
    const forget = (ended: Promise<FeedTail>) => {
      if (tails.get(key) === ended) tails.delete(key);
    };
    tails.set(key, opening);
    try {
      const tail = await opening;
      if (!tail.isEnded || server.live.isClosed) {
        tail.retain();
        return tail;
      }
    } catch (error) {
      forget(opening);
      throw error;
    }
    // Its last reader let go before it was ours.
    forget(opening);
  }
}
