import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { depotLoader } from '../network/depot.loader.ts';
import { DepotType } from '../network/depot.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { Duration, LocalDate } from '../platform/graphql/scalars.ts';
import { mutate } from '../platform/mutate.ts';
import { createShiftPattern } from './create-shift-pattern.ts';
import { ShiftPattern } from './shift-pattern.entity.ts';
import { CreateShiftPatternInput, CreateShiftPatternPayload, ShiftPatternType } from './shift-pattern.type.ts';
import { vehicleLoader } from './vehicle.loader.ts';
import { VehicleType } from './vehicle.type.ts';

const MAX_PATTERNS = 1_000;

@Resolver(() => ShiftPatternType)
export class ShiftPatternResolver {
  @Query(() => [ShiftPatternType], { description: 'The shift patterns of a depot, oldest first, at most 1,000; ended ones included unless `on` says otherwise. Scope `fleet:read`.' })
  @Authorized<Scope>('fleet:read')
  shiftPatterns(
    @Arg('depotId', () => ID, { description: 'The depot.' }) depotId: string,
    @Arg('on', () => LocalDate, { nullable: true, description: 'Only those that are valid on that day, whatever day of the week it is.' }) on: string | null,
    @Ctx() { em }: RequestContext,
  ): Promise<ShiftPatternType[]> {
    const valid = on == null ? {} : { validFrom: { $lte: on }, $or: [{ validUntil: null }, { validUntil: { $gte: on } }] };
    return em.find(ShiftPattern, { depotId, ...valid }, { orderBy: { id: 'asc' }, limit: MAX_PATTERNS });
  }

  @Mutation(() => CreateShiftPatternPayload, { description: 'Says how many vans drive on which days of the week; from tomorrow on they count as capacity, whoever will drive. Shifts that are booked already count as theirs. Scope `fleet:write`.' })
  @Authorized<Scope>('fleet:write')
  async createShiftPattern(@Arg('input', () => CreateShiftPatternInput, { description: 'The pattern.' }) input: CreateShiftPatternInput, @Ctx() context: RequestContext): Promise<CreateShiftPatternPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'createShiftPattern', input, boundary: 'organization' }, (tx) => createShiftPattern(tx, input));
    return { shiftPattern: id ? await context.em.findOne(ShiftPattern, { id }) : null, userErrors };
  }

  @FieldResolver(() => DepotType)
  depot(@Root() { depotId }: ShiftPatternType, @Ctx() context: RequestContext): Promise<DepotType | null> {
    return loaderOf(context, depotLoader).load(depotId);
  }

  @FieldResolver(() => VehicleType, { nullable: true })
  async vehicle(@Root() { vehicleId }: ShiftPatternType, @Ctx() context: RequestContext): Promise<VehicleType | null> {
    return vehicleId ? loaderOf(context, vehicleLoader).load(vehicleId) : null;
  }

  @FieldResolver(() => Duration)
  maxDutyTime(@Root() { maxDutySeconds }: ShiftPatternType): number {
    return maxDutySeconds;
  }
}
