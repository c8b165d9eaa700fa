import { Field, ObjectType } from 'type-graphql';
import { PickupPointType } from '../network/pickup-point.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';

@ObjectType({ simpleResolvers: true, description: 'Where and how a recipient fetches a delivery.' })
export class Collection {
  @Field(() => PickupPointType, { description: 'Where.' })
  pickupPoint: PickupPointType;

  @Field(() => String, { nullable: true, description: 'Digits to tell there; only with the tracking link, and only while it waits.' })
  code: string | null;

  @Field(() => DateTimeISO, { nullable: true, description: 'Until when it waits; null before it came.' })
  availableUntil: Date | null;
}
