import DataLoader from 'dataloader';
import { Organization } from '../accounts/organization.entity.ts';
import type { RequestContext } from '../platform/context.ts';
import { localDate } from '../shared/time.ts';
import { Credential } from './credential.entity.ts';
import { isValidOn } from './driver-eligibility.rules.ts';
import { Driver } from './driver.entity.ts';
import type { CredentialKind } from './fleet.rules.ts';

/** A paper, and whether it is valid today. */
export interface ShownCredential {
  readonly kind: CredentialKind;
  readonly expiresOn: string;
  readonly valid: boolean;
}

/** Drivers by id, one query for a list. */
export function driverLoader({ em }: RequestContext): DataLoader<string, Driver | null> {
  return new DataLoader(async (ids) => {
    const rows = await em.find(Driver, { id: { $in: [...ids] } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Papers by driver, two queries for a list of drivers. "Today" is the organization's. */
export function credentialsOfDriverLoader({ em, actor, server }: RequestContext): DataLoader<string, ShownCredential[]> {
  return new DataLoader(async (driverIds) => {
    const organization = await em.findOneOrFail(Organization, { id: actor?.organizationId ?? '' });
    const today = localDate(server.clock.now(), organization.timeZone);
    const rows = await em.find(Credential, { driverId: { $in: [...driverIds] } }, { orderBy: { kind: 'asc', expiresOn: 'asc' } });
    const byDriver = Map.groupBy(rows, (row) => row.driverId);
    return driverIds.map((id) => (byDriver.get(id) ?? []).map(({ kind, expiresOn }) => ({ kind, expiresOn, valid: isValidOn({ expiresOn }, today) })));
  });
}
