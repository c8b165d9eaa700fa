import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { VehicleKind } from './fleet.rules.ts';

const VehicleSchema = defineEntity({
  name: 'Vehicle',
  tableName: 'vehicle',
  ...organizationRows('vehicle'),
  ...marksChanges('fleet'),
  uniques: [{ properties: ['organizationId', 'name'] }],
  properties: {
    ...tenantColumns,
    name: p.string(),
    kind: p.string().$type<VehicleKind>(),
    maxWeightGrams: p.integer(),
    maxVolumeLiters: p.integer(),
    createdAt: p.datetime(),
  },
});

/** With what: a van or a cargo bike. */
export class Vehicle extends VehicleSchema.class {}
VehicleSchema.setClass(Vehicle);
