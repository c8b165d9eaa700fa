import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { RouteState } from './route.rules.ts';

const RouteSchema = defineEntity({
  name: 'Route',
  tableName: 'route',
  ...organizationRows('route'),
  uniques: [{ properties: ['shiftId'] }],
  properties: {
    ...tenantColumns,
    dayPlanId: p.string().index(),
    shiftId: p.string(),
    driverId: p.string().nullable().index(),
    vehicleId: p.string().nullable(),
    state: p.string().$type<RouteState>(),
    /** Planned departure from and return to the depot. */
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    distanceMeters: p.integer(),
    durationSeconds: p.integer(),
    costMinor: p.integer(),
    startedAt: p.datetime().nullable(),
    finishedAt: p.datetime().nullable(),
    /** Version of the day plan whose change last wrote this route or its stops. */
    planVersion: p.integer().default(0),
    /** Newest accepted position of the driver. */
    latitude: p.double().$type<number>().nullable(),
    longitude: p.double().$type<number>().nullable(),
    heading: p.double().$type<number>().nullable(),
    positionAt: p.datetime().nullable(),
  },
});

/** One vehicle and driver for one shift: stops in order. */
export class Route extends RouteSchema.class {}
RouteSchema.setClass(Route);
