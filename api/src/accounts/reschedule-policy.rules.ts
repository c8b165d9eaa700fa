import { invalid, type SetupErrorData } from './setup-error.rules.ts';

/**
 * What another window costs.
 *
 * FREE     nothing.
 * AT_COST  what the vans drive more for it, or less: then it is a refund, of at most what was paid.
 * FIXED    the same amount each time.
 */
export const RESCHEDULE_FEES = ['FREE', 'AT_COST', 'FIXED'] as const;
export type RescheduleFee = (typeof RESCHEDULE_FEES)[number];

/** On which terms the recipients of a retailer, and the retailer itself, change and call off deliveries. The courier's own changes are free and always allowed. */
export interface ReschedulePolicyData {
  readonly fee: RescheduleFee;
  /** With FIXED, in minor units of the organization's currency. */
  readonly fixedFeeMinor: number | null;
  /** True: what is loaded stays loaded. False: it is unloaded again while its van is at the depot. */
  readonly refuseAfterLoad: boolean;
  /** How long before the promised window the last change is taken, in seconds; null: as long as the delivery is at the depot. */
  readonly cutoffSeconds: number | null;
  /** Whether the holder of a tracking link may call the delivery off. */
  readonly recipientMayCancel: boolean;
  /** Days after which a delivery that failed and that nobody rebooked goes back to the retailer. */
  readonly returnAfterDays: number;
}

/** The terms of a retailer that has set none. */
export const DEFAULT_RESCHEDULE_POLICY: ReschedulePolicyData = {
  fee: 'FREE', fixedFeeMinor: null, refuseAfterLoad: true, cutoffSeconds: null, recipientMayCancel: true, returnAfterDays: 7,
};

const MAX_FEE_MINOR = 1_000_000;
const MAX_CUTOFF_SECONDS = 14 * 24 * 3600;
const MAX_RETURN_DAYS = 60;

/** Every fault of a policy; field names are those of `SetReschedulePolicyInput`. */
export function findReschedulePolicyFaults({ fee, fixedFeeMinor, cutoffSeconds, returnAfterDays }: ReschedulePolicyData): SetupErrorData[] {
  const faults: SetupErrorData[] = [];
  if (fee === 'FIXED' && fixedFeeMinor === null) faults.push(invalid(['fixedFee'], 'FIXED needs an amount. Give fixedFee, or take FREE or AT_COST.'));
  if (fee !== 'FIXED' && fixedFeeMinor !== null) faults.push(invalid(['fixedFee'], `Only FIXED has an amount, not ${fee}. Leave fixedFee out, or take FIXED.`));
  if (fixedFeeMinor !== null && !isWithin(fixedFeeMinor, 0, MAX_FEE_MINOR)) faults.push(invalid(['fixedFee'], `Expected 0 to ${MAX_FEE_MINOR} minor units, got ${fixedFeeMinor}.`));
  if (cutoffSeconds !== null && !isWithin(cutoffSeconds, 0, MAX_CUTOFF_SECONDS)) faults.push(invalid(['cutoff'], 'Expected a time from PT0S to P14D.'));
  if (!isWithin(returnAfterDays, 1, MAX_RETURN_DAYS)) faults.push(invalid(['returnAfterDays'], `Expected 1 to ${MAX_RETURN_DAYS} days, got ${returnAfterDays}.`));
  return faults;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
