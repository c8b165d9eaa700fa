import { Arg, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { linkLacks } from '../accounts/link-scopes.ts';
import { requireScope } from '../platform/auth/check-scopes.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { reattemptOptionOf } from '../promise/reschedule.type.ts';
import { readAsOrganization } from '../promise/quote-reader.ts';
import { quoteReschedule } from '../promise/quote-reschedule.ts';
import { DoorstepError } from '../shared/errors.ts';
import { DeliveryTracking, ReattemptOffer } from './delivery-tracking.type.ts';
import { followTracking } from './follow-tracking.ts';
import { findTracked, readTracking } from './read-tracking.ts';
import { recordLinkView } from './record-link-view.ts';

const REATTEMPT_DAYS = 5;
const DELIVERY_ID = { nullable: true, description: 'The delivery; not needed with a tracking link.' } as const;

@Resolver(() => DeliveryTracking)
export class DeliveryTrackingResolver {
  @Query(() => DeliveryTracking, { nullable: true, description: 'The recipient\'s view of a delivery, or null when the key may not see it. Scope `tracking:link` or `tracking:read`.' })
  @Authorized<Scope>('tracking:link', 'tracking:read')
  async deliveryTracking(@Arg('deliveryId', () => ID, DELIVERY_ID) deliveryId: string | null, @Ctx() context: RequestContext): Promise<DeliveryTracking | null> {
    checkDeliveryId(context, deliveryId);
    const delivery = await findTracked(context, deliveryId);
    if (delivery) await recordLinkView(context.server, context.actor, 'PAGE');
    return delivery && readTracking(context, delivery);
  }

  @Subscription(() => DeliveryTracking, {
    name: 'deliveryTracking',
    description: 'Snapshot first, then each change, newest state wins. Scope `tracking:link` or `tracking:read`.',
    subscribe: ({ args, context }) => {
      requireScope(context as RequestContext, 'tracking:link', 'tracking:read');
      checkDeliveryId(context as RequestContext, args['deliveryId']);
      return followTracking(context as RequestContext, args['deliveryId'] ?? null);
    },
  })
  @Authorized<Scope>('tracking:link', 'tracking:read')
  followDeliveryTracking(@Root() view: DeliveryTracking, @Arg('deliveryId', () => ID, DELIVERY_ID) _deliveryId: string | null): DeliveryTracking {
    return view;
  }

  @FieldResolver(() => ReattemptOffer, { nullable: true, description: 'After a failed attempt, for the tracking link: windows to choose from.' })
  async reattempt(@Root() { deliveryId, state }: DeliveryTracking, @Ctx() context: RequestContext): Promise<ReattemptOffer | null> {
    if (context.actor?.kind !== 'TRACKING_LINK' || linkLacks(context.actor, 'RESCHEDULE') || state !== 'ATTEMPT_FAILED') return null;
    const offer = await readAsOrganization(context, (reader) => quoteReschedule(reader, context.actor, { deliveryId, days: REATTEMPT_DAYS }));
    return offer?.quote ? { quote: offer.quote, options: offer.offers.map(reattemptOptionOf) } : null;
  }
}

function checkDeliveryId({ actor }: RequestContext, deliveryId: string | null | undefined): void {
  if (actor?.kind === 'TRACKING_LINK' || deliveryId) return;
  throw new DoorstepError('BAD_USER_INPUT', 'Which delivery? Only a tracking link may leave "deliveryId" out.');
}
