import { defineEntity, p } from '@mikro-orm/core';
import type { ReschedulePolicyData } from './reschedule-policy.rules.ts';
import { retailerRow, tenantColumns } from '../platform/database/tenancy.ts';

/** How a retailer looks to its customers. */
export interface BrandData {
  name: string;
  logoUrl?: string | null;
  /** CSS hex color. */
  primaryColor: string;
  /** CSS hex color. */
  accentColor: string;
  /** BCP 47. */
  locale: string;
}

const RetailerSchema = defineEntity({
  name: 'Retailer',
  tableName: 'retailer',
  ...retailerRow,
  uniques: [{ properties: ['organizationId', 'name'] }],
  properties: {
    ...tenantColumns,
    name: p.string(),
    brand: p.json<BrandData>(),
    /** Null: the default one. */
    reschedulePolicy: p.json<ReschedulePolicyData>().nullable(),
    createdAt: p.datetime(),
  },
});

/** A client of the organization: the shop that sells. */
export class Retailer extends RetailerSchema.class {}
RetailerSchema.setClass(Retailer);
