import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows } from '../platform/database/tenancy.ts';

const PublishedBandSchema = defineEntity({
  name: 'PublishedBand',
  tableName: 'published_band',
  ...retailerRows('published_band'),
  indexes: [{ properties: ['depotId', 'at'] }],
  properties: {
    id: p.bigint('number').primary().autoincrement(),
    organizationId: p.string(),
    retailerId: p.string(),
    depotId: p.string(),
    stopId: p.string().index(),
    at: p.datetime(),
    p10: p.datetime(),
    p50: p.datetime(),
    p90: p.datetime(),
    /** The band as the model had it before past bands corrected it: what the correction is learned from. */
    modelP10: p.datetime(),
    modelP50: p.datetime(),
    modelP90: p.datetime(),
    /** Open stops before this one. */
    stopsAway: p.integer(),
  },
});

/** One band that was shown to somebody: kept to be held against what happened. */
export class PublishedBand extends PublishedBandSchema.class {}
PublishedBandSchema.setClass(PublishedBand);
