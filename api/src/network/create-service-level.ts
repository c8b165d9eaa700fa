import { Organization } from '../accounts/organization.entity.ts';
import { alreadyExists, made, refused, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import { insertUnlessExists } from '../platform/database/insert-unless-exists.ts';
import type { Transaction } from '../platform/mutate.ts';
import { newId } from '../shared/ids.ts';
import { readServiceLevel, type ServiceLevelText } from './read-service-level.ts';
import { ServiceLevel } from './service-level.entity.ts';

/** Puts a service level on sale. Its amounts are in the organization's currency, so that they can be added up. */
export async function createServiceLevel(tx: Transaction, input: ServiceLevelText): Promise<SetupOutcome> {
  const { currency } = await tx.em.findOneOrFail(Organization, { id: tx.organizationId });
  const read = readServiceLevel(input, currency);
  if ('errors' in read) return refused(...read.errors);
  const id = newId('serviceLevel');
  const isNew = await insertUnlessExists(tx.em, ServiceLevel, {
    ...read.value, id, organizationId: tx.organizationId, code: input.code, kind: input.kind, currency, isOnSale: true, createdAt: tx.clock.now(),
  }, ['organizationId', 'code']);
  return isNew ? made(id) : refused(alreadyExists(['code'], `There is a service level with the code "${input.code}" already.`));
}
