/** A point on the drawing plane, metres east and north. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line of at least two points. */
export type Polyline = readonly Point[];

/** A simple ring, not closed: the last point joins the first. */
export type Ring = readonly Point[];

/** A ring with its bounding box, so that most tests end early. */
export interface Area {
  readonly ring: Ring;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

export function interpolate(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

export function lengthOf(line: Polyline): number {
  let length = 0;
  for (let i = 1; i < line.length; i++) length += distance(line[i - 1]!, line[i]!);
  return length;
}

/** The point `meters` along the line; before its start and past its end, the end points. */
export function pointAlong(line: Polyline, meters: number): Point {
  let rest = Math.max(0, meters);
  for (let i = 1; i < line.length; i++) {
    const step = distance(line[i - 1]!, line[i]!);
    if (rest <= step && step > 0) return interpolate(line[i - 1]!, line[i]!, rest / step);
    rest -= step;
  }
  return line.at(-1)!;
}

/** The part of the line between two distances along it. */
export function sliceLine(line: Polyline, from: number, to: number): Point[] {
  const slice = [pointAlong(line, from)];
  let at = 0;
  for (let i = 1; i < line.length - 1; i++) {
    at += distance(line[i - 1]!, line[i]!);
    if (at > from + 0.01 && at < to - 0.01) slice.push(line[i]!);
  }
  slice.push(pointAlong(line, to));
  return slice;
}

/** Where segment a-b meets segment c-d, as shares of each, or undefined. Parallel segments never meet. */
export function intersect(a: Point, b: Point, c: Point, d: Point): { readonly first: number; readonly second: number } | undefined {
  const ux = b.x - a.x, uy = b.y - a.y, vx = d.x - c.x, vy = d.y - c.y;
  const cross = ux * vy - uy * vx;
  if (Math.abs(cross) < 1e-9) return undefined;
  const wx = c.x - a.x, wy = c.y - a.y;
  const first = (wx * vy - wy * vx) / cross;
  const second = (wx * uy - wy * ux) / cross;
  return first >= 0 && first <= 1 && second >= 0 && second <= 1 ? { first, second } : undefined;
}

export function areaOf(ring: Ring): Area {
  let minX = Infinity, minY = Infinity, maxX = -Infinity, maxY = -Infinity;
  for (const { x, y } of ring) {
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return { ring, minX, minY, maxX, maxY };
}

/** Even-odd rule; a point exactly on the border may fall on either side. */
export function contains(area: Area, point: Point): boolean {
  const { x, y } = point;
  if (x < area.minX || x > area.maxX || y < area.minY || y > area.maxY) return false;
  let inside = false;
  const ring = area.ring;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!, b = ring[j]!;
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/**
 * The pieces of a line that lie in at least one of `inside` and in none of `outside`. Cut exactly at the borders.
 * With `inside` undefined everything outside the holes stays.
 */
export function clipLine(line: Polyline, inside: readonly Area[] | undefined, outside: readonly Area[]): Point[][] {
  const pieces: Point[][] = [];
  let open: Point[] | undefined;
  const areas = inside ? [...inside, ...outside] : outside;
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!, b = line[i]!;
    const cuts = [0, ...crossings(a, b, areas), 1];
    for (let k = 1; k < cuts.length; k++) {
      const from = cuts[k - 1]!, to = cuts[k]!;
      if (to - from < 1e-9) continue;
      const middle = interpolate(a, b, (from + to) / 2);
      const stays = (!inside || inside.some((area) => contains(area, middle))) && !outside.some((area) => contains(area, middle));
      if (!stays) {
        open = undefined;
        continue;
      }
      if (!open) {
        open = [interpolate(a, b, from)];
        pieces.push(open);
      }
      const end = interpolate(a, b, to);
      // A cut inside a straight run adds no shape: move its end instead of adding a point.
      if (from > 0 && open.length > 1) open[open.length - 1] = end;
      else open.push(end);
    }
  }
  return pieces;
}

function crossings(a: Point, b: Point, areas: readonly Area[]): number[] {
  const shares: number[] = [];
  const minX = Math.min(a.x, b.x), maxX = Math.max(a.x, b.x), minY = Math.min(a.y, b.y), maxY = Math.max(a.y, b.y);
  for (const area of areas) {
    if (area.minX > maxX || area.maxX < minX || area.minY > maxY || area.maxY < minY) continue;
    const ring = area.ring;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const hit = intersect(a, b, ring[j]!, ring[i]!);
      if (hit) shares.push(hit.first);
    }
  }
  return shares.sort((p, q) => p - q);
}

/** Both ends moved outwards by `meters`, so that a line cut at a street surely crosses it. */
export function extendEnds(line: Polyline, meters: number): Point[] {
  const extended = [...line];
  const last = extended.length - 1;
  extended[0] = beyond(line[1]!, line[0]!, meters);
  extended[last] = beyond(line[last - 1]!, line[last]!, meters);
  return extended;
}

function beyond(from: Point, to: Point, meters: number): Point {
  const length = distance(from, to);
  return length === 0 ? to : interpolate(from, to, 1 + meters / length);
}

/** Strips to each side of a line, one quadrilateral per segment, overlapping at the bends. */
export function stripsAlong(line: Polyline, halfWidth: number): Area[] {
  const strips: Area[] = [];
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [beyond(line[i]!, line[i - 1]!, halfWidth / 3), beyond(line[i - 1]!, line[i]!, halfWidth / 3)];
    const length = distance(a, b);
    const nx = (-(b.y - a.y) / length) * halfWidth, ny = ((b.x - a.x) / length) * halfWidth;
    strips.push(areaOf([
      { x: a.x + nx, y: a.y + ny }, { x: b.x + nx, y: b.y + ny },
      { x: b.x - nx, y: b.y - ny }, { x: a.x - nx, y: a.y - ny },
    ]));
  }
  return strips;
}

/** Douglas-Peucker (1973): no dropped point is further than `tolerance` from the result. Ends stay. */
export function simplify(line: Polyline, tolerance: number): Point[] {
  if (line.length < 3) return [...line];
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  const open: [number, number][] = [[0, line.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [first, last] = span;
    let worst = tolerance, at = -1;
    for (let i = first + 1; i < last; i++) {
      const off = distanceToSegment(line[i]!, line[first]!, line[last]!);
      if (off > worst) {
        worst = off;
        at = i;
      }
    }
    if (at < 0) continue;
    keep[at] = 1;
    open.push([first, at], [at, last]);
  }
  return line.filter((_, i) => keep[i]);
}

/** Share of the segment a-b, in [0, 1], that is nearest to the point. */
export function nearestShare(point: Point, a: Point, b: Point): number {
  const ux = b.x - a.x, uy = b.y - a.y;
  const square = ux * ux + uy * uy;
  if (square === 0) return 0;
  return Math.min(1, Math.max(0, ((point.x - a.x) * ux + (point.y - a.y) * uy) / square));
}

export function distanceToSegment(point: Point, a: Point, b: Point): number {
  return distance(point, interpolate(a, b, nearestShare(point, a, b)));
}
