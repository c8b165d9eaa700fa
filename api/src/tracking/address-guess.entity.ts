import { defineEntity, p } from '@mikro-orm/core';
import { retailerRows, tenantColumns } from '../platform/database/tenancy.ts';

const AddressGuessSchema = defineEntity({
  name: 'AddressGuess',
  tableName: 'address_guess',
  ...retailerRows('address_guess'),
  properties: {
    ...tenantColumns,
    retailerId: p.string().index(),
    deliveryId: p.string().unique(),
    /** Wrong postal codes since `since`. */
    wrongCount: p.integer(),
    since: p.datetime(),
  },
});

/** How often somebody with a link gave a wrong postal code of one delivery. */
export class AddressGuess extends AddressGuessSchema.class {}
AddressGuessSchema.setClass(AddressGuess);
