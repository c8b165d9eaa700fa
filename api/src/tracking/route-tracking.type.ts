import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeISO, LocalDate } from '../platform/graphql/scalars.ts';
import { RouteType } from '../routes/route.type.ts';
import { StopType } from '../routes/stop.type.ts';
import { VehiclePosition } from './delivery-tracking.type.ts';
import { ArrivalEstimate } from './estimate.type.ts';

@ObjectType({ simpleResolvers: true, description: 'When an open stop will probably be reached.' })
export class StopEstimate {
  @Field(() => StopType, { description: 'The stop.' })
  stop: StopType;

  @Field(() => ArrivalEstimate, { description: 'When; for the door the driver is at, when it was reached.' })
  estimate: ArrivalEstimate;

  @Field(() => Boolean, { description: 'Whether more than one in ten of such stops is reached after its window.' })
  atRisk: boolean;

  @Field(() => Float, { description: 'Probability, 0 to 1, that its visit begins after the promised window.' })
  latenessProbability: number;
}

@ObjectType({ simpleResolvers: true, description: 'A visit that is under way.' })
export class RunningDwell {
  @Field(() => StopType, { description: 'The stop.' })
  stop: StopType;

  @Field(() => DateTimeISO, { description: 'Since when it can be served: the arrival, or the opening of its window.' })
  since: Date;

  @Field(() => Int, { description: 'Seconds since then.' })
  seconds: number;

  @Field(() => Int, { description: 'Seconds that such a visit usually takes: learned from past ones at this door and its like.' })
  usualSeconds: number;
}

@ObjectType('RouteTracking', { simpleResolvers: true, description: 'What a dispatcher sees of a route on the road.' })
export class RouteTracking {
  @Field(() => RouteType, { description: 'The route.' })
  route: RouteType;

  @Field(() => VehiclePosition, { nullable: true, description: 'Where the van was last seen.' })
  position: VehiclePosition | null;

  @Field(() => StopType, { nullable: true, description: 'The door the driver is at or goes to next.' })
  nextStop: StopType | null;

  @Field(() => RunningDwell, { nullable: true, description: 'The visit that is under way; null while the van drives.' })
  dwell: RunningDwell | null;

  @Field(() => Int, { description: 'Stops that are done or failed.' })
  stopsDone: number;

  @Field(() => Int, { description: 'Stops that are open.' })
  stopsLeft: number;

  @Field(() => Int, { description: 'Seconds against the plan at the next stop; positive is late.' })
  secondsBehind: number;

  @Field(() => [StopEstimate], { description: 'Open stops in the order they will be served; none before the route starts.' })
  stopEstimates: readonly StopEstimate[];

  @Field(() => DateTimeISO, { description: 'When something of this last changed.' })
  updatedAt: Date;
}

@ObjectType({ simpleResolvers: true, description: 'An open stop that may miss its window.' })
export class StopAtRisk {
  @Field(() => ID, { description: 'The stop.' })
  stopId: string;

  @Field(() => ID, { description: 'Its delivery.' })
  deliveryId: string;

  @Field(() => Float, { description: 'Probability, 0 to 1, that its visit begins after the promised window.' })
  latenessProbability: number;

  @Field(() => DateTimeISO, { description: 'When its visit will probably begin.' })
  p50: Date;

  @Field(() => DateTimeISO, { description: 'End of the promised window.' })
  windowEnd: Date;
}

@ObjectType({ simpleResolvers: true, description: 'One van of a day: small, so that a hundred of them are read at a glance. `routeTracking` has the rest.' })
export class VanTracking {
  @Field(() => RouteType, { description: 'The route.' })
  route: RouteType;

  @Field(() => VehiclePosition, { nullable: true, description: 'Where the van was last seen.' })
  position: VehiclePosition | null;

  @Field(() => StopType, { nullable: true, description: 'The door the driver is at or goes to next.' })
  nextStop: StopType | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'When that stop\'s visit will probably begin, to the minute; null before the route starts and at the door.' })
  nextArrival: Date | null;

  @Field(() => Int, { description: 'Whole minutes against the plan at the next stop; positive is late.' })
  minutesBehind: number;

  @Field(() => Int, { description: 'Stops that are done or failed.' })
  stopsDone: number;

  @Field(() => Int, { description: 'Stops that are open.' })
  stopsLeft: number;

  @Field(() => [StopAtRisk], { description: 'Open stops that miss their window with a probability of a tenth or more, likeliest first.' })
  stopsAtRisk: readonly StopAtRisk[];

  @Field(() => DateTimeISO, { nullable: true, description: 'Since when the visit that is under way could be served; null while the van drives.' })
  dwellSince: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'All vans of a depot on one day.' })
export class DayTracking {
  @Field(() => ID, { description: 'The depot.' })
  depotId: string;

  @Field(() => LocalDate, { description: 'The service day.' })
  date: string;

  @Field(() => [VanTracking], { description: 'Every route that has stops: on the road first, those with stops at risk before the others.' })
  vans: readonly VanTracking[];

  @Field(() => Int, { description: 'Open stops of the day that miss their window with a probability of a tenth or more.' })
  stopsAtRisk: number;

  @Field(() => DateTimeISO, { description: 'When this was read, by the server\'s clock.' })
  asOf: Date;
}
