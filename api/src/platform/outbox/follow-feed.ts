import type { RequestContext } from '../context.ts';
import { DoorstepError } from '../../shared/errors.ts';
import { MINUTE } from '../../shared/time.ts';
import { bookmarkAt, type Bookmark } from './bookmark.ts';
import { passes, type EventFilter } from './event-filter.ts';
import type { Event } from './event.entity.ts';
import { holdFeedTail } from './feed-tail.ts';
import { feedPositionOf, readFeed } from './read-feed.ts';

const PAGE = 100;
/** A bookmark follows so many places, or so long, without an event that fits. */
const BOOKMARK_PLACES = 1_000;
const BOOKMARK_INTERVAL = MINUTE;

export interface FollowOptions {
  /** Cursor; without it from now on. */
  readonly after?: string | null | undefined;
  readonly filter?: EventFilter | undefined;
  /** Whether the reader wants bookmarks: where the feed begins, and then how far it has come without an event that fits. */
  readonly bookmarks?: boolean | null | undefined;
}

/**
 * Every event behind the cursor that the actor may see, in order and without gaps, and then each new one. Holds one page at
 * most: a slow reader falls behind in the feed, not in memory.
 * @throws DoorstepError as `readFeed` does, at once or when the reader has fallen behind what is kept.
 */
export async function followFeed({ server, actor }: RequestContext, { after, filter, bookmarks }: FollowOptions): Promise<AsyncIterableIterator<Event | Bookmark>> {
  if (!actor) throw new DoorstepError('UNAUTHENTICATED', 'Send a key with connection_init.');
  const resumeAt = after == null ? undefined : feedPositionOf(after);
  const wants = filter && ((event: Event) => passes(filter, event));
  const tail = await holdFeedTail(server, actor);
  let position = resumeAt ?? tail.reached;
  let page: readonly Event[] = [];
  let next = 0;
  let told = bookmarks ? undefined : { position, at: Date.now() };
  let isEnded = false;
  let stopWaiting = () => {};

  /** Reads on behind `position`; false when there is nothing more for now. */
  const readOn = async (): Promise<boolean> => {
    const { events, reached, hasMore } = tail.read(position, PAGE, wants) ?? (await readFeed(server, actor, { after: position, limit: PAGE, filter }));
    page = events;
    next = 0;
    // Events move it on one by one as they are taken; a stretch without any is left behind as a whole.
    if (events.length === 0) position = reached;
    return events.length > 0 || hasMore || tail.reached > position;
  };
  const isBookmarkDue = () =>
    !told || (bookmarks && (position - told.position >= BOOKMARK_PLACES || (position > told.position && Date.now() - told.at >= BOOKMARK_INTERVAL)));
  const give = <T extends Event | Bookmark>(value: T): IteratorResult<T> => {
    told = { position, at: Date.now() };
    return { done: false, value };
  };
  const end = () => {
    if (isEnded) return;
    isEnded = true;
    tail.release();
    stopWaiting();
  };

  try {
    // A cursor that can't be resumed is told at once.
    if (resumeAt !== undefined && !tail.holds(resumeAt)) await readFeed(server, actor, { after: resumeAt, limit: 1, filter });
  } catch (error) {
    end();
    throw error;
  }

  const done: IteratorResult<Event | Bookmark> = { done: true, value: undefined };
  const iterator: AsyncIterableIterator<Event | Bookmark> = {
    async next() {
      while (!isEnded) {
        if (isBookmarkDue() && next >= page.length) return give(bookmarkAt(server, actor, position));
        const event = page[next];
        if (event) {
          next += 1;
          position = event.feedPosition ?? position;
          return give(event);
        }
        if (await readOn()) continue;
        if (tail.isEnded) end();
        else if (!isBookmarkDue()) {
          await new Promise<void>((resolve) => {
            const forget = tail.wait({ position, wants, wake: resolve });
            stopWaiting = () => {
              forget();
              resolve();
            };
          });
        }
      }
      return done;
    },
    async return() {
      end();
      return done;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
