import type { RequestContext } from '../context.ts';
import type { Page, PageArgs } from '../graphql/connection.ts';
import { DoorstepError } from '../../shared/errors.ts';
import type { EventFilter } from './event-filter.ts';
import type { Event } from './event.entity.ts';
import { feedCursorOf, feedPositionOf, readFeed } from './read-feed.ts';

/** A page of the feed as far as the actor may see it, with cursors to go on from. A page of a filter that fits little may be short, or empty, and yet have more behind it.
 * @throws DoorstepError as `readFeed` does. */
export async function readFeedPage({ actor, server }: RequestContext, { first, after, filter }: PageArgs & { readonly filter: EventFilter | undefined }): Promise<Page<Event>> {
  if (!actor) throw new DoorstepError('UNAUTHENTICATED', 'Send a key as "Authorization: Bearer <key>".');
  const { events, reached, hasMore } = await readFeed(server, actor, { after: after ? feedPositionOf(after) : 0, limit: first + 1, filter });
  const edges = events.slice(0, first).map((node) => ({ cursor: feedCursorOf(node.feedPosition ?? 0), node }));
  const isFull = events.length > first;
  return {
    edges,
    pageInfo: {
      hasNextPage: isFull || hasMore,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: isFull || !hasMore ? (edges.at(-1)?.cursor ?? null) : feedCursorOf(reached),
    },
  };
}
