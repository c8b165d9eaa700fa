import type { DeliveryState } from './delivery.rules.ts';

/** Type of the event that a delivery writes when it enters a state: `delivery.` and the state in lower case. */
export function stateEventType(state: DeliveryState): string {
  return `delivery.${state.toLowerCase()}`;
}

/** Events of a delivery that change no state. */
export const DELIVERY_EVENT = {
  rescheduled: 'delivery.rescheduled',
  reattemptOffered: 'delivery.reattempt_offered',
  instructionsChanged: 'delivery.instructions_changed',
  etaChanged: 'delivery.eta_changed',
} as const;
