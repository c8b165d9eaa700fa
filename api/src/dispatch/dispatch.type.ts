import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { VehicleType } from '../fleet/vehicle.type.ts';
import { DeliveryType } from '../orders/delivery.type.ts';
import { ParcelType } from '../orders/parcel.type.ts';
import { PositionInput } from '../platform/graphql/position.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { Loading, RouteType } from '../routes/route.type.ts';
import { StopType } from '../routes/stop.type.ts';
import type { FailureReason } from './attempt.rules.ts';
import { FAILURE_REASON, ProofInput } from './attempt.type.ts';
import { DriverError } from './driver-error.type.ts';

const AT = { nullable: true, description: 'When it happened by the device\'s clock, at most a day ago; default now.' } as const;
const POSITION = { nullable: true, description: 'Where the device was.' } as const;
const USER_ERRORS = { description: 'Why it was refused; empty when it was not.' } as const;

@InputType({ description: 'A parcel that was scanned.' })
export class ScanParcelInput {
  @Field(() => String, { description: 'What the label says.' })
  barcode: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `scanParcel`.' })
export class ScanParcelPayload {
  @Field(() => ParcelType, { nullable: true, description: 'The parcel that is now on board, or null when refused.' })
  parcel: ParcelType | null;

  @Field(() => Loading, { nullable: true, description: 'How far the loading is; null when there is no route to load.' })
  loading: Loading | null;

  @Field(() => VehicleType, { nullable: true, description: 'On WRONG_VEHICLE: the vehicle it belongs on.' })
  rightVehicle: VehicleType | null;

  @Field(() => [DriverError], USER_ERRORS)
  userErrors: readonly DriverError[];
}

@InputType({ description: 'How to start.' })
export class StartRouteInput {
  @Field(() => Boolean, { defaultValue: false, description: 'Start although parcels are missing; those deliveries go back to be planned again.' })
  leaveMissing: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `startRoute`.' })
export class StartRoutePayload {
  @Field(() => RouteType, { nullable: true, description: 'The route on the road, or null when refused.' })
  route: RouteType | null;

  @Field(() => [ParcelType], { description: 'Parcels that are not on board: why it was refused, or what was left behind.' })
  missing: readonly ParcelType[];

  @Field(() => [DriverError], USER_ERRORS)
  userErrors: readonly DriverError[];
}

@InputType({ description: 'The driver is at the door.' })
export class ArriveAtStopInput {
  @Field(() => ID, { description: 'The stop.' })
  stopId: string;

  @Field(() => DateTimeISO, AT)
  at?: Date | null;

  @Field(() => PositionInput, POSITION)
  position?: PositionInput | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `arriveAtStop`.' })
export class ArriveAtStopPayload {
  @Field(() => StopType, { nullable: true, description: 'The stop, or null when refused.' })
  stop: StopType | null;

  @Field(() => Boolean, { description: 'Whether a stop that was planned before this one is still open. It is accepted all the same.' })
  outOfOrder: boolean;

  @Field(() => [DriverError], USER_ERRORS)
  userErrors: readonly DriverError[];
}

@InputType({ description: 'A hand-over.' })
export class CompleteDeliveryInput {
  @Field(() => ID, { description: 'The delivery.' })
  deliveryId: string;

  @Field(() => ProofInput, { description: 'Evidence: what the delivery\'s handling needs ask for, else in person or with a photo.' })
  proof: ProofInput;

  @Field(() => DateTimeISO, AT)
  at?: Date | null;

  @Field(() => PositionInput, POSITION)
  position?: PositionInput | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `completeDelivery`.' })
export class CompleteDeliveryPayload {
  @Field(() => DeliveryType, { nullable: true, description: 'The delivery, or null when refused.' })
  delivery: DeliveryType | null;

  @Field(() => [DriverError], USER_ERRORS)
  userErrors: readonly DriverError[];
}

@InputType({ description: 'A failed attempt.' })
export class FailDeliveryInput {
  @Field(() => ID, { description: 'The delivery.' })
  deliveryId: string;

  @Field(() => FAILURE_REASON, { description: 'Why; each reason says what evidence it needs.' })
  reason: FailureReason;

  @Field(() => ProofInput, { nullable: true, description: 'Evidence.' })
  proof?: ProofInput | null;

  @Field(() => String, { nullable: true, description: 'What was found, at most 1,000 characters.' })
  note?: string | null;

  @Field(() => DateTimeISO, AT)
  at?: Date | null;

  @Field(() => PositionInput, POSITION)
  position?: PositionInput | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `failDelivery`.' })
export class FailDeliveryPayload {
  @Field(() => DeliveryType, { nullable: true, description: 'The delivery, or null when refused.' })
  delivery: DeliveryType | null;

  @Field(() => [DriverError], USER_ERRORS)
  userErrors: readonly DriverError[];
}

@InputType({ description: 'An image that will be sent.' })
export class CreateUploadInput {
  @Field(() => String, { description: '`image/jpeg`, `image/png` or `image/webp`.' })
  contentType: string;

  @Field(() => Int, { description: '1 to 5,000,000.' })
  byteSize: number;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createUpload`.' })
export class CreateUploadPayload {
  @Field(() => ID, { nullable: true, description: 'Name it in a proof once the bytes are there; null when refused.' })
  uploadId: string | null;

  @Field(() => String, { nullable: true, description: 'PUT the bytes there with the same key and content type.' })
  url: string | null;

  @Field(() => [DriverError], USER_ERRORS)
  userErrors: readonly DriverError[];
}
