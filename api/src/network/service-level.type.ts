import { Field, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SetupError } from '../accounts/setup-error.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money, MoneyInput } from '../platform/graphql/money.type.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { Duration, LocalTime } from '../platform/graphql/scalars.ts';
import { SERVICE_LEVEL_KINDS, type ServiceLevelKind } from './service-level.rules.ts';

const SERVICE_LEVEL_KIND = enumOf(SERVICE_LEVEL_KINDS);

registerEnumType(SERVICE_LEVEL_KIND, {
  name: 'ServiceLevelKind',
  description: 'How far ahead a service level is sold. May grow.',
  valuesConfig: {
    SAME_DAY: { description: 'On the day it is ordered.' },
    NEXT_DAY: { description: 'On the day after, if ordered before the cut-off.' },
    SCHEDULED: { description: 'In a window the shopper picks, on any day of the horizon.' },
    EVENING: { description: 'After working hours, on any day of the horizon.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One window offered each service day, as local times.' })
export class WindowPattern {
  @Field(() => LocalTime, { description: 'Earliest arrival.' })
  start: string;

  @Field(() => LocalTime, { description: 'Latest arrival, after the start.' })
  end: string;
}

@InputType({ description: 'One window offered each service day, as local times.' })
export class WindowPatternInput {
  @Field(() => LocalTime, { description: 'Earliest arrival.' })
  start: string;

  @Field(() => LocalTime, { description: 'Latest arrival, after the start on the same day.' })
  end: string;
}

@ObjectType('ServiceLevel', { simpleResolvers: true, implements: NodeType, description: 'What is sold: windows, how late they can be bought, time at the door and price.' })
export class ServiceLevelType extends NodeType {
  @Field(() => String, { description: 'Short name for programs; unique in the organization.' })
  code: string;

  @Field(() => String, { description: 'Name for shoppers.' })
  name: string;

  @Field(() => SERVICE_LEVEL_KIND, { description: 'How far ahead it is sold.' })
  kind: ServiceLevelKind;

  @Field(() => Money, { description: 'Price of one delivery.' })
  readonly price?: Money;

  @Field(() => [WindowPattern], { description: 'Local windows of each service day, by start.' })
  windows: WindowPattern[];

  @Field(() => Duration, { description: 'How long before a window\'s start it can last be sold (SAME_DAY, SCHEDULED, EVENING).' })
  readonly leadTime?: number;

  @Field(() => LocalTime, { nullable: true, description: 'Local time on the day before after which NEXT_DAY can\'t be sold any more.' })
  cutoff?: string | null;

  @Field(() => Int, { description: 'How many days ahead it is sold, today included.' })
  horizonDays: number;

  @Field(() => Duration, { description: 'Time at the door for one delivery.' })
  readonly serviceTime?: number;

  /** For the field resolvers. */
  priceMinor: number;
  currency: string;
  leadSeconds: number;
  serviceSeconds: number;
}

@InputType({ description: 'A service level to put on sale.' })
export class CreateServiceLevelInput {
  @Field(() => String, { description: 'Short name for programs, 1 to 40 letters, digits, `-` or `_`, unique in the organization.' })
  code: string;

  @Field(() => String, { description: 'Name for shoppers, 1 to 100 characters.' })
  name: string;

  @Field(() => SERVICE_LEVEL_KIND, { description: 'How far ahead it is sold.' })
  kind: ServiceLevelKind;

  @Field(() => MoneyInput, { description: 'Price of one delivery, in the organization\'s currency.' })
  price: MoneyInput;

  @Field(() => [WindowPatternInput], { description: '1 to 48 local windows of each service day; they may overlap.' })
  windows: WindowPatternInput[];

  @Field(() => Duration, { defaultValue: 2 * 3600, description: 'How long before a window\'s start it can last be sold, at most 14 days.' })
  leadTime: number;

  @Field(() => LocalTime, { nullable: true, description: 'NEXT_DAY only: local time on the day before after which it can\'t be sold any more; null: until midnight.' })
  cutoff?: string | null;

  @Field(() => Int, { defaultValue: 7, description: 'How many days ahead it is sold, today included, 1 to 60.' })
  horizonDays: number;

  @Field(() => Duration, { defaultValue: 4 * 60, description: 'Time at the door for one delivery, at most 4 hours.' })
  serviceTime: number;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createServiceLevel`.' })
export class CreateServiceLevelPayload {
  @Field(() => ServiceLevelType, { nullable: true, description: 'The new service level, or null when refused.' })
  serviceLevel: ServiceLevelType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}
