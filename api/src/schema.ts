import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { ApiKeyResolver } from './accounts/api-key.resolver.ts';
import { ReschedulePolicyResolver } from './accounts/reschedule-policy.resolver.ts';
import { RetailerResolver } from './accounts/retailer.resolver.ts';
import { ViewerResolver } from './accounts/viewer.resolver.ts';
import { AttemptResolver, DeliveryAttemptsResolver } from './dispatch/attempt.resolver.ts';
import { CollectResolver } from './dispatch/collect.resolver.ts';
import { DispatchResolver } from './dispatch/dispatch.resolver.ts';
import { DriverResolver, ViewerDriverResolver } from './fleet/driver.resolver.ts';
import { ShiftResolver } from './fleet/shift.resolver.ts';
import { ShiftPatternResolver } from './fleet/shift-pattern.resolver.ts';
import { VehicleResolver } from './fleet/vehicle.resolver.ts';
import { ClosureResolver } from './network/closure.resolver.ts';
import { DepotResolver, TerritoryResolver } from './network/depot.resolver.ts';
import { PickupPointResolver } from './network/pickup-point.resolver.ts';
import { ServiceLevelResolver } from './network/service-level.resolver.ts';
import { NodeResolver } from './node.resolver.ts';
import { ChangeInstructionsResolver } from './orders/change-instructions.resolver.ts';
import { DeliveryResolver } from './orders/delivery.resolver.ts';
import { JourneyEventResolver } from './orders/journey-event.resolver.ts';
import { OrderResolver } from './orders/order.resolver.ts';
import { checkScopes } from './platform/auth/check-scopes.ts';
import { noTopics } from './platform/graphql/no-topics.ts';
import { CapacityResolver } from './promise/capacity.resolver.ts';
import { DeliveryCertificateResolver, PromiseCertificateResolver, StopSlackResolver } from './promise/certificate.resolver.ts';
import { HoldResolver } from './promise/hold.resolver.ts';
import { OrderMutationsResolver } from './promise/order-mutations.resolver.ts';
import { DeliveryOptionResolver } from './promise/promise.resolver.ts';
import { RescheduleResolver } from './promise/reschedule.resolver.ts';
import { DayPlanResolver, UnplannedDeliveryResolver } from './routes/day-plan.resolver.ts';
import { RouteResolver } from './routes/route.resolver.ts';
import { ShiftMutationsResolver } from './routes/shift-mutations.resolver.ts';
import { DeliveryStopResolver, StopResolver } from './routes/stop.resolver.ts';
import { CollectionResolver } from './tracking/collection.resolver.ts';
import { FeedResolver } from './tracking/feed.resolver.ts';
import { CanceledTrackingResolver, RebookedTrackingResolver, RescheduledTrackingResolver } from './tracking/changed-delivery.resolver.ts';
import { DeliveryLinksResolver, TrackingLinkResolver } from './tracking/link.resolver.ts';
import { RecipientLinkResolver } from './tracking/recipient-link.resolver.ts';
import { CalibrationResolver } from './tracking/calibration.resolver.ts';
import { DeliveryTrackingResolver } from './tracking/delivery-tracking.resolver.ts';
import { DriverEventResolver } from './tracking/driver-event.resolver.ts';
import { PingResolver } from './tracking/ping.resolver.ts';
import { DayTrackingResolver, RouteTrackingResolver } from './tracking/route-tracking.resolver.ts';
import { VanVisibilityResolver } from './tracking/van-visibility.resolver.ts';

/** Every resolver class, slice by slice. */
const RESOLVERS: NonEmptyArray<Function> = [
  ViewerResolver, RetailerResolver, ReschedulePolicyResolver, ApiKeyResolver,
  DepotResolver, TerritoryResolver, ClosureResolver, ServiceLevelResolver, PickupPointResolver,
  DriverResolver, ViewerDriverResolver, VehicleResolver, ShiftPatternResolver, ShiftResolver,
  OrderResolver, DeliveryResolver, ChangeInstructionsResolver, JourneyEventResolver,
  DayPlanResolver, UnplannedDeliveryResolver, RouteResolver, StopResolver, DeliveryStopResolver, ShiftMutationsResolver,
  DeliveryOptionResolver, HoldResolver, OrderMutationsResolver, RescheduleResolver, CapacityResolver, DeliveryCertificateResolver, PromiseCertificateResolver, StopSlackResolver,
  DispatchResolver, CollectResolver, AttemptResolver, DeliveryAttemptsResolver,
  DeliveryTrackingResolver, CollectionResolver, RebookedTrackingResolver, RescheduledTrackingResolver, CanceledTrackingResolver, FeedResolver,
  RouteTrackingResolver, DayTrackingResolver, PingResolver, DriverEventResolver, CalibrationResolver, VanVisibilityResolver,
  TrackingLinkResolver, DeliveryLinksResolver, RecipientLinkResolver,
  NodeResolver,
];

let schema: Promise<GraphQLSchema> | undefined;

/** The executable schema. Built once a process. */
export function createSchema(): Promise<GraphQLSchema> {
  schema ??= buildSchema({
    resolvers: RESOLVERS,
    authChecker: checkScopes,
    pubSub: noTopics,
    validate: { forbidUnknownValues: false },
  });
  return schema;
}
