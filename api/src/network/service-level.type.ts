import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SetupError } from '../accounts/setup-error.type.ts';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money, MoneyInput } from '../platform/graphql/money.type.ts';
import { NodeType } from '../platform/graphql/node.type.ts';
import { Duration, LocalTime } from '../platform/graphql/scalars.ts';
import { DESTINATIONS, type Destination } from './pickup-point.rules.ts';
import type { NarrowWindowsData, PriceRulesData } from './price.rules.ts';
import { NarrowWindows, NarrowWindowsInput, PriceRules, PriceRulesInput } from './price-rules.type.ts';
import { SERVICE_LEVEL_KINDS, type ServiceLevelKind } from './service-level.rules.ts';

const SERVICE_LEVEL_KIND = enumOf(SERVICE_LEVEL_KINDS);
/** The GraphQL enum; delivery options use it too. */
export const DESTINATION = enumOf(DESTINATIONS);

registerEnumType(SERVICE_LEVEL_KIND, {
  name: 'ServiceLevelKind',
  description: 'How far ahead a service level is sold. May grow.',
  valuesConfig: {
    SAME_DAY: { description: 'On the day it is ordered.' },
    NEXT_DAY: { description: 'On the day after, if ordered before the cut-off.' },
    SCHEDULED: { description: 'In a window the shopper picks, on any day of the horizon.' },
    EVENING: { description: 'After working hours, on any day of the horizon.' },
    EXPRESS: { description: 'As soon as possible: today, in the first window that can still be bought.' },
  },
});

registerEnumType(DESTINATION, {
  name: 'DeliveryOptionKind',
  description: 'Where a delivery is brought. May grow.',
  valuesConfig: {
    WINDOW: { description: 'To the door, in a window.' },
    LOCKER: { description: 'Into a locker, to be fetched with a code.' },
    PICKUP_POINT: { description: 'To a pickup point with people, to be fetched with a code.' },
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

  @Field(() => [DESTINATION], { description: 'Where it brings parcels: to the door, into lockers, to pickup points.' })
  destinations: Destination[];

  @Field(() => [String], { description: 'Skills a driver needs for it, beside those that the basket asks for, e.g. `TWO_PERSON`.' })
  skills: string[];

  @Field(() => Boolean, { description: 'Whether it can be bought.' })
  readonly onSale?: boolean;

  @Field(() => PriceRules, { nullable: true, description: 'How the price of a window follows from what it costs; null: it is `price`, always.' })
  readonly priceRules?: PriceRules | null;

  @Field(() => NarrowWindows, { nullable: true, description: 'Shorter windows beside its own, where the plan has the slack; null: none.' })
  readonly narrowWindows?: NarrowWindows | null;

  @Field(() => Int, { nullable: true, description: 'Most deliveries of a depot that are promised within one of its windows, whatever the vans could do; null: as many as fit.' })
  maxDeliveriesPerWindow?: number | null;

  /** For the field resolvers. */
  priceMinor: number;
  currency: string;
  leadSeconds: number;
  serviceSeconds: number;
  isOnSale: boolean;
  pricing?: PriceRulesData | null;
  narrowing?: NarrowWindowsData | null;
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

  @Field(() => [DESTINATION], { defaultValue: ['WINDOW'], description: 'Where it brings parcels: to the door, into lockers, to pickup points.' })
  destinations: Destination[];

  @Field(() => [String], { defaultValue: [], description: 'Skills a driver needs for it, beside those that the basket asks for, e.g. `TWO_PERSON`; at most 20.' })
  skills: string[];

  @Field(() => PriceRulesInput, { nullable: true, description: 'How the price of a window follows from what it costs; null: it is `price`, always.' })
  priceRules?: PriceRulesInput | null;

  @Field(() => NarrowWindowsInput, { nullable: true, description: 'Shorter windows beside its own, where the plan has the slack; null: none.' })
  narrowWindows?: NarrowWindowsInput | null;

  @Field(() => Int, { nullable: true, description: 'Most deliveries of a depot that are promised within one of its windows; null: as many as fit.' })
  maxDeliveriesPerWindow?: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `createServiceLevel`.' })
export class CreateServiceLevelPayload {
  @Field(() => ServiceLevelType, { nullable: true, description: 'The new service level, or null when refused.' })
  serviceLevel: ServiceLevelType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}

@InputType({ description: 'What of a service level to change. What is left out stays; options that were quoted before keep their terms while their quote lasts.' })
export class UpdateServiceLevelInput {
  @Field(() => ID, { description: 'The service level.' })
  serviceLevelId: string;

  @Field(() => String, { nullable: true, description: 'Name for shoppers, 1 to 100 characters.' })
  name?: string | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Price of one delivery, in the organization\'s currency.' })
  price?: MoneyInput | null;

  @Field(() => [WindowPatternInput], { nullable: true, description: '1 to 48 local windows of each service day; they may overlap.' })
  windows?: WindowPatternInput[] | null;

  @Field(() => Duration, { nullable: true, description: 'How long before a window\'s start it can last be sold, at most 14 days.' })
  leadTime?: number | null;

  @Field(() => LocalTime, { nullable: true, description: 'NEXT_DAY only: local time on the day before after which it can\'t be sold any more; null: until midnight.' })
  cutoff?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many days ahead it is sold, today included, 1 to 60.' })
  horizonDays?: number | null;

  @Field(() => Duration, { nullable: true, description: 'Time at the door for one delivery, at most 4 hours.' })
  serviceTime?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it can be bought.' })
  onSale?: boolean | null;

  @Field(() => [DESTINATION], { nullable: true, description: 'Where it brings parcels: to the door, into lockers, to pickup points.' })
  destinations?: Destination[] | null;

  @Field(() => [String], { nullable: true, description: 'Skills a driver needs for it, beside those that the basket asks for, e.g. `TWO_PERSON`; at most 20.' })
  skills?: string[] | null;

  @Field(() => PriceRulesInput, { nullable: true, description: 'How the price of a window follows from what it costs; null: it is `price`, always.' })
  priceRules?: PriceRulesInput | null;

  @Field(() => NarrowWindowsInput, { nullable: true, description: 'Shorter windows beside its own, where the plan has the slack; null: none.' })
  narrowWindows?: NarrowWindowsInput | null;

  @Field(() => Int, { nullable: true, description: 'Most deliveries of a depot that are promised within one of its windows; null: as many as fit.' })
  maxDeliveriesPerWindow?: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `updateServiceLevel`.' })
export class UpdateServiceLevelPayload {
  @Field(() => ServiceLevelType, { nullable: true, description: 'The service level as it is now, or null when refused.' })
  serviceLevel: ServiceLevelType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}
