import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money, moneyOf } from '../platform/graphql/money.type.ts';
import { FEE_PART_KINDS, FEE_PART_MESSAGES, type FeePartData, type FeePartKind } from './reschedule.rules.ts';

const FEE_PART_KIND = enumOf(FEE_PART_KINDS);

registerEnumType(FEE_PART_KIND, {
  name: 'FeePartKind',
  description: 'What a part of a fee is for. May grow.',
  valuesConfig: Object.fromEntries(FEE_PART_KINDS.map((kind) => [kind, { description: FEE_PART_MESSAGES[kind] }])),
});

@ObjectType({ simpleResolvers: true, description: 'A part of what a change costs; below nothing it is a refund.' })
export class FeePart {
  @Field(() => FEE_PART_KIND, { description: 'What for.' })
  kind: FeePartKind;

  @Field(() => Money, { description: 'How much; the parts sum up to the fee.' })
  amount: Money;

  @Field(() => String, { description: 'The same for people.' })
  message: string;
}

/** A part of a fee as the API shows it. */
export function feePartOf({ kind, amountMinor }: FeePartData, currency: string): FeePart {
  return { kind, amount: moneyOf(amountMinor, currency), message: FEE_PART_MESSAGES[kind] };
}

/** What was agreed, as payloads show it. */
export function agreedFeeOf(fee: { readonly amountMinor: number; readonly currency: string; readonly because: readonly FeePartData[] } | null): { fee: Money | null; because: FeePart[] } {
  if (!fee) return { fee: null, because: [] };
  return { fee: moneyOf(fee.amountMinor, fee.currency), because: fee.because.map((part) => feePartOf(part, fee.currency)) };
}
