import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';

const AddressRecordSchema = defineEntity({
  name: 'AddressRecord',
  tableName: 'address_record',
  ...organizationRows('address_record'),
  uniques: [{ properties: ['organizationId', 'searchKey'] }],
  properties: {
    ...tenantColumns,
    /** Normalized number, street and postal code or city; see `address.rules.ts`. */
    searchKey: p.string(),
    line1: p.string(),
    city: p.string(),
    region: p.string(),
    postalCode: p.string(),
    latitude: p.double(),
    longitude: p.double(),
  },
});

/** A known address of the organization's area and where it is: what the embedded geocoder answers from. */
export class AddressRecord extends AddressRecordSchema.class {}
AddressRecordSchema.setClass(AddressRecord);
