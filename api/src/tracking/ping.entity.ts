import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows } from '../platform/database/tenancy.ts';

const PingSchema = defineEntity({
  name: 'Ping',
  tableName: 'ping',
  ...organizationRows('ping'),
  uniques: [{ properties: ['routeId', 'at'] }],
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    organizationId: p.string(),
    routeId: p.string(),
    at: p.datetime().index(),
    recordedAt: p.datetime(),
    latitude: p.double().$type<number>(),
    longitude: p.double().$type<number>(),
    /** Meters. */
    accuracy: p.double().$type<number>().nullable(),
    /** Degrees clockwise from north. */
    heading: p.double().$type<number>().nullable(),
    /** Meters a second. */
    speed: p.double().$type<number>().nullable(),
  },
});

/** A position sample of a driver on a route. */
export class Ping extends PingSchema.class {}
PingSchema.setClass(Ping);
