import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.ts';
import { Money, MoneyInput } from '../platform/graphql/money.type.ts';
import { Duration } from '../platform/graphql/scalars.ts';
import { RESCHEDULE_FEES, type RescheduleFee } from './reschedule-policy.rules.ts';
import { RetailerType } from './retailer.type.ts';
import { SetupError } from './setup-error.type.ts';

const RESCHEDULE_FEE = enumOf(RESCHEDULE_FEES);

registerEnumType(RESCHEDULE_FEE, {
  name: 'RescheduleFee',
  description: 'What another window costs. May grow.',
  valuesConfig: {
    FREE: { description: 'Nothing.' },
    AT_COST: { description: 'What the vans drive more for it, or less: then it is a refund, of at most what was paid.' },
    FIXED: { description: 'The same amount each time.' },
  },
});

@ObjectType('ReschedulePolicy', { simpleResolvers: true, description: 'On which terms the recipients of a retailer, and the retailer itself, change and call off deliveries. The courier\'s own changes are free.' })
export class ReschedulePolicyType {
  @Field(() => RESCHEDULE_FEE, { description: 'What another window costs.' })
  fee: RescheduleFee;

  @Field(() => Money, { nullable: true, description: 'The amount of FIXED.' })
  fixedFee: Money | null;

  @Field(() => Boolean, { description: 'Whether what is loaded stays loaded; else it is unloaded again while its van is at the depot.' })
  refuseAfterLoad: boolean;

  @Field(() => Duration, { nullable: true, description: 'How long before the promised window the last change is taken; null: as long as the delivery is at the depot.' })
  cutoff: number | null;

  @Field(() => Boolean, { description: 'Whether the holder of a tracking link may call the delivery off.' })
  recipientMayCancel: boolean;

  @Field(() => Int, { description: 'Days after which a delivery that failed and that nobody rebooked goes back to the retailer.' })
  returnAfterDays: number;
}

@InputType({ description: 'The terms of a retailer, all of them.' })
export class SetReschedulePolicyInput {
  @Field(() => ID, { description: 'The retailer.' })
  retailerId: string;

  @Field(() => RESCHEDULE_FEE, { description: 'What another window costs.' })
  fee: RescheduleFee;

  @Field(() => MoneyInput, { nullable: true, description: 'The amount of FIXED, in the currency of the organization; not with the others.' })
  fixedFee?: MoneyInput | null;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether what is loaded stays loaded.' })
  refuseAfterLoad: boolean;

  @Field(() => Duration, { nullable: true, description: 'How long before the promised window the last change is taken, at most P14D; default as long as the delivery is at the depot.' })
  cutoff?: number | null;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether the holder of a tracking link may call the delivery off.' })
  recipientMayCancel: boolean;

  @Field(() => Int, { defaultValue: 7, description: 'Days after which a failed delivery that nobody rebooked goes back, 1 to 60.' })
  returnAfterDays: number;
}

@ObjectType({ simpleResolvers: true, description: 'What came of `setReschedulePolicy`.' })
export class SetReschedulePolicyPayload {
  @Field(() => RetailerType, { nullable: true, description: 'The retailer with its new terms, or null when refused.' })
  retailer: RetailerType | null;

  @Field(() => [SetupError], { description: 'Why it was refused; empty when it was not.' })
  userErrors: SetupError[];
}
