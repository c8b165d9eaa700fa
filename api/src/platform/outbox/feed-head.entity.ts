import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows } from '../database/tenancy.ts';

const FeedHeadSchema = defineEntity({
  name: 'FeedHead',
  tableName: 'feed_head',
  ...organizationRows('feed_head'),
  properties: {
    organizationId: p.string().primary(),
    /** The last place given in this organization's feed. */
    position: p.bigint('number'),
  },
});

/** How far an organization's feed has come. */
export class FeedHead extends FeedHeadSchema.class {}
FeedHeadSchema.setClass(FeedHead);
