import { minorOf } from '../shared/money.ts';
import type { Transaction } from '../platform/mutate.ts';
import { Organization } from './organization.entity.ts';
import { findReschedulePolicyFaults, type ReschedulePolicyData } from './reschedule-policy.rules.ts';
import { Retailer } from './retailer.entity.ts';
import { invalid, made, notFound, refused, type SetupErrorData, type SetupOutcome } from './setup-error.rules.ts';

/** A policy as the API takes it. */
export interface SetReschedulePolicyData extends Omit<ReschedulePolicyData, 'fixedFeeMinor' | 'cutoffSeconds'> {
  readonly retailerId: string;
  readonly fixedFee?: { readonly amount: string; readonly currency: string } | null;
  /** In seconds. */
  readonly cutoff?: number | null;
}

/** Sets the terms on which deliveries of a retailer are changed from now on; quotes that are out keep theirs. */
export async function setReschedulePolicy(tx: Transaction, { retailerId, fixedFee, cutoff, ...rest }: SetReschedulePolicyData): Promise<SetupOutcome> {
  const retailer = await tx.em.findOne(Retailer, { id: retailerId });
  if (!retailer) return refused(notFound(['retailerId'], `There is no retailer ${retailerId}.`));
  const fixedFeeMinor = fixedFee ? await minorIn(tx, fixedFee) : null;
  if (fixedFeeMinor !== null && typeof fixedFeeMinor !== 'number') return refused(fixedFeeMinor);
  const { fee, refuseAfterLoad, recipientMayCancel, returnAfterDays } = rest;
  const policy: ReschedulePolicyData = { fee, fixedFeeMinor, refuseAfterLoad, cutoffSeconds: cutoff ?? null, recipientMayCancel, returnAfterDays };
  const faults = findReschedulePolicyFaults(policy);
  if (faults.length > 0) return refused(...faults);
  retailer.reschedulePolicy = policy;
  return made(retailerId);
}

async function minorIn(tx: Transaction, { amount, currency }: { readonly amount: string; readonly currency: string }): Promise<number | SetupErrorData> {
  const { currency: own } = await tx.em.findOneOrFail(Organization, { id: tx.organizationId });
  if (currency !== own) return invalid(['fixedFee', 'currency'], `Expected an amount in ${own}, the currency of the organization, got ${currency}.`);
  return minorOf(amount, currency) ?? invalid(['fixedFee', 'amount'], `Expected an amount in ${currency} with at most the digits of that currency, got ${amount}.`);
}
