import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DriverType } from '../fleet/driver.type.ts';
import { ShiftType } from '../fleet/shift.type.ts';
import { VehicleType } from '../fleet/vehicle.type.ts';
import { DepotType } from '../network/depot.type.ts';
import { DeliveryType } from '../orders/delivery.type.ts';
import { ParcelType } from '../orders/parcel.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money } from '../platform/graphql/money.type.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO, Duration, LocalDate } from '../platform/graphql/scalars.ts';
import { PlanError } from './plan-error.type.ts';
import { ROUTE_STATES, type RouteState } from './route.rules.ts';
import { StopType } from './stop.type.ts';

const ROUTE_STATE = enumOf(ROUTE_STATES);

registerEnumType(ROUTE_STATE, {
  name: 'RouteState',
  description: 'How far a route is. May grow.',
  valuesConfig: {
    DRAFT: { description: 'Takes stops; the day was not planned since it had none.' },
    ASSIGNED: { description: 'Planned, with a driver; still takes stops.' },
    DISPATCHED: { description: 'Sent to its driver; takes no new stops.' },
    LOADING: { description: 'The first parcel was scanned.' },
    STARTED: { description: 'On the road.' },
    FINISHED: { description: 'Every stop is done or failed.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'A confirmed delivery of the day that has no place in a route.' })
export class UnplannedDelivery {
  @Field(() => DeliveryType, { description: 'The delivery.' })
  readonly delivery?: DeliveryType;

  @Field(() => String, { description: 'Why it found no place, for people.' })
  reason: string;

  /** For the field resolver of `delivery`. */
  deliveryId: string;
}

@ObjectType('DayPlan', { simpleResolvers: true, implements: NodeType, description: 'The live plan of one depot on one day.' })
export class DayPlanType extends NodeType {
  @Field(() => DepotType, { description: 'Where its routes start and end.' })
  readonly depot?: DepotType;

  @Field(() => LocalDate, { description: 'Service day of the depot.' })
  date: string;

  @Field(() => Int, { description: 'Grows by one with every change; give it as `ifVersion`.' })
  version: number;

  @Field(() => DateTimeISO, { nullable: true, description: 'When `planDay` last planned it.' })
  plannedAt?: Date | null;

  @Field(() => [RouteType], { description: 'A route for each shift, by start.' })
  readonly routes?: RouteType[];

  @Field(() => [UnplannedDelivery], { description: 'Confirmed deliveries of that day that have no place in a route, with why.' })
  readonly unplanned?: UnplannedDelivery[];

  @Field(() => Money, { description: 'Cost of driving all routes.' })
  readonly cost?: Money;

  @Field(() => Int, { description: 'Driving of all routes, in meters.' })
  readonly distanceMeters?: number;

  @Field(() => Duration, { description: 'From leaving to return, of all routes together.' })
  readonly duration?: number;

  /** For the field resolvers. */
  depotId: string;
  organizationId: string;
}

@ObjectType({ simpleResolvers: true, description: 'How far the loading of a route is.' })
export class Loading {
  @Field(() => Int, { description: 'Parcels that must be on board before it starts.' })
  expected: number;

  @Field(() => Int, { description: 'Parcels that were scanned on board.' })
  loaded: number;

  @Field(() => [ParcelType], { description: 'Parcels that were not, by delivery in the order of the stops.' })
  missing: ParcelType[];
}

@ObjectType('Route', { simpleResolvers: true, implements: NodeType, description: 'One vehicle and driver for one shift: stops in order.' })
export class RouteType extends NodeType {
  @Field(() => DayPlanType, { description: 'The plan it is part of.' })
  readonly dayPlan?: DayPlanType;

  @Field(() => ShiftType, { description: 'The shift it fills.' })
  readonly shift?: ShiftType;

  @Field(() => DriverType, { nullable: true, description: 'Who drives it; null while its shift is open.' })
  readonly driver?: DriverType | null;

  @Field(() => VehicleType, { nullable: true, description: 'With what; null while its shift is open.' })
  readonly vehicle?: VehicleType | null;

  @Field(() => ROUTE_STATE, { description: 'How far it is.' })
  state: RouteState;

  @Field(() => [StopType], { description: 'Its stops in order, with places held for shoppers who have not confirmed.' })
  readonly stops?: StopType[];

  @Field(() => Int, { description: 'Driving from the depot over all stops and back, in meters.' })
  distanceMeters: number;

  @Field(() => Duration, { description: 'From leaving to return.' })
  readonly duration?: number;

  @Field(() => Money, { description: 'Cost of driving it.' })
  readonly cost?: Money;

  @Field(() => DateTimeISO, { description: 'Planned departure from the depot: as late as delays nothing.' })
  startsAt: Date;

  @Field(() => DateTimeISO, { description: 'Planned return to the depot.' })
  endsAt: Date;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it left.' })
  startedAt?: Date | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When its last stop was done.' })
  finishedAt?: Date | null;

  @Field(() => Loading, { description: 'Parcels that must be on board before it starts.' })
  readonly loading?: Loading;

  /** For the field resolvers. */
  organizationId: string;
  dayPlanId: string;
  shiftId: string;
  driverId?: string | null;
  vehicleId?: string | null;
  durationSeconds: number;
  costMinor: number;
}

@InputType({ description: 'Which day to plan.' })
export class PlanDayInput {
  @Field(() => ID, { description: 'The depot.' })
  depotId: string;

  @Field(() => LocalDate, { description: 'Service day of the depot.' })
  date: string;
}

@InputType({ description: 'Where a stop is to go.' })
export class MoveStopInput {
  @Field(() => ID, { description: 'The stop.' })
  stopId: string;

  @Field(() => ID, { description: 'The route it goes to; its own, or another of the same plan.' })
  routeId: string;

  @Field(() => Int, { description: '0-based place among the stops of that route after the move.' })
  sequence: number;

  @Field(() => Int, { nullable: true, description: 'Refuse if the plan has another version by now.' })
  ifVersion?: number | null;
}

@InputType({ description: 'Who is to drive a route.' })
export class AssignRouteInput {
  @Field(() => ID, { description: 'The route.' })
  routeId: string;

  @Field(() => ID, { description: 'The driver.' })
  driverId: string;

  @Field(() => ID, { nullable: true, description: 'With which vehicle. Only for a route whose shift is open; not needed when the driver has a shift that day, or the pattern names a vehicle.' })
  vehicleId?: string | null;
}

@InputType({ description: 'Which route goes to its driver.' })
export class DispatchRouteInput {
  @Field(() => ID, { description: 'The route.' })
  routeId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `planDay`.' })
export class PlanDayPayload {
  @Field(() => DayPlanType, { nullable: true, description: 'The plan, or null when refused.' })
  dayPlan: DayPlanType | null;

  @Field(() => [PlanError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly PlanError[];
}

@ObjectType({ simpleResolvers: true, description: 'What came of `moveStop`.' })
export class MoveStopPayload {
  @Field(() => DayPlanType, { nullable: true, description: 'The plan with the stop at its new place, or null when refused.' })
  dayPlan: DayPlanType | null;

  @Field(() => [PlanError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly PlanError[];
}

@ObjectType({ simpleResolvers: true, description: 'What came of `assignRoute`.' })
export class AssignRoutePayload {
  @Field(() => RouteType, { nullable: true, description: 'The route with its new driver, or null when refused.' })
  route: RouteType | null;

  @Field(() => [PlanError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly PlanError[];
}

@ObjectType({ simpleResolvers: true, description: 'What came of `dispatchRoute`.' })
export class DispatchRoutePayload {
  @Field(() => RouteType, { nullable: true, description: 'The dispatched route, or null when refused.' })
  route: RouteType | null;

  @Field(() => [PlanError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: readonly PlanError[];
}
