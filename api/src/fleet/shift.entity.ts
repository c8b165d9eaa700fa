import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';

const ShiftSchema = defineEntity({
  name: 'Shift',
  tableName: 'shift',
  ...organizationRows('shift'),
  ...marksChanges('fleet'),
  uniques: [{ properties: ['driverId', 'date'] }, { properties: ['vehicleId', 'date'] }],
  indexes: [{ properties: ['depotId', 'date'] }],
  properties: {
    ...tenantColumns,
    driverId: p.string(),
    vehicleId: p.string(),
    depotId: p.string(),
    /** Local date of the depot, `YYYY-MM-DD`. */
    date: p.string().length(10),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
  },
});

/** When: one driver with one vehicle from one depot on one day. */
export class Shift extends ShiftSchema.class {}
ShiftSchema.setClass(Shift);
