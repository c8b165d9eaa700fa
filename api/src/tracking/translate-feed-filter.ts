import { stateEventType } from '../orders/delivery.events.ts';
import type { DeliveryState } from '../orders/delivery.rules.ts';
import type { EventFilter } from '../platform/outbox/event-filter.ts';
import { DoorstepError } from '../shared/errors.ts';
import { NEARING_EVENT, NEARING_METERS, NEARING_MINUTES } from './nearing.rules.ts';

const MOST_DELIVERIES = 100;
const MOST_TYPES = 50;
const TYPE_PATTERN = /^[a-z_.]{1,60}$/;

/** A filter as people write it; see `DeliveryEventFilter` of the schema. */
export interface FeedFilterInput {
  readonly deliveryIds?: readonly string[] | null;
  readonly types?: readonly string[] | null;
  readonly states?: readonly DeliveryState[] | null;
  readonly etaWithinMinutes?: number | null;
  readonly withinMeters?: number | null;
}

/**
 * The filter as the feed evaluates it; undefined for one that says nothing, which all events fit.
 * @throws DoorstepError `BAD_USER_INPUT` for too long a list, or a line that is never told.
 */
export function translateFeedFilter(input: FeedFilterInput | null | undefined): EventFilter | undefined {
  const { deliveryIds, types, states, etaWithinMinutes, withinMeters } = input ?? {};
  if (deliveryIds && deliveryIds.length > MOST_DELIVERIES) throw refusal(`"deliveryIds" may name at most ${MOST_DELIVERIES}, got ${deliveryIds.length}. Follow the whole feed, or split them over several subscriptions.`);
  if (types && types.length > MOST_TYPES) throw refusal(`"types" may name at most ${MOST_TYPES}, got ${types.length}.`);
  const odd = types?.find((type) => !TYPE_PATTERN.test(type));
  if (odd !== undefined) throw refusal(`"${odd.slice(0, 60)}" is no type of an event. Types look like "delivery.delivered".`);

  const tests = [
    ...(types ? [{ types }] : []),
    ...(states ? [{ types: states.map(stateEventType) }] : []),
    ...(etaWithinMinutes == null ? [] : [nearing('withinMinutes', lineOf('etaWithinMinutes', NEARING_MINUTES, etaWithinMinutes))]),
    ...(withinMeters == null ? [] : [nearing('withinMeters', lineOf('withinMeters', NEARING_METERS, withinMeters))]),
  ];
  if (!deliveryIds && tests.length === 0) return undefined;
  return { ...(deliveryIds && { subjectIds: deliveryIds }), ...(tests.length > 0 && { tests }) };
}

function nearing(member: string, at: number) {
  return { types: [NEARING_EVENT], crossing: { member, at } };
}

function lineOf(name: string, lines: readonly number[], value: number): number {
  if (lines.includes(value)) return value;
  throw refusal(`"${name}" must be one of ${lines.join(', ')}, got ${value}.`);
}

function refusal(message: string): DoorstepError {
  return new DoorstepError('BAD_USER_INPUT', message);
}
