import { addressKeys, mergeAddress, pickAddress, searchKeyOf, type KnownAddress } from '../../network/address.rules.ts';
import type { GeocodedAddress, Geocoder } from '../../network/geocoder.port.ts';
import type { Address } from '../../shared/geo.ts';

/**
 * Geocoder over a list in memory, some 300 bytes an address: for a program that was given an address file and has no
 * database, such as the import. The list is the same for every organization.
 */
export class AddressList implements Geocoder {
  readonly #byStreet = new Map<string, Map<string, KnownAddress>>();

  /** @returns whether the address can be looked up; one that is there already gets the new position */
  add(address: KnownAddress): boolean {
    const keys = addressKeys(address);
    if (!keys) return false;
    const street = this.#byStreet.get(keys.streetKey) ?? new Map<string, KnownAddress>();
    this.#byStreet.set(keys.streetKey, street);
    street.set(searchKeyOf(keys), address);
    return true;
  }

  async geocode(_organizationId: string, address: Address): Promise<GeocodedAddress | undefined> {
    const wanted = addressKeys(address);
    if (!wanted) return undefined;
    const known = [...(this.#byStreet.get(wanted.streetKey)?.values() ?? [])].flatMap((value) => {
      const keys = addressKeys(value);
      return keys ? [{ keys, value }] : [];
    });
    const found = pickAddress(wanted, known);
    return found && { position: found.position, address: mergeAddress(address, found) };
  }
}
