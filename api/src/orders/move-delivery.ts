import type { Transaction } from '../platform/mutate.ts';
import type { Position } from '../shared/geo.ts';
import type { Delivery } from './delivery.entity.ts';
import { stateEventType } from './delivery.events.ts';
import { canMove, type DeliveryState } from './delivery.rules.ts';

export interface MoveDetails {
  readonly occurredAt?: Date;
  readonly position?: Position | null;
  readonly data?: Record<string, unknown>;
}

/**
 * Moves a delivery to another state and writes the event. Callers check `canMove` first and refuse kindly.
 * @throws Error when the state table forbids the move: a bug, not a refusal.
 */
export function moveDelivery(tx: Transaction, delivery: Delivery, to: DeliveryState, details: MoveDetails = {}): void {
  if (!canMove(delivery.state, to)) {
    throw new Error(`Delivery ${delivery.id} can't move from ${delivery.state} to ${to}.`);
  }
  delivery.state = to;
  delivery.updatedAt = tx.clock.now();
  tx.emit({ type: stateEventType(to), subjectId: delivery.id, retailerId: delivery.retailerId, ...details });
}
