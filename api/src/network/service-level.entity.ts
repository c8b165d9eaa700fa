import { defineEntity, p } from '@mikro-orm/core';
import { marksChanges } from '../platform/database/marks-changes.ts';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { ServiceLevelKind, WindowPatternData } from './service-level.rules.ts';

const ServiceLevelSchema = defineEntity({
  name: 'ServiceLevel',
  tableName: 'service_level',
  ...organizationRows('service_level'),
  ...marksChanges('network'),
  uniques: [{ properties: ['organizationId', 'code'] }],
  properties: {
    ...tenantColumns,
    code: p.string(),
    name: p.string(),
    kind: p.string().$type<ServiceLevelKind>(),
    priceMinor: p.integer(),
    currency: p.string().length(3),
    windows: p.json<WindowPatternData[]>(),
    /** How long before a window's start it can last be sold. */
    leadSeconds: p.integer(),
    /** Local `HH:MM` on the day before, after which NEXT_DAY is not sold any more. */
    cutoff: p.string().nullable(),
    /** How many days ahead it is sold, today included. */
    horizonDays: p.integer(),
    /** Time at the door for one delivery. */
    serviceSeconds: p.integer(),
    createdAt: p.datetime(),
  },
});

/** What is sold: same-day, next-day, scheduled, evening; with cut-off, windows, service time and price. */
export class ServiceLevel extends ServiceLevelSchema.class {}
ServiceLevelSchema.setClass(ServiceLevel);
