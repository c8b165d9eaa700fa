import type { EntityManager } from '@mikro-orm/postgresql';
import { DoorstepError } from '../../shared/errors.ts';
import { DAY } from '../../shared/time.ts';
import { cursorOf, keyOfCursor } from '../graphql/connection.ts';
import { Event } from './event.entity.ts';
import { FeedHead } from './feed-head.entity.ts';

/** How far back a feed can be resumed. */
export const FEED_RETENTION = 30 * DAY;

const KEY_PATTERN = /^feed:(\d{1,15})$/;

/** The opaque cursor of a place in a feed. */
export function feedCursorOf(position: number): string {
  return cursorOf(`feed:${position}`);
}

/** The place a cursor stands for.
 * @throws DoorstepError `BAD_USER_INPUT` when it is none of a feed. */
export function feedPositionOf(cursor: string): number {
  const match = KEY_PATTERN.exec(keyOfCursor(cursor));
  if (!match) throw new DoorstepError('BAD_USER_INPUT', `"${cursor}" is not a cursor of the event feed. Give the cursor of an event, or leave "after" out.`);
  return Number(match[1]);
}

/** The last place given in an organization's feed, 0 before the first. */
export async function readFeedHead(em: EntityManager, organizationId: string): Promise<number> {
  const head = await em.findOne(FeedHead, { organizationId }, { disableIdentityMap: true });
  return head?.position ?? 0;
}

export interface FeedRequest {
  readonly organizationId: string;
  /** Only events behind this place; 0 starts at the oldest that is kept. */
  readonly after: number;
  readonly limit: number;
  readonly now: Date;
}

/**
 * Events in feed order behind a place, as far as the session may see them: a retailer gets its own, in the same order.
 * @throws DoorstepError `BAD_USER_INPUT` for a place the feed has not reached (a cursor of another organization),
 * `RESYNC_REQUIRED` when the events to resume with are older than the feed is kept.
 */
export async function readFeed(em: EntityManager, { organizationId, after, limit, now }: FeedRequest): Promise<Event[]> {
  const oldest = new Date(now.getTime() - FEED_RETENTION);
  const where = { organizationId, feedPosition: { $gt: after }, ...(after === 0 && { recordedAt: { $gte: oldest } }) };
  const events = await em.find(Event, where, { orderBy: { feedPosition: 'asc' }, limit, disableIdentityMap: true });
  const first = events[0];
  if (first && first.recordedAt < oldest) {
    throw new DoorstepError(
      'RESYNC_REQUIRED',
      `This cursor is older than the ${FEED_RETENTION / DAY} days that the feed is kept. Read the present state with "deliveries", then follow the feed from its present end by leaving "after" out.`,
    );
  }
  if (!first && after > (await readFeedHead(em, organizationId))) {
    throw new DoorstepError('BAD_USER_INPUT', 'This cursor is ahead of the feed: it belongs to another organization or database. Give a cursor of this feed, or leave "after" out.');
  }
  return events;
}
