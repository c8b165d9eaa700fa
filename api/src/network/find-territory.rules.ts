import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import type { Polygon, Position } from '../shared/geo.ts';

interface WithArea {
  readonly id: string;
  readonly area: Polygon;
}

/**
 * The territory an address lies in, its border included; undefined outside of all. Where some overlap, the one made
 * first serves it, so that the answer never depends on the order of a query.
 */
export function findTerritory<T extends WithArea>(territories: readonly T[], position: Position): T | undefined {
  return territories
    .filter(({ area }) => isInside(area, position))
    .reduce<T | undefined>((first, territory) => (first && first.id < territory.id ? first : territory), undefined);
}

/** Whether a position lies in an area or on its border. */
export function isInside(area: Polygon, { latitude, longitude }: Position): boolean {
  if (!isInBox(area, longitude, latitude)) return false;
  return booleanPointInPolygon([longitude, latitude], area as unknown as { type: 'Polygon'; coordinates: number[][][] }); // ours is the read-only form of theirs
}

function isInBox({ coordinates: [outer = []] }: Polygon, longitude: number, latitude: number): boolean {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of outer) {
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}
