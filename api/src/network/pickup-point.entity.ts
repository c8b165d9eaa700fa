import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { Address, Position } from '../shared/geo.ts';
import type { OpeningHoursData, PickupPointKind } from './pickup-point.rules.ts';

const PickupPointSchema = defineEntity({
  name: 'PickupPoint',
  tableName: 'pickup_point',
  ...organizationRows('pickup_point'),
  ...marksChanges('network'),
  uniques: [{ properties: ['organizationId', 'name'] }],
  properties: {
    ...tenantColumns,
    depotId: p.string().index(),
    kind: p.string().$type<PickupPointKind>(),
    name: p.string(),
    address: p.json<Address & { position: Position }>(),
    latitude: p.double().$type<number>(),
    longitude: p.double().$type<number>(),
    /** Empty: around the clock. */
    openingHours: p.json<OpeningHoursData[]>(),
    maxWeightGrams: p.integer(),
    lengthMillimeters: p.integer(),
    widthMillimeters: p.integer(),
    heightMillimeters: p.integer(),
    /** Most parcels it keeps at once. */
    capacityParcels: p.integer(),
    /** Days that a parcel waits there, after the one it came on. */
    keepDays: p.integer(),
    createdAt: p.datetime(),
    /** Since then it takes nothing new. */
    closedAt: p.datetime().nullable(),
  },
});

/** A locker, or a shop with a counter: where recipients fetch what a depot's vans bring there. */
export class PickupPoint extends PickupPointSchema.class {}
PickupPointSchema.setClass(PickupPoint);
