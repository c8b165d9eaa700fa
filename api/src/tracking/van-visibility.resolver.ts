import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { setVanVisibility } from './set-van-visibility.ts';
import { SetVanVisibilityInput, SetVanVisibilityPayload } from './van-visibility.type.ts';

@Resolver()
export class VanVisibilityResolver {
  @Mutation(() => SetVanVisibilityPayload, { description: 'Sets from when on recipients see the van on the map, and how exactly. Scope `accounts:write`.' })
  @Authorized<Scope>('accounts:write')
  async setVanVisibility(@Arg('input', () => SetVanVisibilityInput, { description: 'For whom, and what.' }) input: SetVanVisibilityInput, @Ctx() context: RequestContext): Promise<SetVanVisibilityPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'setVanVisibility', input }, (tx) => setVanVisibility(tx, input));
    return { vanVisibility: id === null ? null : { ...input, retailerId: input.retailerId ?? null }, userErrors };
  }
}
