import type { Random } from '../random.ts';
import { toPlane } from './geo.ts';
import { crosswise, lengthwise } from './mesh.ts';
import type { Mesh } from './mesh.ts';
import { municipalityAt } from './municipality.ts';
import { areaOf, clipLine, distance, distanceToSegment, extendEnds, interpolate, intersect, lengthOf, pointAlong } from './plane.ts';
import type { Point } from './plane.ts';
import { SPEED_LIMITS } from './street.ts';
import type { Street, StreetClass, StreetLine } from './street.ts';
import type { StreetNames } from './street-names.ts';
import type { Terrain } from './terrain.ts';

/** Streets and their lines, collected while the city is drawn. */
export interface Drawing {
  readonly streets: Street[];
  readonly lines: StreetLine[];
}

/** Adds a street with its pieces; pieces come in the order in which house numbers rise. */
export function addStreet(drawing: Drawing, name: string, streetClass: StreetClass, pieces: readonly (readonly Point[])[], quarter = -1): void {
  const street = drawing.streets.push({ name, class: streetClass, speedLimit: SPEED_LIMITS[streetClass] }) - 1;
  for (const points of pieces) drawing.lines.push({ street, class: streetClass, points, quarter, joints: [] });
}

/** Ends of lines that meet other streets reach past them, so that the crossing is found; the rest is pruned later. */
const OVERLAP_METERS = 9;
const LAKE_STREET_METERS = 35;
const ROADS = ['Blvd', 'Ave', 'Rd', 'Pkwy'] as const;

/** Arterials and collectors: the net, diagonal and curved avenues, bridges and the street around the lake. */
export function drawThroughStreets(drawing: Drawing, mainland: Mesh, island: Mesh, terrain: Terrain, names: StreetNames, random: Random): void {
  const lakeShore = outset(terrain.lake, LAKE_STREET_METERS);
  const lake = [areaOf(lakeShore)];
  const draw = (name: string, streetClass: StreetClass, points: readonly Point[]) =>
    addStreet(drawing, name, streetClass, clipLine(extendEnds(points, OVERLAP_METERS), undefined, lake).map((piece) => extendEnds(piece, OVERLAP_METERS)));

  for (const mesh of [mainland, island]) {
    for (const [row, share] of mesh.shares.entries()) {
      const isEdge = row === 0 || row === mesh.shares.length - 1;
      for (const [from, to] of runs(mesh)) draw(names.through(ROADS), isEdge ? 'collector' : 'arterial', lengthwise(mesh, share, from, to));
    }
    for (const [column, station] of mesh.stations.entries()) {
      draw(names.through(ROADS), column % 2 === 0 ? 'arterial' : 'collector', crosswise(mesh, station, 0, 1));
    }
  }
  // Each starts and ends on a street of the net or at the edge of town.
  for (const avenue of diagonals(mainland, random)) draw(names.through(['Ave', 'Blvd']), 'arterial', avenue);
  for (const bridge of bridges(mainland, island)) addStreet(drawing, names.through(['Bridge']), 'arterial', [bridge]);
  addStreet(drawing, names.through(['Dr']), 'collector', [[...lakeShore, lakeShore[0]!]]);
}

/** A street along the strip changes its name where the municipality changes, as the real ones do. */
function runs(mesh: Mesh): [from: number, to: number][] {
  const last = mesh.stations.length - 1;
  if (mesh.strip.name === 'island') return [[mesh.stations[0]!, mesh.stations[last]!]];
  const cuts = [0];
  for (let column = 1; column < last; column++) {
    const middle = (i: number) => municipalityAt((mesh.stations[i]! + mesh.stations[i + 1]!) / 2, 0.5).name;
    if (middle(column) !== middle(column - 1)) cuts.push(column);
  }
  return [...cuts, last].slice(1).map((end, i) => [mesh.stations[cuts[i]!]!, mesh.stations[end]!]);
}

type Place = readonly [station: number, share: number];

