import { areaOf, contains } from './plane.ts';
import type { Position } from './geo.ts';
import type { Address, House } from './houses.ts';
import { addressOf } from './houses.ts';

/** GeoJSON (RFC 7946) polygon: longitude first, rings closed, the outer ring counter-clockwise. */
export interface GeoJsonPolygon {
  readonly type: 'Polygon';
  readonly coordinates: [longitude: number, latitude: number][][];
}

/** A warehouse where routes start and end. */
export interface Depot {
  readonly name: string;
  readonly code: 'OAKLAND' | 'FREMONT';
  readonly address: Address;
  readonly position: Position;
  /** The entry of `city.houses` on whose lot it stands: leave it out when choosing who orders. */
  readonly houseId: number;
  readonly territory: GeoJsonPolygon;
}

type Coordinates = readonly (readonly [longitude: number, latitude: number])[];

/** The common border of both territories, bay to hills, south of San Lorenzo. */
const BORDER: Coordinates = [[-122.22, 37.664], [-122.15, 37.664], [-122.1, 37.68]];

/**
 * Oakland serves Emeryville, Oakland, Alameda, San Leandro and San Lorenzo; Fremont serves Hayward, Union City, Newark
 * and Fremont. Berkeley and Castro Valley lie outside both, so a shopper there is refused.
 */
const OAKLAND: Coordinates = [
  ...BORDER, [-122.114, 37.694], [-122.127, 37.7075], [-122.1, 37.7285], [-122.128, 37.778], [-122.175, 37.826], [-122.222, 37.853], [-122.262, 37.853],
  [-122.33, 37.847], [-122.36, 37.825], [-122.36, 37.765], [-122.28, 37.69],
];
const FREMONT: Coordinates = [
  [-122.2, 37.62], [-122.135, 37.5], [-122.06, 37.486], [-121.885, 37.486], [-121.885, 37.525], [-121.95, 37.597], [-122.012, 37.66], [-122.05, 37.689],
  ...[...BORDER].reverse(),
];

function polygon(coordinates: Coordinates): GeoJsonPolygon {
  const ring = coordinates.map(([longitude, latitude]): [number, number] => [longitude, latitude]);
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

/** Whether a position lies in a polygon without holes. */
export function isInTerritory(territory: GeoJsonPolygon, position: Position): boolean {
  const ring = territory.coordinates[0]!.slice(1).map(([x, y]) => ({ x, y }));
  return contains(areaOf(ring), { x: position.longitude, y: position.latitude });
}

/** The Oakland and the Fremont depot, each on the lot of a house near the freeway that the neighborhood could spare. */
export function placeDepots(houses: readonly House[]): Depot[] {
  return [
    depotAt(houses, { name: 'Oakland Depot', code: 'OAKLAND', municipality: 'Oakland', near: { longitude: -122.212, latitude: 37.764 }, territory: OAKLAND }),
    depotAt(houses, { name: 'Fremont Depot', code: 'FREMONT', municipality: 'Fremont', near: { longitude: -121.985, latitude: 37.524 }, territory: FREMONT }),
  ];
}

interface DepotWish {
  readonly name: string;
  readonly code: Depot['code'];
  readonly municipality: string;
  readonly near: Position;
  readonly territory: Coordinates;
}

function depotAt(houses: readonly House[], wish: DepotWish): Depot {
  let best: House | undefined, least = Infinity;
  for (const house of houses) {
    if (house.municipality !== wish.municipality) continue;
    const away = (house.position.longitude - wish.near.longitude) ** 2 + (house.position.latitude - wish.near.latitude) ** 2;
    if (away < least) [best, least] = [house, away];
  }
  if (!best) throw new Error(`depots: expected houses in ${wish.municipality} to place the ${wish.name} at; generate more houses.`);
  const { name, code } = wish;
  return { name, code, address: addressOf(best), position: best.position, houseId: best.id, territory: polygon(wish.territory) };
}
