import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { Address } from '../shared/geo.ts';

const DepotSchema = defineEntity({
  name: 'Depot',
  tableName: 'depot',
  ...organizationRows('depot'),
  ...marksChanges('network'),
  uniques: [{ properties: ['organizationId', 'name'] }],
  properties: {
    ...tenantColumns,
    name: p.string(),
    address: p.json<Address>(),
    latitude: p.double().$type<number>(),
    longitude: p.double().$type<number>(),
    /** IANA. Service days of the depot are days of this zone. */
    timeZone: p.string(),
    /** Most deliveries of a service day; null: as many as fit. */
    maxDeliveriesPerDay: p.integer().nullable(),
    createdAt: p.datetime(),
  },
});

/** Where routes start and end. */
export class Depot extends DepotSchema.class {}
DepotSchema.setClass(Depot);
