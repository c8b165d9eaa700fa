import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows, tenantColumns } from '../platform/database/tenancy.ts';

const ParcelSchema = defineEntity({
  name: 'Parcel',
  tableName: 'parcel',
  ...retailerRows('parcel'),
  uniques: [{ properties: ['organizationId', 'barcode'] }],
  properties: {
    ...tenantColumns,
    retailerId: p.string(),
    deliveryId: p.string().index(),
    barcode: p.string(),
    description: p.text().nullable(),
    weightGrams: p.integer(),
    lengthMillimeters: p.integer(),
    widthMillimeters: p.integer(),
    heightMillimeters: p.integer(),
    /** When it was scanned onto the vehicle of its present route. */
    loadedAt: p.datetime().nullable(),
  },
});

/** A thing with a barcode, weight and dimensions. */
export class Parcel extends ParcelSchema.class {}
ParcelSchema.setClass(Parcel);
