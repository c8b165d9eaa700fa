import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { NodeType } from '../platform/graphql/node.type.ts';
import { DateTimeISO } from '../platform/graphql/scalars.ts';
import { API_KEY_KINDS, type ApiKeyKind } from './api-key.rules.ts';
import { RetailerType } from './retailer.type.ts';
import { SetupError } from './setup-error.type.ts';

registerEnumType(API_KEY_KINDS, {
  name: 'ApiKeyKind',
  description: 'Where an API key may live.',
  valuesConfig: {
    SECRET: { description: 'On servers only (`sk_…`).' },
    PUBLISHABLE: { description: 'In web pages (`pk_…`): may ask for delivery options and hold one, nothing else.' },
  },
});

@ObjectType('ApiKey', { simpleResolvers: true, implements: NodeType, description: 'A key of the organization or of one of its retailers. The key itself is shown once, when it is made.' })
export class ApiKeyType extends NodeType {
  @Field(() => API_KEY_KINDS, { description: 'Where it may live.' })
  kind: ApiKeyKind;

  @Field(() => String, { description: 'What people call it.' })
  name: string;

  @Field(() => String, { description: 'First characters of the key, to recognize it by.' })
  hint: string;

  @Field(() => [String], { description: 'What it may do, e.g. `orders:write`.' })
  scopes: string[];

  @Field(() => [String], { description: 'Origins a publishable key may be used from; empty means any.' })
  allowedOrigins: string[];

  @Field(() => DateTimeISO, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => DateTimeISO, { nullable: true, description: 'When it was ended, or null while it can be used.' })
  revokedAt?: Date | null;

  @Field(() => RetailerType, { nullable: true, description: 'Whose it is; null: the organization\'s own.' })
  readonly retailer?: RetailerType | null;

  /** For the field resolver of `retailer`. */
  retailerId?: string | null;
}

@InputType({ description: 'A key to make.' })
export class CreateApiKeyInput {
  @Field(() => ID, { nullable: true, description: 'Whose it shall be. Null: a key of the organization itself.' })
  retailerId?: string | null;

  @Field(() => API_KEY_KINDS, { description: 'Where it may live.' })
  kind: ApiKeyKind;

  @Field(() => String, { description: 'What people call it, 1 to 100 characters.' })
  name: string;

  @Field(() => [String], { defaultValue: [], description: 'Origins a publishable key may be used from, e.g. `https://shop.example`, at most 20; empty means any.' })
  allowedOrigins: string[];
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createApiKey`.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true, description: 'The new key, or null when refused.' })
  apiKey: ApiKeyType | null;

  @Field(() => String, { nullable: true, description: 'The key itself, shown this once: only its hash is stored.' })
  secret: string | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}

@InputType({ description: 'A key to end.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The `id` of the key, not the key itself.' })
  apiKeyId: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `revokeApiKey`.' })
export class RevokeApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true, description: 'The ended key, or null when refused.' })
  apiKey: ApiKeyType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}
