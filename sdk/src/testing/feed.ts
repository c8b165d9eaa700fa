import { fakeError } from './fake-error.ts';
import type { EventRecord } from './records.ts';
import type { World } from './world.ts';

/** Which events, as `DeliveryEventFilter` says; thresholds of distance and time are told by no fake. */
export interface FeedFilter {
  readonly deliveryIds?: readonly string[] | null;
  readonly types?: readonly string[] | null;
  readonly states?: readonly string[] | null;
}

/** The events behind a cursor that fit; without a cursor from the oldest that is kept. */
export function readFeed(world: World, after: string | null | undefined, filter?: FeedFilter | null): readonly EventRecord[] {
  const from = after == null ? world.forgottenUpTo : positionOf(world, after);
  if (from < world.forgottenUpTo) {
    throw fakeError('RESYNC_REQUIRED', 'This cursor is older than the 30 days that the feed is kept. Ask for "deliveryEventsHead" first, then read the present state with "deliveries", then follow the feed behind that head.');
  }
  return world.feed.slice(from).filter((event) => fits(event, filter));
}

/** Whether an event fits a filter. */
export function fits({ deliveryId, type }: EventRecord, filter: FeedFilter | null | undefined): boolean {
  const { deliveryIds, types, states } = filter ?? {};
  if (deliveryIds && !(deliveryId && deliveryIds.includes(deliveryId))) return false;
  if (!types && !states) return true;
  return (types ?? []).includes(type) || (states ?? []).some((state) => type === `delivery.${state.toLowerCase()}`);
}

/** The place that a cursor stands for. */
export function positionOf(world: World, cursor: string): number {
  const [, place] = /^feed:(\d{1,15})$/.exec(decoded(cursor)) ?? [];
  if (place === undefined) throw fakeError('BAD_USER_INPUT', `"${cursor}" is not a cursor of the event feed. Give the cursor of an event or of "deliveryEventsHead", or leave "after" out.`);
  if (Number(place) > world.feed.length) throw fakeError('BAD_USER_INPUT', 'This cursor is ahead of the feed: it belongs to another organization or database. Give a cursor of this feed, or leave "after" out.');
  return Number(place);
}

function decoded(cursor: string): string {
  try {
    return atob(cursor);
  } catch {
    return '';
  }
}
