import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { MoneyInput } from '../platform/graphql/money.type.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import type { HandlingNeed } from './delivery.rules.ts';
import { HANDLING_NEED } from './delivery.type.ts';

@ObjectType('Parcel', { simpleResolvers: true, implements: NodeType, description: 'A thing with a barcode, weight and dimensions.' })
export class ParcelType extends NodeType {
  @Field(() => String, { description: 'What its label shows, for Code 128; unique in the organization.' })
  barcode: string;

  @Field(() => String, { nullable: true, description: 'What is in it.' })
  description?: string | null;

  @Field(() => Int, { description: 'Grams.' })
  weightGrams: number;

  @Field(() => Int, { description: 'Millimeters.' })
  lengthMillimeters: number;

  @Field(() => Int, { description: 'Millimeters.' })
  widthMillimeters: number;

  @Field(() => Int, { description: 'Millimeters.' })
  heightMillimeters: number;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was scanned onto the vehicle of its present route.' })
  loadedAt?: Date | null;
}

@InputType({ description: 'A parcel to be delivered.' })
export class ParcelInput {
  @Field(() => String, { nullable: true, description: 'What is in it, at most 200 characters.' })
  description?: string | null;

  @Field(() => Int, { description: 'Grams, 1 to 1,000,000.' })
  weightGrams: number;

  @Field(() => Int, { description: 'Millimeters, 1 to 20,000.' })
  lengthMillimeters: number;

  @Field(() => Int, { description: 'Millimeters, 1 to 20,000.' })
  widthMillimeters: number;

  @Field(() => Int, { description: 'Millimeters, 1 to 20,000.' })
  heightMillimeters: number;
}

@InputType({ description: 'What is to be delivered together.' })
export class BasketInput {
  @Field(() => [ParcelInput], { description: '1 to 50 parcels.' })
  parcels: ParcelInput[];

  @Field(() => [HANDLING_NEED], { defaultValue: [], description: 'What they need of vehicle, driver or proof.' })
  handlingNeeds: HandlingNeed[];

  @Field(() => MoneyInput, { nullable: true, description: 'What it costs, in the organization\'s currency: some prices are lower from a value on. Another currency counts as not said.' })
  value?: MoneyInput | null;
}
