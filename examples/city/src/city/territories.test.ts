import { describe, expect, it } from 'vitest';
import { generateCity } from './generate-city.ts';
import { intersect } from './plane.ts';
import { isInTerritory } from './territories.ts';
import type { GeoJsonPolygon } from './territories.ts';

const city = generateCity({ seed: 'doorstep' });
const [oakland, fremont] = city.depots.map((depot) => depot.territory) as [GeoJsonPolygon, GeoJsonPolygon];
const corners = (territory: GeoJsonPolygon) => territory.coordinates[0]!.map(([x, y]) => ({ x, y }));

describe('territories', () => {
  it('are closed rings, counter-clockwise, that do not cross themselves', () => {
    for (const territory of [oakland, fremont]) {
      const ring = corners(territory);
      expect(ring.at(-1)).toEqual(ring[0]);
      const doubleArea = ring.slice(1).reduce((sum, point, i) => sum + ring[i]!.x * point.y - point.x * ring[i]!.y, 0);
      expect(doubleArea).toBeGreaterThan(0);
      for (let i = 1; i < ring.length; i++) {
        for (let j = i + 2; j < ring.length; j++) {
          if (i === 1 && j === ring.length - 1) continue;
          expect(intersect(ring[i - 1]!, ring[i]!, ring[j - 1]!, ring[j]!)).toBeUndefined();
        }
      }
    }
  });

  it('share a border and nothing else', () => {
    const isOnBorder = (point: { x: number; y: number }) => corners(fremont).some((other) => other.x === point.x && other.y === point.y);
    expect(corners(oakland).slice(1).filter(isOnBorder).length).toBe(3);
    const both = city.houses.filter((house) => isInTerritory(oakland, house.position) && isInTerritory(fremont, house.position));
    expect(both).toEqual([]);
    for (let longitude = -122.36; longitude < -121.88; longitude += 0.004) {
      for (let latitude = 37.45; latitude < 37.88; latitude += 0.004) {
        const position = { longitude, latitude };
        expect(isInTerritory(oakland, position) && isInTerritory(fremont, position)).toBe(false);
      }
    }
  });

  it('serve the cities they are for and leave Berkeley and Castro Valley out', () => {
    const served = (municipality: string, territory: GeoJsonPolygon) => {
      const houses = city.houses.filter((house) => house.municipality === municipality);
      return houses.filter((house) => isInTerritory(territory, house.position)).length / houses.length;
    };
    for (const name of ['Emeryville', 'Oakland', 'Alameda', 'San Leandro', 'San Lorenzo']) expect(served(name, oakland), name).toBeGreaterThan(0.9);
    for (const name of ['Hayward', 'Union City', 'Newark', 'Fremont']) expect(served(name, fremont), name).toBeGreaterThan(0.85);
    for (const name of ['Berkeley', 'Castro Valley']) expect(served(name, oakland) + served(name, fremont), name).toBeLessThan(0.2);
  });

  it('hold their depot, which stands on the lot of a house', () => {
    for (const depot of city.depots) {
      expect(isInTerritory(depot.territory, depot.position)).toBe(true);
      expect(city.houses[depot.houseId]!.position).toEqual(depot.position);
    }
  });
});