function diagonals(mesh: Mesh, random: Random): Point[][] {
  const courses: readonly (readonly [Place, Place])[] = [
    [[0.9, 1], [2.6, 0]], [[0, 0.15], [2.6, 0.6]], [[3.5, 0], [5.9, 0.8]], [[4.4, 1], [5.6, 0]],
    [[6.3, 0.8], [8.5, 0]], [[7.5, 0], [9.6, 0.8]], [[9.6, 0], [11.2, 1]], [[10.6, 1], [12.6, 0]],
  ];
  return courses.map(([from, to]) => {
    const bend = random.between(-0.07, 0.07);
    return Array.from({ length: 41 }, (_, i) => {
      const t = i / 40, bow = Math.sin(Math.PI * t) * (bend + 0.015 * Math.sin(9 * t));
      return mesh.at(from[0] + (to[0] - from[0]) * t, Math.min(1, Math.max(0, from[1] + (to[1] - from[1]) * t + bow)));
    });
  });
}

/** Three bridges over the estuary: from cross streets of the mainland to the nearest cross streets of the island. */
function bridges(mainland: Mesh, island: Mesh): Point[][] {
  const taken = new Set<number>();
  const spans: Point[][] = [];
  for (const wish of [2.75, 3.6, 4.35]) {
    const from = mainland.at(nearest(mainland.stations, wish), 0);
    const station = island.stations.reduce((best, at) => (distance(island.at(at, 1), from) < distance(island.at(best, 1), from) ? at : best));
    if (taken.has(station)) continue;
    taken.add(station);
    spans.push(extendEnds([from, island.at(station, 1)], OVERLAP_METERS));
  }
  return spans;
}

function nearest(values: readonly number[], wish: number): number {
  return values.reduce((best, value) => (Math.abs(value - wish) < Math.abs(best - wish) ? value : best));
}

function outset(ring: readonly Point[], meters: number): Point[] {
  const center = interpolate(ring[0]!, ring[ring.length / 2]!, 0.5);
  return ring.map((point) => interpolate(center, point, 1 + meters / distance(center, point)));
}

/** Share of the strip's width at which the bay freeway runs, station by station. */
const FREEWAY_SHARES = [0.08, 0.09, 0.15, 0.08, 0.12, 0.2, 0.23, 0.21, 0.22, 0.19, 0.17, 0.21, 0.2, 0.3];
const HILL_FREEWAY: readonly Place[] = [
  [0.75, 0.085], [1.1, 0.3], [1.45, 0.62], [2, 0.7], [3, 0.69], [4, 0.72], [5, 0.7], [6, 0.71], [6.7, 0.66], [7.2, 0.45], [7.55, 0.21],
];

/** Freeways cross other streets without a junction; `drawRamps` joins them. Three run off the map, over the bay or out of town. */
export function drawFreeways(drawing: Drawing, mainland: Mesh): StreetLine[] {
  const first = drawing.lines.length;
  const bay = Array.from({ length: 27 }, (_, i) => {
    const at = i / 2, low = Math.floor(at);
    const share = (FREEWAY_SHARES[low]! + FREEWAY_SHARES[Math.min(13, Math.ceil(at))]!) / 2;
    return mainland.at(at, share);
  });
  const south = toPlane(-121.9, 37.455), north = toPlane(-122.309, 37.9);
  addStreet(drawing, 'Eastshore Fwy', 'freeway', [smooth([north, ...bay, south])]);
  addStreet(drawing, 'Foothill Fwy', 'freeway', [extendEnds(smooth(HILL_FREEWAY.map(([station, share]) => mainland.at(station, share))), 25)]);
  const off = (station: number) => {
    const at = bay[station * 2]!;
    return interpolate(at, mainland.at(station, FREEWAY_SHARES[station]! + 0.1), 0.3);
  };
  addStreet(drawing, 'Bay Bridge Fwy', 'freeway', [smooth([off(1), mainland.at(1.2, -0.06), toPlane(-122.332, 37.824), toPlane(-122.38, 37.812)])]);
  addStreet(drawing, 'Mid Bay Bridge Fwy', 'freeway', [smooth([off(8), toPlane(-122.152, 37.622), toPlane(-122.25, 37.592), toPlane(-122.4, 37.575)])]);
  addStreet(drawing, 'South Bay Bridge Fwy', 'freeway', [smooth([off(10), mainland.at(10.2, -0.05), toPlane(-122.118, 37.522), toPlane(-122.2, 37.5), toPlane(-122.4, 37.47)])]);
  return drawing.lines.slice(first);
}

