import type { Random } from '../random.ts';
import type { DraftEdge, DraftGraph } from './draft-graph.ts';
import { distanceToSegment, lengthOf, pointAlong, sliceLine } from './plane.ts';
import type { Point } from './plane.ts';
import type { Quarter } from './quarters.ts';

const STUB_METERS = 55;
const FREEWAY_STUB_METERS = 700;
const SIDE_BY_SIDE_METERS = 38;

/** Turns raw crossings into a street net: no stubs, no street beside another, cul-de-sacs, all in one piece. */
export function pruneGraph(draft: DraftGraph, quarters: readonly Quarter[], isLand: (point: Point) => boolean, random: Random): void {
  draft.edges = draft.edges.filter((edge) => !isWet(edge, isLand));
  dropSideBySide(draft);
  dropStubs(draft);
  makeCulDeSacs(draft, quarters, random);
  keepLargestPart(draft);
  dissolveBends(draft);
}

/** Local streets in the water go; bridges are arterials. */
function isWet(edge: DraftEdge, isLand: (point: Point) => boolean): boolean {
  if (edge.class !== 'local') return false;
  return !isLand(pointAlong(edge.points, lengthOf(edge.points) / 2));
}

/** A local street that runs within 38 m of a through street, about parallel, is the same strip of asphalt. */
function dropSideBySide(draft: DraftGraph): void {
  const cell = 150;
  const near = new Map<string, [Point, Point][]>();
  const key = (x: number, y: number) => `${Math.floor(x / cell)}/${Math.floor(y / cell)}`;
  for (const edge of draft.edges) {
    if (edge.class !== 'arterial' && edge.class !== 'collector') continue;
    for (let i = 1; i < edge.points.length; i++) {
      const a = edge.points[i - 1]!, b = edge.points[i]!;
      const keys = new Set<string>();
      for (const x of [Math.min(a.x, b.x) - SIDE_BY_SIDE_METERS, (a.x + b.x) / 2, Math.max(a.x, b.x) + SIDE_BY_SIDE_METERS]) {
        for (const y of [Math.min(a.y, b.y) - SIDE_BY_SIDE_METERS, (a.y + b.y) / 2, Math.max(a.y, b.y) + SIDE_BY_SIDE_METERS]) keys.add(key(x, y));
      }
      for (const k of keys) near.set(k, [...(near.get(k) ?? []), [a, b]]);
    }
  }
  draft.edges = draft.edges.filter((edge) => {
    if (edge.class !== 'local') return true;
    const length = lengthOf(edge.points);
    const samples = [0.25, 0.5, 0.75].map((share) => pointAlong(edge.points, share * length));
    return !samples.every((p) => (near.get(key(p.x, p.y)) ?? []).some(([a, b]) => distanceToSegment(p, a, b) < SIDE_BY_SIDE_METERS));
  });
}

function degrees(draft: DraftGraph): Uint16Array {
  const count = new Uint16Array(draft.nodes.length);
  for (const edge of draft.edges) {
    count[edge.from]!++;
    count[edge.to]!++;
  }
  return count;
}

/** Short dead ends: what is left of the overlaps at crossings. */
function dropStubs(draft: DraftGraph): void {
  for (let before = -1; before !== draft.edges.length;) {
    before = draft.edges.length;
    const count = degrees(draft);
    draft.edges = draft.edges.filter((edge) => {
      const isDeadEnd = count[edge.from] === 1 || count[edge.to] === 1;
      return !isDeadEnd || lengthOf(edge.points) > (edge.class === 'freeway' ? FREEWAY_STUB_METERS : STUB_METERS);
    });
  }
}

/** Share of blocks closed in the middle, leaving two dead ends, and share opened to a larger block. */
const CLOSURES: Readonly<Record<Quarter['style'], readonly [closed: number, gone: number]>> = {
  dense: [0.02, 0.04],
  town: [0.1, 0.07],
  suburb: [0.24, 0.08],
  hills: [0.16, 0.16],
  industry: [0.04, 0.08],
};

