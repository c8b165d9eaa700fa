import { defineEntity, p } from '@mikro-orm/core';
import { organizationRow } from '../platform/database/tenancy.ts';

const OrganizationSchema = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  ...organizationRow,
  properties: {
    id: p.string().primary(),
    name: p.string(),
    /** ISO 4217. */
    currency: p.string().length(3),
    /** IANA. */
    timeZone: p.string(),
    createdAt: p.datetime(),
  },
});

/** The tenant: the courier or operator that runs depots and vans. */
export class Organization extends OrganizationSchema.class {}
OrganizationSchema.setClass(Organization);
