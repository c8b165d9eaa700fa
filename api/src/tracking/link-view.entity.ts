import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows, tenantColumns } from '../platform/database/tenancy.ts';
import type { LinkViewKind } from './link.rules.ts';

const LinkViewSchema = defineEntity({
  name: 'LinkView',
  tableName: 'link_view',
  ...retailerRows('link_view'),
  uniques: [{ properties: ['accessKeyId', 'viewedAt', 'kind'] }],
  properties: {
    ...tenantColumns,
    retailerId: p.string().index(),
    accessKeyId: p.string(),
    kind: p.string().$type<LinkViewKind>(),
    /** The minute, cut off. */
    viewedAt: p.datetime().index(),
  },
});

/** That somebody looked through a tracking link in a minute. Not who: neither address nor device is kept. */
export class LinkView extends LinkViewSchema.class {}
LinkViewSchema.setClass(LinkView);
