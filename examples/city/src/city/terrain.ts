import { toPlane } from './geo.ts';
import type { Bounds } from './geo.ts';
import { areaOf, contains, interpolate, lengthOf } from './plane.ts';
import type { Area, Point, Ring } from './plane.ts';
import type { Random } from '../random.ts';

/** What the map shows: the built-up strip between the bay and the hills, with some water around it. */
export const CITY_BOUNDS: Bounds = [-122.36, 37.486, -121.885, 37.87];

type Coordinates = readonly (readonly [longitude: number, latitude: number])[];

/**
 * A strip of land with two sides given at the same stations. A place on it is (station, share): how far along, and
 * how far from the water side (0) to the land side (1).
 */
export interface Strip {
  readonly name: 'mainland' | 'island';
  readonly waterSide: readonly Point[];
  readonly landSide: readonly Point[];
}

const onPlane = (coordinates: Coordinates): Point[] => coordinates.map(([longitude, latitude]) => toPlane(longitude, latitude));

/** Built-up edge along the bay and along the hills, north to south; about 4 km between two stations. */
export const MAINLAND: Strip = {
  name: 'mainland',
  waterSide: onPlane([
    [-122.304, 37.869], [-122.2975, 37.838], [-122.3, 37.807], [-122.272, 37.7965], [-122.238, 37.779],
    [-122.21, 37.752], [-122.19, 37.716], [-122.163, 37.679], [-122.128, 37.643], [-122.098, 37.613],
    [-122.075, 37.58], [-122.052, 37.545], [-122.022, 37.515], [-121.972, 37.487],
  ]),
  landSide: onPlane([
    [-122.247, 37.869], [-122.234, 37.851], [-122.208, 37.829], [-122.19, 37.815], [-122.165, 37.797],
    [-122.142, 37.772], [-122.118, 37.74], [-122.082, 37.705], [-122.048, 37.668], [-122.022, 37.637],
    [-121.985, 37.602], [-121.955, 37.567], [-121.925, 37.537], [-121.896, 37.487],
  ]),
};

/** The island across the estuary; its "land side" looks at the mainland. */
export const ISLAND: Strip = {
  name: 'island',
  waterSide: onPlane([[-122.322, 37.776], [-122.29, 37.7685], [-122.263, 37.757], [-122.243, 37.7475]]),
  landSide: onPlane([[-122.32, 37.789], [-122.284, 37.786], [-122.256, 37.776], [-122.231, 37.7605]]),
};

/** The point at a station (fractional) and share of a strip; Catmull-Rom between stations, extrapolating linearly past the ends. */
export function pointOn(strip: Strip, station: number, share: number): Point {
  return interpolate(splinePoint(strip.waterSide, station), splinePoint(strip.landSide, station), share);
}

function splinePoint(points: readonly Point[], at: number): Point {
  const last = points.length - 1;
  if (at <= 0) return interpolate(points[0]!, points[1]!, at);
  if (at >= last) return interpolate(points[last - 1]!, points[last]!, 1 + at - last);
  const i = Math.floor(at), t = at - i;
  const p1 = points[i]!, p2 = points[i + 1]!;
  const p0 = points[i - 1] ?? interpolate(p2, p1, 2), p3 = points[i + 2] ?? interpolate(p1, p2, 2);
  const blend = (a: number, b: number, c: number, d: number) =>
    0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
  return { x: blend(p0.x, p1.x, p2.x, p3.x), y: blend(p0.y, p1.y, p2.y, p3.y) };
}

/** Station values at about equal steps of `meters` along the middle of a strip, both ends included. */
export function stationsEvery(strip: Strip, meters: number): number[] {
  const steps = 20 * (strip.waterSide.length - 1);
  const middle = Array.from({ length: steps + 1 }, (_, i) => pointOn(strip, i / 20, 0.5));
  const count = Math.max(1, Math.round(lengthOf(middle) / meters));
  const stations = [0];
  let walked = 0;
  for (let i = 1; i <= steps; i++) {
    walked += lengthOf([middle[i - 1]!, middle[i]!]);
    if (walked >= (stations.length * lengthOf(middle)) / count && stations.length < count) stations.push(i / 20);
  }
  return [...stations, strip.waterSide.length - 1];
}

const SHORELINE: Coordinates = [
  [-122.318, 37.9], [-122.314, 37.868], [-122.306, 37.85], [-122.303, 37.838], [-122.328, 37.827], [-122.336, 37.813],
  [-122.329, 37.801], [-122.301, 37.7975], [-122.28, 37.7925], [-122.262, 37.7865], [-122.246, 37.7775],
  [-122.233, 37.769], [-122.223, 37.757], [-122.217, 37.7475], [-122.226, 37.74], [-122.252, 37.7345], [-122.259, 37.72],
  [-122.241, 37.7025], [-122.207, 37.697], [-122.194, 37.685], [-122.178, 37.668], [-122.163, 37.65],
  [-122.154, 37.63], [-122.15, 37.612], [-122.142, 37.597], [-122.128, 37.58], [-122.116, 37.56], [-122.12, 37.545],
  [-122.112, 37.525], [-122.095, 37.508], [-122.06, 37.495], [-122.04, 37.48], [-122.01, 37.465], [-121.97, 37.44],
];

