import { defineEntity, p } from '@mikro-orm/core';
import { organizationRows, tenantColumns } from '../platform/database/tenancy.ts';

const AddressRecordSchema = defineEntity({
  name: 'AddressRecord',
  tableName: 'address_record',
  ...organizationRows('address_record'),
  uniques: [{ properties: ['organizationId', 'searchKey'] }],
  indexes: [{ properties: ['organizationId', 'streetKey'] }, { properties: ['organizationId', 'postalCode'] }],
  properties: {
    ...tenantColumns,
    /** Normalized number, street, postal code, city and country; see `address.rules.ts`. */
    searchKey: p.string(),
    /** Normalized number and street: what a look-up starts from. */
    streetKey: p.string(),
    line1: p.string(),
    city: p.string(),
    region: p.string(),
    postalCode: p.string(),
    /** ISO 3166-1 alpha-2. */
    country: p.string().length(2),
    latitude: p.double(),
    longitude: p.double(),
  },
});

/** A known address of the organization's area and where it is: what the embedded geocoder answers from. */
export class AddressRecord extends AddressRecordSchema.class {}
AddressRecordSchema.setClass(AddressRecord);
