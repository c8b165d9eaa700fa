import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { addressKeys, mergeAddress, pickAddress, searchKeyOf, type KnownAddress } from '../../network/address.rules.ts';
import type { GeocodedAddress, Geocoder } from '../../network/geocoder.port.ts';
import { tenantEntityManager } from '../../platform/context.ts';
import type { Address } from '../../shared/geo.ts';
import { newId } from '../../shared/ids.ts';

const BATCH_SIZE = 1_000;
/** The same number and street in so many places: more than any country has. */
const MAX_CANDIDATES = 500;

interface AddressRow {
  readonly line1: string;
  readonly city: string;
  readonly region: string;
  readonly postal_code: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** Geocoder over the addresses that an organization has loaded; needs no network and knows nothing else. */
export class AddressBook implements Geocoder {
  readonly #orm: MikroORM;

  constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  async geocode(organizationId: string, address: Address, em?: EntityManager): Promise<GeocodedAddress | undefined> {
    const wanted = addressKeys(address);
    if (!wanted) return undefined;
    const rows = await (em ?? this.#entityManager(organizationId)).execute<AddressRow[]>(
      `select line1, city, region, postal_code, country, latitude, longitude from address_record
       where organization_id = ? and street_key = ? and country = ? order by id limit ${MAX_CANDIDATES}`,
      [organizationId, wanted.streetKey, wanted.country],
    );
    const known = rows.map(knownAddress).flatMap((value) => {
      const keys = addressKeys(value);
      return keys ? [{ keys, value }] : [];
    });
    const found = pickAddress(wanted, known);
    return found && { position: found.position, address: mergeAddress(address, found) };
  }

  /**
   * Puts addresses into an organization's book, in batches; one that is there already gets the new position. Safe to repeat.
   * @returns how many addresses are new in the book, and how many have no number and street to be looked up by
   */
  async loadAddresses(organizationId: string, addresses: AsyncIterable<KnownAddress> | Iterable<KnownAddress>): Promise<{ added: number; skipped: number }> {
    const em = this.#entityManager(organizationId);
    let [added, skipped] = [0, 0];
    // By search key: one statement may not touch a row twice, and apartments of one house share a key.
    let batch = new Map<string, Record<string, unknown>>();
    for await (const address of addresses) {
      const keys = addressKeys(address);
      if (!keys) {
        skipped += 1;
        continue;
      }
      const searchKey = searchKeyOf(keys);
      if (!batch.has(searchKey)) batch.set(searchKey, recordOf(searchKey, keys.streetKey, address));
      if (batch.size < BATCH_SIZE) continue;
      added += await saveBatch(em, organizationId, [...batch.values()]);
      batch = new Map();
    }
    added += await saveBatch(em, organizationId, [...batch.values()]);
    return { added, skipped };
  }

  #entityManager(organizationId: string): EntityManager {
    return tenantEntityManager(this.#orm, { organizationId, retailerId: null });
  }
}

function recordOf(searchKey: string, streetKey: string, { line1, city, region, postalCode, country, position }: KnownAddress): Record<string, unknown> {
  return {
    id: newId('addressRecord'), search_key: searchKey, street_key: streetKey, line1, city, region: region ?? '', postal_code: postalCode,
    country: country.toUpperCase(), latitude: position.latitude, longitude: position.longitude,
  };
}

async function saveBatch(em: EntityManager, organizationId: string, batch: readonly Record<string, unknown>[]): Promise<number> {
  if (batch.length === 0) return 0;
  const rows = await em.execute<{ is_new: boolean }[]>(
    `insert into address_record (id, organization_id, search_key, street_key, line1, city, region, postal_code, country, latitude, longitude)
     select id, ?, search_key, street_key, line1, city, region, postal_code, country, latitude, longitude
       from jsonb_to_recordset(?::jsonb) as r(id text, search_key text, street_key text, line1 text, city text, region text, postal_code text, country text, latitude float8, longitude float8)
       order by search_key
     on conflict (organization_id, search_key) do update set latitude = excluded.latitude, longitude = excluded.longitude
     returning (xmax = 0) as is_new`,
    [organizationId, JSON.stringify(batch)],
  );
  return rows.filter((row) => row.is_new).length;
}

function knownAddress({ line1, city, region, postal_code, country, latitude, longitude }: AddressRow): KnownAddress {
  return { line1, city, region, postalCode: postal_code, country, position: { latitude, longitude } };
}
