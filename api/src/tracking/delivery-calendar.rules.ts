import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { DeliveryState } from '../orders/delivery.rules.ts';
import type { DeliveryFeed } from './delivery-feed.rules.ts';

/** How often a calendar is asked to look again, in seconds. */
const REFRESH_SECONDS = 900;
const OFF: readonly DeliveryState[] = ['CANCELED', 'RETURNING', 'RETURNED'];

/**
 * One delivery as an iCalendar feed (RFC 5545): one event that keeps its UID and raises its SEQUENCE when the window moves, and stays, with
 * STATUS:CANCELLED, when it will not come, so that calendars take it out. Free time, not busy: nobody is in a meeting with a parcel.
 */
export function calendarOf(feed: DeliveryFeed): string {
  const calendar = ical({ name: feed.brandName, method: ICalCalendarMethod.PUBLISH, prodId: { company: 'Doorstep', product: 'Deliveries', language: 'EN' }, ttl: REFRESH_SECONDS });
  calendar.createEvent({
    id: `${feed.deliveryId}@doorstep`,
    sequence: feed.revision,
    start: feed.start,
    end: feed.end,
    stamp: feed.updatedAt,
    created: feed.createdAt,
    lastModified: feed.updatedAt,
    summary: `${feed.brandName} · ${feed.reference}`,
    status: OFF.includes(feed.state) ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.TRANSPARENT,
  });
  return calendar.toString();
}
