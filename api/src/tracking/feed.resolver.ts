import { Arg, Authorized, Ctx, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { JourneyEventConnection, JourneyEventType } from '../orders/journey-event.type.ts';
import { requireScope } from '../platform/auth/check-scopes.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { checkPageSize, type Page } from '../platform/graphql/connection.ts';
import type { Event } from '../platform/outbox/event.entity.ts';
import { followFeed } from '../platform/outbox/follow-feed.ts';
import { readFeedPage } from '../platform/outbox/read-feed-page.ts';

const DEFAULT_PAGE = 50;

@Resolver(() => JourneyEventType)
export class FeedResolver {
  @Query(() => JourneyEventConnection, { description: 'The feed of the organization or retailer, oldest first. Scope `events:read`.' })
  @Authorized<Scope>('events:read')
  deliveryEvents(
    @Arg('first', () => Int, { nullable: true, defaultValue: DEFAULT_PAGE, description: '1 to 100.' }) first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Behind the event with this cursor; without it from the oldest that is kept (30 days).' }) after: string | null,
    @Ctx() context: RequestContext,
  ): Promise<Page<Event>> {
    return readFeedPage(context, { first: checkPageSize(first ?? DEFAULT_PAGE), after });
  }

  @Subscription(() => JourneyEventType, {
    name: 'deliveryEvents',
    description: 'Every event after the cursor, in order, without gaps; without `after` from now on. A cursor older than 30 days is RESYNC_REQUIRED. Scope `events:read`.',
    subscribe: ({ args, context }) => {
      requireScope(context as RequestContext, 'events:read');
      return followFeed(context as RequestContext, args['after']);
    },
  })
  @Authorized<Scope>('events:read')
  followDeliveryEvents(@Root() event: JourneyEventType, @Arg('after', () => String, { nullable: true, description: 'Resume behind the event with this cursor.' }) _after: string | null): JourneyEventType {
    return event;
  }
}
