import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DriverError } from '../dispatch/driver-error.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { PING_OUTCOMES, type PingOutcome } from './ping.rules.ts';

const PING_OUTCOME = enumOf(PING_OUTCOMES);

registerEnumType(PING_OUTCOME, {
  name: 'PingOutcome',
  description: 'What became of a position sample. May grow.',
  valuesConfig: {
    ACCEPTED: { description: 'Believed.' },
    REPEATED: { description: 'Another sample of the batch is of the same instant.' },
    NOT_ON_EARTH: { description: 'Latitude or longitude is out of range.' },
    TOO_OLD: { description: 'More than twelve hours old.' },
    BEFORE_START: { description: 'From more than five minutes before the route started.' },
    IN_FUTURE: { description: 'More than half a minute in the future: check the device\'s clock, or use `recordDriverEvents`, which corrects it.' },
    INACCURATE: { description: 'Off by more than 250 meters, as the device says itself.' },
    IMPLAUSIBLE: { description: 'No van gets there in that time from where it was just before or after.' },
  },
});

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

  @Field(() => [PING_OUTCOME], { description: 'What became of each, in the order they were sent; empty when all were refused.' })
  outcomes: readonly PingOutcome[];

  @Field(() => [DriverError], { description: 'Why all were refused; empty when they were not.' })
  userErrors: readonly DriverError[];
}
