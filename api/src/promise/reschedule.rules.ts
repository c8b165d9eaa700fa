import type { ReschedulePolicyData } from '../accounts/reschedule-policy.rules.ts';
import type { DeliveryState } from '../orders/delivery.rules.ts';
import { addSeconds } from '../shared/time.ts';

/** Why a delivery can't be changed. */
export const CHANGE_REFUSALS = ['TOO_LATE', 'LOADED', 'ON_THE_ROAD', 'OVER', 'NOT_ALLOWED'] as const;
export type ChangeRefusal = (typeof CHANGE_REFUSALS)[number];

/** The same for people. */
export const CHANGE_REFUSAL_MESSAGES: Readonly<Record<ChangeRefusal, string>> = {
  TOO_LATE: 'It is too late to change this delivery. Ask the shop.',
  LOADED: 'The delivery is on its van already. Ask the shop.',
  ON_THE_ROAD: 'The delivery is on the road. If nobody is there, another window can be chosen afterwards.',
  OVER: 'This delivery is over: nothing is left to change.',
  NOT_ALLOWED: 'The shop calls off its deliveries itself. Ask there.',
};

/** What a fee is made of. */
export const FEE_PART_KINDS = ['MARGINAL_COST', 'FIXED_FEE', 'SERVICE_LEVEL', 'FREE', 'ANOTHER_TRY', 'BY_COURIER'] as const;
export type FeePartKind = (typeof FEE_PART_KINDS)[number];

/** A part of a fee, in minor units; below nothing: a refund. */
export interface FeePartData {
  readonly kind: FeePartKind;
  readonly amountMinor: number;
}

export const FEE_PART_MESSAGES: Readonly<Record<FeePartKind, string>> = {
  MARGINAL_COST: 'What the vans drive more for it, or less.',
  FIXED_FEE: 'The shop\'s fee for a change.',
  SERVICE_LEVEL: 'What this kind of delivery costs more than the one that was bought.',
  FREE: 'Changes are free.',
  ANOTHER_TRY: 'Another try is free.',
  BY_COURIER: 'The courier changes it: free of charge.',
};

/** What decides a fee. It travels in the quote, so that the agreed amount keeps its reason when the policy changes. */
export type FeeRule = Extract<FeePartKind, 'FREE' | 'ANOTHER_TRY' | 'BY_COURIER'> | 'AT_COST' | 'FIXED';

/** Who changes what. */
export interface ChangeRequest {
  readonly state: DeliveryState;
  /** Start of the window as promised now. */
  readonly windowStart: Date;
  readonly policy: ReschedulePolicyData;
  /** The courier itself, whom its retailers' policies do not bind. */
  readonly isCourier: boolean;
  readonly now: Date;
}

/** What waits at its pickup point is there: nobody drives for it any more. */
const OVER: readonly DeliveryState[] = ['AVAILABLE_FOR_PICKUP', 'COLLECTED', 'DELIVERED', 'RETURNING', 'RETURNED', 'CANCELED'];
const ON_THE_ROAD: readonly DeliveryState[] = ['OUT_FOR_DELIVERY', 'ARRIVING', 'ARRIVED'];

/** Why a delivery gets no other window, or undefined. After a failed attempt there is no cut-off: its window is over. */
export function findRescheduleRefusal({ state, windowStart, policy, isCourier, now }: ChangeRequest): ChangeRefusal | undefined {
  if (OVER.includes(state)) return 'OVER';
  if (ON_THE_ROAD.includes(state)) return 'ON_THE_ROAD';
  if (state === 'ATTEMPT_FAILED' || isCourier) return undefined;
  if (state === 'LOADED' && policy.refuseAfterLoad) return 'LOADED';
  return isAfterCutoff(policy, windowStart, now) ? 'TOO_LATE' : undefined;
}

/** Why a delivery can't be called off, or undefined. What is loaded can't, whoever asks: it would drive along. */
export function findCancelRefusal({ state, windowStart, policy, isCourier, now }: ChangeRequest, isRecipient: boolean): ChangeRefusal | undefined {
  if (OVER.includes(state)) return 'OVER';
  if (ON_THE_ROAD.includes(state) || state === 'ATTEMPT_FAILED') return 'ON_THE_ROAD';
  if (state === 'LOADED') return 'LOADED';
  if (isCourier) return undefined;
  if (isRecipient && !policy.recipientMayCancel) return 'NOT_ALLOWED';
  return isAfterCutoff(policy, windowStart, now) ? 'TOO_LATE' : undefined;
}

function isAfterCutoff({ cutoffSeconds }: ReschedulePolicyData, windowStart: Date, now: Date): boolean {
  return cutoffSeconds !== null && addSeconds(now, cutoffSeconds) > windowStart;
}

export function feeRuleOf({ state, policy, isCourier }: Pick<ChangeRequest, 'state' | 'policy' | 'isCourier'>): FeeRule {
  if (state === 'ATTEMPT_FAILED') return 'ANOTHER_TRY';
  return isCourier ? 'BY_COURIER' : policy.fee;
}

/** What a change is worth. All in minor units. */
export interface ChangeWorth {
  /** Cost of the plans with the change, minus their cost without it; not rounded. */
  readonly marginalMinor: number;
  /** What the new service level costs more than the old one, at least 0. */
  readonly levelMinor: number;
  /** What was paid for the delivery: a refund is never more. */
  readonly paidMinor: number;
  readonly fixedFeeMinor: number | null;
}

/** The fee of a change, or below nothing its refund. */
export function feeOf(rule: FeeRule, { marginalMinor, levelMinor, paidMinor, fixedFeeMinor }: ChangeWorth): number {
  if (rule === 'ANOTHER_TRY' || rule === 'BY_COURIER') return 0;
  const own = { FREE: 0, AT_COST: Math.round(marginalMinor), FIXED: fixedFeeMinor ?? 0 }[rule];
  return Math.max(-paidMinor, own + levelMinor) + 0;
}

/** Why a fee is what it is: parts that sum up to it. */
export function feePartsOf(rule: FeeRule, feeMinor: number, levelMinor: number): FeePartData[] {
  if (rule === 'ANOTHER_TRY' || rule === 'BY_COURIER') return [{ kind: rule, amountMinor: feeMinor }];
  const kind = { FREE: 'FREE', AT_COST: 'MARGINAL_COST', FIXED: 'FIXED_FEE' } as const;
  const own: FeePartData = { kind: kind[rule], amountMinor: feeMinor - levelMinor };
  return levelMinor === 0 ? [own] : [own, { kind: 'SERVICE_LEVEL', amountMinor: levelMinor }];
}

/** What a level costs more than another by its list price; for levels that are no more, nothing. */
export function levelDifference(levels: readonly { readonly id: string; readonly priceMinor: number }[], fromId: string, toId: string): number {
  const priceOf = (id: string) => levels.find((level) => level.id === id)?.priceMinor;
  const [from, to] = [priceOf(fromId), priceOf(toId)];
  return from === undefined || to === undefined ? 0 : Math.max(0, to - from);
}
