import { alreadyExists, checkText, invalid, made, refused, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import { insertUnlessExists } from '../platform/database/insert-unless-exists.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { Address } from '../shared/geo.ts';
import { newId } from '../shared/ids.ts';
import { isTimeZone } from '../shared/time.ts';
import { findAddressFault } from './address.rules.ts';
import { Depot } from './depot.entity.ts';
import { locateAddress } from './locate-address.ts';

export interface CreateDepotData {
  readonly name: string;
  readonly address: Address;
  readonly timeZone: string;
}

/** Opens a depot. Without a position its address is looked up. */
export async function createDepot(tx: Transaction, { name, address, timeZone }: CreateDepotData): Promise<SetupOutcome> {
  const errors = checkText(['name'], name);
  const fault = findAddressFault(address);
  if (fault) errors.push(invalid(['address', fault.field], fault.message));
  if (!isTimeZone(timeZone)) errors.push(invalid(['timeZone'], `Expected an IANA time zone such as "America/Los_Angeles", got "${timeZone}".`));
  if (errors.length > 0) return refused(...errors);

  const located = await locateAddress(tx, address);
  if (!located) return refused(invalid(['address'], 'This address is not known. Check its spelling, or give its position.'));
  const id = newId('depot');
  const isNew = await insertUnlessExists(tx.em, Depot, {
    id,
    organizationId: tx.organizationId,
    name: name.trim(),
    address: located,
    latitude: located.position.latitude,
    longitude: located.position.longitude,
    timeZone,
    createdAt: tx.clock.now(),
  }, ['organizationId', 'name']);
  return isNew ? made(id) : refused(alreadyExists(['name'], `There is a depot named "${name.trim()}" already.`));
}
