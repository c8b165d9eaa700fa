import { arcMeters, bearingDegrees } from './geo.ts';
import type { Position } from './geo.ts';
import { NodeQueue } from './node-queue.ts';
import { positionOf } from './street-graph.ts';
import type { StreetGraph, StreetPlace } from './street-graph.ts';
import type { StreetIndex } from './street-index.ts';
import { speedsByClass } from './vehicle-kind.ts';
import type { VehicleKind } from './vehicle-kind.ts';

export interface RouteRequest {
  /** A position is taken to the nearest street the vehicle may use; a place is used as it is. */
  readonly from: Position | StreetPlace;
  readonly to: Position | StreetPlace;
  readonly vehicle: VehicleKind;
  /** What to make least; the time by default. */
  readonly least?: 'time' | 'distance';
}

/** A way along the streets, from door to door. */
export interface Route {
  readonly lengthMeters: number;
  readonly durationSeconds: number;
  /** The line driven; at least two positions, the same one twice when start and end are one place. */
  readonly positions: readonly Position[];
  /** Seconds from the start at which each position is reached. */
  readonly seconds: Float64Array;
  /** The edges used, in order; the first and the last perhaps in part. */
  readonly edges: readonly number[];
}

/** Where a vehicle is on its route. */
export interface RoutePoint {
  readonly position: Position;
  /** Degrees clockwise from north. */
  readonly headingDegrees: number;
  /** Metres per second; 0 before the start and after the end. */
  readonly speed: number;
}

/** Finds routes in one city. Keeps its working arrays between calls, so it allocates little; calls are synchronous. */
export interface Router {
  /** Undefined when a position is more than 5 km from any street the vehicle may use. */
  route(request: RouteRequest): Route | undefined;
}

/** Where the vehicle is `seconds` after the start. Times outside the route give its ends, at rest. */
export function positionAt(route: Route, seconds: number): RoutePoint {
  const { positions, seconds: times } = route;
  const last = positions.length - 1;
  let low = 1, high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < seconds) low = middle + 1;
    else high = middle;
  }
  const from = positions[low - 1]!, to = positions[low]!;
  const span = times[low]! - times[low - 1]!;
  const share = span === 0 ? 0 : Math.min(1, Math.max(0, (seconds - times[low - 1]!) / span));
  const isMoving = span > 0 && seconds >= 0 && seconds < times[last]!;
  return {
    position: {
      longitude: from.longitude + (to.longitude - from.longitude) * share,
      latitude: from.latitude + (to.latitude - from.latitude) * share,
    },
    headingDegrees: bearingDegrees(from, to),
    speed: isMoving ? arcMeters(from.longitude, from.latitude, to.longitude, to.latitude) / span : 0,
  };
}

const NONE = 0xffffffff;

