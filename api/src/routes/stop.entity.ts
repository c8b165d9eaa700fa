import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { StopState, VisitSign } from './route.rules.ts';

const StopSchema = defineEntity({
  name: 'Stop',
  tableName: 'stop',
  ...retailerRows('stop'),
  indexes: [{ properties: ['routeId', 'sequence'] }, { properties: ['deliveryId'] }],
  // One place at a time; a failed stop stays on its route when the delivery gets a new one.
  uniques: [{ name: 'stop_open_delivery_unique', properties: ['deliveryId'], where: `"state" in ('PLANNED', 'ARRIVED')` }],
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
    deliveryId: p.string().nullable(),
    /** A held place counts until this instant and not after, whether or not anybody swept it. */
    holdExpiresAt: p.datetime().nullable(),
    latitude: p.double().$type<number>(),
    longitude: p.double().$type<number>(),
    windowStart: p.datetime(),
    windowEnd: p.datetime(),
    serviceSeconds: p.integer(),
    weightGrams: p.integer(),
    volumeMilliliters: p.integer(),
    /** Skills the driver must have. */
    skills: p.array(),
    /** When the service is planned to begin: on arrival, or when the window opens. */
    plannedArrival: p.datetime(),
    plannedDeparture: p.datetime(),
    /** How much later the arrival could be without breaking a promise on this route. */
    slackSeconds: p.integer(),
    /** Driving from the stop before, or from the depot. */
    driveSeconds: p.integer(),
    driveMeters: p.integer(),
    arrivedAt: p.datetime().nullable(),
    departedAt: p.datetime().nullable(),
    /** The nearest lines that partners were told this stop is within, see `nearing.rules.ts` of tracking. */
    toldMinutes: p.smallint().nullable(),
    toldMeters: p.smallint().nullable(),
    /** How each of the two came about; null while it has not. */
    arrivedBy: p.string().$type<VisitSign>().nullable(),
    departedBy: p.string().$type<VisitSign>().nullable(),
  },
});

/** One visit on a route: arrive, serve, leave. */
export class Stop extends StopSchema.class {}
StopSchema.setClass(Stop);
