import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows } from '../platform/database/tenancy.ts';

/**
 * Partitioned by day of `at` (see the migration): whole days are dropped, none is deleted row by row. The ORM is not told,
 * because the partitions come and go; it writes and reads the table as one.
 */
const PingSchema = defineEntity({
  name: 'Ping',
  tableName: 'ping',
  ...organizationRows('ping'),
  properties: {
    routeId: p.string().primary(),
    at: p.datetime().primary(),
    organizationId: p.string(),
    recordedAt: p.datetime(),
    latitude: p.double().$type<number>(),
    longitude: p.double().$type<number>(),
    /** Meters. */
    accuracy: p.float().nullable(),
    /** Degrees clockwise from north. */
    heading: p.float().nullable(),
    /** Meters a second. */
    speed: p.float().nullable(),
  },
});

/** A position sample of a driver on a route. */
export class Ping extends PingSchema.class {}
PingSchema.setClass(Ping);
