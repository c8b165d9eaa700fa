import type { JourneyEvent } from '../types.ts';
import { WebhookError } from './webhook-error.ts';

/** What can have happened. Open: a type that a newer server sends comes through, so keep a default branch. */
export type WebhookEventType =
  | 'delivery.confirmed' | 'delivery.planned' | 'delivery.loaded' | 'delivery.out_for_delivery' | 'delivery.arriving'
  | 'delivery.arrived' | 'delivery.delivered' | 'delivery.attempt_failed' | 'delivery.available_for_pickup' | 'delivery.collected' | 'delivery.canceled' | 'delivery.returning'
  | 'delivery.returned'
  | 'delivery.rescheduled' | 'delivery.reattempt_offered' | 'delivery.eta_changed' | 'delivery.nearing' | 'delivery.wrong_pin'
  | 'hold.held' | 'hold.released' | 'hold.expired'
  | 'route.assigned' | 'route.dispatched' | 'route.loading' | 'route.started' | 'route.finished'
  | 'day_plan.changed'
  | (string & {});

/** One event as it came in. */
export interface WebhookEvent {
  /** The id of the message, the same each time it is sent: drop what you have handled already. */
  readonly id: string;
  /** What has happened. */
  readonly type: WebhookEventType;
  /** When it has happened, ISO 8601. */
  readonly timestamp: string;
  /** The event as `deliveryEvents` yields it, with its cursor in the feed. */
  readonly data: JourneyEvent;
}

/** The event in a body whose signature is right. Members that are not known here stay. Throws `WebhookError`. */
export function parseWebhookEvent(id: string, body: string): WebhookEvent {
  const payload = parseObject(body);
  const { type, timestamp, data } = payload;
  if (typeof type !== 'string') throw invalidPayload('`type` is not a string.');
  if (typeof timestamp !== 'string') throw invalidPayload('`timestamp` is not a string.');
  if (typeof data !== 'object' || data === null) throw invalidPayload('`data` is not an object.');
  // What signs for an event says what is in it; a newer sender may say more.
  return { ...payload, id, type, timestamp, data: data as JourneyEvent };
}

function parseObject(body: string): Readonly<Record<string, unknown>> {
  try {
    const payload: unknown = JSON.parse(body);
    if (typeof payload === 'object' && payload !== null) return payload as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw invalidPayload('It is no JSON object.');
}

function invalidPayload(reason: string): WebhookError {
  return new WebhookError('INVALID_PAYLOAD', `The body is signed, but not an event. ${reason} Check which endpoint this secret is for.`);
}
