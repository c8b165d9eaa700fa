import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { Closure } from './closure.entity.ts';
import { ClosureType, CreateClosureInput, CreateClosurePayload, DeleteClosureInput, DeleteClosurePayload } from './closure.type.ts';
import { createClosure } from './create-closure.ts';
import { deleteClosure } from './delete-closure.ts';
import { depotLoader, territoryLoader } from './depot.loader.ts';
import { DepotType, TerritoryType } from './depot.type.ts';

const MAX_CLOSURES = 1_000;

@Resolver(() => ClosureType)
export class ClosureResolver {
  @Query(() => [ClosureType], { description: 'Days without service, past ones too, by first day, newest first, at most 1,000. Scope `network:read`.' })
  @Authorized<Scope>('network:read')
  closures(@Arg('depotId', () => ID, { nullable: true, description: 'Only those of this depot.' }) depotId: string | null, @Ctx() { em }: RequestContext): Promise<ClosureType[]> {
    return em.find(Closure, depotId ? { depotId } : {}, { orderBy: { firstDate: 'desc', id: 'asc' }, limit: MAX_CLOSURES });
  }

  @FieldResolver(() => DepotType)
  depot(@Root() { depotId }: ClosureType, @Ctx() context: RequestContext): Promise<DepotType | null> {
    return loaderOf(context, depotLoader).load(depotId);
  }

  @FieldResolver(() => TerritoryType, { nullable: true })
  async territory(@Root() { territoryId }: ClosureType, @Ctx() context: RequestContext): Promise<TerritoryType | null> {
    return territoryId ? loaderOf(context, territoryLoader).load(territoryId) : null;
  }

  @Mutation(() => CreateClosurePayload, { description: 'Stops the sale of windows of a depot or territory on some days, such as holidays. Promises made before are kept. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async createClosure(@Arg('input', () => CreateClosureInput, { description: 'Which days.' }) input: CreateClosureInput, @Ctx() context: RequestContext): Promise<CreateClosurePayload> {
    const { id, userErrors } = await mutate(context, { operation: 'createClosure', input }, (tx) => createClosure(tx, input));
    return { closure: id ? await context.em.findOne(Closure, { id }) : null, userErrors };
  }

  @Mutation(() => DeleteClosurePayload, { description: 'Takes a closure back: its days can be sold again. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async deleteClosure(@Arg('input', () => DeleteClosureInput, { description: 'Which one.' }) input: DeleteClosureInput, @Ctx() context: RequestContext): Promise<DeleteClosurePayload> {
    const { id, userErrors } = await mutate(context, { operation: 'deleteClosure', input }, (tx) => deleteClosure(tx, input));
    return { closureId: id, userErrors };
  }
}
