import { insertUnlessExists } from '../platform/database/insert-unless-exists.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { checkBrand } from './brand.rules.ts';
import { Retailer, type BrandData } from './retailer.entity.ts';
import { alreadyExists, checkText, made, refused, type SetupOutcome } from './setup-error.rules.ts';

export interface CreateRetailerData {
  readonly name: string;
  readonly brand: BrandData;
}

/** Takes on a retailer: a shop that sells and has its deliveries made by the organization. */
export async function createRetailer(tx: Transaction, input: CreateRetailerData): Promise<SetupOutcome> {
  const errors = [...checkText(['name'], input.name), ...checkBrand(input.brand)];
  if (errors.length > 0) return refused(...errors);
  const { name, logoUrl, primaryColor, accentColor, locale } = input.brand;
  const id = newId('retailer');
  const isNew = await insertUnlessExists(tx.em, Retailer, {
    id,
    organizationId: tx.organizationId,
    name: input.name.trim(),
    brand: { name: name.trim(), logoUrl: logoUrl ?? null, primaryColor, accentColor, locale },
    createdAt: tx.clock.now(),
  }, ['organizationId', 'name']);
  return isNew ? made(id) : refused(alreadyExists(['name'], `There is a retailer named "${input.name.trim()}" already.`));
}
