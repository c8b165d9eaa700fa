import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DeliveryWindow } from '../platform/graphql/delivery-window.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money } from '../platform/graphql/money.type.ts';
import { DateTimeISO, Duration } from '../platform/graphql/scalars.ts';
import { CERTIFICATE_CAUSES, type CertificateCause, type StopSlackData } from './certificate.rules.ts';

const CERTIFICATE_CAUSE = enumOf(CERTIFICATE_CAUSES);

registerEnumType(CERTIFICATE_CAUSE, {
  name: 'CertificateCause',
  description: 'What made a place be proven. May grow.',
  valuesConfig: {
    HELD: { description: 'A shopper held the window.' },
    HOLD_CHANGED: { description: 'A hold was moved to this window.' },
    CONFIRMED: { description: 'A hold was confirmed whose van had left; it got this place instead.' },
    ORDERED: { description: 'An order was made without a hold.' },
    RESCHEDULED: { description: 'The delivery was moved to this window.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'How much later a stop could begin with every promise of its route kept.' })
export class StopSlack {
  @Field(() => ID, { description: 'The stop, as it was called then; the plan may have changed since.' })
  stopId: string;

  @Field(() => Int, { description: '0-based place in the route.' })
  sequence: number;

  @Field(() => Duration, { description: 'How much later.' })
  readonly slack?: number;

  /** For the field resolver. */
  slackSeconds: number;
}

@ObjectType('PromiseCertificate', { simpleResolvers: true, description: 'How a promise was proven when it was sold: a place in a route that kept every promise already made.' })
export class PromiseCertificateType {
  @Field(() => CERTIFICATE_CAUSE, { description: 'What made it be proven.' })
  cause: CertificateCause;

  @Field(() => DateTimeISO, { description: 'When.' })
  createdAt: Date;

  @Field(() => DeliveryWindow, { description: 'What was promised.' })
  readonly window?: DeliveryWindow;

  @Field(() => ID, { description: 'The day plan.' })
  dayPlanId: string;

  @Field(() => Int, { description: 'Its version with the place in it.' })
  planVersion: number;

  @Field(() => ID, { description: 'The route.' })
  routeId: string;

  @Field(() => ID, { description: 'The stop.' })
  stopId: string;

  @Field(() => Int, { description: '0-based place in the route.' })
  position: number;

  @Field(() => DateTimeISO, { description: 'When the visit was planned to begin.' })
  plannedArrival: Date;

  @Field(() => Duration, { description: 'How much later it could have begun.' })
  readonly slack?: number;

  @Field(() => [StopSlack], { description: 'What was left to every other stop of the route, in their order.' })
  slacks: StopSlackData[];

  @Field(() => String, { description: 'Where the travel times came from.' })
  travelSource: string;

  @Field(() => Int, { description: 'Driving that the route had more with it.' })
  readonly extraDistanceMeters?: number;

  @Field(() => Duration, { description: 'The same in time.' })
  readonly extraDrivingTime?: number;

  @Field(() => Money, { description: 'What that driving costs.' })
  readonly marginalCost?: Money;

  @Field(() => Money, { description: 'What was asked for it.' })
  readonly price?: Money;

  /** For the field resolvers. */
  windowStart: Date;
  windowEnd: Date;
  timeZone: string;
  slackSeconds: number;
  addedSeconds: number;
  addedMeters: number;
  costMinor: number;
  priceMinor: number;
  currency: string;
}
