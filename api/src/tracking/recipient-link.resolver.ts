import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { AccessKey } from '../accounts/access-key.entity.ts';
import type { LinkScope } from '../accounts/link-scope.rules.ts';
import { linkLacks, linkScopesOf } from '../accounts/link-scopes.ts';
import { Proof } from '../dispatch/attempt.type.ts';
import { Delivery } from '../orders/delivery.entity.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { PositionType } from '../platform/graphql/position.type.ts';
import { mutate } from '../platform/mutate.ts';
import { feedUrlsOf } from './delivery-feed-url.ts';
import { DeliveryFeeds, IssuedTrackingLink, LINK_SCOPE } from './link.type.ts';
import { coarsePosition } from './nearness.rules.ts';
import { recordLinkView } from './record-link-view.ts';
import { revealAddress } from './reveal-address.ts';
import { RevealAddressInput, RevealAddressPayload } from './reveal-address.type.ts';
import { showTrackingLink } from './show-tracking-link.ts';
import { DeliveryTracking, VehiclePosition } from './delivery-tracking.type.ts';

/** What a view shows depends on the link it is seen through. */
@Resolver(() => DeliveryTracking)
export class RecipientLinkResolver {
  @Mutation(() => RevealAddressPayload, { description: 'Shows the door to whoever knows its postal code; five wrong ones in an hour close it. Scope `link:address`.' })
  @Authorized<Scope>('link:address')
  async revealAddress(@Arg('input', () => RevealAddressInput, { description: 'The postal code.' }) input: RevealAddressInput, @Ctx() context: RequestContext): Promise<RevealAddressPayload> {
    const { deliveryId, userErrors } = await mutate(context, { operation: 'revealAddress', input }, (tx) => revealAddress(tx, input));
    const delivery = deliveryId === null ? null : await context.em.findOne(Delivery, { id: deliveryId });
    if (!delivery) return { door: null, userErrors };
    await recordLinkView(context.server, context.actor, 'ADDRESS');
    const { address, latitude, longitude, instructions, safePlace } = delivery;
    return { door: { address, position: { latitude, longitude }, instructions: instructions ?? null, safePlace: safePlace ?? null }, userErrors };
  }

  @FieldResolver(() => [LINK_SCOPE], { description: 'What the link this is seen through may do; empty for other keys.' })
  linkScopes(@Ctx() { actor }: RequestContext): LinkScope[] {
    return actor?.kind === 'TRACKING_LINK' ? linkScopesOf([...actor.scopes]) : [];
  }

  @FieldResolver(() => IssuedTrackingLink, { nullable: true, description: 'The link this is seen through, with its views and what was handed off from it; null for other keys.' })
  async link(@Ctx() { actor, em }: RequestContext): Promise<IssuedTrackingLink | null> {
    const key = actor?.kind === 'TRACKING_LINK' ? await em.findOne(AccessKey, { id: actor.keyId }) : null;
    return key && showTrackingLink(key);
  }

  @FieldResolver(() => DeliveryFeeds, { nullable: true, description: 'Calendar and JSON of the same delivery, for the recipient; null for other keys.' })
  feeds(@Ctx() { actor, server }: RequestContext): DeliveryFeeds | null {
    return actor?.kind === 'TRACKING_LINK' ? feedUrlsOf(server, actor.keyId) : null;
  }

  @FieldResolver(() => VehiclePosition, { nullable: true, description: 'Only when the van is near and on its way, and the link has MAP.' })
  vehiclePosition(@Root() { vehiclePosition }: DeliveryTracking, @Ctx() { actor }: RequestContext): VehiclePosition | null {
    return linkLacks(actor, 'MAP') ? null : vehiclePosition;
  }

  @FieldResolver(() => PositionType, { nullable: true, description: 'Where it is brought; through a link to about a hundred meters, `revealAddress` tells the door.' })
  destination(@Root() { destination }: DeliveryTracking, @Ctx() { actor }: RequestContext): PositionType | null {
    return actor?.kind === 'TRACKING_LINK' && destination ? coarsePosition(destination) : destination;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Four digits to tell the driver; only through a link that has ADDRESS, and only when the delivery needs them.' })
  pin(@Root() { pin }: DeliveryTracking, @Ctx() { actor }: RequestContext): string | null {
    return linkLacks(actor, 'ADDRESS') ? null : pin;
  }

  @FieldResolver(() => Proof, { nullable: true, description: 'Once it was delivered; through a link that has PROOF.' })
  proof(@Root() { proof }: DeliveryTracking, @Ctx() { actor }: RequestContext): Proof | null {
    return linkLacks(actor, 'PROOF') ? null : proof;
  }
}
