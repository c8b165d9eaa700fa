import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';

const DriverSchema = defineEntity({
  name: 'Driver',
  tableName: 'driver',
  ...organizationRows('driver'),
  ...marksChanges('fleet'),
  properties: {
    ...tenantColumns,
    name: p.string(),
    phone: p.string().nullable(),
    /** Handling needs and trainings this driver can serve, e.g. `KEEP_COLD`. */
    skills: p.array(),
    /** Longest time on duty a day. */
    maxDutySeconds: p.integer(),
    createdAt: p.datetime(),
  },
});

/** Who drives. */
export class Driver extends DriverSchema.class {}
DriverSchema.setClass(Driver);
