import { alreadyExists, checkText, invalid, made, notFound, refused, type SetupOutcome } from '../accounts/setup-error.rules.ts';
import { insertUnlessExists } from '../platform/database/insert-unless-exists.ts';
import type { Transaction } from '../platform/mutate.ts';
import type { Address } from '../shared/geo.ts';
import { newId } from '../shared/ids.ts';
import { findAddressFault } from './address.rules.ts';
import { Depot } from './depot.entity.ts';
import { locateAddress } from './locate-address.ts';
import { PickupPoint } from './pickup-point.entity.ts';
import { findPickupPointFaults, type PickupPointKind, type PickupPointTerms } from './pickup-point.rules.ts';

export interface CreatePickupPointData extends PickupPointTerms {
  readonly depotId: string;
  readonly kind: PickupPointKind;
  readonly name: string;
  readonly address: Address;
}

/** Opens a locker or pickup point that a depot's vans serve. Without a position its address is looked up. */
export async function createPickupPoint(tx: Transaction, { depotId, kind, name, address, ...terms }: CreatePickupPointData): Promise<SetupOutcome> {
  const errors = [...checkText(['name'], name), ...findPickupPointFaults(terms).map(({ field, message }) => invalid(field, message))];
  const fault = findAddressFault(address);
  if (fault) errors.push(invalid(['address', fault.field], fault.message));
  if (errors.length > 0) return refused(...errors);
  if (!(await tx.em.findOne(Depot, { id: depotId }))) return refused(notFound(['depotId'], 'There is no such depot. Take an id from the query "depots".'));
  const located = await locateAddress(tx, address);
  if (!located) return refused(invalid(['address'], 'This address is not known. Check its spelling, or give its position.'));

  const id = newId('pickupPoint');
  const isNew = await insertUnlessExists(tx.em, PickupPoint, {
    ...terms,
    openingHours: terms.openingHours.map(({ day, opens, closes }) => ({ day, opens, closes })),
    id, depotId, kind, organizationId: tx.organizationId, name: name.trim(), address: located,
    latitude: located.position.latitude, longitude: located.position.longitude, createdAt: tx.clock.now(), closedAt: null,
  }, ['organizationId', 'name']);
  return isNew ? made(id) : refused(alreadyExists(['name'], `There is a pickup point named "${name.trim()}" already.`));
}
