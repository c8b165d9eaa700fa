import { Arg, Authorized, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { mutate } from '../platform/mutate.ts';
import { createVehicle } from './create-vehicle.ts';
import { Vehicle } from './vehicle.entity.ts';
import { CreateVehicleInput, CreateVehiclePayload, VehicleType } from './vehicle.type.ts';

const MAX_VEHICLES = 1_000;

@Resolver(() => VehicleType)
export class VehicleResolver {
  @Query(() => [VehicleType], { description: 'The vehicles of the organization, oldest first, at most 1,000. Scope `fleet:read`.' })
  @Authorized<Scope>('fleet:read')
  vehicles(@Ctx() { em }: RequestContext): Promise<VehicleType[]> {
    return em.find(Vehicle, {}, { orderBy: { id: 'asc' }, limit: MAX_VEHICLES });
  }

  @Mutation(() => CreateVehiclePayload, { description: 'Adds a vehicle to the fleet. Scope `fleet:write`.' })
  @Authorized<Scope>('fleet:write')
  async createVehicle(@Arg('input', () => CreateVehicleInput, { description: 'The vehicle.' }) input: CreateVehicleInput, @Ctx() context: RequestContext): Promise<CreateVehiclePayload> {
    const { id, userErrors } = await mutate(context, { operation: 'createVehicle', input }, (tx) => createVehicle(tx, input));
    return { vehicle: id ? await context.em.findOne(Vehicle, { id }) : null, userErrors };
  }
}
