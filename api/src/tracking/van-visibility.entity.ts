import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows } from '../platform/database/tenancy.ts';

const VanVisibilitySchema = defineEntity({
  name: 'VanVisibility',
  tableName: 'van_visibility',
  ...retailerRows('van_visibility'),
  properties: {
    organizationId: p.string().primary(),
    /** Empty for the organization's own rule, which holds for retailers without one. */
    retailerId: p.string().primary(),
    shownFromStops: p.integer(),
    shownFromMeters: p.integer(),
    blurMeters: p.integer(),
  },
});

/** From when on recipients see the van, and how exactly. */
export class VanVisibility extends VanVisibilitySchema.class {}
VanVisibilitySchema.setClass(VanVisibility);
