import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { feedCursorOf } from '../platform/outbox/read-feed.ts';
import { kindOfId } from '../shared/ids.ts';
import { DeliveryType } from './delivery.type.ts';
import { JourneyEventType } from './journey-event.type.ts';
import { deliveryLoader } from './order.loader.ts';

@Resolver(() => JourneyEventType)
export class JourneyEventResolver {
  @FieldResolver(() => String, { nullable: true })
  cursor(@Root() { feedPosition }: JourneyEventType): string | null {
    return feedPosition == null ? null : feedCursorOf(feedPosition);
  }

  @FieldResolver(() => ID, { nullable: true })
  deliveryId(@Root() { subjectId }: JourneyEventType): string | null {
    return kindOfId(subjectId) === 'delivery' ? subjectId : null;
  }

  @FieldResolver(() => DeliveryType, { nullable: true })
  async delivery(@Root() { subjectId }: JourneyEventType, @Ctx() context: RequestContext): Promise<DeliveryType | null> {
    return kindOfId(subjectId) === 'delivery' ? loaderOf(context, deliveryLoader).load(subjectId) : null;
  }
}
