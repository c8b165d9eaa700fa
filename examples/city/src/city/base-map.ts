import { toPosition } from './geo.ts';
import type { Bounds } from './geo.ts';
import type { City } from './generate-city.ts';
import { simplify } from './plane.ts';
import type { Point, Polyline } from './plane.ts';
import { STREET_CLASSES } from './street.ts';
import type { StreetClass } from './street.ts';

/** What is drawn, in the order of drawing: later layers lie on top. */
export const BASE_MAP_LAYERS = [
  'hills', 'water', 'island', 'marsh', 'industry', 'park', 'lake', 'local', 'collector', 'arterial', 'ramp', 'freeway',
] as const;
export type BaseMapLayerId = (typeof BASE_MAP_LAYERS)[number];

/**
 * One shape: `[longitude, latitude, Δlongitude, Δlatitude, …]` in whole 1e-5 degrees (about a metre). The first pair is
 * absolute, each further pair is the step from the point before it. Rings are not closed.
 */
export type BaseMapShape = readonly number[];

export interface BaseMapLayer {
  readonly id: BaseMapLayerId;
  readonly kind: 'polygon' | 'line';
  readonly shapes: readonly BaseMapShape[];
  /** For each shape the index of its name in `names`, or -1; left out when no shape of the layer has a name. */
  readonly labels?: readonly number[];
}

/** A map that draws without tiles, as plain JSON. Under 400 KB for the whole city. */
export interface BaseMap {
  readonly version: 1;
  /** Degrees. */
  readonly bounds: Bounds;
  readonly layers: readonly BaseMapLayer[];
  readonly names: readonly string[];
  /** Names of municipalities (rank 0) and neighborhoods (rank 1) with a point in whole 1e-5 degrees. */
  readonly places: readonly (readonly [name: string, rank: 0 | 1, longitude: number, latitude: number])[];
}

export const UNITS_PER_DEGREE = 100_000;
const LINE_TOLERANCE_METERS = 4;
const OUTLINE_TOLERANCE_METERS = 12;

/** The whole city as a base map. */
export function makeBaseMap(city: City): BaseMap {
  const names = new Names();
  const { terrain, landmarks } = city;
  const ofKind = (kind: string) => landmarks.filter((landmark) => landmark.kind === kind);
  const polygons: Partial<Record<BaseMapLayerId, { ring: Polyline; name?: string }[]>> = {
    hills: [{ ring: terrain.hills }],
    water: [{ ring: terrain.bay }],
    island: [{ ring: terrain.island }],
    marsh: [{ ring: terrain.marsh }],
    industry: ofKind('industry'),
    park: ofKind('park'),
    lake: ofKind('water'),
  };
  const lines = streetShapes(city);
  const layers = BASE_MAP_LAYERS.map((id): BaseMapLayer => {
    const areas = polygons[id];
    if (areas) {
      const shapes = areas.map((area) => encode(simplify(area.ring, OUTLINE_TOLERANCE_METERS).map(toUnits)));
      return withLabels({ id, kind: 'polygon', shapes }, areas.map((area) => names.indexOf(area.name)));
    }
    const drawn = lines.filter((line) => line.class === id);
    return withLabels({ id, kind: 'line', shapes: drawn.map((line) => line.shape) }, drawn.map((line) => names.indexOf(line.name)));
  });
  return { version: 1, bounds: city.bounds, layers, names: names.list, places: placesOf(city) };
}

export function withLabels(layer: BaseMapLayer, labels: readonly number[]): BaseMapLayer {
  return labels.some((label) => label >= 0) ? { ...layer, labels } : layer;
}

/** Collects names and hands out their numbers. */
export class Names {
  readonly list: string[] = [];
  readonly #known = new Map<string, number>();

  indexOf(name: string | undefined): number {
    if (name === undefined) return -1;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    this.#known.set(name, this.list.length);
    return this.list.push(name) - 1;
  }
}

interface DrawnLine {
  readonly class: StreetClass;
  readonly name: string;
  readonly shape: BaseMapShape;
}

/** Edges of a street that follow one another become one line. */
function streetShapes({ graph }: City): DrawnLine[] {
  const lines: DrawnLine[] = [];
  let run: Point[] = [];
  const flush = (edge: number) => {
    const street = graph.streets[graph.edgeStreet[edge]!]!;
    // Shapes are in units of about a metre, which is close enough for dropping points.
    lines.push({ class: STREET_CLASSES[graph.edgeClass[edge]!]!, name: street.name, shape: encode(simplify(run, LINE_TOLERANCE_METERS)) });
    run = [];
  };
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    for (let i = graph.shapeStart[edge]! + (run.length > 0 ? 1 : 0); i < graph.shapeStart[edge + 1]!; i++) {
      run.push({ x: Math.round(graph.shapeLongitude[i]! * UNITS_PER_DEGREE), y: Math.round(graph.shapeLatitude[i]! * UNITS_PER_DEGREE) });
    }
    const goesOn = edge + 1 < graph.edgeCount && graph.edgeStreet[edge + 1] === graph.edgeStreet[edge] && graph.edgeFrom[edge + 1] === graph.edgeTo[edge];
    if (!goesOn) flush(edge);
  }
  return lines;
}

function placesOf(city: City): BaseMap['places'] {
  const places: [string, 0 | 1, number, number][] = [];
  const byMunicipality = new Map<string, Point[]>();
  for (const quarter of city.quarters) {
    const { x, y } = toUnits(quarter.center);
    places.push([quarter.name, 1, x, y]);
    const name = quarter.municipality.name;
    byMunicipality.set(name, [...(byMunicipality.get(name) ?? []), { x, y }]);
  }
  for (const [name, centers] of byMunicipality) {
    const mean = (pick: (point: Point) => number) => Math.round(centers.reduce((sum, center) => sum + pick(center), 0) / centers.length);
    places.push([name, 0, mean((p) => p.x), mean((p) => p.y)]);
  }
  return places;
}

function toUnits(point: Point): Point {
  const { longitude, latitude } = toPosition(point);
  return { x: Math.round(longitude * UNITS_PER_DEGREE), y: Math.round(latitude * UNITS_PER_DEGREE) };
}

/** Points in whole units to a delta-coded shape. */
export function encode(points: Polyline): BaseMapShape {
  return points.flatMap((point, i) => [point.x - (points[i - 1]?.x ?? 0), point.y - (points[i - 1]?.y ?? 0)]);
}

/** A delta-coded shape back to points in whole units. */
export function decode(shape: BaseMapShape): Point[] {
  const points: Point[] = [];
  let x = 0, y = 0;
  for (let i = 0; i < shape.length; i += 2) points.push({ x: (x += shape[i]!), y: (y += shape[i + 1]!) });
  return points;
}
