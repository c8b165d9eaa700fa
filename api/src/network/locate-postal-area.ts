import type { EntityManager } from '@mikro-orm/postgresql';
import { distanceMeters, type Position } from '../shared/geo.ts';
import { postalKeyOf } from './address.rules.ts';
import { findTerritory } from './find-territory.rules.ts';
import type { Territory } from './territory.entity.ts';

/** A postal code of a country. */
export interface PostalArea {
  readonly countryCode: string;
  readonly postalCode: string;
}

/** A postal area that is known, and the door that stands for it. */
export interface LocatedArea {
  /** Position of a known door near the middle of those that are served; of all where none is. */
  readonly position: Position;
  readonly city: string;
  readonly region: string;
  /** Null: no known door of the area is served. */
  readonly depotId: string | null;
}

interface DoorRow extends Position {
  city: string;
  region: string | null;
}

const MOST_DOORS = 500;
const MAX_TEXT = { countryCode: 2, postalCode: 20 } as const;

const KNOWN_DOORS = `
  select latitude, longitude, city, region from address_record where country = ? and (postal_code = any(?) or postal_code like ?) order by id limit ${MOST_DOORS}`;

// The table has no index by postal code: a few thousand newest rows say enough about where a courier goes.
const DELIVERED_DOORS = `
  select latitude, longitude, address->>'city' as city, address->>'region' as region
  from (select address, latitude, longitude from delivery order by id desc limit 5000) newest
  where address->>'country' = ? and (address->>'postalCode' = any(?) or address->>'postalCode' like ?) limit ${MOST_DOORS}`;

/** What is wrong with the form of a postal area, or undefined. Says nothing about whether it exists. */
export function findPostalAreaFault({ countryCode, postalCode }: PostalArea): { readonly field: string; readonly message: string } | undefined {
  if (!/^[A-Za-z]{2}$/.test(countryCode)) return { field: 'countryCode', message: `Expected an ISO 3166-1 alpha-2 code such as "US", got "${countryCode.slice(0, MAX_TEXT.countryCode + 1)}".` };
  const key = postalKeyOf(postalCode, countryCode.toUpperCase());
  if (postalCode.length <= MAX_TEXT.postalCode && key.length >= 2) return undefined;
  return { field: 'postalCode', message: `Expected a postal code of 2 to ${MAX_TEXT.postalCode} characters, got ${postalCode.length}.` };
}

/**
 * Where a postal area is: from the address book, else from where was delivered before. The middle of known doors may be a lake, so the door nearest to
 * it stands for the area.
 * @param territories of the organization
 * @returns undefined when no door of the area is known
 */
export async function locatePostalArea(em: EntityManager, area: PostalArea, territories: readonly Territory[]): Promise<LocatedArea | undefined> {
  const country = area.countryCode.trim().toUpperCase();
  const key = postalKeyOf(area.postalCode, country);
  const spellings = `{${[...new Set([key, area.postalCode.trim().toUpperCase()])].map((text) => JSON.stringify(text)).join(',')}}`;
  // Only the US code has parts that may be left out: 94607-1234 is in 94607.
  const longer = country === 'US' ? `${key}-%` : key;
  const known = await em.execute<DoorRow[]>(KNOWN_DOORS, [country, spellings, longer]);
  const doors = known.length > 0 ? known : await em.execute<DoorRow[]>(DELIVERED_DOORS, [country, spellings, longer]);
  if (doors.length === 0) return undefined;
  const served = doors.flatMap((door) => {
    const depotId = findTerritory(territories, door)?.depotId;
    return depotId ? [{ ...door, depotId }] : [];
  });
  const [depotId, ofDepot] = [...Map.groupBy(served, (door) => door.depotId)].sort(([, one], [, other]) => other.length - one.length)[0] ?? [null, doors];
  const { latitude, longitude, city, region } = middleOf(ofDepot);
  return { position: { latitude, longitude }, city, region: region ?? '', depotId };
}

function middleOf<T extends Position>(doors: readonly T[]): T {
  const mean = (of: (door: T) => number) => doors.reduce((sum, door) => sum + of(door), 0) / doors.length;
  const middle = { latitude: mean((door) => door.latitude), longitude: mean((door) => door.longitude) };
  return doors.reduce((nearest, door) => (distanceMeters(door, middle) < distanceMeters(nearest, middle) ? door : nearest));
}
