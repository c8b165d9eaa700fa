import { describe, expect, it } from 'vitest';
import { DEFAULT_RESCHEDULE_POLICY } from '../accounts/reschedule-policy.rules.ts';
import { DELIVERY_STATES, type DeliveryState } from '../orders/delivery.rules.ts';
import { feeOf, feePartsOf, feeRuleOf, findCancelRefusal, findRescheduleRefusal, levelDifference, type ChangeRequest, type FeeRule } from './reschedule.rules.ts';

const WINDOW = new Date('2026-11-22T18:00:00Z');
const request = (more: Partial<ChangeRequest>): ChangeRequest => ({ state: 'CONFIRMED', windowStart: WINDOW, policy: DEFAULT_RESCHEDULE_POLICY, isCourier: false, now: new Date('2026-11-21T16:00:00Z'), ...more });
const statesWhere = (refusal: string | undefined, ask: (state: DeliveryState) => string | undefined) => DELIVERY_STATES.filter((state) => ask(state) === refusal);

describe('who may change what', () => {
  it('is told by the state of the delivery: each state has its answer', () => {
    const reschedule = (state: DeliveryState) => findRescheduleRefusal(request({ state }));
    expect(statesWhere(undefined, reschedule)).toEqual(['CONFIRMED', 'PLANNED', 'ATTEMPT_FAILED']);
    expect(statesWhere('LOADED', reschedule)).toEqual(['LOADED']);
    expect(statesWhere('ON_THE_ROAD', reschedule)).toEqual(['OUT_FOR_DELIVERY', 'ARRIVING', 'ARRIVED']);
    expect(statesWhere('OVER', reschedule)).toEqual(['DELIVERED', 'AVAILABLE_FOR_PICKUP', 'COLLECTED', 'RETURNING', 'RETURNED', 'CANCELED']);
    expect(statesWhere(undefined, (state) => findCancelRefusal(request({ state }), false))).toEqual(['CONFIRMED', 'PLANNED']);
  });

  it('is told by the policy: what is loaded, until when, and whether a recipient may call off', () => {
    const policy = { ...DEFAULT_RESCHEDULE_POLICY, refuseAfterLoad: false, cutoffSeconds: 3600, recipientMayCancel: false };
    expect(findRescheduleRefusal(request({ state: 'LOADED', policy }))).toBeUndefined();
    expect(findRescheduleRefusal(request({ policy, now: new Date('2026-11-22T17:00:00Z') }))).toBeUndefined();
    expect(findRescheduleRefusal(request({ policy, now: new Date('2026-11-22T17:00:00.001Z') }))).toBe('TOO_LATE');
    // Its window is over: the cut-off was for that.
    expect(findRescheduleRefusal(request({ policy, state: 'ATTEMPT_FAILED', now: new Date('2026-11-23T17:00:00Z') }))).toBeUndefined();
    expect(findCancelRefusal(request({ policy }), true)).toBe('NOT_ALLOWED');
    expect(findCancelRefusal(request({ policy }), false)).toBeUndefined();
    expect(findCancelRefusal(request({ policy, state: 'LOADED' }), false)).toBe('LOADED');
  });

  it('binds the courier by the state alone', () => {
    const late = { isCourier: true, policy: { ...DEFAULT_RESCHEDULE_POLICY, cutoffSeconds: 3600 }, now: WINDOW };
    expect(statesWhere(undefined, (state) => findRescheduleRefusal(request({ ...late, state })))).toEqual(['CONFIRMED', 'PLANNED', 'LOADED', 'ATTEMPT_FAILED']);
    expect(findCancelRefusal(request(late), false)).toBeUndefined();
  });
});

describe('the fee of a change', () => {
  const worth = { marginalMinor: 123.4, levelMinor: 200, paidMinor: 590, fixedFeeMinor: 250 };
  const fee = (rule: FeeRule, more: Partial<typeof worth> = {}) => feeOf(rule, { ...worth, ...more });

  it('is what the policy says, and what the service level costs more', () => {
    expect(['FREE', 'AT_COST', 'FIXED', 'ANOTHER_TRY', 'BY_COURIER'].map((rule) => fee(rule as FeeRule))).toEqual([200, 323, 450, 0, 0]);
    expect(feeRuleOf(request({ state: 'ATTEMPT_FAILED', isCourier: true }))).toBe('ANOTHER_TRY');
    expect(feeRuleOf(request({ isCourier: true }))).toBe('BY_COURIER');
    expect(feeRuleOf(request({ policy: { ...DEFAULT_RESCHEDULE_POLICY, fee: 'AT_COST' } }))).toBe('AT_COST');
  });

  it('is a refund where the vans drive less, of at most what was paid', () => {
    expect(fee('AT_COST', { marginalMinor: -80.6, levelMinor: 0 })).toBe(-81);
    expect(fee('AT_COST', { marginalMinor: -10_000, levelMinor: 0 })).toBe(-590);
    expect(Object.is(fee('AT_COST', { marginalMinor: -0.2, levelMinor: 0 }), 0)).toBe(true);
  });

  it('has parts that sum up to it', () => {
    expect(feePartsOf('AT_COST', 323, 200)).toEqual([{ kind: 'MARGINAL_COST', amountMinor: 123 }, { kind: 'SERVICE_LEVEL', amountMinor: 200 }]);
    expect(feePartsOf('FIXED', 250, 0)).toEqual([{ kind: 'FIXED_FEE', amountMinor: 250 }]);
    expect(feePartsOf('ANOTHER_TRY', 0, 200)).toEqual([{ kind: 'ANOTHER_TRY', amountMinor: 0 }]);
  });

  it('counts what a dearer service level costs more, and nothing for a cheaper one', () => {
    const levels = [{ id: 'a', priceMinor: 390 }, { id: 'b', priceMinor: 590 }];
    expect([levelDifference(levels, 'a', 'b'), levelDifference(levels, 'b', 'a'), levelDifference(levels, 'gone', 'b')]).toEqual([200, 0, 0]);
  });
});
