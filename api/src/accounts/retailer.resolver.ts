import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { createRetailer } from './create-retailer.ts';
import { Retailer } from './retailer.entity.ts';
import { CreateRetailerInput, CreateRetailerPayload, RetailerType } from './retailer.type.ts';

const MAX_RETAILERS = 1_000;

@Resolver(() => RetailerType)
export class RetailerResolver {
  @Query(() => [RetailerType], { description: 'The retailers of the organization, oldest first, at most 1,000. Scope `accounts:read`.' })
  @Authorized<Scope>('accounts:read')
  retailers(@Ctx() { em }: RequestContext): Promise<RetailerType[]> {
    return em.find(Retailer, {}, { orderBy: { id: 'asc' }, limit: MAX_RETAILERS });
  }

  @Mutation(() => CreateRetailerPayload, { description: 'Takes on a retailer. Scope `accounts:write`.' })
  @Authorized<Scope>('accounts:write')
  async createRetailer(@Arg('input', () => CreateRetailerInput, { description: 'The retailer.' }) input: CreateRetailerInput, @Ctx() context: RequestContext): Promise<CreateRetailerPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'createRetailer', input }, (tx) => createRetailer(tx, input));
    return { retailer: id ? await context.em.findOne(Retailer, { id }) : null, userErrors };
  }
}
