import { describe, expect, it } from 'vitest';
import { canMove, DELIVERY_STATES, requiredSkills, type DeliveryState } from './delivery.rules.ts';

/** Written down a second time, on purpose: a change of the table must be meant twice. */
const ALLOWED: ReadonlySet<string> = new Set([
  'CONFIRMED PLANNED', 'CONFIRMED CANCELED',
  'PLANNED LOADED', 'PLANNED CONFIRMED', 'PLANNED CANCELED',
  'LOADED OUT_FOR_DELIVERY', 'LOADED PLANNED', 'LOADED CONFIRMED',
  'OUT_FOR_DELIVERY ARRIVING', 'OUT_FOR_DELIVERY ARRIVED', 'OUT_FOR_DELIVERY RETURNING',
  'ARRIVING ARRIVED', 'ARRIVING OUT_FOR_DELIVERY', 'ARRIVING RETURNING',
  'ARRIVED DELIVERED', 'ARRIVED AVAILABLE_FOR_PICKUP', 'ARRIVED ATTEMPT_FAILED', 'ARRIVED OUT_FOR_DELIVERY',
  'AVAILABLE_FOR_PICKUP COLLECTED', 'AVAILABLE_FOR_PICKUP RETURNING',
  'ATTEMPT_FAILED CONFIRMED', 'ATTEMPT_FAILED RETURNING',
  'RETURNING RETURNED',
]);

describe('the state table of a delivery', () => {
  it.each(DELIVERY_STATES.flatMap((from) => DELIVERY_STATES.map((to) => [from, to] as const)))('%s → %s', (from, to) => {
    expect(canMove(from, to)).toBe(ALLOWED.has(`${from} ${to}`));
  });

  it('reaches every state from CONFIRMED, and ends in DELIVERED, COLLECTED, RETURNED and CANCELED alone', () => {
    const reached = new Set<DeliveryState>(['CONFIRMED']);
    for (const from of reached) for (const to of DELIVERY_STATES) if (canMove(from, to)) reached.add(to);
    expect([...reached].sort()).toEqual([...DELIVERY_STATES].sort());
    const ends = DELIVERY_STATES.filter((from) => !DELIVERY_STATES.some((to) => canMove(from, to)));
    expect(ends.sort()).toEqual(['CANCELED', 'COLLECTED', 'DELIVERED', 'RETURNED']);
  });

  it('cancels nothing that is on a van', () => {
    expect(DELIVERY_STATES.filter((from) => canMove(from, 'CANCELED'))).toEqual(['CONFIRMED', 'PLANNED']);
  });
});

describe('handling needs', () => {
  it('ask for a skill when the driver must be able to do it', () => {
    expect(requiredSkills(['FRAGILE', 'KEEP_COLD', 'SIGNATURE', 'AGE_CHECK', 'PIN', 'TWO_PERSON'])).toEqual(['KEEP_COLD', 'AGE_CHECK', 'TWO_PERSON']);
  });
});
