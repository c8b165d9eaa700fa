import { describe, expect, it } from 'vitest';
import { DELIVERY_STATES, type DeliveryState } from '../orders/delivery.rules.ts';
import { stepsOf } from './tracking-step.rules.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 10, minute));
const reached = (...states: DeliveryState[]) => new Map(states.map((state, index) => [state, at(index)]));
const brief = (state: DeliveryState, ...states: DeliveryState[]) => stepsOf(state, reached(...states)).map((step) => `${step.state} ${step.status}`);

it('marks what is behind, here and ahead', () => {
  expect(stepsOf('OUT_FOR_DELIVERY', reached('CONFIRMED', 'PLANNED', 'OUT_FOR_DELIVERY'))).toEqual([
    { state: 'CONFIRMED', status: 'DONE', at: at(0) },
    { state: 'PLANNED', status: 'DONE', at: at(1) },
    { state: 'OUT_FOR_DELIVERY', status: 'CURRENT', at: at(2) },
    { state: 'ARRIVING', status: 'UPCOMING', at: null },
    { state: 'DELIVERED', status: 'UPCOMING', at: null },
  ]);
});

it('is all done when delivered, also when it was never seen arriving', () => {
  const steps = stepsOf('DELIVERED', reached('CONFIRMED', 'PLANNED', 'OUT_FOR_DELIVERY', 'ARRIVED', 'DELIVERED'));
  expect(steps.map(({ status }) => status)).toEqual(Array(5).fill('DONE'));
  expect(steps[3]).toEqual({ state: 'ARRIVING', status: 'DONE', at: at(3) });
});

describe('another way', () => {
  it('ends with a failed attempt', () => {
    expect(brief('ATTEMPT_FAILED', 'CONFIRMED', 'PLANNED', 'OUT_FOR_DELIVERY', 'ATTEMPT_FAILED')).toEqual(['CONFIRMED DONE', 'PLANNED DONE', 'OUT_FOR_DELIVERY DONE', 'ATTEMPT_FAILED FAILED']);
  });

  it('goes back', () => {
    expect(brief('RETURNING', 'CONFIRMED', 'ATTEMPT_FAILED', 'RETURNING')).toEqual(['CONFIRMED DONE', 'ATTEMPT_FAILED FAILED', 'RETURNING CURRENT', 'RETURNED UPCOMING']);
    expect(brief('RETURNED', 'CONFIRMED', 'ATTEMPT_FAILED', 'RETURNING', 'RETURNED').at(-1)).toBe('RETURNED DONE');
  });

  it('is called off', () => {
    expect(brief('CANCELED', 'CONFIRMED', 'CANCELED')).toEqual(['CONFIRMED DONE', 'CANCELED FAILED']);
  });
});

it.each(DELIVERY_STATES)('has something to show for %s', (state) => {
  expect(stepsOf(state, new Map()).length).toBeGreaterThan(0);
});
