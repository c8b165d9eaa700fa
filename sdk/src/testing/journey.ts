import type { DeliveryState, FailureReason } from '../types.ts';
import { moveDelivery } from './orders.ts';
import type { DeliveryRecord } from './records.ts';
import { iso, MINUTE } from './time.ts';
import type { World } from './world.ts';

/** The way a delivery goes when all goes well. */
const WAY: readonly DeliveryState[] = ['CONFIRMED', 'PLANNED', 'LOADED', 'OUT_FOR_DELIVERY', 'ARRIVING', 'ARRIVED', 'DELIVERED'];
/** What is shown of it. */
const STEPS: readonly DeliveryState[] = ['CONFIRMED', 'PLANNED', 'OUT_FOR_DELIVERY', 'ARRIVING', 'DELIVERED'];
const STEP_OF: Readonly<Record<string, number>> = { CONFIRMED: 0, PLANNED: 1, LOADED: 1, OUT_FOR_DELIVERY: 2, ARRIVING: 3, ARRIVED: 3, DELIVERED: 4 };
/** Where the others branch off. */
const AFTER: Readonly<Record<string, DeliveryState>> = { ATTEMPT_FAILED: 'ARRIVED', RETURNING: 'ATTEMPT_FAILED', RETURNED: 'RETURNING', CANCELED: 'CONFIRMED' };

const ON_THE_WAY: readonly DeliveryState[] = ['OUT_FOR_DELIVERY', 'ARRIVING'];
const NO_ESTIMATE: Readonly<Record<string, string>> = {
  CONFIRMED: 'The day is not planned yet.', PLANNED: 'The van has not left yet.', LOADED: 'The van has not left yet.', ARRIVED: 'The driver is at the door.',
  DELIVERED: 'It was delivered.', ATTEMPT_FAILED: 'The attempt failed; another window can be chosen.', RETURNING: 'It goes back to the sender.',
  RETURNED: 'It went back to the sender.', CANCELED: 'It was canceled.',
};
const STOPS_AWAY: Readonly<Record<string, number>> = { OUT_FOR_DELIVERY: 4, ARRIVING: 0 };

/** Moves a delivery to a state through all states before it. Throws `RangeError` when that state can't be reached from here. */
export function walk(world: World, delivery: DeliveryRecord, to: DeliveryState, reason: FailureReason = 'NOBODY_HOME'): void {
  const path = pathBetween(delivery.state, to);
  if (!path) throw new RangeError(`A delivery that is ${delivery.state} can't become ${to}.`);
  for (const state of path) {
    if (state === 'ATTEMPT_FAILED') delivery.failureReason = reason;
    moveDelivery(world, delivery, state, state === 'ATTEMPT_FAILED' ? { reason } : {});
  }
}

function pathBetween(from: DeliveryState, to: DeliveryState): readonly DeliveryState[] | undefined {
  if (from === to) return [];
  const [here, there] = [WAY.indexOf(from), WAY.indexOf(to)];
  if (there >= 0) return here >= 0 && here < there ? WAY.slice(here + 1, there + 1) : undefined;
  if (to === 'CANCELED') return from === 'CONFIRMED' || from === 'PLANNED' ? ['CANCELED'] : undefined;
  const before = AFTER[to] && pathBetween(from, AFTER[to]);
  return before && [...before, to];
}

/** What a tracking view says of the way: steps, estimate, vehicle. */
export function wayOf(world: World, delivery: DeliveryRecord): Readonly<Record<string, unknown>> {
  const { state, place, address, updatedAt } = delivery;
  const isMoving = ON_THE_WAY.includes(state);
  const p50 = Math.max(place.start + (place.end - place.start) / 2, world.now + 5 * MINUTE);
  return {
    estimate: isMoving ? { p10: iso(p50 - 10 * MINUTE), p50: iso(p50), p90: iso(p50 + 15 * MINUTE), computedAt: iso(world.now) } : null,
    noEstimateReason: isMoving ? null : (NO_ESTIMATE[state] ?? null),
    stopsAway: STOPS_AWAY[state] ?? null,
    driverFirstName: isMoving || state === 'ARRIVED' ? 'Maya' : null,
    vehicleKind: isMoving || state === 'ARRIVED' ? 'VAN' : null,
    // As on a server, the van is shown once this is its next stop.
    vehiclePosition: state === 'ARRIVING' && address.position ? { position: address.position, heading: 90, recordedAt: iso(updatedAt) } : null,
    steps: stepsOf(delivery),
  };
}

function stepsOf({ state, reached }: DeliveryRecord): readonly Readonly<Record<string, unknown>>[] {
  const at = (step: DeliveryState) => (reached.has(step) ? iso(reached.get(step) ?? 0) : null);
  const current = STEP_OF[state];
  if (current !== undefined) {
    return STEPS.map((step, index) => {
      const isDone = state === 'DELIVERED' || index < current;
      return { state: step, status: isDone ? 'DONE' : index === current ? 'CURRENT' : 'UPCOMING', at: index <= current ? at(step) : null };
    });
  }
  const done = STEPS.filter((step) => step !== 'DELIVERED' && reached.has(step)).map((step) => ({ state: step, status: 'DONE', at: at(step) }));
  if (state === 'CANCELED' || state === 'ATTEMPT_FAILED') return [...done, { state, status: 'FAILED', at: at(state) }];
  const isBack = state === 'RETURNED';
  return [
    ...done,
    { state: 'ATTEMPT_FAILED', status: 'FAILED', at: at('ATTEMPT_FAILED') },
    { state: 'RETURNING', status: isBack ? 'DONE' : 'CURRENT', at: at('RETURNING') },
    { state: 'RETURNED', status: isBack ? 'DONE' : 'UPCOMING', at: at('RETURNED') },
  ];
}
