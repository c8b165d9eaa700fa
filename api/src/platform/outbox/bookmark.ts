import type { Server } from '../context.ts';
import { Event } from './event.entity.ts';
import type { FeedOwner } from './read-feed.ts';

/** The type of a bookmark in a feed. */
export const BOOKMARK = 'feed.bookmark';

/** Looks like an event, and is none: it says how far a reader has come, so that it can resume there. */
export type Bookmark = Event;

/** A bookmark at a place of a feed. */
export function bookmarkAt(server: Server, { organizationId, retailerId }: FeedOwner, position: number): Bookmark {
  const now = server.clock.now();
  const bookmark = new Event();
  return Object.assign(bookmark, {
    id: `bookmark:${position}`, organizationId, retailerId, feedPosition: position, subjectId: '', type: BOOKMARK,
    occurredAt: now, recordedAt: now, actor: 'system', position: null, data: {},
  });
}
