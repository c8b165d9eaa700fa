import { tenantEntityManager, type RequestContext } from '../context.ts';
import { DoorstepError } from '../../shared/errors.ts';
import type { Event } from './event.entity.ts';
import { feedTopic } from './feed-news.ts';
import { feedPositionOf, readFeed, readFeedHead } from './read-feed.ts';

const PAGE = 100;

/**
 * Every event behind the cursor that the actor may see, in order and without gaps, and then each new one; without a
 * cursor from now on. Holds one page at most: a slow reader falls behind in the feed, not in memory.
 * @throws DoorstepError as `readFeed` does, at once or when the reader has fallen behind what is kept.
 */
export async function followFeed({ server, actor }: RequestContext, after: string | null | undefined): Promise<AsyncIterableIterator<Event>> {
  if (!actor) throw new DoorstepError('UNAUTHENTICATED', 'Send a key with connection_init.');
  const { organizationId } = actor;
  const subscription = server.live.subscribe(feedTopic(organizationId));
  const readPage = (position: number) =>
    readFeed(tenantEntityManager(server.orm, actor), { organizationId, after: position, limit: PAGE, now: server.clock.now() });

  let position: number;
  let page: Event[];
  try {
    position = after == null ? await readFeedHead(tenantEntityManager(server.orm, actor), organizationId) : feedPositionOf(after);
    page = await readPage(position);
  } catch (error) {
    subscription.close();
    throw error;
  }

  let isFull = page.length === PAGE;
  const done: IteratorResult<Event> = { done: true, value: undefined };
  const iterator: AsyncIterableIterator<Event> = {
    async next() {
      for (;;) {
        const event = page.shift();
        if (event) {
          position = event.feedPosition ?? position;
          return { done: false, value: event };
        }
        // Behind a full page there may be more of which no news will come.
        if (!isFull && (await subscription.next()).done) return done;
        page = await readPage(position);
        isFull = page.length === PAGE;
      }
    },
    async return() {
      subscription.close();
      return done;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
