import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows, tenantColumns } from '../platform/database/tenancy.ts';

const OrderSchema = defineEntity({
  name: 'Order',
  tableName: 'order',
  ...retailerRows('order'),
  uniques: [{ properties: ['retailerId', 'reference'] }],
  // What pages follow.
  indexes: [{ properties: ['organizationId', 'id'] }, { properties: ['retailerId', 'id'] }],
  properties: {
    ...tenantColumns,
    organizationId: p.string(),
    retailerId: p.string(),
    /** The retailer's own order number. */
    reference: p.string(),
    createdAt: p.datetime(),
  },
});

/** What the shopper bought from a retailer. */
export class Order extends OrderSchema.class {}
OrderSchema.setClass(Order);
