import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Scope } from '../platform/auth/scopes.ts';
import type { RequestContext } from '../platform/context.ts';
import { moneyOf } from '../platform/graphql/money.type.ts';
import { mutate } from '../platform/mutate.ts';
import { Organization } from './organization.entity.ts';
import { DEFAULT_RESCHEDULE_POLICY } from './reschedule-policy.rules.ts';
import { ReschedulePolicyType, SetReschedulePolicyInput, SetReschedulePolicyPayload } from './reschedule-policy.type.ts';
import { Retailer } from './retailer.entity.ts';
import { RetailerType } from './retailer.type.ts';
import { setReschedulePolicy } from './set-reschedule-policy.ts';

@Resolver(() => RetailerType)
export class ReschedulePolicyResolver {
  @Mutation(() => SetReschedulePolicyPayload, { description: 'Sets the terms on which deliveries of a retailer are changed and called off from now on; quotes that are out keep theirs. Scope `accounts:write`.' })
  @Authorized<Scope>('accounts:write')
  async setReschedulePolicy(@Arg('input', () => SetReschedulePolicyInput, { description: 'The terms.' }) input: SetReschedulePolicyInput, @Ctx() context: RequestContext): Promise<SetReschedulePolicyPayload> {
    const { id, userErrors } = await mutate(context, { operation: 'setReschedulePolicy', input }, (tx) => setReschedulePolicy(tx, input));
    return { retailer: id ? await context.em.findOne(Retailer, { id }, { refresh: true }) : null, userErrors };
  }

  @FieldResolver(() => ReschedulePolicyType, { description: 'On which terms its deliveries are changed and called off.' })
  async reschedulePolicy(@Root() { reschedulePolicy, organizationId }: Retailer, @Ctx() { em }: RequestContext): Promise<ReschedulePolicyType> {
    const { fixedFeeMinor, cutoffSeconds, ...policy } = reschedulePolicy ?? DEFAULT_RESCHEDULE_POLICY;
    if (fixedFeeMinor === null) return { ...policy, fixedFee: null, cutoff: cutoffSeconds };
    // Of one organization: the identity map reads it once a request.
    const { currency } = await em.findOneOrFail(Organization, { id: organizationId });
    return { ...policy, fixedFee: moneyOf(fixedFeeMinor, currency), cutoff: cutoffSeconds };
  }
}
