import { Field, Float, InputType, ObjectType } from 'type-graphql';
import { Money, MoneyInput } from '../platform/graphql/money.type.ts';
import { Duration } from '../platform/graphql/scalars.ts';

@ObjectType({ simpleResolvers: true, description: 'How a price follows from what a delivery costs: base + driving it adds + scarcity of what is left, within limits, rounded.' })
export class PriceRules {
  @Field(() => Float, { description: 'Share of the driving cost beyond `includedCost` that is charged; 0: none. A delivery that adds less than what is included gets a discount.' })
  marginalCostWeight: number;

  @Field(() => Money, { description: 'Driving cost that the price of the service level covers already.' })
  includedCost: Money;

  @Field(() => Float, { description: 'Share of the opportunity cost of the place that is charged; 0: none.' })
  scarcityWeight: number;

  @Field(() => Money, { nullable: true, description: 'No price is below it.' })
  least: Money | null;

  @Field(() => Money, { nullable: true, description: 'No price is above it.' })
  most: Money | null;

  @Field(() => Money, { description: 'Prices are `roundingEnding` more than a multiple of this.' })
  roundingStep: Money;

  @Field(() => Money, { description: 'With a step of 1.00 and an ending of 0.95, prices are 4.95, 5.95 …' })
  roundingEnding: Money;

  @Field(() => Money, { nullable: true, description: 'Baskets worth that much are delivered free of charge.' })
  freeFrom: Money | null;
}

@InputType({ description: 'How a price follows from what a delivery costs. Amounts are in the organization\'s currency.' })
export class PriceRulesInput {
  @Field(() => Float, { defaultValue: 0, description: 'Share of the driving cost beyond `includedCost` that is charged, 0 to 5.' })
  marginalCostWeight: number;

  @Field(() => MoneyInput, { nullable: true, description: 'Driving cost that the price of the service level covers already, default 0.' })
  includedCost?: MoneyInput | null;

  @Field(() => Float, { defaultValue: 0, description: 'Share of the opportunity cost of the place that is charged, 0 to 5.' })
  scarcityWeight: number;

  @Field(() => MoneyInput, { nullable: true, description: 'No price is below it; default 0.' })
  least?: MoneyInput | null;

  @Field(() => MoneyInput, { nullable: true, description: 'No price is above it.' })
  most?: MoneyInput | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Prices are `roundingEnding` more than a multiple of this; default the smallest amount of the currency.' })
  roundingStep?: MoneyInput | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Less than the step, default 0. With a step of 1.00 and an ending of 0.95, prices are 4.95, 5.95 …' })
  roundingEnding?: MoneyInput | null;

  @Field(() => MoneyInput, { nullable: true, description: 'Baskets worth that much (`BasketInput.value`) are delivered free of charge.' })
  freeFrom?: MoneyInput | null;
}

@ObjectType({ simpleResolvers: true, description: 'Windows shorter than those of the service level, offered where the slack around the stop allows it.' })
export class NarrowWindows {
  @Field(() => Duration, { description: 'Length.' })
  length: number;

  @Field(() => Duration, { description: 'How late the van may become without breaking the narrower promise or any after it.' })
  leastSlack: number;

  @Field(() => Money, { description: 'Price of an hour of slack that the narrower promise takes from the plan.' })
  pricePerSlackHour: Money;
}

@InputType({ description: 'Windows shorter than those of the service level.' })
export class NarrowWindowsInput {
  @Field(() => Duration, { defaultValue: 3_600, description: 'Length, PT15M to PT12H; windows begin at multiples of it from the start of the level\'s own window.' })
  length: number;

  @Field(() => Duration, { defaultValue: 900, description: 'How late the van must be able to become without breaking the narrower promise or any after it; less than the length.' })
  leastSlack: number;

  @Field(() => MoneyInput, { nullable: true, description: 'Price of an hour of slack that the narrower promise takes from the plan, default 0.' })
  pricePerSlackHour?: MoneyInput | null;
}
