import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { VehicleKind } from './fleet.rules.ts';

const VehicleSchema = defineEntity({
  name: 'Vehicle',
  tableName: 'vehicle',
  ...organizationRows('vehicle'),
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
