import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';

const PlaceValueSchema = defineEntity({
  name: 'PlaceValue',
  tableName: 'place_value',
  ...organizationRows('place_value'),
  uniques: [{ properties: ['depotId', 'windowStart', 'windowEnd'] }],
  properties: {
    ...tenantColumns,
    depotId: p.string(),
    /** Service day of the depot, `YYYY-MM-DD`. */
    date: p.string().length(10),
    windowStart: p.datetime(),
    windowEnd: p.datetime(),
    /** How many more usual deliveries the routes of that day can serve within the window. */
    remainingPlaces: p.integer(),
    /** How many more are asked for until its cut-off, as the weeks before tell. */
    expectedDemand: p.double().$type<number>(),
    /** Chance, 0 to 1, that one place less turns somebody away. */
    scarcity: p.double().$type<number>(),
    computedAt: p.datetime(),
  },
});

/** What is left of a window of a depot: the opportunity cost of its next place follows from it. Refreshed in the background. */
export class PlaceValue extends PlaceValueSchema.class {}
PlaceValueSchema.setClass(PlaceValue);
