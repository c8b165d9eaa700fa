import type { RequestContext } from '../context.ts';
import type { Page, PageArgs } from '../graphql/connection.ts';
import { DoorstepError } from '../../shared/errors.ts';
import type { Event } from './event.entity.ts';
import { feedCursorOf, feedPositionOf, readFeed } from './read-feed.ts';

/** A page of the feed as far as the actor may see it, with cursors to go on from.
 * @throws DoorstepError as `readFeed` does. */
export async function readFeedPage({ em, actor, server }: RequestContext, { first, after }: PageArgs): Promise<Page<Event>> {
  if (!actor) throw new DoorstepError('UNAUTHENTICATED', 'Send a key as "Authorization: Bearer <key>".');
  const events = await readFeed(em, { organizationId: actor.organizationId, after: after ? feedPositionOf(after) : 0, limit: first + 1, now: server.clock.now() });
  const edges = events.slice(0, first).map((node) => ({ cursor: feedCursorOf(node.feedPosition ?? 0), node }));
  return {
    edges,
    pageInfo: { hasNextPage: events.length > first, hasPreviousPage: Boolean(after), startCursor: edges[0]?.cursor ?? null, endCursor: edges.at(-1)?.cursor ?? null },
  };
}