/** A* (Hart, Nilsson and Raphael 1968) over the junctions, with the beeline at top speed as the bound. */
export function createRouter({ graph, index }: { readonly graph: StreetGraph; readonly index: StreetIndex }): Router {
  const { nodeCount, edgeFrom, edgeTo, edgeLength, edgeClass, adjacencyStart, adjacentEdge, nodeLongitude, nodeLatitude } = graph;
  const cost = new Float64Array(nodeCount);
  const cameBy = new Uint32Array(nodeCount);
  // A node belongs to the current search when its stamp does, which spares clearing the arrays.
  const stamp = new Uint32Array(nodeCount), settled = new Uint32Array(nodeCount);
  const queue = new NodeQueue();
  const speeds = { van: speedsByClass('van'), 'e-bike': speedsByClass('e-bike') };
  let search = 0;

  const snap = (end: Position | StreetPlace, vehicle: VehicleKind): StreetPlace | undefined => {
    if ('edge' in end) return end;
    return index.nearest(end, { accepts: (edge) => speeds[vehicle][edgeClass[edge]!]! > 0 });
  };

  /** The cheapest chain of whole edges between the ends, from the junction `start`, with its cost from end to end; undefined when there is no way. */
  const findPath = (from: StreetPlace, to: StreetPlace, rates: Float64Array): { cost: number; start: number; edges: number[] } | undefined => {
    search++;
    queue.clear();
    const topSpeed = rates.reduce((a, b) => Math.max(a, b));
    const goal = positionOf(graph, to);
    // 0.999: the shapes are rounded, so a beeline may come out a hair longer than the edges along it.
    const bound = (node: number) => (0.999 * arcMeters(nodeLongitude[node]!, nodeLatitude[node]!, goal.longitude, goal.latitude)) / topSpeed;
    const reach = (node: number, value: number, edge: number) => {
      if (stamp[node] === search && cost[node]! <= value) return;
      stamp[node] = search;
      cost[node] = value;
      cameBy[node] = edge;
      queue.push(node, value + bound(node));
    };
    const startRate = rates[edgeClass[from.edge]!]!, goalRate = rates[edgeClass[to.edge]!]!;
    if (startRate === 0 || goalRate === 0) return undefined;
    reach(edgeFrom[from.edge]!, from.offsetMeters / startRate, NONE);
    reach(edgeTo[from.edge]!, (edgeLength[from.edge]! - from.offsetMeters) / startRate, NONE);
    const [entryA, entryB] = [edgeFrom[to.edge]!, edgeTo[to.edge]!];
    const [restA, restB] = [to.offsetMeters / goalRate, (edgeLength[to.edge]! - to.offsetMeters) / goalRate];

    let best = Infinity, bestEntry = NONE;
    for (let node = queue.pop(); node >= 0; node = queue.pop()) {
      if (settled[node] === search) continue;
      settled[node] = search;
      if (cost[node]! + bound(node) >= best) break;
      if (node === entryA && cost[node]! + restA < best) [best, bestEntry] = [cost[node]! + restA, node];
      if (node === entryB && cost[node]! + restB < best) [best, bestEntry] = [cost[node]! + restB, node];
      for (let k = adjacencyStart[node]!; k < adjacencyStart[node + 1]!; k++) {
        const edge = adjacentEdge[k]!;
        const rate = rates[edgeClass[edge]!]!;
        if (rate === 0) continue;
        const next = edgeFrom[edge] === node ? edgeTo[edge]! : edgeFrom[edge]!;
        if (settled[next] !== search) reach(next, cost[node]! + edgeLength[edge]! / rate, edge);
      }
    }
    if (bestEntry === NONE) return undefined;
    const edges: number[] = [];
    let node = bestEntry;
    for (let edge = cameBy[node]!; edge !== NONE; edge = cameBy[node]!) {
      edges.push(edge);
      node = edgeFrom[edge] === node ? edgeTo[edge]! : edgeFrom[edge]!;
    }
    return { cost: best, start: node, edges: edges.reverse() };
  };

  return {
    route({ from, to, vehicle, least = 'time' }) {
      const start = snap(from, vehicle), end = snap(to, vehicle);
      if (!start || !end) return undefined;
      const rates = least === 'time' ? speeds[vehicle] : speeds[vehicle].map((speed) => (speed > 0 ? 1 : 0));
      const path = findPath(start, end, rates);
      const line = new RouteLine(graph, speeds[vehicle]);
      const along = start.edge === end.edge ? Math.abs(end.offsetMeters - start.offsetMeters) / rates[edgeClass[start.edge]!]! : Infinity;
      if (along <= (path?.cost ?? Infinity) && Number.isFinite(along)) line.drive(start.edge, start.offsetMeters, end.offsetMeters);
      else if (path) {
        let node = path.start;
        line.drive(start.edge, start.offsetMeters, node === edgeFrom[start.edge] ? 0 : edgeLength[start.edge]!);
        for (const edge of path.edges) {
          const isForward = edgeFrom[edge] === node;
          line.drive(edge, isForward ? 0 : edgeLength[edge]!, isForward ? edgeLength[edge]! : 0);
          node = isForward ? edgeTo[edge]! : edgeFrom[edge]!;
        }
        line.drive(end.edge, node === edgeFrom[end.edge] ? 0 : edgeLength[end.edge]!, end.offsetMeters);
      } else return undefined;
      return line.finish();
    },
  };
}

/** Collects the shape of a route while it is driven edge by edge. */
class RouteLine {
  readonly #graph: StreetGraph;
  readonly #speeds: Float64Array;
  readonly #positions: Position[] = [];
  readonly #seconds: number[] = [];
  readonly #edges: number[] = [];
  #length = 0;
  #time = 0;

  constructor(graph: StreetGraph, speeds: Float64Array) {
    this.#graph = graph;
    this.#speeds = speeds;
  }

  /** Along an edge between two offsets, in either direction. */
  drive(edge: number, from: number, to: number): void {
    const { shapeStart, shapeOffset, shapeLongitude, shapeLatitude, edgeClass } = this.#graph;
    const speed = this.#speeds[edgeClass[edge]!]!;
    const step = (position: Position, meters: number) => {
      const previous = this.#positions.at(-1);
      if (previous && meters === 0 && previous.longitude === position.longitude && previous.latitude === position.latitude) return;
      this.#length += meters;
      this.#time += meters / speed;
      this.#positions.push(position);
      this.#seconds.push(this.#time);
    };
    if (this.#positions.length === 0) step(positionOf(this.#graph, { edge, offsetMeters: from }), 0);
    if (from === to) return;
    this.#edges.push(edge);
    const first = shapeStart[edge]!, last = shapeStart[edge + 1]! - 1;
    let at = from;
    for (let k = 0; k <= last - first; k++) {
      const i = from < to ? first + k : last - k;
      const offset = shapeOffset[i]!;
      if (offset <= Math.min(from, to) || offset >= Math.max(from, to)) continue;
      step({ longitude: shapeLongitude[i]!, latitude: shapeLatitude[i]! }, Math.abs(offset - at));
      at = offset;
    }
    step(positionOf(this.#graph, { edge, offsetMeters: to }), Math.abs(to - at));
  }

  finish(): Route {
    if (this.#positions.length === 1) {
      this.#positions.push(this.#positions[0]!);
      this.#seconds.push(this.#time);
    }
    return {
      lengthMeters: this.#length,
      durationSeconds: this.#time,
      positions: this.#positions,
      seconds: Float64Array.from(this.#seconds),
      edges: this.#edges,
    };
  }
}
