import { Field, Float, InputType, ObjectType } from 'type-graphql';

@ObjectType('Position', { simpleResolvers: true, description: 'A position on WGS 84.' })
export class PositionType {
  @Field(() => Float, { description: 'Degrees, north is positive.' })
  latitude: number;

  @Field(() => Float, { description: 'Degrees, east is positive.' })
  longitude: number;
}

@InputType({ description: 'A position on WGS 84.' })
export class PositionInput {
  @Field(() => Float, { description: 'Degrees from -90 to 90, north is positive.' })
  latitude: number;

  @Field(() => Float, { description: 'Degrees from -180 to 180, east is positive.' })
  longitude: number;
}
