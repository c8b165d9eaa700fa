import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { issueTokens } from '../accounts/issue-tokens.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { closePickupPoint } from './close-pickup-point.ts';
import { createPickupPoint } from './create-pickup-point.ts';
import { createPickupPointKey } from './create-pickup-point-key.ts';
import { depotLoader } from './depot.loader.ts';
import { DepotType } from './depot.type.ts';
import { PickupPoint } from './pickup-point.entity.ts';
import { ClosePickupPointInput, CreatePickupPointInput, CreatePickupPointKeyInput, CreatePickupPointKeyPayload, PickupPointPayload, PickupPointType } from './pickup-point.type.ts';

const MAX_PICKUP_POINTS = 1_000;

@Resolver(() => PickupPointType)
export class PickupPointResolver {
  @Query(() => [PickupPointType], { description: 'Lockers and pickup points, closed ones too, oldest first, at most 1,000. Scope `network:read`.' })
  @Authorized<Scope>('network:read')
  pickupPoints(@Arg('depotId', () => ID, { nullable: true, description: 'Only those that this depot serves.' }) depotId: string | null, @Ctx() { em }: RequestContext): Promise<PickupPointType[]> {
    return em.find(PickupPoint, depotId ? { depotId } : {}, { orderBy: { id: 'asc' }, limit: MAX_PICKUP_POINTS });
  }

  @FieldResolver(() => DepotType)
  depot(@Root() { depotId }: PickupPointType, @Ctx() context: RequestContext): Promise<DepotType | null> {
    return loaderOf(context, depotLoader).load(depotId);
  }

  @Mutation(() => PickupPointPayload, { description: 'Opens a locker or pickup point. A service level sells it when its `destinations` say so. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async createPickupPoint(@Arg('input', () => CreatePickupPointInput, { description: 'The pickup point.' }) input: CreatePickupPointInput, @Ctx() context: RequestContext): Promise<PickupPointPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'createPickupPoint', input }, (tx) => createPickupPoint(tx, input));
    return { pickupPoint: await findPoint(context, id), userErrors };
  }

  @Mutation(() => PickupPointPayload, { description: 'Takes a pickup point off sale. What was promised to it still comes and can be fetched. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async closePickupPoint(@Arg('input', () => ClosePickupPointInput, { description: 'Which one.' }) input: ClosePickupPointInput, @Ctx() context: RequestContext): Promise<PickupPointPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'closePickupPoint', input }, (tx) => closePickupPoint(tx, input));
    return { pickupPoint: await findPoint(context, id), userErrors };
  }

  @Mutation(() => CreatePickupPointKeyPayload, { description: 'Makes a key for the machine or counter of a pickup point: it may `collectDelivery` there. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async createPickupPointKey(@Arg('input', () => CreatePickupPointKeyInput, { description: 'Which one.' }) input: CreatePickupPointKeyInput, @Ctx() context: RequestContext): Promise<CreatePickupPointKeyPayload> {
    const issueToken = issueTokens(context);
    const { keyId, userErrors } = await mutate(context, { operation: 'createPickupPointKey', input }, (tx) => createPickupPointKey(tx, input, issueToken));
    if (keyId === null) return { pickupPoint: null, token: null, userErrors };
    return { pickupPoint: await findPoint(context, input.pickupPointId), token: issueToken('PICKUP_POINT_KEY', keyId), userErrors };
  }
}

async function findPoint({ em }: RequestContext, id: string | null): Promise<PickupPoint | null> {
  return id === null ? null : em.findOne(PickupPoint, { id }, { refresh: true });
}
