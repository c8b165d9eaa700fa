import { distance, interpolate, intersect, lengthOf, sliceLine } from './plane.ts';
import type { Point } from './plane.ts';
import type { StreetClass, StreetLine } from './street.ts';

/** An edge while the graph is still being changed. */
export interface DraftEdge {
  from: number;
  to: number;
  points: readonly Point[];
  readonly street: number;
  readonly class: StreetClass;
  readonly quarter: number;
  /** Orders the edges of one street in the direction of rising house numbers. */
  readonly rank: number;
}

/** Nodes and edges cut out of drawn lines, before pruning. */
export interface DraftGraph {
  readonly nodes: Point[];
  edges: DraftEdge[];
}

/** Crossings closer than this are one junction. */
const MERGE_METERS = 24;
const HASH_CELL_METERS = 200;

/**
 * Cuts lines into edges at every crossing. Freeways meet freeways only, ramps meet others only at their ends, and
 * everything else meets on the ground: an overpass has no junction.
 */
export function cutIntoEdges(lines: readonly StreetLine[]): DraftGraph {
  const cuts: number[][] = lines.map((line) => [0, lengthOf(line.points), ...line.joints]);
  findCrossings(lines, (line) => line.class !== 'freeway' && line.class !== 'ramp', cuts);
  findCrossings(lines, (line) => line.class === 'freeway', cuts);

  const places = new NodePlaces();
  const edges: DraftEdge[] = [];
  for (const [index, line] of lines.entries()) {
    const stops = cuts[index]!.sort((a, b) => a - b);
    for (let i = 1; i < stops.length; i++) {
      const [start, end] = [stops[i - 1]!, stops[i]!];
      if (end - start < 0.5) continue;
      const points = sliceLine(line.points, start, end);
      const layers = line.class === 'ramp' ? (['freeway', 'ground'] as const)
        : line.class === 'freeway' ? (['freeway', 'freeway'] as const) : (['ground', 'ground'] as const);
      const from = places.at(points[0]!, layers[0]), to = places.at(points.at(-1)!, layers[1]);
      if (from === to) continue;
      points[0] = places.nodes[from]!;
      points[points.length - 1] = places.nodes[to]!;
      edges.push({ from, to, points, street: line.street, class: line.class, quarter: line.quarter, rank: edges.length });
    }
  }
  return { nodes: places.nodes, edges: withoutTwins(edges) };
}

/** Finds or makes the node at a point; freeway nodes and ground nodes never merge. */
class NodePlaces {
  readonly nodes: Point[] = [];
  readonly #cells = new Map<string, number[]>();

  at(point: Point, layer: 'freeway' | 'ground'): number {
    const [column, row] = [Math.floor(point.x / MERGE_METERS), Math.floor(point.y / MERGE_METERS)];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const node of this.#cells.get(`${layer}/${column + dx}/${row + dy}`) ?? []) {
          if (distance(this.nodes[node]!, point) < MERGE_METERS) return node;
        }
      }
    }
    const node = this.nodes.push(point) - 1;
    const key = `${layer}/${column}/${row}`;
    const cell = this.#cells.get(key);
    if (cell) cell.push(node);
    else this.#cells.set(key, [node]);
    return node;
  }
}

interface Segment {
  readonly line: number;
  readonly a: Point;
  readonly b: Point;
  readonly start: number;
}

/** Adds the distance of every crossing among the chosen lines to `cuts` of both lines. */
function findCrossings(lines: readonly StreetLine[], isChosen: (line: StreetLine) => boolean, cuts: number[][]): void {
  const cells = new Map<number, Segment[]>();
  for (const [line, { points }] of lines.entries()) {
    if (!isChosen(lines[line]!)) continue;
    let start = 0;
    for (let i = 1; i < points.length; i++) {
      const segment = { line, a: points[i - 1]!, b: points[i]!, start };
      const length = distance(segment.a, segment.b);
      for (const key of cellsAlong(segment.a, segment.b, length)) {
        const cell = cells.get(key);
        if (!cell) cells.set(key, [segment]);
        else {
          for (const other of cell) cross(segment, other, key, cuts);
          cell.push(segment);
        }
      }
      start += length;
    }
  }
}

function cross(first: Segment, second: Segment, key: number, cuts: number[][]): void {
  if (first.line === second.line) return;
  const hit = intersect(first.a, first.b, second.a, second.b);
  if (!hit) return;
  // Two segments may share several cells; the crossing counts in the one it lies in.
  if (cellKey(interpolate(first.a, first.b, hit.first)) !== key) return;
  cuts[first.line]!.push(first.start + hit.first * distance(first.a, first.b));
  cuts[second.line]!.push(second.start + hit.second * distance(second.a, second.b));
}

const KEY_ROW = 4_096;

function cellKey(point: Point): number {
  return (Math.floor(point.x / HASH_CELL_METERS) + KEY_ROW / 2) * KEY_ROW + Math.floor(point.y / HASH_CELL_METERS) + KEY_ROW / 2;
}

function cellsAlong(a: Point, b: Point, length: number): Set<number> {
  const keys = new Set<number>();
  const steps = Math.max(1, Math.ceil(length / HASH_CELL_METERS));
  for (let i = 0; i < steps; i++) {
    const p = interpolate(a, b, i / steps), q = interpolate(a, b, (i + 1) / steps);
    // The four corners of the box around a step at most as long as a cell touch every cell the step may cross.
    for (const x of [p.x, q.x]) for (const y of [p.y, q.y]) keys.add(cellKey({ x, y }));
  }
  return keys;
}

/** Of two edges between the same nodes only the higher ranked or shorter one stays, unless they enclose something. */
function withoutTwins(edges: readonly DraftEdge[]): DraftEdge[] {
  const best = new Map<string, DraftEdge>();
  const kept = new Set<DraftEdge>();
  for (const edge of edges) {
    const key = edge.from < edge.to ? `${edge.from}/${edge.to}` : `${edge.to}/${edge.from}`;
    const other = best.get(key);
    if (other && Math.abs(lengthOf(other.points) - lengthOf(edge.points)) < 60) continue;
    best.set(key, edge);
    kept.add(edge);
  }
  return edges.filter((edge) => kept.has(edge));
}
