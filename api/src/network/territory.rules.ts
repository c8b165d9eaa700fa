import type { Polygon } from '../shared/geo.ts';

/** Most points of one area, all rings together. */
export const MAX_AREA_POINTS = 2_000;
/** A courier's territory is a city or a region; more is a mistake, or goes around the world. */
const MAX_SPAN_DEGREES = 20;

type Point = readonly [number, number];

/**
 * Why an area can't be a territory, or undefined when it can: rings closed, within the world's bounds, of some size, and
 * an outer ring that does not cross itself (or "inside" would have no meaning).
 */
export function findAreaFault({ coordinates }: Polygon): string | undefined {
  const points = coordinates.reduce((total, ring) => total + ring.length, 0);
  if (points > MAX_AREA_POINTS) return `An area may have at most ${MAX_AREA_POINTS} points, this one has ${points}. Simplify it.`;
  for (const [index, ring] of coordinates.entries()) {
    const fault = findRingFault(ring);
    if (fault) return `Ring ${index}: ${fault}`;
  }
  const [outer] = coordinates;
  if (!outer) return 'An area needs an outer ring.';
  const [width, height] = [0, 1].map((axis) => span(outer.map((point) => point[axis]!)));
  if (width! > MAX_SPAN_DEGREES || height! > MAX_SPAN_DEGREES) return `An area may span at most ${MAX_SPAN_DEGREES} degrees. GeoJSON gives the longitude first: are the coordinates swapped?`;
  const crossing = findCrossing(outer);
  return crossing === undefined ? undefined : `The outer ring crosses itself after point ${crossing}. Draw it without loops.`;
}

function findRingFault(ring: readonly Point[]): string | undefined {
  const [first, last] = [ring[0], ring.at(-1)];
  if (!first || !last || ring.length < 4) return `a ring has at least 4 points, got ${ring.length}.`;
  const outside = ring.find(([longitude, latitude]) => !(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90));
  if (outside) return `[${outside.join(', ')}] is not a [longitude, latitude] in degrees.`;
  if (first[0] !== last[0] || first[1] !== last[1]) return 'the last point must be the first one again.';
  return doubleArea(ring) === 0 ? 'it encloses nothing.' : undefined;
}

function span(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** Shoelace formula, in square degrees and twice the size; its sign tells the direction of the ring. */
function doubleArea(ring: readonly Point[]): number {
  const [originX, originY] = ring[0]!; // a ring has four points; relative to one of them nothing is lost to rounding
  let sum = 0;
  for (let index = 0; index + 1 < ring.length; index += 1) {
    const [[x1, y1], [x2, y2]] = [ring[index]!, ring[index + 1]!];
    sum += (x1 - originX) * (y2 - originY) - (x2 - originX) * (y1 - originY);
  }
  return sum;
}

/** Index of the first edge that crosses a later one which is not its neighbor. Compares all pairs: 2 million at the most points. */
function findCrossing(ring: readonly Point[]): number | undefined {
  const edges = ring.length - 1;
  for (let first = 0; first < edges; first += 1) {
    for (let second = first + 2; second < edges; second += 1) {
      const areNeighbors = first === 0 && second === edges - 1;
      if (!areNeighbors && doCross(ring[first]!, ring[first + 1]!, ring[second]!, ring[second + 1]!)) return first;
    }
  }
  return undefined;
}

/** Whether two segments cross properly: each has the other's ends on its two sides. Touching is allowed, borders of neighbors do. */
function doCross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side([x1, y1]: Point, [x2, y2]: Point, [x, y]: Point): number {
  return (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1);
}
