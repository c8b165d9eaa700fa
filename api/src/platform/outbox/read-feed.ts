import type { FilterQuery } from '@mikro-orm/postgresql';
import { DoorstepError } from '../../shared/errors.ts';
import { DAY } from '../../shared/time.ts';
import { tenantEntityManager, type Server } from '../context.ts';
import { cursorOf, keyOfCursor } from '../graphql/connection.ts';
import { filterCondition, type EventFilter } from './event-filter.ts';
import { Event } from './event.entity.ts';
import { FeedHead } from './feed-head.entity.ts';

/** How far back a feed can be resumed. */
export const FEED_RETENTION = 30 * DAY;

/** Places that one statement looks at for a filter, and one page in all: a filter that fits nothing must not read a year. */
const WINDOW = 5_000;
const MOST_SCANNED = 20 * WINDOW;

const KEY_PATTERN = /^feed:(\d{1,15})$/;

/** The opaque cursor of a place in a feed. */
export function feedCursorOf(position: number): string {
  return cursorOf(`feed:${position}`);
}

/** The place a cursor stands for.
 * @throws DoorstepError `BAD_USER_INPUT` when it is none of a feed. */
export function feedPositionOf(cursor: string): number {
  const match = KEY_PATTERN.exec(keyOfCursor(cursor));
  if (!match) throw new DoorstepError('BAD_USER_INPUT', `"${cursor}" is not a cursor of the event feed. Give the cursor of an event or of "deliveryEventsHead", or leave "after" out.`);
  return Number(match[1]);
}

/** Whose feed: an organization's, or what one of its retailers sees of it, at the same places. */
export interface FeedOwner {
  readonly organizationId: string;
  readonly retailerId: string | null;
}

/** The last place given in an organization's feed, 0 before the first. Whatever commits after this was read comes behind it. */
export async function readFeedHead(server: Server, owner: FeedOwner): Promise<number> {
  const head = await tenantEntityManager(server.orm, owner).findOne(FeedHead, { organizationId: owner.organizationId });
  return head?.position ?? 0;
}

export interface FeedRequest {
  /** Only events behind this place; 0 starts at the oldest that is kept. */
  readonly after: number;
  readonly limit: number;
  readonly filter?: EventFilter | undefined;
}

/** A stretch of a feed. */
export interface FeedStretch {
  readonly events: Event[];
  /** Every event up to this place has been seen: it is above, or does not fit the filter. Go on behind it. */
  readonly reached: number;
  /** Whether there may be more behind it already. */
  readonly hasMore: boolean;
}

/**
 * Events in feed order behind a place, as far as the owner may see them: a retailer gets its own, in the same order.
 * @throws DoorstepError `BAD_USER_INPUT` for a place the feed has not reached (a cursor of another organization),
 * `RESYNC_REQUIRED` when the events to resume with are older than the feed is kept.
 */
export async function readFeed(server: Server, owner: FeedOwner, { after, limit, filter }: FeedRequest): Promise<FeedStretch> {
  // Read before the events: all places up to it were given by transactions that have committed.
  const head = await readFeedHead(server, owner);
  if (after > head) {
    throw new DoorstepError('BAD_USER_INPUT', 'This cursor is ahead of the feed: it belongs to another organization or database. Give a cursor of this feed, or leave "after" out.');
  }
  const oldest = new Date(server.clock.now().getTime() - FEED_RETENTION);
  let reached = after === 0 ? await findLastForgotten(server, owner, head, oldest) : after;
  const end = Math.min(head, reached + MOST_SCANNED);
  const events: Event[] = [];
  while (reached < end && events.length < limit) {
    const to = filter ? Math.min(end, reached + WINDOW) : head;
    const found = await findEvents(server, owner, { from: reached, to, limit: limit - events.length, filter });
    if (found[0] && found[0].recordedAt < oldest) throw tooOld();
    events.push(...found);
    reached = events.length < limit ? to : (events.at(-1)?.feedPosition ?? to);
  }
  return { events, reached, hasMore: reached < head };
}

interface Places {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly filter: EventFilter | undefined;
}

function findEvents(server: Server, { organizationId, retailerId }: FeedOwner, { from, to, limit, filter }: Places): Promise<Event[]> {
  const em = tenantEntityManager(server.orm, { organizationId, retailerId });
  // The retailer is named beside the policy that sees to it, so that the index by retailer can be used.
  const where: FilterQuery<Event> = { organizationId, ...(retailerId !== null && { retailerId }), feedPosition: { $gt: from, $lte: to } };
  return em.find(Event, filter ? { $and: [where, filterCondition(filter)] } : where, { orderBy: { feedPosition: 'asc' }, limit, disableIdentityMap: true });
}

const LAST_FORGOTTEN = `
  with recursive search (low, high) as (
    select 0::bigint, ?::bigint + 1
    union all
    select case when is_old then middle else low end, case when is_old then high else middle end
    from (
      select low, high, (low + high) / 2 as middle,
        (select recorded_at < ? from event where organization_id = ? and feed_position = (low + high) / 2) as is_old
      from search where high - low > 1
    ) step
  )
  select max(low)::float8 as place from search`;

/** The place of the newest event that is no longer kept, by halving: places have no gaps, so one look-up tells a half. */
async function findLastForgotten(server: Server, { organizationId }: FeedOwner, head: number, oldest: Date): Promise<number> {
  const em = tenantEntityManager(server.orm, { organizationId, retailerId: null });
  const [row] = await em.execute<{ place: number }[]>(LAST_FORGOTTEN, [head, oldest, organizationId]);
  return row?.place ?? 0;
}

function tooOld(): DoorstepError {
  return new DoorstepError(
    'RESYNC_REQUIRED',
    `This cursor is older than the ${FEED_RETENTION / DAY} days that the feed is kept. Ask for "deliveryEventsHead" first, then read the present state with "deliveries", then follow the feed behind that head.`,
  );
}
