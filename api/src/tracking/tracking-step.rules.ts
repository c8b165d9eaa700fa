import type { DeliveryState } from '../orders/delivery.rules.ts';

export const STEP_STATES = ['DONE', 'CURRENT', 'UPCOMING', 'FAILED'] as const;
export type StepState = (typeof STEP_STATES)[number];

export interface TrackingStep {
  readonly state: DeliveryState;
  readonly status: StepState;
  /** When it was reached; null before. */
  readonly at: Date | null;
}

/** The way a recipient is shown when all goes well. */
const WAY: readonly DeliveryState[] = ['CONFIRMED', 'PLANNED', 'OUT_FOR_DELIVERY', 'ARRIVING', 'DELIVERED'];

/** Which step of the way a state belongs to: being loaded is still part of being planned, at the door part of arriving. */
const STEP_OF: Readonly<Partial<Record<DeliveryState, number>>> = {
  CONFIRMED: 0, PLANNED: 1, LOADED: 1, OUT_FOR_DELIVERY: 2, ARRIVING: 3, ARRIVED: 3, DELIVERED: 4,
};

/**
 * The steps of a delivery with the time each was reached.
 * @param reached first time of each state since the delivery was last confirmed
 */
export function stepsOf(state: DeliveryState, reached: ReadonlyMap<DeliveryState, Date>): TrackingStep[] {
  // A short last leg may skip ARRIVING: being at the door stands for it.
  const at = (step: DeliveryState) => reached.get(step) ?? (step === 'ARRIVING' ? reached.get('ARRIVED') : undefined) ?? null;
  const current = STEP_OF[state];
  if (current !== undefined) {
    return WAY.map((step, index) => ({
      state: step,
      status: state === 'DELIVERED' || index < current ? 'DONE' : index === current ? 'CURRENT' : 'UPCOMING',
      at: index <= current ? at(step) : null,
    }));
  }
  const done = WAY.filter((step) => step !== 'DELIVERED' && at(step)).map((step) => ({ state: step, status: 'DONE' as const, at: at(step) }));
  if (state === 'CANCELED' || state === 'ATTEMPT_FAILED') return [...done, { state, status: 'FAILED', at: at(state) }];
  const isBack = state === 'RETURNED';
  return [
    ...done,
    { state: 'ATTEMPT_FAILED', status: 'FAILED', at: at('ATTEMPT_FAILED') },
    { state: 'RETURNING', status: isBack ? 'DONE' : 'CURRENT', at: at('RETURNING') },
    { state: 'RETURNED', status: isBack ? 'DONE' : 'UPCOMING', at: at('RETURNED') },
  ];
}
