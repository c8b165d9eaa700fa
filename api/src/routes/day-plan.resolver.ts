import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { depotLoader } from '../network/depot.loader.ts';
import { DepotType } from '../network/depot.type.ts';
import { DeliveryType } from '../orders/delivery.type.ts';
import { deliveryLoader } from '../orders/order.loader.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import { loaderOf, type RequestContext } from '../platform/context.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import { Duration, LocalDate } from '../platform/graphql/scalars.ts';
import { mutate } from '../platform/mutate.ts';
import { DayPlan } from './day-plan.entity.ts';
import { moveStop } from './move-stop.ts';
import { planDay } from './plan-day.ts';
import { currencyLoader, routesOfPlanLoader, unplannedLoader } from './route.loader.ts';
import { DayPlanType, MoveStopInput, MoveStopPayload, PlanDayInput, PlanDayPayload, RouteType, UnplannedDelivery } from './route.type.ts';

@Resolver(() => DayPlanType)
export class DayPlanResolver {
  @Query(() => DayPlanType, { nullable: true, description: 'The plan of a depot on a day; null while nothing was ever placed on it. Scope `plan:read`.' })
  @Authorized<Scope>('plan:read')
  dayPlan(
    @Arg('depotId', () => ID, { description: 'The depot.' }) depotId: string,
    @Arg('date', () => LocalDate, { description: 'Service day of the depot.' }) date: string,
    @Ctx() { em }: RequestContext,
  ): Promise<DayPlanType | null> {
    // A request that was refused under the plan's lock may have left its row, at version 0.
    return em.findOne(DayPlan, { depotId, date, version: { $gt: 0 } });
  }

  @Mutation(() => PlanDayPayload, { description: 'Turns the confirmed deliveries of a day into routes. Dispatched routes stay as they are; no promise that is kept now is let go. Scope `plan:write`.' })
  @Authorized<Scope>('plan:write')
  async planDay(@Arg('input', () => PlanDayInput, { description: 'Which day.' }) input: PlanDayInput, @Ctx() context: RequestContext): Promise<PlanDayPayload> {
    const { dayPlanId, userErrors } = await mutate(context, { operation: 'planDay', input, boundary: 'organization' }, (tx) => planDay(tx, input));
    return { dayPlan: await findPlan(context, dayPlanId), userErrors };
  }

  @Mutation(() => MoveStopPayload, { description: 'Puts a stop at another place, if every promise is still kept then. Scope `plan:write`.' })
  @Authorized<Scope>('plan:write')
  async moveStop(@Arg('input', () => MoveStopInput, { description: 'Which stop, and where to.' }) input: MoveStopInput, @Ctx() context: RequestContext): Promise<MoveStopPayload> {
    const { dayPlanId, userErrors } = await mutate(context, { operation: 'moveStop', input, boundary: 'organization' }, (tx) => moveStop(tx, input));
    return { dayPlan: await findPlan(context, dayPlanId), userErrors };
  }

  @FieldResolver(() => DepotType)
  depot(@Root() { depotId }: DayPlanType, @Ctx() context: RequestContext): Promise<DepotType | null> {
    return loaderOf(context, depotLoader).load(depotId);
  }

  // A driver's own route leads here, and no further: other vans' recipients are none of a driver's business.
  @FieldResolver(() => [RouteType])
  @Authorized<Scope>('plan:read')
  routes(@Root() { id }: DayPlanType, @Ctx() context: RequestContext): Promise<RouteType[]> {
    return loaderOf(context, routesOfPlanLoader).load(id);
  }

  @FieldResolver(() => [UnplannedDelivery])
  @Authorized<Scope>('plan:read')
  unplanned(@Root() plan: DayPlan, @Ctx() context: RequestContext): Promise<UnplannedDelivery[]> {
    return loaderOf(context, unplannedLoader).load(plan);
  }

  @FieldResolver(() => Money)
  async cost(@Root() { id, organizationId }: DayPlanType, @Ctx() context: RequestContext): Promise<Money> {
    const routes = await loaderOf(context, routesOfPlanLoader).load(id);
    return moneyOf(routes.reduce((sum, route) => sum + route.costMinor, 0), await loaderOf(context, currencyLoader).load(organizationId));
  }

  @FieldResolver(() => Int)
  async distanceMeters(@Root() { id }: DayPlanType, @Ctx() context: RequestContext): Promise<number> {
    const routes = await loaderOf(context, routesOfPlanLoader).load(id);
    return routes.reduce((sum, route) => sum + route.distanceMeters, 0);
  }

  @FieldResolver(() => Duration)
  async duration(@Root() { id }: DayPlanType, @Ctx() context: RequestContext): Promise<number> {
    const routes = await loaderOf(context, routesOfPlanLoader).load(id);
    return routes.reduce((sum, route) => sum + route.durationSeconds, 0);
  }
}

@Resolver(() => UnplannedDelivery)
export class UnplannedDeliveryResolver {
  @FieldResolver(() => DeliveryType)
  delivery(@Root() { deliveryId }: UnplannedDelivery, @Ctx() context: RequestContext): Promise<DeliveryType | null> {
    return loaderOf(context, deliveryLoader).load(deliveryId);
  }
}

async function findPlan({ em }: RequestContext, id: string | null): Promise<DayPlan | null> {
  return id === null ? null : em.findOne(DayPlan, { id }, { refresh: true });
}
