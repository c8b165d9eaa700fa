import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import { CO2_GRAMS_A_KILOMETER, type FootprintData } from '../routes/footprint.rules.ts';
import { PRICE_PART_KINDS, type PricePartData, type PricePartKind } from './price.rules.ts';

const PRICE_PART_KIND = enumOf(PRICE_PART_KINDS);

/** What a part of a price is, for people. */
const PART_MESSAGES: Readonly<Record<PricePartKind, string>> = {
  BASE: 'Price of the service.',
  MARGINAL_COST: 'More driving than the price covers.',
  SCARCITY: 'Few places are left, and more are asked for.',
  NARROW_WINDOW: 'A shorter window leaves the van less room.',
  FREE: 'Delivered free of charge.',
  LIMIT: 'No less than the least price.',
  ROUNDING: 'Rounding.',
};

/** The same for parts that take away from the price. */
const DISCOUNT_MESSAGES: Readonly<Partial<Record<PricePartKind, string>>> = {
  MARGINAL_COST: 'A van is near: less driving than the price covers.',
  LIMIT: 'No more than the highest price.',
};

registerEnumType(PRICE_PART_KIND, {
  name: 'PricePartKind',
  description: 'What a part of a price is for. May grow.',
  valuesConfig: {
    BASE: { description: 'The price of the service level.' },
    MARGINAL_COST: { description: 'Driving that this delivery adds to the plan, against what the price covers; negative where a van is near anyway.' },
    SCARCITY: { description: 'Opportunity cost: few places are left, and more are asked for than that.' },
    NARROW_WINDOW: { description: 'The slack that a shorter window takes from the plan.' },
    FREE: { description: 'Free of charge: from a basket value on, or another try.' },
    LIMIT: { description: 'Up to the courier\'s least price, or down to its highest.' },
    ROUNDING: { description: 'To an amount as the courier wants it.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'One part of a price.' })
export class PricePart {
  @Field(() => PRICE_PART_KIND, { description: 'What it is for.' })
  kind: PricePartKind;

  @Field(() => Money, { description: 'How much; negative takes away.' })
  amount: Money;

  @Field(() => String, { description: 'The same for people.' })
  message: string;
}

@ObjectType({ simpleResolvers: true, description: 'What a delivery adds to a route that is driven anyway.' })
export class Footprint {
  @Field(() => Int, { description: 'Meters that the route gets longer.' })
  extraDistanceMeters: number;

  @Field(() => Int, { description: 'Grams of CO2 for them, by the factor of the vehicle.' })
  co2Grams: number;

  @Field(() => String, { description: 'How they follow, for people.' })
  message: string;
}

export function pricePartOf({ kind, minor }: PricePartData, currency: string): PricePart {
  return { kind, amount: moneyOf(minor, currency), message: (minor < 0 && DISCOUNT_MESSAGES[kind]) || PART_MESSAGES[kind] };
}

export function footprintShown({ extraMeters, co2Grams, vehicleKind }: FootprintData): Footprint {
  const vehicle = vehicleKind.toLowerCase().replaceAll('_', ' ');
  const message = extraMeters === 0 ? `The ${vehicle} passes there anyway.` : `The ${vehicle} goes ${extraMeters} m farther, at ${CO2_GRAMS_A_KILOMETER[vehicleKind]} g of CO2 a kilometer.`;
  return { extraDistanceMeters: extraMeters, co2Grams, message };
}
