import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Polygon } from '../shared/geo.ts';
import { findTerritory, isInside } from './find-territory.rules.ts';
import { findAreaFault } from './territory.rules.ts';

const polygon = (...rings: [number, number][][]): Polygon => ({ type: 'Polygon', coordinates: rings });
const square = (west: number, south: number, size: number): [number, number][] => [
  [west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south],
];

describe('an area', () => {
  it.each<[string, Polygon]>([
    ['a square', polygon(square(-122.3, 37.7, 0.2))],
    ['a square with a hole', polygon(square(-122.3, 37.7, 0.2), square(-122.25, 37.75, 0.05))],
    ['one drawn clockwise', polygon([...square(-122.3, 37.7, 0.2)].reverse())],
    ['a concave one', polygon([[0, 0], [4, 0], [4, 4], [2, 1], [0, 4], [0, 0]])],
  ])('may be %s', (_, area) => expect(findAreaFault(area)).toBeUndefined());

  it.each<[string, Polygon, RegExp]>([
    ['no ring', polygon(), /outer ring/],
    ['three points', polygon([[0, 0], [1, 1], [0, 0]]), /at least 4 points/],
    ['an open ring', polygon([[0, 0], [1, 0], [1, 1], [0, 1]]), /last point/],
    ['a point off the world', polygon([[0, 0], [1, 0], [1, 91], [0, 0]]), /degrees/],
    ['no inside', polygon([[0, 0], [1, 1], [2, 2], [0, 0]]), /encloses nothing/],
    ['a bow tie', polygon([[0, 0], [1, 1], [1, 0], [0, 2], [0, 0]]), /crosses itself/],
    ['half a continent', polygon(square(-120, 20, 21)), /20 degrees/],
    ['an open hole', polygon(square(0, 0, 3), [[1, 1], [2, 1], [2, 2], [1, 2]]), /Ring 1/],
    ['too many points', polygon(Array.from({ length: 2001 }, (_, index) => [Math.cos(index), Math.sin(index)])), /at most 2000/],
  ])('may not have %s', (_, area, fault) => expect(findAreaFault(area)).toMatch(fault));

  it('with the most points is checked in less than a second', () => {
    const ring = Array.from({ length: 1999 }, (_, index): [number, number] => [Math.cos((index / 1999) * 2 * Math.PI), Math.sin((index / 1999) * 2 * Math.PI)]);
    const startedAt = performance.now();
    expect(findAreaFault(polygon([...ring, ring[0]!]))).toBeUndefined();
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('the territory of a position', () => {
  const west = { id: 'ter_1', area: polygon(square(-122.4, 37.7, 0.2)) };
  const east = { id: 'ter_2', area: polygon(square(-122.25, 37.7, 0.2)) };
  const at = (longitude: number, latitude: number) => ({ longitude, latitude });

  it('is the one it lies in, its border included', () => {
    expect(findTerritory([west, east], at(-122.1, 37.8))?.id).toBe('ter_2');
    expect(findTerritory([west, east], at(-122.4, 37.8))?.id).toBe('ter_1');
    expect(findTerritory([west, east], at(-122.4, 37.7))?.id).toBe('ter_1');
  });

  it('is the first one made where they overlap, in whatever order they come', () => {
    expect(findTerritory([west, east], at(-122.22, 37.8))?.id).toBe('ter_1');
    expect(findTerritory([east, west], at(-122.22, 37.8))?.id).toBe('ter_1');
  });

  it('is none outside of all, and none in a hole', () => {
    expect(findTerritory([west, east], at(-121, 37.8))).toBeUndefined();
    expect(findTerritory([], at(-122.3, 37.8))).toBeUndefined();
    expect(isInside(polygon(square(0, 0, 3), square(1, 1, 1)), at(1.5, 1.5))).toBe(false);
  });

  it('agrees with plain comparison on boxes', () => {
    const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (longitude, latitude) => {
        const expected = longitude >= -1 && longitude <= 2 && latitude >= -1 && latitude <= 2;
        expect(isInside(polygon(square(-1, -1, 3)), { longitude, latitude })).toBe(expected);
      }),
    );
  });
});
