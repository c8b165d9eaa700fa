import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { FailureReason } from '../dispatch/attempt.rules.ts';
import { FAILURE_REASON, ProofInput } from '../dispatch/attempt.type.ts';
import { DriverError } from '../dispatch/driver-error.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { PositionInput } from '../platform/graphql/position.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { RouteType } from '../routes/route.type.ts';
import { DRIVER_EVENT_OUTCOMES, type DriverEventOutcome } from './driver-event.rules.ts';

const DRIVER_EVENT_OUTCOME = enumOf(DRIVER_EVENT_OUTCOMES);

registerEnumType(DRIVER_EVENT_OUTCOME, {
  name: 'DriverEventOutcome',
  description: 'What became of an event that a device told. May grow.',
  valuesConfig: {
    APPLIED: { description: 'It is done: the device may forget it.' },
    WAITING: { description: 'Kept until what must come before it has come, for a day: the device may forget it.' },
    REFUSED: { description: 'It will never be done; the error says why. Show it to the driver.' },
  },
});

const POSITION = { nullable: true, description: 'Where the device was.' } as const;

@InputType({ description: 'Where the device was, at the time of the event.' })
export class DriverPositionInput {
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
}

@InputType({ description: 'A parcel was scanned onto the vehicle.' })
export class DriverScanInput {
  @Field(() => String, { description: 'What the label says.' })
  barcode: string;
}

@InputType({ description: 'The driver drove off.' })
export class DriverStartInput {
  @Field(() => [String], { defaultValue: [], description: 'Barcodes of parcels that were not on board, at most 500. The start waits until all others were scanned.' })
  leftBehind: string[];
}

@InputType({ description: 'The driver came to a door, or left it.' })
export class DriverDoorInput {
  @Field(() => ID, { description: 'The stop.' })
  stopId: string;

  @Field(() => PositionInput, POSITION)
  position?: PositionInput | null;
}

@InputType({ description: 'A hand-over.' })
export class DriverCompleteInput {
  @Field(() => ID, { description: 'The delivery.' })
  deliveryId: string;

  @Field(() => ProofInput, { description: 'Evidence, as for `completeDelivery`; its uploads must be there.' })
  proof: ProofInput;

  @Field(() => PositionInput, POSITION)
  position?: PositionInput | null;
}

@InputType({ description: 'A failed attempt.' })
export class DriverFailInput {
  @Field(() => ID, { description: 'The delivery.' })
  deliveryId: string;

  @Field(() => FAILURE_REASON, { description: 'Why; each reason says what evidence it needs.' })
  reason: FailureReason;

  @Field(() => ProofInput, { nullable: true, description: 'Evidence.' })
  proof?: ProofInput | null;

  @Field(() => String, { nullable: true, description: 'What was found, at most 1,000 characters.' })
  note?: string | null;

  @Field(() => PositionInput, POSITION)
  position?: PositionInput | null;
}

@InputType({ description: 'One thing that happened: its id and time, and exactly one of the other fields.' })
export class DriverEventInput {
  @Field(() => String, { description: 'The device\'s own name for it, made once when it happens: 1 to 64 letters, digits or `. : _ -`. Told twice it counts once.' })
  clientId: string;

  @Field(() => DateTimeISO, { description: 'When it happened, by the device\'s clock.' })
  at: Date;

  @Field(() => DriverPositionInput, { nullable: true, description: 'Where the device was.' })
  position?: DriverPositionInput | null;

  @Field(() => DriverScanInput, { nullable: true, description: 'A parcel was scanned onto the vehicle.' })
  scan?: DriverScanInput | null;

  @Field(() => DriverStartInput, { nullable: true, description: 'The driver drove off.' })
  start?: DriverStartInput | null;

  @Field(() => DriverDoorInput, { nullable: true, description: 'The driver came to a door; corrects an arrival that was detected.' })
  arrive?: DriverDoorInput | null;

  @Field(() => DriverDoorInput, { nullable: true, description: 'The driver left a door; corrects a departure that was detected.' })
  depart?: DriverDoorInput | null;

  @Field(() => DriverCompleteInput, { nullable: true, description: 'A hand-over.' })
  complete?: DriverCompleteInput | null;

  @Field(() => DriverFailInput, { nullable: true, description: 'A failed attempt.' })
  fail?: DriverFailInput | null;
}

@InputType({ description: 'What happened while the device could not tell.' })
export class RecordDriverEventsInput {
  @Field(() => [DriverEventInput], { description: '1 to 200, in any order; sent twice they count once.' })
  events: DriverEventInput[];

  @Field(() => DateTimeISO, { nullable: true, description: 'The device\'s clock now. With it a clock that is wrong is found out, and all times are corrected by as much.' })
  sentAt?: Date | null;
}

@ObjectType('DriverEventResult', { simpleResolvers: true, description: 'What became of one event.' })
export class DriverEventResultType {
  @Field(() => String, { description: 'The device\'s name for it.' })
  clientId: string;

  @Field(() => DRIVER_EVENT_OUTCOME, { description: 'What became of it.' })
  outcome: DriverEventOutcome;

  @Field(() => Boolean, { description: 'Whether it had been told before; then this is what became of it then, or since.' })
  isRepeated: boolean;

  @Field(() => DateTimeISO, { description: 'When it happened, by our clock.' })
  at: Date;

  @Field(() => DriverError, { nullable: true, description: 'Why it waits or was refused.' })
  error: DriverError | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `recordDriverEvents`.' })
export class RecordDriverEventsPayload {
  @Field(() => [DriverEventResultType], { description: 'What became of each, in the order they were sent; empty when the whole batch was refused.' })
  results: readonly DriverEventResultType[];

  @Field(() => Int, { nullable: true, description: 'Seconds that were added to the device\'s times because its clock is off; 0 when it is right, null without `sentAt`.' })
  clockCorrectionSeconds: number | null;

  @Field(() => Int, { description: 'Events of this driver that wait for others.' })
  waiting: number;

  @Field(() => RouteType, { nullable: true, description: 'The driver\'s route as it is now.' })
  route: RouteType | null;

  @Field(() => [DriverError], { description: 'Why the whole batch was refused; empty when it was not.' })
  userErrors: readonly DriverError[];
}
