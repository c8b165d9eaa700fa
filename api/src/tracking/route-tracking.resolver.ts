import { Arg, Authorized, Ctx, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { requireScope } from '../platform/auth/check-scopes.ts';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { LocalDate } from '../platform/graphql/scalars.ts';
import { Route } from '../routes/route.entity.ts';
import { followDay, followRoute } from './follow-tracking.ts';
import { readDayTracking } from './read-day-tracking.ts';
import { readRouteTracking } from './read-route-tracking.ts';
import { DayTracking, RouteTracking } from './route-tracking.type.ts';

@Resolver(() => RouteTracking)
export class RouteTrackingResolver {
  @Query(() => RouteTracking, { nullable: true, description: 'The dispatcher\'s view of a route, or null when there is none with this id. Scope `plan:read`.' })
  @Authorized<Scope>('plan:read')
  async routeTracking(@Arg('routeId', () => ID, { description: 'The route.' }) routeId: string, @Ctx() { em, server }: RequestContext): Promise<RouteTracking | null> {
    const route = await em.findOne(Route, { id: routeId });
    return route && readRouteTracking(em, server.ports, route, server.clock.now());
  }

  @Subscription(() => RouteTracking, {
    name: 'routeTracking',
    description: 'Snapshot first, then changes, newest state wins, at most one a second. Scope `plan:read`.',
    subscribe: ({ args, context }) => {
      requireScope(context as RequestContext, 'plan:read');
      return followRoute(context as RequestContext, args['routeId']);
    },
  })
  @Authorized<Scope>('plan:read')
  followRouteTracking(@Root() view: RouteTracking, @Arg('routeId', () => ID, { description: 'The route.' }) _routeId: string): RouteTracking {
    return view;
  }
}

const DEPOT_ID = { description: 'The depot.' } as const;
const DATE = { description: 'The service day.' } as const;

@Resolver(() => DayTracking)
export class DayTrackingResolver {
  @Query(() => DayTracking, { nullable: true, description: 'All vans of a depot on one day, or null when there is no plan of it. Scope `plan:read`.' })
  @Authorized<Scope>('plan:read')
  dayTracking(@Arg('depotId', () => ID, DEPOT_ID) depotId: string, @Arg('date', () => LocalDate, DATE) date: string, @Ctx() { em, server }: RequestContext): Promise<DayTracking | null> {
    return readDayTracking(em, { depotId, date }, server.clock.now());
  }

  @Subscription(() => DayTracking, {
    name: 'dayTracking',
    description: 'Snapshot first, then changes, newest state wins, at most one every two seconds however many vans move. Scope `plan:read`.',
    subscribe: ({ args, context }) => {
      requireScope(context as RequestContext, 'plan:read');
      return followDay(context as RequestContext, { depotId: args['depotId'], date: args['date'] });
    },
  })
  @Authorized<Scope>('plan:read')
  followDayTracking(@Root() view: DayTracking, @Arg('depotId', () => ID, DEPOT_ID) _depotId: string, @Arg('date', () => LocalDate, DATE) _date: string): DayTracking {
    return view;
  }
}
