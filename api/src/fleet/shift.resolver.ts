import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { depotLoader } from '../network/depot.loader.ts';
import { DepotType } from '../network/depot.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { LocalDate } from '../platform/graphql/scalars.ts';
import { mutate } from '../platform/mutate.ts';
import { createShifts } from './create-shifts.ts';
import { driverLoader } from './driver.loader.ts';
import { DriverType } from './driver.type.ts';
import { Shift } from './shift.entity.ts';
import { CreateShiftsInput, CreateShiftsPayload, ShiftType } from './shift.type.ts';
import { vehicleLoader } from './vehicle.loader.ts';
import { VehicleType } from './vehicle.type.ts';

const MAX_SHIFTS = 1_000;

@Resolver(() => ShiftType)
export class ShiftResolver {
  @Query(() => [ShiftType], { description: 'Who drives from a depot on a day, by start, at most 1,000; empty for a depot that is not there. Scope `fleet:read`.' })
  @Authorized<Scope>('fleet:read')
  shifts(
    @Arg('depotId', () => ID, { description: 'The depot.' }) depotId: string,
    @Arg('date', () => LocalDate, { description: 'Service day of the depot.' }) date: string,
    @Ctx() { em }: RequestContext,
  ): Promise<ShiftType[]> {
    return em.find(Shift, { depotId, date }, { orderBy: { startsAt: 'asc', id: 'asc' }, limit: MAX_SHIFTS });
  }

  @FieldResolver(() => DriverType)
  driver(@Root() { driverId }: ShiftType, @Ctx() context: RequestContext): Promise<DriverType | null> {
    return loaderOf(context, driverLoader).load(driverId);
  }

  @FieldResolver(() => VehicleType)
  vehicle(@Root() { vehicleId }: ShiftType, @Ctx() context: RequestContext): Promise<VehicleType | null> {
    return loaderOf(context, vehicleLoader).load(vehicleId);
  }

  @FieldResolver(() => DepotType)
  depot(@Root() { depotId }: ShiftType, @Ctx() context: RequestContext): Promise<DepotType | null> {
    return loaderOf(context, depotLoader).load(depotId);
  }

  @Mutation(() => CreateShiftsPayload, { description: 'Puts drivers and vehicles on shift: all or none. Scope `fleet:write`.' })
  @Authorized<Scope>('fleet:write')
  async createShifts(@Arg('input', () => CreateShiftsInput, { description: 'The shifts.' }) input: CreateShiftsInput, @Ctx() context: RequestContext): Promise<CreateShiftsPayload> {
    const { shiftIds, userErrors } = await mutate(context, { operation: 'createShifts', input }, (tx) => createShifts(tx, input));
    const shifts = await context.em.find(Shift, { id: { $in: shiftIds } });
    const byId = new Map(shifts.map((shift) => [shift.id, shift]));
    return { shifts: shiftIds.flatMap((id) => byId.get(id) ?? []), userErrors };
  }
}
