import { Field, InputType, ObjectType } from 'type-graphql';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { SetupError } from './setup-error.type.ts';

@ObjectType({ simpleResolvers: true, description: 'How a retailer looks to its customers: on the slot picker and the tracking page.' })
export class Brand {
  @Field(() => String, { description: 'Name that shoppers know.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'An https or data URL of the logo.' })
  logoUrl?: string | null;

  @Field(() => String, { description: 'CSS hex color of buttons and headings, e.g. `#0a7d4b`.' })
  primaryColor: string;

  @Field(() => String, { description: 'CSS hex color of highlights.' })
  accentColor: string;

  @Field(() => String, { description: 'BCP 47 language its customers are addressed in, e.g. `en`.' })
  locale: string;
}

@ObjectType('Retailer', { simpleResolvers: true, implements: NodeType, description: 'A client of the organization: the shop that sells.' })
export class RetailerType extends NodeType {
  @Field(() => String, { description: 'What the organization calls it; unique in the organization.' })
  name: string;

  @Field(() => Brand, { description: 'How it looks to its customers.' })
  brand: Brand;

  @Field(() => DateTimeISO, { description: 'When it was taken on.' })
  createdAt: Date;
}

@InputType({ description: 'How a retailer looks to its customers.' })
export class BrandInput {
  @Field(() => String, { description: 'Name that shoppers know, 1 to 100 characters.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'An https URL, or a data URL of a png, jpeg, webp or svg image, at most 100,000 characters.' })
  logoUrl?: string | null;

  @Field(() => String, { description: 'CSS hex color of buttons and headings, e.g. `#0a7d4b`.' })
  primaryColor: string;

  @Field(() => String, { description: 'CSS hex color of highlights.' })
  accentColor: string;

  @Field(() => String, { defaultValue: 'en', description: 'BCP 47 language its customers are addressed in.' })
  locale: string;
}

@InputType({ description: 'A retailer to take on.' })
export class CreateRetailerInput {
  @Field(() => String, { description: 'What the organization calls it, 1 to 100 characters, unique in the organization.' })
  name: string;

  @Field(() => BrandInput, { description: 'How it looks to its customers.' })
  brand: BrandInput;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createRetailer`.' })
export class CreateRetailerPayload {
  @Field(() => RetailerType, { nullable: true, description: 'The new retailer, or null when refused.' })
  retailer: RetailerType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}
