import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Brand } from '../accounts/retailer.type.ts';
import type { FailureReason } from '../dispatch/attempt.rules.ts';
import { FAILURE_REASON, Proof } from '../dispatch/attempt.type.ts';
import { DriverError } from '../dispatch/driver-error.type.ts';
import type { VehicleKind } from '../fleet/fleet.rules.ts';
import { VEHICLE_KIND } from '../fleet/vehicle.type.ts';
import type { DeliveryState } from '../orders/delivery.rules.ts';
import { DELIVERY_STATE } from '../orders/delivery.type.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { PositionType } from '../platform/graphql/position.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { DeliveryOptionType } from '../promise/promise.type.ts';
import { RouteType } from '../routes/route.type.ts';
import { StopType } from '../routes/stop.type.ts';
import { STEP_STATES, type StepState } from './tracking-step.rules.ts';

const STEP_STATE = enumOf(STEP_STATES);

registerEnumType(STEP_STATE, {
  name: 'StepState',
  description: 'Where a step stands. May grow.',
  valuesConfig: {
    DONE: { description: 'Behind it.' },
    CURRENT: { description: 'Here it is now.' },
    UPCOMING: { description: 'Still to come.' },
    FAILED: { description: 'Here it went another way.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'When it will probably arrive. Never confused with the window that was promised.' })
export class Estimate {
  @Field(() => DateTimeISO, { description: '10 % arrive earlier.' })
  p10: Date;

  @Field(() => DateTimeISO, { description: 'Half arrive earlier.' })
  p50: Date;

  @Field(() => DateTimeISO, { description: '90 % arrive earlier.' })
  p90: Date;

  @Field(() => DateTimeISO, { description: 'When it was worked out.' })
  computedAt: Date;
}

@ObjectType('TrackingStep', { simpleResolvers: true, description: 'One step of the way of a delivery.' })
export class TrackingStepType {
  @Field(() => DELIVERY_STATE, { description: 'The state that the step stands for.' })
  state: DeliveryState;

  @Field(() => STEP_STATE, { description: 'Where it stands.' })
  status: StepState;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was reached.' })
  at: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'Where a vehicle was last seen.' })
export class VehiclePosition {
  @Field(() => PositionType, { description: 'Where; for recipients to about a hundred meters until theirs is the next stop.' })
  position: PositionType;

  @Field(() => Float, { nullable: true, description: 'Degrees clockwise from north.' })
  heading: number | null;

  @Field(() => DateTimeISO, { description: 'When it was there.' })
  recordedAt: Date;
}

@ObjectType({ simpleResolvers: true, description: 'Windows for another try, free of charge.' })
export class ReattemptOffer {
  @Field(() => String, { description: 'Opaque; give it to `rebookDelivery` with an option.' })
  quote: string;

  @Field(() => [DeliveryOptionType], { description: 'Windows to choose from, by start.' })
  options: readonly DeliveryOptionType[];
}

@ObjectType('DeliveryTracking', { simpleResolvers: true, description: 'What the recipient of a delivery sees. Never an address, name or phone of anybody else.' })
export class DeliveryTracking {
  @Field(() => ID, { description: 'The delivery.' })
  deliveryId: string;

  @Field(() => String, { description: 'The retailer\'s order number.' })
  reference: string;

  @Field(() => DELIVERY_STATE, { description: 'How far it is.' })
  state: DeliveryState;

  @Field(() => Brand, { description: 'How the retailer looks.' })
  brand: Brand;

  @Field(() => DeliveryWindow, { description: 'What was promised.' })
  window: DeliveryWindow;

  @Field(() => Estimate, { nullable: true, description: 'To the minute. Null while there is nothing honest to say; `noEstimateReason` tells why.' })
  estimate: Estimate | null;

  @Field(() => String, { nullable: true, description: 'Why there is no estimate, for people.' })
  noEstimateReason: string | null;

  @Field(() => Int, { nullable: true, description: 'Stops the van makes before this one; null when it is not on the road.' })
  stopsAway: number | null;

  @Field(() => String, { nullable: true, description: 'Who brings it; null when it is not on the road.' })
  driverFirstName: string | null;

  @Field(() => VEHICLE_KIND, { nullable: true, description: 'With what; null when it is not on the road.' })
  vehicleKind: VehicleKind | null;

  @Field(() => VehiclePosition, { nullable: true, description: 'Only when the van is near and on its way.' })
  vehiclePosition: VehiclePosition | null;

  @Field(() => PositionType, { nullable: true, description: 'Where it is brought.' })
  destination: PositionType | null;

  @Field(() => String, { nullable: true, description: 'Four digits to tell the driver; only with the tracking link, and only when the delivery needs them.' })
  pin: string | null;

  @Field(() => [TrackingStepType], { description: 'The way it takes.' })
  steps: readonly TrackingStepType[];

  @Field(() => Proof, { nullable: true, description: 'Once it was delivered.' })
  proof: Proof | null;

  @Field(() => FAILURE_REASON, { nullable: true, description: 'Why the last attempt failed.' })
  failureReason: FailureReason | null;

  @Field(() => DateTimeISO, { description: 'When something of this last changed.' })
  updatedAt: Date;

  @Field(() => DateTimeISO, { description: 'When this was read, by the server\'s clock: what "now" is for its times, and which of two views is the newer one.' })
  asOf: Date;
}

@ObjectType({ simpleResolvers: true, description: 'When an open stop will probably be reached.' })
export class StopEstimate {
  @Field(() => StopType, { description: 'The stop.' })
  stop: StopType;

  @Field(() => Estimate, { description: 'When; for the door the driver is at, when it was reached.' })
  estimate: Estimate;

  @Field(() => Boolean, { description: 'Whether more than one in ten of such stops is reached after its window.' })
  atRisk: boolean;
}

@ObjectType('RouteTracking', { simpleResolvers: true, description: 'What a dispatcher sees of a route on the road.' })
export class RouteTracking {
  @Field(() => RouteType, { description: 'The route.' })
  route: RouteType;

  @Field(() => VehiclePosition, { nullable: true, description: 'Where the van was last seen.' })
  position: VehiclePosition | null;

  @Field(() => StopType, { nullable: true, description: 'The door the driver is at or goes to next.' })
  nextStop: StopType | null;

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

@InputType({ description: 'Where the driver\'s device was.' })
export class PingInput {
  @Field(() => Float, { description: 'Degrees, north is positive.' })
  latitude: number;

  @Field(() => Float, { description: 'Degrees, east is positive.' })
  longitude: number;

  @Field(() => Float, { nullable: true, description: 'Meters.' })
  accuracy?: number | null;

  @Field(() => Float, { nullable: true, description: 'Degrees clockwise from north.' })
  heading?: number | null;

  @Field(() => Float, { nullable: true, description: 'Meters a second.' })
  speed?: number | null;

  @Field(() => DateTimeISO, { description: 'When, by the device\'s clock.' })
  at: Date;
}

@InputType({ description: 'A batch of positions.' })
export class RecordPingsInput {
  @Field(() => [PingInput], { description: '1 to 100, in any order; sent twice they count once.' })
  pings: PingInput[];
}

@ObjectType({ simpleResolvers: true, description: 'What came of `recordPings`.' })
export class RecordPingsPayload {
  @Field(() => Int, { description: 'Positions that were believed.' })
  accepted: number;

  @Field(() => Int, { description: 'Too old, in the future, inaccurate or impossible.' })
  refused: number;

  @Field(() => [DriverError], { description: 'Why all were refused; empty when they were not.' })
  userErrors: readonly DriverError[];
}
