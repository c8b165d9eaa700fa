import { Arg, Authorized, Ctx, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { JourneyEventConnection, JourneyEventType } from '../orders/journey-event.type.ts';
import { requireScope } from '../platform/auth/check-scopes.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { checkPageSize, type Page } from '../platform/graphql/connection.ts';
import type { Event } from '../platform/outbox/event.entity.ts';
import { followFeed } from '../platform/outbox/follow-feed.ts';
import { readFeedPage } from '../platform/outbox/read-feed-page.ts';
import { feedCursorOf, readFeedHead } from '../platform/outbox/read-feed.ts';
import { DeliveryEventFilter } from './feed-filter.type.ts';
import { translateFeedFilter } from './translate-feed-filter.ts';

const DEFAULT_PAGE = 50;
const FILTER = { nullable: true, description: 'Default every event.' } as const;

@Resolver(() => JourneyEventType)
export class FeedResolver {
  @Query(() => JourneyEventConnection, { description: 'The feed of the organization or retailer, oldest first. Scope `events:read`.' })
  @Authorized<Scope>('events:read')
  deliveryEvents(
    @Arg('first', () => Int, { nullable: true, defaultValue: DEFAULT_PAGE, description: '1 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Behind the event with this cursor; without it from the oldest that is kept (30 days).' }) after: string | null,
    @Arg('filter', () => DeliveryEventFilter, FILTER) filter: DeliveryEventFilter | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<Event>> {
    return readFeedPage(context, { first: checkPageSize(first ?? DEFAULT_PAGE), after, filter: translateFeedFilter(filter) });
  }

  @Query(() => String, { description: 'Cursor of the present end of the feed. Ask for it before you read a state, then follow `deliveryEvents` after it: nothing is missed in between. Scope `events:read`.' })
  @Authorized<Scope>('events:read')
  async deliveryEventsHead(@Ctx() { server, actor }: RequestContext): Promise<string> {
    return feedCursorOf(actor ? await readFeedHead(server, actor) : 0);
  }

  @Subscription(() => JourneyEventType, {
    name: 'deliveryEvents',
    description: 'Every event after the cursor, in order, without gaps, at least once; without `after` from now on. A cursor older than 30 days is RESYNC_REQUIRED. Scope `events:read`.',
    subscribe: ({ args, context }) => {
      requireScope(context as RequestContext, 'events:read');
      return followFeed(context as RequestContext, { after: args['after'], filter: translateFeedFilter(args['filter']), bookmarks: args['bookmarks'] });
    },
  })
  @Authorized<Scope>('events:read')
  followDeliveryEvents(
    @Root() event: JourneyEventType,
    @Arg('after', () => String, { nullable: true, description: 'Resume behind the event with this cursor.' }) _after: string | null,
    @Arg('filter', () => DeliveryEventFilter, FILTER) _filter: DeliveryEventFilter | null,
    @Arg('bookmarks', () => Boolean, { nullable: true, defaultValue: false, description: 'Also yield events of type `feed.bookmark`, which tell nothing but a cursor: first where the feed begins, then how far it has come while nothing fit the filter. Resume after the newest cursor of either kind.' }) _bookmarks: boolean | null,
  ): JourneyEventType {
    return event;
  }
}
