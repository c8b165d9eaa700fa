import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { Address, Position } from '../shared/geo.ts';
import type { ParcelSize } from '../orders/basket.rules.ts';
import type { HandlingNeed } from '../orders/delivery.rules.ts';

const HoldSchema = defineEntity({
  name: 'Hold',
  tableName: 'hold',
  ...retailerRows('hold'),
  indexes: [{ properties: ['retailerId', 'expiresAt'] }],
  properties: {
    ...tenantColumns,
    retailerId: p.string(),
    dayPlanId: p.string(),
    depotId: p.string(),
    serviceLevelId: p.string(),
    /** Service day of the depot, `YYYY-MM-DD`. */
    date: p.string().length(10),
    windowStart: p.datetime(),
    windowEnd: p.datetime(),
    timeZone: p.string(),
    address: p.json<Address & { position: Position }>(),
    parcels: p.json<ParcelSize[]>(),
    handlingNeeds: p.array<HandlingNeed>((text) => text as HandlingNeed, (need) => need),
    priceMinor: p.integer(),
    currency: p.string().length(3),
    /** EXPIRED is never stored: it follows from HELD and the clock. */
    state: p.string().$type<'HELD' | 'CONFIRMED' | 'RELEASED'>(),
    expiresAt: p.datetime(),
    /** How often it was extended. */
    extensions: p.integer().default(0),
    /** The key that took it, and its quote: for the caps of open holds. */
    accessKeyId: p.string().nullable(),
    quoteHash: p.string().nullable(),
    orderId: p.string().nullable(),
    /** Where the parcels will wait; null: they are brought to the door. */
    pickupPointId: p.string().nullable().index(),
    createdAt: p.datetime(),
  },
});

/** A delivery option taken for a few minutes; becomes an order, is released, or expires. */
export class Hold extends HoldSchema.class {}
HoldSchema.setClass(Hold);
