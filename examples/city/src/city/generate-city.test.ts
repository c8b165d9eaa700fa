import { describe, expect, it } from 'vitest';
import { cityDigest } from './digest.ts';
import { generateCity } from './generate-city.ts';
import { isWithin, toPlane } from './geo.ts';
import { MUNICIPALITIES } from './municipality.ts';
import { areaOf, contains } from './plane.ts';
import { STREET_CLASSES } from './street.ts';
import { landTest } from './terrain.ts';

const city = generateCity({ seed: 'doorstep' });

describe('generateCity', () => {
  it('gives the same city for the same seed and another for another', () => {
    expect(cityDigest(generateCity({ seed: 'doorstep' }))).toBe(cityDigest(city));
    expect(cityDigest(generateCity({ seed: 'doorstep-2' }))).not.toBe(cityDigest(city));
  });

  it('builds about as many houses as asked for, on the same streets', () => {
    const small = generateCity({ seed: 'doorstep', houseCount: 5_000 });
    expect(small.graph.edgeCount).toBe(city.graph.edgeCount);
    expect(Math.abs(small.houses.length - 5_000)).toBeLessThan(500);
    expect(city.houses.length).toBeGreaterThan(20_000);
    expect(city.houses.length).toBeLessThan(30_000);
  });

  it('has houses in every municipality, with a postcode of it', () => {
    for (const { name, postcodes } of Object.values(MUNICIPALITIES)) {
      const houses = city.houses.filter((house) => house.municipality === name);
      expect(houses.length, name).toBeGreaterThan(100);
      const own = new Set<string>(postcodes.map(([postcode]) => postcode));
      expect(houses.filter((house) => !own.has(house.postcode)), name).toEqual([]);
    }
  });

  it('has every class of street', () => {
    const classes = new Set(Array.from(city.graph.edgeClass, (index) => STREET_CLASSES[index]));
    expect([...classes].sort()).toEqual([...STREET_CLASSES].sort());
  });

  it('builds on land, within the bounds, and not in parks', () => {
    const isLand = landTest(city.terrain);
    const parks = city.landmarks.map((landmark) => areaOf(landmark.ring));
    const misplaced = city.houses.filter((house) => {
      const point = toPlane(house.position.longitude, house.position.latitude);
      // A rounded position may fall a hand's breadth over a park's border; a metre would be a fault.
      return !isLand(point) || !isWithin([-122.36, 37.48, -121.885, 37.873], house.position)
        || parks.some((park) => contains(park, point) && contains(park, { x: point.x + 1, y: point.y + 1 }) && contains(park, { x: point.x - 1, y: point.y - 1 }));
    });
    expect(misplaced).toEqual([]);
  });

  it.each(['1', '2', 'oak', 'long seed with spaces'])('also works out for seed %j', (seed) => {
    const other = generateCity({ seed });
    expect(other.graph.nodeCount).toBeGreaterThan(5_000);
    expect(new Set(other.houses.map((house) => `${house.number} ${house.street}, ${house.municipality}`)).size).toBe(other.houses.length);
    expect(other.depots.map((depot) => depot.address.city)).toEqual(['Oakland', 'Fremont']);
  });
});
