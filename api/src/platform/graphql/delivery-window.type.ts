import { Field, ObjectType } from 'type-graphql';
import { DateTimeISO } from './scalars.ts';

@ObjectType({ simpleResolvers: true, description: 'A promised span of time.' })
export class DeliveryWindow {
  @Field(() => DateTimeISO, { description: 'Earliest arrival, included.' })
  start: Date;

  @Field(() => DateTimeISO, { description: 'Latest arrival: the visit begins before it.' })
  end: Date;

  @Field(() => String, { description: 'IANA time zone of the address; show the times in it.' })
  timeZone: string;
}
