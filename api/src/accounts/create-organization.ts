import type { MikroORM } from '@mikro-orm/postgresql';
import { newToken } from '../platform/auth/tokens.ts';
import { systemEntityManager } from '../platform/context.ts';
import { DoorstepError } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';
import { isTimeZone, type Clock } from '../shared/time.ts';
import { newAccessKey } from './new-access-key.ts';
import { Organization } from './organization.entity.ts';

export interface CreateOrganizationInput {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA. */
  readonly timeZone: string;
}

export interface CreatedOrganization {
  readonly organizationId: string;
  /** The organization's first secret key; shown here once, only its hash is stored. */
  readonly secretKey: string;
}

/**
 * Makes a tenant and its first secret key, as the system role: nobody is there yet to do it as a member.
 * @throws DoorstepError `BAD_USER_INPUT` for an empty name, an unknown currency or time zone
 */
export async function createOrganization(place: { orm: MikroORM; clock: Clock }, input: CreateOrganizationInput): Promise<CreatedOrganization> {
  const name = input.name.trim();
  if (name.length < 1 || name.length > 100) throw new DoorstepError('BAD_USER_INPUT', `The name must have 1 to 100 characters, got ${name.length}.`);
  if (!Intl.supportedValuesOf('currency').includes(input.currency)) throw new DoorstepError('BAD_USER_INPUT', `Expected an ISO 4217 currency such as USD, got "${input.currency}".`);
  if (!isTimeZone(input.timeZone)) throw new DoorstepError('BAD_USER_INPUT', `Expected an IANA time zone such as America/Los_Angeles, got "${input.timeZone}".`);

  const organizationId = newId('organization');
  const secretKey = newToken('SECRET_KEY');
  const createdAt = place.clock.now();
  await systemEntityManager(place.orm).transactional(async (em) => {
    em.persist(Object.assign(new Organization(), { id: organizationId, name, currency: input.currency, timeZone: input.timeZone, createdAt }));
    em.persist(newAccessKey({ id: newId('accessKey'), organizationId, retailerId: null, kind: 'SECRET_KEY', name: 'First key', token: secretKey, createdAt }));
  });
  return { organizationId, secretKey };
}
