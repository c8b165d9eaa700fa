import type { EntityManager } from '@mikro-orm/postgresql';
import type { Ports } from '../platform/context.ts';
import { isPosition, type Address, type Position } from '../shared/geo.ts';
import './geocoder.port.ts';

/** An address with the position of its door. */
export type LocatedAddress = Address & { position: Position };

interface Place {
  readonly ports: Ports;
  readonly em: EntityManager;
  readonly organizationId: string;
}

/**
 * Where an address is: where its sender says, else where the geocoder knows it.
 * @param place a transaction, or a request with its organization
 * @returns undefined for an unknown address, and for a position that is none
 */
export async function locateAddress({ ports, em, organizationId }: Place, address: Address): Promise<LocatedAddress | undefined> {
  if (address.position) {
    const { latitude, longitude } = address.position;
    return isPosition(address.position) ? { ...address, position: { latitude, longitude } } : undefined;
  }
  const found = await ports.geocoder.geocode(organizationId, address, em);
  return found && { ...found.address, position: found.position };
}