const ISLAND_SHORE: Coordinates = [
  [-122.3285, 37.792], [-122.3, 37.7895], [-122.28, 37.7875], [-122.262, 37.781], [-122.244, 37.7715], [-122.2295, 37.762],
  [-122.2265, 37.7535], [-122.238, 37.7445], [-122.256, 37.7505], [-122.272, 37.7585], [-122.292, 37.7655], [-122.327, 37.7725],
];

/** A park, a lake or another area without streets. */
export interface Landmark {
  readonly name: string;
  readonly kind: 'water' | 'park' | 'industry';
  readonly ring: Ring;
}

/** Water, hills and parks of the city. */
export interface Terrain {
  /** The bay, from the shore to the edge of the map. */
  readonly bay: Ring;
  readonly island: Ring;
  /** Open hills above the last street. */
  readonly hills: Ring;
  /** Salt ponds and marsh between the last street and the shore in the south. */
  readonly marsh: Ring;
  readonly landmarks: readonly Landmark[];
  /** The lake; streets go around it. */
  readonly lake: Ring;
}

/** Shore, hills and marsh, roughened from the seed; the outlines themselves are geography, the same for each seed. */
export function makeTerrain(random: Random): Terrain {
  const shore = roughen(onPlane(SHORELINE), random.fork('shore'), 3, 0.09);
  const [west, south] = CITY_BOUNDS;
  const bay = [...shore, toPlane(west - 0.05, south - 0.05), toPlane(west - 0.05, 37.92)];
  const island = roughen([...onPlane(ISLAND_SHORE), onPlane(ISLAND_SHORE)[0]!], random.fork('island'), 2, 0.06).slice(0, -1);

  const ridge = Array.from({ length: 57 }, (_, i) => pointOn(MAINLAND, -0.6 + i / 4, 1.05));
  const hills = [...roughen(ridge, random.fork('hills'), 2, 0.16), toPlane(-121.8, 37.44), toPlane(-121.8, 37.92)];

  const marshEdge = Array.from({ length: 25 }, (_, i) => pointOn(MAINLAND, 7.2 + i / 4, -0.07));
  const southShore = shore.filter((point) => point.y < pointOn(MAINLAND, 7.2, 0).y);
  const marsh = [...roughen(marshEdge, random.fork('marsh'), 2, 0.12), ...[...southShore].reverse()];

  const lake = blob(pointOn(MAINLAND, 3.25, 0.235), [620, 380], 2.2, random.fork('lake'));
  const airport = onPlane([[-122.254, 37.72], [-122.239, 37.706], [-122.213, 37.703], [-122.203, 37.712], [-122.214, 37.728], [-122.238, 37.731]]);
  const port = onPlane([[-122.328, 37.822], [-122.331, 37.803], [-122.31, 37.8015], [-122.305, 37.81], [-122.312, 37.823]]);
  return {
    bay, island, hills, marsh, lake,
    landmarks: [
      { name: 'Tern Lake', kind: 'water', ring: lake },
      { name: 'Eastbay Airport', kind: 'industry', ring: airport },
      { name: 'Outer Docks', kind: 'industry', ring: port },
    ],
  };
}

/** Midpoint displacement: each round halves the segments and moves the new points sideways by a share of their length. */
function roughen(line: readonly Point[], random: Random, rounds: number, roughness: number): Point[] {
  let points = [...line];
  for (let round = 0; round < rounds; round++) {
    const finer: Point[] = [points[0]!];
    for (let i = 1; i < points.length; i++) {
      const a = points[i - 1]!, b = points[i]!, off = random.between(-roughness, roughness);
      const middle = interpolate(a, b, 0.5);
      finer.push({ x: middle.x - (b.y - a.y) * off, y: middle.y + (b.x - a.x) * off }, b);
    }
    points = finer;
  }
  return points;
}

/** A rounded irregular outline with the given half axes (metres), its long axis turned by `angle` radians. */
export function blob(center: Point, [long, short]: readonly [number, number], angle: number, random: Random): Point[] {
  const [a, b] = [random.between(0, 6), random.between(0, 6)];
  const cos = Math.cos(angle), sin = Math.sin(angle);
  return Array.from({ length: 20 }, (_, i) => {
    const turn = (i / 20) * 2 * Math.PI;
    const swell = 1 + 0.16 * Math.sin(2 * turn + a) + 0.09 * Math.sin(3 * turn + b);
    const along = long * swell * Math.cos(turn), across = short * swell * Math.sin(turn);
    return { x: center.x + along * cos - across * sin, y: center.y + along * sin + across * cos };
  });
}

/** A test for land: not in the bay (the island is land) and not in the lake. */
export function landTest(terrain: Terrain): (point: Point) => boolean {
  const [bay, island, lake]: Area[] = [areaOf(terrain.bay), areaOf(terrain.island), areaOf(terrain.lake)];
  return (point) => !contains(lake!, point) && (!contains(bay!, point) || contains(island!, point));
}
