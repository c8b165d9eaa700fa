import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';

const ShiftSchema = defineEntity({
  name: 'Shift',
  tableName: 'shift',
  ...organizationRows('shift'),
  ...marksChanges('fleet'),
  uniques: [{ properties: ['driverId', 'date'] }, { properties: ['vehicleId', 'date'] }, { properties: ['patternId', 'date', 'patternSlot'] }],
  indexes: [{ properties: ['depotId', 'date'] }],
  properties: {
    ...tenantColumns,
    /** Null in an open shift: a van that a pattern asks for and nobody has been assigned to yet. Then it has no vehicle either. */
    driverId: p.string().nullable(),
    vehicleId: p.string().nullable(),
    /** The pattern that asks for it, and which of its vans it is. An open shift without a slot was replaced by one that can't keep what was promised on it: it takes nothing new. */
    patternId: p.string().nullable(),
    patternSlot: p.integer().nullable(),
    depotId: p.string(),
    /** Local date of the depot, `YYYY-MM-DD`. */
    date: p.string().length(10),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
  },
});

/** When: one driver with one vehicle from one depot on one day; or a van whose driver is still to be found. */
export class Shift extends ShiftSchema.class {}
ShiftSchema.setClass(Shift);
