import { Arg, Authorized, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { depotLoader } from '../network/depot.loader.ts';
import { DepotType } from '../network/depot.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { LocalDate } from '../platform/graphql/scalars.ts';
import { driverLoader } from './driver.loader.ts';
import { DriverType } from './driver.type.ts';
import { Shift } from './shift.entity.ts';
import { shiftPatternLoader } from './shift-pattern.loader.ts';
import { ShiftPatternType } from './shift-pattern.type.ts';
import { ShiftType } from './shift.type.ts';
import { vehicleLoader } from './vehicle.loader.ts';
import { VehicleType } from './vehicle.type.ts';

const MAX_SHIFTS = 1_000;

@Resolver(() => ShiftType)
export class ShiftResolver {
  @Query(() => [ShiftType], { description: 'Who drives from a depot on a day, and which shifts are still open, by start, at most 1,000; empty for a depot that is not there. Scope `fleet:read`.' })
  @Authorized<Scope>('fleet:read')
  shifts(
    @Arg('depotId', () => ID, { description: 'The depot.' }) depotId: string,
    @Arg('date', () => LocalDate, { description: 'Service day of the depot.' }) date: string,
    @Ctx() { em }: RequestContext,
  ): Promise<ShiftType[]> {
    return em.find(Shift, { depotId, date }, { orderBy: { startsAt: 'asc', id: 'asc' }, limit: MAX_SHIFTS });
  }

  @FieldResolver(() => DriverType, { nullable: true })
  async driver(@Root() { driverId }: ShiftType, @Ctx() context: RequestContext): Promise<DriverType | null> {
    return driverId ? loaderOf(context, driverLoader).load(driverId) : null;
  }

  @FieldResolver(() => VehicleType, { nullable: true })
  async vehicle(@Root() { vehicleId }: ShiftType, @Ctx() context: RequestContext): Promise<VehicleType | null> {
    return vehicleId ? loaderOf(context, vehicleLoader).load(vehicleId) : null;
  }

  @FieldResolver(() => ShiftPatternType, { nullable: true })
  async pattern(@Root() { patternId }: ShiftType, @Ctx() context: RequestContext): Promise<ShiftPatternType | null> {
    return patternId ? loaderOf(context, shiftPatternLoader).load(patternId) : null;
  }

  @FieldResolver(() => DepotType)
  depot(@Root() { depotId }: ShiftType, @Ctx() context: RequestContext): Promise<DepotType | null> {
    return loaderOf(context, depotLoader).load(depotId);
  }
}
