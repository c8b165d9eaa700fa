import { Names, UNITS_PER_DEGREE, decode, encode, withLabels } from './base-map.ts';
import type { BaseMap, BaseMapLayer, BaseMapLayerId } from './base-map.ts';
import type { Bounds } from './geo.ts';
import { areaOf, clipLine, simplify } from './plane.ts';
import type { Area, Point } from './plane.ts';

/**
 * How much is drawn: 0 freeways, arterials and outlines, for the whole city; 1 also collectors and neighborhoods, for a
 * municipality; 2 also local streets, for some square kilometres; 3 the same without simplification, for a few blocks.
 */
export type BaseMapDetail = 0 | 1 | 2 | 3;

/** Largest distance, in units of about a metre, that a point may be moved at each detail. */
const TOLERANCES: Readonly<Record<BaseMapDetail, number>> = { 0: 60, 1: 20, 2: 6, 3: 0 };
const FIRST_SHOWN_AT: Readonly<Partial<Record<BaseMapLayerId, BaseMapDetail>>> = { ramp: 1, collector: 1, local: 2 };

export interface ClipOptions {
  readonly bounds: Bounds;
  /** The highest detail wanted; 3 by default. */
  readonly detail?: BaseMapDetail;
  /** Largest size of the map as JSON text; 40,000 by default. */
  readonly maxBytes?: number;
}

const DEFAULT_MAX_BYTES = 40_000;

/** A part of a base map: what lies in the bounds, in the highest detail up to the wanted one that fits `maxBytes`. */
export function clipBaseMap(map: BaseMap, { bounds, detail = 3, maxBytes = DEFAULT_MAX_BYTES }: ClipOptions): BaseMap {
  const inside = cut(map, bounds);
  for (let level: BaseMapDetail = detail; ; level = (level - 1) as BaseMapDetail) {
    const part = reduce(inside, level, TOLERANCES[level]);
    if (fits(part, maxBytes)) return part;
    if (level === 0) break;
  }
  // Even the outlines are too large: coarser ones until they fit. A limit nothing fits gets the coarsest.
  let part = inside;
  for (let tolerance = 2 * TOLERANCES[0]; tolerance < UNITS_PER_DEGREE; tolerance *= 2) {
    part = reduce(inside, 0, tolerance);
    if (fits(part, maxBytes)) break;
  }
  return part;
}

function fits(map: BaseMap, maxBytes: number): boolean {
  return new TextEncoder().encode(JSON.stringify(map)).length <= maxBytes;
}

function cut(map: BaseMap, bounds: Bounds): BaseMap {
  const [west, south, east, north] = bounds.map((degrees) => Math.round(degrees * UNITS_PER_DEGREE)) as [number, number, number, number];
  const box = areaOf([{ x: west, y: south }, { x: east, y: south }, { x: east, y: north }, { x: west, y: north }]);
  const layers = map.layers.map((layer) => rebuild(layer, (points) => (layer.kind === 'line' ? cutLine(points, box) : cutRing(points, box))));
  const places = map.places.filter(([, , x, y]) => x >= west && x <= east && y >= south && y <= north);
  return { ...map, bounds, layers, places };
}

function reduce(map: BaseMap, detail: BaseMapDetail, tolerance: number): BaseMap {
  const names = new Names();
  const layers = map.layers
    .filter((layer) => layer.shapes.length > 0 && (FIRST_SHOWN_AT[layer.id] ?? 0) <= detail)
    .map((layer) => rebuild(layer, (points) => {
      const simple = simplify(points, tolerance);
      return simple.length < (layer.kind === 'line' ? 2 : 3) ? [] : [simple];
    }))
    .map((layer) => ({ ...layer, ...(layer.labels && { labels: layer.labels.map((label) => names.indexOf(map.names[label])) }) }));
  return { ...map, layers, names: names.list, places: map.places.filter(([, rank]) => rank === 0 || detail > 0) };
}

/** Replaces each shape by the shapes made of it, which keep its name. */
function rebuild(layer: BaseMapLayer, change: (points: Point[]) => Point[][]): BaseMapLayer {
  const labels: number[] = [];
  const shapes = layer.shapes.flatMap((shape, i) => change(decode(shape)).map((points) => {
    labels.push(layer.labels?.[i] ?? -1);
    return encode(points.map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) })));
  }));
  return withLabels({ id: layer.id, kind: layer.kind, shapes }, labels);
}

function cutLine(points: Point[], box: Area): Point[][] {
  const around = areaOf(points);
  if (isApart(around, box)) return [];
  return isInside(around, box) ? [points] : clipLine(points, [box], []);
}

/** Sutherland and Hodgman (1974), once per side of the box. */
function cutRing(points: Point[], box: Area): Point[][] {
  const around = areaOf(points);
  if (isApart(around, box)) return [];
  if (isInside(around, box)) return [points];
  const sides: [axis: 'x' | 'y', limit: number, sign: 1 | -1][] = [['x', box.minX, 1], ['x', box.maxX, -1], ['y', box.minY, 1], ['y', box.maxY, -1]];
  let ring = points;
  for (const [axis, limit, sign] of sides) {
    ring = ring.flatMap((to, i) => {
      const from = ring.at(i - 1)!;
      const a = (from[axis] - limit) * sign, b = (to[axis] - limit) * sign;
      const share = a / (a - b);
      const border = { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
      if (a >= 0 !== b >= 0) return b >= 0 ? [border, to] : [border];
      return b >= 0 ? [to] : [];
    });
  }
  return ring.length < 3 ? [] : [ring];
}

function isApart(a: Area, b: Area): boolean {
  return a.minX > b.maxX || a.maxX < b.minX || a.minY > b.maxY || a.maxY < b.minY;
}

function isInside(inner: Area, outer: Area): boolean {
  return inner.minX >= outer.minX && inner.maxX <= outer.maxX && inner.minY >= outer.minY && inner.maxY <= outer.maxY;
}
