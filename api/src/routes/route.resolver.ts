import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { driverLoader } from '../fleet/driver.loader.ts';
import { DriverType } from '../fleet/driver.type.ts';
import { shiftLoader } from '../fleet/shift.loader.ts';
import { ShiftType } from '../fleet/shift.type.ts';
import { vehicleLoader } from '../fleet/vehicle.loader.ts';
import { VehicleType } from '../fleet/vehicle.type.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import { Duration } from '../platform/graphql/scalars.ts';
import { mutate } from '../platform/mutate.ts';
import { assignRoute } from './assign-route.ts';
import { dispatchRoute } from './dispatch-route.ts';
import { Route } from './route.entity.ts';
import { currencyLoader, dayPlanLoader, loadingLoader } from './route.loader.ts';
import { AssignRouteInput, AssignRoutePayload, DayPlanType, DispatchRouteInput, DispatchRoutePayload, Loading, RouteType } from './route.type.ts';
import { stopsOfRouteLoader } from './stop.loader.ts';
import { StopType } from './stop.type.ts';

@Resolver(() => RouteType)
export class RouteResolver {
  @Query(() => RouteType, { nullable: true, description: 'A route, or null when there is none with this id that the key may see. Scope `plan:read`.' })
  @Authorized<Scope>('plan:read')
  route(@Arg('id', () => ID, { description: 'Its id.' }) id: string, @Ctx() { em }: RequestContext): Promise<RouteType | null> {
    return em.findOne(Route, { id });
  }

  @Mutation(() => AssignRoutePayload, { description: 'Gives a route another driver. Scope `plan:write`.' })
  @Authorized<Scope>('plan:write')
  async assignRoute(@Arg('input', () => AssignRouteInput, { description: 'Route and driver.' }) input: AssignRouteInput, @Ctx() context: RequestContext): Promise<AssignRoutePayload> {
    const { routeId, userErrors } = await mutate(context, { operation: 'assignRoute', input, boundary: 'organization' }, (tx) => assignRoute(tx, input));
    return { route: await findRoute(context, routeId), userErrors };
  }

  @Mutation(() => DispatchRoutePayload, { description: 'Sends a route to its driver; it takes no new stops from then on. Scope `plan:write`.' })
  @Authorized<Scope>('plan:write')
  async dispatchRoute(@Arg('input', () => DispatchRouteInput, { description: 'Which route.' }) input: DispatchRouteInput, @Ctx() context: RequestContext): Promise<DispatchRoutePayload> {
    const { routeId, userErrors } = await mutate(context, { operation: 'dispatchRoute', input, boundary: 'organization' }, (tx) => dispatchRoute(tx, input));
    return { route: await findRoute(context, routeId), userErrors };
  }

  @FieldResolver(() => DayPlanType)
  dayPlan(@Root() { dayPlanId }: RouteType, @Ctx() context: RequestContext): Promise<DayPlanType | null> {
    return loaderOf(context, dayPlanLoader).load(dayPlanId);
  }

  @FieldResolver(() => ShiftType)
  shift(@Root() { shiftId }: RouteType, @Ctx() context: RequestContext): Promise<ShiftType | null> {
    return loaderOf(context, shiftLoader).load(shiftId);
  }

  @FieldResolver(() => DriverType, { nullable: true })
  async driver(@Root() { driverId }: RouteType, @Ctx() context: RequestContext): Promise<DriverType | null> {
    return driverId ? loaderOf(context, driverLoader).load(driverId) : null;
  }

  @FieldResolver(() => VehicleType, { nullable: true })
  async vehicle(@Root() { vehicleId }: RouteType, @Ctx() context: RequestContext): Promise<VehicleType | null> {
    return vehicleId ? loaderOf(context, vehicleLoader).load(vehicleId) : null;
  }

  @FieldResolver(() => [StopType])
  stops(@Root() { id }: RouteType, @Ctx() context: RequestContext): Promise<StopType[]> {
    return loaderOf(context, stopsOfRouteLoader).load(id);
  }

  @FieldResolver(() => Duration)
  duration(@Root() { durationSeconds }: RouteType): number {
    return durationSeconds;
  }

  @FieldResolver(() => Money)
  async cost(@Root() { costMinor, organizationId }: RouteType, @Ctx() context: RequestContext): Promise<Money> {
    return moneyOf(costMinor, await loaderOf(context, currencyLoader).load(organizationId));
  }

  @FieldResolver(() => Loading)
  loading(@Root() { id }: RouteType, @Ctx() context: RequestContext): Promise<Loading> {
    return loaderOf(context, loadingLoader).load(id);
  }
}

async function findRoute({ em }: RequestContext, id: string | null): Promise<Route | null> {
  return id === null ? null : em.findOne(Route, { id }, { refresh: true });
}
