import { describe, expect, it } from 'vitest';
import { addressCsv } from './address-csv.ts';
import { generateCity } from './generate-city.ts';
import { distanceMeters, toPlane } from './geo.ts';
import { addressOf } from './houses.ts';
import type { House } from './houses.ts';
import { positionOf } from './street-graph.ts';

const city = generateCity({ seed: 'doorstep' });

/** Houses of each street in the order of driving down it. */
function byStreet(): House[][] {
  const streets = new Map<number, House[]>();
  for (const house of city.houses) {
    const street = city.graph.edgeStreet[house.door.edge]!;
    streets.set(street, [...(streets.get(street) ?? []), house]);
  }
  for (const houses of streets.values()) houses.sort((a, b) => a.door.edge - b.door.edge || a.door.offsetMeters - b.door.offsetMeters);
  return [...streets.values()];
}

/** 1 for the left side of the street in the direction of rising numbers, -1 for the right. */
function sideOf({ door, position }: House): number {
  const a = positionOf(city.graph, { ...door, offsetMeters: door.offsetMeters - 4 }), b = positionOf(city.graph, { ...door, offsetMeters: door.offsetMeters + 4 });
  const [p, q, h] = [toPlane(a.longitude, a.latitude), toPlane(b.longitude, b.latitude), toPlane(position.longitude, position.latitude)];
  return Math.sign((q.x - p.x) * (h.y - p.y) - (q.y - p.y) * (h.x - p.x));
}

describe('houses', () => {
  it('have an address that no other house has', () => {
    const addresses = city.houses.map((house) => `${house.number} ${house.street}, ${house.municipality}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it('stand on a street whose name is the only one in its municipality', () => {
    const streetOfName = new Map<string, number>();
    const clashes: string[] = [];
    for (const house of city.houses) {
      const key = `${house.street}, ${house.municipality}`;
      const street = city.graph.edgeStreet[house.door.edge]!;
      if ((streetOfName.get(key) ?? street) !== street) clashes.push(key);
      streetOfName.set(key, street);
    }
    expect(clashes).toEqual([]);
  });

  it('are numbered upwards along the street, odd on the left and even on the right', () => {
    for (const houses of byStreet()) {
      for (const parity of [0, 1]) {
        const numbers = houses.filter((house) => house.number % 2 === parity).map((house) => house.number);
        expect(numbers, houses[0]!.street).toEqual([...new Set(numbers)].sort((a, b) => a - b));
      }
    }
    expect(city.houses.filter((house) => sideOf(house) !== (house.number % 2 === 1 ? 1 : -1))).toEqual([]);
  });

  it('are set back from their own street and not on another', () => {
    for (const house of city.houses) {
      const door = positionOf(city.graph, house.door);
      const setback = distanceMeters(house.position, door);
      expect(setback).toBeGreaterThan(8);
      expect(setback).toBeLessThan(48);
    }
    const onAnother = city.houses.filter((house) => city.index.nearest(house.position)!.distanceMeters < 8);
    expect(onAnother).toEqual([]);
  });

  it('give the address in the form the API takes', () => {
    const house = city.houses[1_000]!;
    expect(addressOf(house)).toEqual({
      line1: `${house.number} ${house.street}`, city: house.municipality, region: 'CA', postalCode: house.postcode, country: 'US',
      latitude: house.position.latitude, longitude: house.position.longitude,
    });
  });
});

describe('addressCsv', () => {
  it('writes one line per house under the OpenAddresses header', () => {
    const lines = addressCsv(city.houses).split('\n');
    expect(lines[0]).toBe('LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID');
    expect(lines.length).toBe(city.houses.length + 2);
    const house = city.houses[17]!;
    expect(lines[18]!.split(',')).toEqual([
      house.position.longitude.toFixed(6), house.position.latitude.toFixed(6), String(house.number), house.street, '', house.municipality, '', 'CA', house.postcode, '17',
    ]);
  });

  it('quotes what would break a line', () => {
    const house = { ...city.houses[0]!, street: 'A, "B" St' };
    expect(addressCsv([house])).toContain(',"A, ""B"" St",');
  });
});
