import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';

const DayPlanSchema = defineEntity({
  name: 'DayPlan',
  tableName: 'day_plan',
  ...organizationRows('day_plan'),
  uniques: [{ properties: ['depotId', 'date'] }],
  properties: {
    ...tenantColumns,
    depotId: p.string(),
    /** Local date of the depot, `YYYY-MM-DD`. */
    date: p.string().length(10),
    /** Grows by one with every change of the plan; the row's lock is the arbiter of all of them. */
    version: p.integer(),
    plannedAt: p.datetime().nullable(),
    /** Confirmed deliveries that found no place when the day was planned, and why. */
    unplanned: p.json<{ deliveryId: string; reason: string }[]>(),
  },
});

/** The live plan of one depot on one date. */
export class DayPlan extends DayPlanSchema.class {}
DayPlanSchema.setClass(DayPlan);