/** Chaikin's corner cutting (1974), twice; ends stay. */
function smooth(points: readonly Point[]): Point[] {
  let line = [...points];
  for (let round = 0; round < 2; round++) {
    const cut: Point[] = [line[0]!];
    for (let i = 1; i < line.length; i++) cut.push(interpolate(line[i - 1]!, line[i]!, 0.25), interpolate(line[i - 1]!, line[i]!, 0.75));
    line = [...cut, line.at(-1)!];
  }
  return line;
}

const INTERCHANGE_METERS = 1_300;
const RAMP_ALONG_METERS = 300;
const RAMP_ACROSS_METERS = 110;

/** A diamond of four ramps where a freeway crosses an arterial, at most one per 1.3 km of freeway. */
export function drawRamps(drawing: Drawing, freeways: readonly StreetLine[]): void {
  const arterials = drawing.lines.filter((line) => line.class === 'arterial');
  for (const freeway of freeways) {
    const crossings = arterials.flatMap((arterial) => crossingsOf(freeway, arterial).map((at) => ({ ...at, arterial })));
    let last = -INTERCHANGE_METERS;
    const freewayLength = lengthOf(freeway.points);
    for (const { along, across, arterial } of crossings.sort((a, b) => a.along - b.along)) {
      const room = Math.min(along, freewayLength - along) > RAMP_ALONG_METERS + 50
        && Math.min(across, lengthOf(arterial.points) - across) > RAMP_ACROSS_METERS + 20;
      if (!room || along - last < INTERCHANGE_METERS || isNearOther(freeway, along, freeways)) continue;
      last = along;
      const street = drawing.streets[freeway.street]!.name;
      const road = drawing.streets[arterial.street]!.name;
      const ramps: Point[][] = [];
      for (const a of [along - RAMP_ALONG_METERS, along + RAMP_ALONG_METERS]) {
        for (const b of [across - RAMP_ACROSS_METERS, across + RAMP_ACROSS_METERS]) {
          const start = pointAlong(freeway.points, a), end = pointAlong(arterial.points, b);
          const knee = interpolate(pointAlong(freeway.points, along + (a - along) * 0.45), end, 0.55);
          ramps.push([start, knee, end]);
        }
      }
      freeway.joints.push(along - RAMP_ALONG_METERS, along + RAMP_ALONG_METERS);
      arterial.joints.push(across - RAMP_ACROSS_METERS, across + RAMP_ACROSS_METERS);
      addStreet(drawing, `${street} at ${road}`, 'ramp', ramps);
    }
  }
}

/** No interchange where two freeways meet: the ramps would cross the other one. */
function isNearOther(freeway: StreetLine, along: number, freeways: readonly StreetLine[]): boolean {
  const at = pointAlong(freeway.points, along);
  return freeways.some((other) => other !== freeway
    && other.points.some((point, i) => i > 0 && distanceToSegment(at, other.points[i - 1]!, point) < 2 * RAMP_ALONG_METERS));
}

function crossingsOf(freeway: StreetLine, arterial: StreetLine): { along: number; across: number }[] {
  const found: { along: number; across: number }[] = [];
  let along = 0;
  for (let i = 1; i < freeway.points.length; i++) {
    const a = freeway.points[i - 1]!, b = freeway.points[i]!;
    let across = 0;
    for (let j = 1; j < arterial.points.length; j++) {
      const c = arterial.points[j - 1]!, d = arterial.points[j]!;
      const hit = intersect(a, b, c, d);
      if (hit) found.push({ along: along + hit.first * distance(a, b), across: across + hit.second * distance(c, d) });
      across += distance(c, d);
    }
    along += distance(a, b);
  }
  return found;
}

