import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { StopState } from './route.rules.ts';

const StopSchema = defineEntity({
  name: 'Stop',
  tableName: 'stop',
  ...retailerRows('stop'),
  indexes: [{ properties: ['routeId', 'sequence'] }],
  properties: {
    ...tenantColumns,
    retailerId: p.string(),
    dayPlanId: p.string().index(),
    routeId: p.string(),
    /** 0-based place in the route. */
    sequence: p.integer(),
    state: p.string().$type<StopState>(),
    /** Exactly one of the two is set: a place held, or a delivery. */
    holdId: p.string().nullable().unique(),
    deliveryId: p.string().nullable().unique(),
    /** A held place counts until this instant and not after, whether or not anybody swept it. */
    holdExpiresAt: p.datetime().nullable(),
    latitude: p.double(),
    longitude: p.double(),
    windowStart: p.datetime(),
    windowEnd: p.datetime(),
    serviceSeconds: p.integer(),
    weightGrams: p.integer(),
    volumeMilliliters: p.integer(),
    /** Skills the driver must have. */
    skills: p.array(),
    plannedArrival: p.datetime(),
    plannedDeparture: p.datetime(),
    /** How much later the arrival could be without breaking a promise on this route. */
    slackSeconds: p.integer(),
    /** Driving from the stop before, or from the depot. */
    driveSeconds: p.integer(),
    driveMeters: p.integer(),
    arrivedAt: p.datetime().nullable(),
    departedAt: p.datetime().nullable(),
  },
});

/** One visit on a route: arrive, serve, leave. */
export class Stop extends StopSchema.class {}
StopSchema.setClass(Stop);
