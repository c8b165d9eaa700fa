import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows } from '../platform/database/tenancy.ts';
import type { DelayParts, EtaReasonData } from './because.rules.ts';

const ForecastSchema = defineEntity({
  name: 'Forecast',
  tableName: 'forecast',
  ...retailerRows('forecast'),
  properties: {
    stopId: p.string().primary(),
    organizationId: p.string(),
    retailerId: p.string(),
    routeId: p.string().index(),
    deliveryId: p.string().index(),
    /** The band as it was last published, whole minutes. */
    p10: p.datetime(),
    p50: p.datetime(),
    p90: p.datetime(),
    publishedAt: p.datetime(),
    /** Probability, 0 to 1, that the visit begins after the promised window. */
    lateness: p.float(),
    /** What was last told by an event, or the plan before: the estimate, and what it was made of. */
    toldP50: p.datetime(),
    toldParts: p.json<DelayParts>(),
    /** Why the estimate last told differs from the one told before. */
    because: p.json<EtaReasonData[]>(),
    /** The commitment inside the window; null while the window itself is all that is committed. */
    bandStart: p.datetime().nullable(),
    bandEnd: p.datetime().nullable(),
    /** Set once the commitment could not be kept. */
    brokenAt: p.datetime().nullable(),
    brokenBecause: p.json<EtaReasonData[]>().nullable(),
  },
});

/** The two clocks of one stop on the road: what is committed and what is expected. */
export class Forecast extends ForecastSchema.class {}
ForecastSchema.setClass(Forecast);
