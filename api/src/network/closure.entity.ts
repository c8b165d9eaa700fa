import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';

const ClosureSchema = defineEntity({
  name: 'Closure',
  tableName: 'closure',
  ...organizationRows('closure'),
  ...marksChanges('network'),
  properties: {
    ...tenantColumns,
    depotId: p.string().index(),
    /** Null: the whole depot. */
    territoryId: p.string().nullable(),
    /** First and last local date of the depot, `YYYY-MM-DD`. */
    firstDate: p.string().length(10),
    lastDate: p.string().length(10),
    /** For shoppers, e.g. `Thanksgiving`. */
    reason: p.string(),
    createdAt: p.datetime(),
  },
});

/** Days on which a depot, or one of its territories, is not served. What was promised before stays promised. */
export class Closure extends ClosureSchema.class {}
ClosureSchema.setClass(Closure);
