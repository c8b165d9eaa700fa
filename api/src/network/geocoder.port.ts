import type { EntityManager } from '@mikro-orm/postgresql';
import type { Address, Position } from '../shared/geo.ts';

/** An address that was found, and where its door is. */
export interface GeocodedAddress {
  readonly position: Position;
  /** The address as it was understood: gaps filled, `position` set, the apartment kept. */
  readonly address: Address;
}

/** Finds out where an address is. */
export interface Geocoder {
  /**
   * @param em of the caller's transaction, where there is one: an adapter that answers from the database then needs no
   *   second connection, so that many callers at once can't wait for each other's
   * @returns undefined for an address that is not known; never a guess nearby
   */
  geocode(organizationId: string, address: Address, em?: EntityManager): Promise<GeocodedAddress | undefined>;
}

declare module '../platform/context.ts' {
  interface Ports {
    geocoder: Geocoder;
  }
}
