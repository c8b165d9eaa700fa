import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Brand } from '../accounts/retailer.type.ts';
import type { FailureReason } from '../dispatch/attempt.rules.ts';
import { FAILURE_REASON, Proof } from '../dispatch/attempt.type.ts';
import type { VehicleKind } from '../fleet/fleet.rules.ts';
import { VEHICLE_KIND } from '../fleet/vehicle.type.ts';
import type { DeliveryState } from '../orders/delivery.rules.ts';
import { DELIVERY_STATE } from '../orders/delivery.type.ts';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { PositionType } from '../platform/graphql/position.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { DeliveryOptionType } from '../promise/promise.type.ts';
import { ArrivalEstimate, EtaReason } from './estimate.type.ts';
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
  @Field(() => PositionType, { description: 'Where; for recipients blurred until theirs is the next stop, and never at somebody else\'s door.' })
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

@ObjectType({ simpleResolvers: true, description: 'That what was committed could not be kept.' })
export class CommitmentBreak {
  @Field(() => DateTimeISO, { description: 'When it was declared.' })
  at: Date;

  @Field(() => [EtaReason], { description: 'Why, against the plan; the minutes add up to how far the arrival moved.' })
  because: readonly EtaReason[];

  @Field(() => String, { description: 'For people.' })
  apology: string;
}

@ObjectType({ simpleResolvers: true, description: 'What the recipient may rely on: the window, then a band inside it that only ever narrows. Only a declared break moves or widens it.' })
export class Commitment {
  @Field(() => DeliveryWindow, { description: 'What was promised at checkout, or when it was last rescheduled.' })
  window: DeliveryWindow;

  @Field(() => DeliveryWindow, { nullable: true, description: 'Narrower than the window, once we are sure enough; null before. After a break the new band, which may lie outside of the window.' })
  band: DeliveryWindow | null;

  @Field(() => CommitmentBreak, { nullable: true, description: 'Set once the commitment could not be kept.' })
  widened: CommitmentBreak | null;
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

  @Field(() => Commitment, { description: 'The first of two clocks: what is committed.' })
  commitment: Commitment;

  @Field(() => ArrivalEstimate, { nullable: true, description: 'The second of two clocks: what is expected, to the minute. Null while there is nothing honest to say; `noEstimateReason` tells why.' })
  estimate: ArrivalEstimate | null;

  @Field(() => String, { nullable: true, description: 'Why there is no estimate, for people.' })
  noEstimateReason: string | null;

  @Field(() => Int, { nullable: true, description: 'Stops the van makes before this one; null when it is not on the road.' })
  stopsAway: number | null;

  @Field(() => String, { nullable: true, description: 'Who brings it; null when it is not on the road.' })
  driverFirstName: string | null;

  @Field(() => VEHICLE_KIND, { nullable: true, description: 'With what; null when it is not on the road.' })
  vehicleKind: VehicleKind | null;

  @Field(() => VehiclePosition, { nullable: true, description: 'Only when the van is near and on its way; from when on and how exactly is set with `setVanVisibility`.' })
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