/** Closes blocks, but never one that a part of the city hangs on: the edges of a spanning tree stay. */
function makeCulDeSacs(draft: DraftGraph, quarters: readonly Quarter[], random: Random): void {
  const trees = new DisjointSets(draft.nodes.length);
  const isLoose = new Set<DraftEdge>();
  const through = draft.edges.filter((edge) => edge.class !== 'local');
  const local = draft.edges.filter((edge) => edge.class === 'local');
  for (const edge of through) if (edge.class !== 'freeway' && edge.class !== 'ramp') trees.join(edge.from, edge.to);
  for (const edge of random.shuffle(local)) if (!trees.join(edge.from, edge.to)) isLoose.add(edge);

  draft.edges = draft.edges.flatMap((edge) => {
    if (!isLoose.has(edge)) return [edge];
    const length = lengthOf(edge.points);
    const [closed, gone] = CLOSURES[quarters[edge.quarter]!.style];
    const fate = random.next();
    if (fate < gone) return [];
    if (fate > gone + closed || length < 180) return [edge];
    const first = length * random.between(0.3, 0.42), second = length * random.between(0.62, 0.7);
    const deadEnds = [draft.nodes.push(pointAlong(edge.points, first)) - 1, draft.nodes.push(pointAlong(edge.points, second)) - 1] as const;
    return [
      { ...edge, to: deadEnds[0], points: sliceLine(edge.points, 0, first) },
      { ...edge, from: deadEnds[1], points: sliceLine(edge.points, second, length), rank: edge.rank + 0.5 },
    ];
  });
}

/** Keeps what hangs together on the ground, and the freeways and ramps that hang on it. */
function keepLargestPart(draft: DraftGraph): void {
  const isGround = (edge: DraftEdge) => edge.class !== 'freeway' && edge.class !== 'ramp';
  const ground = largest(draft, draft.edges.filter(isGround));
  draft.edges = draft.edges.filter((edge) => !isGround(edge) || ground(edge));
  const all = largest(draft, draft.edges);
  draft.edges = draft.edges.filter(all);
}

function largest(draft: DraftGraph, edges: readonly DraftEdge[]): (edge: DraftEdge) => boolean {
  const parts = new DisjointSets(draft.nodes.length);
  for (const edge of edges) parts.join(edge.from, edge.to);
  const sizes = new Map<number, number>();
  for (const edge of edges) sizes.set(parts.find(edge.from), (sizes.get(parts.find(edge.from)) ?? 0) + 1);
  let best = -1, most = 0;
  for (const [part, size] of sizes) if (size > most) [best, most] = [part, size];
  return (edge) => parts.find(edge.from) === best;
}

/** Where only two edges of one street meet head to tail there is no junction: they become one edge. */
function dissolveBends(draft: DraftGraph): void {
  const count = degrees(draft);
  const merged: DraftEdge[] = [];
  for (const edge of [...draft.edges].sort((a, b) => a.rank - b.rank)) {
    const previous = merged.at(-1);
    const isBend = previous && previous.street === edge.street && previous.to === edge.from && count[edge.from] === 2 && previous.from !== edge.to;
    if (isBend) {
      previous.to = edge.to;
      previous.points = [...previous.points, ...edge.points.slice(1)];
    } else merged.push({ ...edge });
  }
  draft.edges = merged;
}

/** Union-find with path halving (Tarjan and van Leeuwen 1984). */
class DisjointSets {
  readonly #parent: Uint32Array;

  constructor(size: number) {
    this.#parent = Uint32Array.from({ length: size }, (_, i) => i);
  }

  find(item: number): number {
    const parent = this.#parent;
    let at = item;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  /** True when the two were apart before. */
  join(a: number, b: number): boolean {
    const [first, second] = [this.find(a), this.find(b)];
    this.#parent[first] = second;
    return first !== second;
  }
}
