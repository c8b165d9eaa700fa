import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { AccessKey } from '../accounts/access-key.entity.ts';
import { forgetKey } from '../accounts/authenticate-key.ts';
import { trackingLinkOf } from '../accounts/mint-tracking-link.ts';
import { DeliveryType } from '../orders/delivery.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { createTrackingLink, type TrackingLinkOutcome } from './create-tracking-link.ts';
import { handOffTrackingLink } from './hand-off-tracking-link.ts';
import { handedOffLoader, linksOfDeliveryLoader, linkViewsLoader, MOST_VIEWS } from './link.loader.ts';
import {
  CreateTrackingLinkInput, CreateTrackingLinkPayload, HandOffTrackingLinkInput, HandOffTrackingLinkPayload, IssuedTrackingLink, LinkViewType, RevokeTrackingLinkInput,
  RevokeTrackingLinkPayload,
} from './link.type.ts';
import { revokeTrackingLink } from './revoke-tracking-link.ts';
import { showTrackingLink } from './show-tracking-link.ts';

@Resolver(() => IssuedTrackingLink)
export class TrackingLinkResolver {
  @Mutation(() => CreateTrackingLinkPayload, { description: 'Makes another tracking link of a delivery. Scope `orders:write`.' })
  @Authorized<Scope>('orders:write')
  async createTrackingLink(@Arg('input', () => CreateTrackingLinkInput, { description: 'Which delivery, and what it may do.' }) input: CreateTrackingLinkInput, @Ctx() context: RequestContext): Promise<CreateTrackingLinkPayload> {
    return linkPayload(context, await mutate(context, { operation: 'createTrackingLink', input }, (tx) => createTrackingLink(tx, input)));
  }

  @Mutation(() => HandOffTrackingLinkPayload, { description: 'Makes a link of fewer scopes out of the own one, for a neighbor who takes the parcel in. Scope `link:share`.' })
  @Authorized<Scope>('link:share')
  async handOffTrackingLink(@Arg('input', () => HandOffTrackingLinkInput, { description: 'What it may do.' }) input: HandOffTrackingLinkInput, @Ctx() context: RequestContext): Promise<HandOffTrackingLinkPayload> {
    return linkPayload(context, await mutate(context, { operation: 'handOffTrackingLink', input }, (tx) => handOffTrackingLink(tx, input)));
  }

  @Mutation(() => RevokeTrackingLinkPayload, { description: 'Ends a link and those handed off from it: at once on this node, within five seconds on the others. A link ends what was handed off from it. Scope `link:share` or `orders:write`.' })
  @Authorized<Scope>('link:share', 'orders:write')
  async revokeTrackingLink(@Arg('input', () => RevokeTrackingLinkInput, { description: 'Which link.' }) input: RevokeTrackingLinkInput, @Ctx() context: RequestContext): Promise<RevokeTrackingLinkPayload> {
    const { linkIds, userErrors } = await mutate(context, { operation: 'revokeTrackingLink', input }, (tx) => revokeTrackingLink(tx, input));
    for (const id of linkIds) forgetKey(context.server, id);
    const [id] = linkIds;
    const link = id === undefined ? null : await context.em.findOne(AccessKey, { id }, { refresh: true });
    return { link: link && showTrackingLink(link), userErrors };
  }

  @FieldResolver(() => [LinkViewType], { description: `When it was looked through, newest first, at most ${MOST_VIEWS}.` })
  views(@Root() { id }: IssuedTrackingLink, @Ctx() context: RequestContext): Promise<LinkViewType[]> {
    return loaderOf(context, linkViewsLoader).load(id);
  }

  @FieldResolver(() => [IssuedTrackingLink], { description: 'Links handed off from it, newest first.' })
  async handedOff(@Root() { id }: IssuedTrackingLink, @Ctx() context: RequestContext): Promise<IssuedTrackingLink[]> {
    return (await loaderOf(context, handedOffLoader).load(id)).map(showTrackingLink);
  }
}

/** What this slice adds to a delivery. */
@Resolver(() => DeliveryType)
export class DeliveryLinksResolver {
  @FieldResolver(() => [IssuedTrackingLink], { description: 'The tracking links given out for it, newest first, at most 100.' })
  async trackingLinks(@Root() { id }: DeliveryType, @Ctx() context: RequestContext): Promise<IssuedTrackingLink[]> {
    return (await loaderOf(context, linksOfDeliveryLoader).load(id)).map(showTrackingLink);
  }
}

function linkPayload({ server }: RequestContext, { trackingKeyId, userErrors }: TrackingLinkOutcome): CreateTrackingLinkPayload {
  return { trackingLink: trackingKeyId === null ? null : trackingLinkOf(server, trackingKeyId), userErrors };
}
