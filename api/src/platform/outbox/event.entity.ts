import { defineEntity, p } from '@mikro-orm/core';
import type { Position } from '../../shared/geo.ts';
import { retailerRows, tenantColumns } from '../database/tenancy.ts';

const EventSchema = defineEntity({
  name: 'Event',
  tableName: 'event',
  ...retailerRows('event'),
  uniques: [{ properties: ['organizationId', 'feedPosition'] }],
  indexes: [
    // A retailer's feed: its own events among those of the organization.
    { properties: ['retailerId', 'feedPosition'] },
    { properties: ['subjectId', 'sequence'] },
    // What the relay has to place: a few rows, however long the journey grows.
    { name: 'event_unplaced_index', properties: ['sequence'], where: 'feed_position is null' },
  ],
  properties: {
    ...tenantColumns,
    // Found by their place in the feed, which begins with it.
    organizationId: p.string(),
    /** Null: of the organization alone, no retailer sees it. */
    retailerId: p.string().nullable(),
    /** Order of insertion. Rows may commit out of this order: feeds follow `feedPosition`. */
    sequence: p.bigint('number').autoincrement().unique(),
    /** Place in the organization's feed, given by the relay after the commit: gapless, from 1. */
    feedPosition: p.bigint('number').nullable(),
    /** What it is about, e.g. a delivery or a route. */
    subjectId: p.string(),
    type: p.string(),
    occurredAt: p.datetime(),
    recordedAt: p.datetime(),
    /** Kind and id of the key that did it, or `system`. */
    actor: p.string(),
    position: p.json<Position>().nullable(),
    data: p.json<Record<string, unknown>>(),
  },
});

/** One fact, written in the transaction of the change it tells of; never changed but for its place in the feed. */
export class Event extends EventSchema.class {}
EventSchema.setClass(Event);
