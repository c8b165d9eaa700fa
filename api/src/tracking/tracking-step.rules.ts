import type { DeliveryState } from '../orders/delivery.rules.ts';

export const STEP_STATES = ['DONE', 'CURRENT', 'UPCOMING', 'FAILED'] as const;
export type StepState = (typeof STEP_STATES)[number];

export interface TrackingStep {
  readonly state: DeliveryState;
  readonly status: StepState;
  /** When it was reached; null before. */
  readonly at: Date | null;
}

/** Where a way ends. */
export type WayEnd = 'DOOR' | 'PICKUP_POINT';

/** The way a recipient is shown when all goes well. */
const WAYS: Readonly<Record<WayEnd, readonly DeliveryState[]>> = {
  DOOR: ['CONFIRMED', 'PLANNED', 'OUT_FOR_DELIVERY', 'ARRIVING', 'DELIVERED'],
  PICKUP_POINT: ['CONFIRMED', 'PLANNED', 'OUT_FOR_DELIVERY', 'AVAILABLE_FOR_PICKUP', 'COLLECTED'],
};

/** The step that a state belongs to where it is none itself: being loaded is still part of being planned, at the door part of arriving. */
const STEP_OF: Readonly<Record<WayEnd, Readonly<Partial<Record<DeliveryState, DeliveryState>>>>> = {
  DOOR: { LOADED: 'PLANNED', ARRIVED: 'ARRIVING' },
  PICKUP_POINT: { LOADED: 'PLANNED', ARRIVING: 'OUT_FOR_DELIVERY', ARRIVED: 'OUT_FOR_DELIVERY' },
};

/**
 * The steps of a delivery with the time each was reached.
 * @param reached first time of each state since the delivery was last confirmed
 */
export function stepsOf(state: DeliveryState, reached: ReadonlyMap<DeliveryState, Date>, end: WayEnd = 'DOOR'): TrackingStep[] {
  const way = WAYS[end];
  const goal = way.at(-1);
  // A short last leg may skip ARRIVING: being at the door stands for it.
  const at = (step: DeliveryState) => reached.get(step) ?? (step === 'ARRIVING' ? reached.get('ARRIVED') : undefined) ?? null;
  const current = way.indexOf(STEP_OF[end][state] ?? state);
  if (current >= 0) {
    return way.map((step, index) => ({
      state: step,
      status: state === goal || index < current ? 'DONE' : index === current ? 'CURRENT' : 'UPCOMING',
      at: index <= current ? at(step) : null,
    }));
  }
  const done = way.filter((step) => step !== goal && at(step)).map((step) => ({ state: step, status: 'DONE' as const, at: at(step) }));
  if (state === 'CANCELED' || state === 'ATTEMPT_FAILED') return [...done, { state, status: 'FAILED', at: at(state) }];
  const isBack = state === 'RETURNED';
  const failed = at('AVAILABLE_FOR_PICKUP') ? [] : [{ state: 'ATTEMPT_FAILED' as const, status: 'FAILED' as const, at: at('ATTEMPT_FAILED') }];
  return [
    ...done,
    ...failed,
    { state: 'RETURNING', status: isBack ? 'DONE' : 'CURRENT', at: at('RETURNING') },
    { state: 'RETURNED', status: isBack ? 'DONE' : 'UPCOMING', at: at('RETURNED') },
  ];
}
