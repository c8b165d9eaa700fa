import { Field, InputType, ObjectType } from 'type-graphql';
import { PositionInput, PositionType } from './position.type.ts';

@ObjectType('Address', { simpleResolvers: true, description: 'A postal address.' })
export class AddressType {
  @Field(() => String, { description: 'House number and street.' })
  line1: string;

  @Field(() => String, { nullable: true, description: 'Apartment, floor, company.' })
  line2?: string | null;

  @Field(() => String, { description: 'City or municipality.' })
  city: string;

  @Field(() => String, { nullable: true, description: 'State, province or region, e.g. `CA`.' })
  region?: string | null;

  @Field(() => String, { description: 'Postal code.' })
  postalCode: string;

  @Field(() => String, { description: 'ISO 3166-1 alpha-2, e.g. `US`.' })
  country: string;

  @Field(() => PositionType, { nullable: true, description: 'Where the door is.' })
  position?: PositionType | null;
}

@InputType({ description: 'A postal address.' })
export class AddressInput {
  @Field(() => String, { description: 'House number and street, at most 200 characters.' })
  line1: string;

  @Field(() => String, { nullable: true, description: 'Apartment, floor, company, at most 200 characters.' })
  line2?: string | null;

  @Field(() => String, { description: 'City or municipality, at most 100 characters.' })
  city: string;

  @Field(() => String, { nullable: true, description: 'State, province or region, e.g. `CA`, at most 100 characters.' })
  region?: string | null;

  @Field(() => String, { description: 'Postal code, at most 20 characters.' })
  postalCode: string;

  @Field(() => String, { defaultValue: 'US', description: 'ISO 3166-1 alpha-2, e.g. `US`.' })
  country: string;

  @Field(() => PositionInput, { nullable: true, description: 'Where the door is. Without it the address is looked up; an unknown address is refused.' })
  position?: PositionInput | null;
}
