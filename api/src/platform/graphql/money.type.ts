import { Field, InputType, ObjectType } from 'type-graphql';
import { decimalOf } from '../../shared/money.ts';
import { Decimal } from './scalars.ts';

@ObjectType({ simpleResolvers: true, description: 'An amount of money.' })
export class Money {
  @Field(() => Decimal, { description: 'In major units, exact, with the digits of the currency.' })
  amount: string;

  @Field(() => String, { description: 'ISO 4217, e.g. `USD`.' })
  currency: string;
}

@InputType({ description: 'An amount of money.' })
export class MoneyInput {
  @Field(() => Decimal, { description: 'In major units, with at most the digits of the currency.' })
  amount: string;

  @Field(() => String, { description: 'ISO 4217, e.g. `USD`.' })
  currency: string;
}

/** Minor units as the API shows them. */
export function moneyOf(minor: number, currency: string): Money {
  return { amount: decimalOf({ minor, currency }), currency };
}
