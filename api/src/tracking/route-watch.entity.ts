import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows } from '../platform/database/tenancy.ts';
import type { FenceState } from './geofence.rules.ts';

const RouteWatchSchema = defineEntity({
  name: 'RouteWatch',
  tableName: 'route_watch',
  ...organizationRows('route_watch'),
  properties: {
    routeId: p.string().primary(),
    organizationId: p.string(),
    /** When and where the estimates were last worked out. */
    computedAt: p.datetime().nullable(),
    latitude: p.double().$type<number>().nullable(),
    longitude: p.double().$type<number>().nullable(),
    /** What the fences around the doors have seen so far. */
    fence: p.json<FenceState>(),
    /** When its day was taken into what is learned; null until then. */
    learnedAt: p.datetime().nullable(),
  },
});

/** What is remembered of a route on the road between two positions. */
export class RouteWatch extends RouteWatchSchema.class {}
RouteWatchSchema.setClass(RouteWatch);
