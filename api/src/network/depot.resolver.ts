import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { createDepot } from './create-depot.ts';
import { createTerritory } from './create-territory.ts';
import { Depot } from './depot.entity.ts';
import { depotLoader, territoriesOfDepotLoader } from './depot.loader.ts';
import { CreateDepotInput, CreateDepotPayload, CreateTerritoryInput, CreateTerritoryPayload, DepotType, TerritoryType, UpdateDepotInput, UpdateDepotPayload, UpdateTerritoryInput, UpdateTerritoryPayload } from './depot.type.ts';
import { Territory } from './territory.entity.ts';
import { updateDepot, updateTerritory } from './update-depot.ts';

const MAX_DEPOTS = 1_000;

@Resolver(() => DepotType)
export class DepotResolver {
  @Query(() => [DepotType], { description: 'The depots of the organization, oldest first, at most 1,000. Scope `network:read`.' })
  @Authorized<Scope>('network:read')
  depots(@Ctx() { em }: RequestContext): Promise<DepotType[]> {
    return em.find(Depot, {}, { orderBy: { id: 'asc' }, limit: MAX_DEPOTS });
  }

  @FieldResolver(() => [TerritoryType])
  territories(@Root() depot: DepotType, @Ctx() context: RequestContext): Promise<TerritoryType[]> {
    return loaderOf(context, territoriesOfDepotLoader).load(depot.id);
  }

  @Mutation(() => CreateDepotPayload, { description: 'Opens a depot. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async createDepot(@Arg('input', () => CreateDepotInput, { description: 'The depot.' }) input: CreateDepotInput, @Ctx() context: RequestContext): Promise<CreateDepotPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'createDepot', input }, (tx) => createDepot(tx, input));
    return { depot: id ? await context.em.findOne(Depot, { id }) : null, userErrors };
  }

  @Mutation(() => UpdateDepotPayload, { description: 'Renames a depot, or caps how much it takes a day. What was promised beyond a new cap stays promised. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async updateDepot(@Arg('input', () => UpdateDepotInput, { description: 'The change.' }) input: UpdateDepotInput, @Ctx() context: RequestContext): Promise<UpdateDepotPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'updateDepot', input }, (tx) => updateDepot(tx, input));
    return { depot: id ? await context.em.findOne(Depot, { id }, { refresh: true }) : null, userErrors };
  }
}

@Resolver(() => TerritoryType)
export class TerritoryResolver {
  @FieldResolver(() => DepotType)
  depot(@Root() territory: TerritoryType, @Ctx() context: RequestContext): Promise<DepotType | null> {
    return loaderOf(context, depotLoader).load(territory.depotId);
  }

  @Mutation(() => CreateTerritoryPayload, { description: 'Gives a depot an area to serve. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async createTerritory(@Arg('input', () => CreateTerritoryInput, { description: 'The territory.' }) input: CreateTerritoryInput, @Ctx() context: RequestContext): Promise<CreateTerritoryPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'createTerritory', input }, (tx) => createTerritory(tx, input));
    return { territory: id ? await context.em.findOne(Territory, { id }) : null, userErrors };
  }

  @Mutation(() => UpdateTerritoryPayload, { description: 'Renames a territory, or caps how much is brought there a day. Scope `network:write`.' })
  @Authorized<Scope>('network:write')
  async updateTerritory(@Arg('input', () => UpdateTerritoryInput, { description: 'The change.' }) input: UpdateTerritoryInput, @Ctx() context: RequestContext): Promise<UpdateTerritoryPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'updateTerritory', input }, (tx) => updateTerritory(tx, input));
    return { territory: id ? await context.em.findOne(Territory, { id }, { refresh: true }) : null, userErrors };
  }
}
