import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '../../shared/ids.ts';
import type { Position } from '../../shared/geo.ts';
import { Event } from './event.entity.ts';

/** A fact to be written with the change it tells of. */
export interface NewEvent {
  /** e.g. `delivery.loaded`; declared in a `<noun>.events.ts`. */
  readonly type: string;
  /** What it is about, e.g. a delivery's or a route's id. */
  readonly subjectId: string;
  /** Null: only the organization sees it. */
  readonly retailerId: string | null;
  /** When it happened; default now. */
  readonly occurredAt?: Date;
  readonly position?: Position | null;
  /** Plain data; nothing personal that a reader of the feed may not see. */
  readonly data?: Record<string, unknown>;
}

/** Puts the event into the unit of work: it commits, or not, with everything else. */
export function appendEvent(em: EntityManager, event: NewEvent, by: { organizationId: string; actor: string; now: Date }): Event {
  const row = new Event();
  em.assign(row, {
    id: newId('event'),
    organizationId: by.organizationId,
    retailerId: event.retailerId,
    feedPosition: null,
    subjectId: event.subjectId,
    type: event.type,
    occurredAt: event.occurredAt ?? by.now,
    recordedAt: by.now,
    actor: by.actor,
    position: event.position ?? null,
    data: event.data ?? {},
  });
  em.persist(row);
  return row;
}
