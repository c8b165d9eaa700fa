import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { Polygon } from '../shared/geo.ts';

const TerritorySchema = defineEntity({
  name: 'Territory',
  tableName: 'territory',
  ...organizationRows('territory'),
  ...marksChanges('network'),
  properties: {
    ...tenantColumns,
    depotId: p.string().index(),
    name: p.string(),
    area: p.json<Polygon>(),
    /** Most deliveries of a service day; null: as many as fit. */
    maxDeliveriesPerDay: p.integer().nullable(),
    createdAt: p.datetime(),
  },
});

/** The area a depot serves. */
export class Territory extends TerritorySchema.class {}
TerritorySchema.setClass(Territory);
