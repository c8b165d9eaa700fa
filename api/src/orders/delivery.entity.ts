import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { Address } from '../shared/geo.ts';
import type { DeliveryKind, DeliveryState, HandlingNeed } from './delivery.rules.ts';

/** Who receives. Shown only to who may see it; never in logs. */
export interface RecipientData {
  name: string;
  email?: string | null;
  phone?: string | null;
}

const DeliverySchema = defineEntity({
  name: 'Delivery',
  tableName: 'delivery',
  ...retailerRows('delivery'),
  // The last two are what pages follow.
  indexes: [{ properties: ['depotId', 'date', 'state'] }, { properties: ['organizationId', 'id'] }, { properties: ['retailerId', 'id'] }],
  properties: {
    ...tenantColumns,
    organizationId: p.string(),
    retailerId: p.string(),
    orderId: p.string().index(),
    kind: p.string().$type<DeliveryKind>(),
    state: p.string().$type<DeliveryState>(),
    recipient: p.json<RecipientData>(),
    address: p.json<Address>(),
    latitude: p.double().$type<number>(),
    longitude: p.double().$type<number>(),
    instructions: p.text().nullable(),
    /** Where the recipient lets a parcel be left. */
    safePlace: p.text().nullable(),
    serviceLevelId: p.string(),
    depotId: p.string(),
    /** Service day of the depot, `YYYY-MM-DD`. */
    date: p.string().length(10),
    windowStart: p.datetime(),
    windowEnd: p.datetime(),
    /** IANA zone of the address. */
    timeZone: p.string(),
    priceMinor: p.integer(),
    currency: p.string().length(3),
    handlingNeeds: p.array<HandlingNeed>((text) => text as HandlingNeed, (need) => need),
    /** Four digits that the recipient tells the driver, when PIN is needed. */
    pin: p.string().nullable(),
    serviceSeconds: p.integer(),
    /** Where it waits for its recipient; null: it is brought to the door. */
    pickupPointId: p.string().nullable().index(),
    /** Digits that the recipient tells at the pickup point. */
    collectionCode: p.string().nullable(),
    /** Until when it waits there; set when it came. */
    availableUntil: p.datetime().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

/** One hand-over at one address; the central noun. */
export class Delivery extends DeliverySchema.class {}
DeliverySchema.setClass(Delivery);
