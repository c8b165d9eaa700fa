import type { DraftGraph } from './draft-graph.ts';
import { arcMeters, toPosition } from './geo.ts';
import type { Position } from './geo.ts';
import { simplify } from './plane.ts';
import { STREET_CLASSES } from './street.ts';
import type { Street } from './street.ts';

/**
 * Junctions and the street between them, in flat arrays. Every edge can be driven both ways. Edge `e` has the shape
 * points `shapeStart[e]` up to (not including) `shapeStart[e + 1]`, the first on `edgeFrom[e]`, the last on `edgeTo[e]`.
 */
export interface StreetGraph {
  readonly streets: readonly Street[];
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly nodeLongitude: Float64Array;
  readonly nodeLatitude: Float64Array;
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  /** Length of the shape in metres, great-circle. */
  readonly edgeLength: Float64Array;
  /** Index into `STREET_CLASSES`. */
  readonly edgeClass: Uint8Array;
  /** Index into `streets`. Edges of a street follow one another in the direction of rising house numbers. */
  readonly edgeStreet: Uint16Array;
  /** Index of the quarter of a local street, -1 for through streets. */
  readonly edgeQuarter: Int16Array;
  readonly shapeStart: Uint32Array;
  readonly shapeLongitude: Float64Array;
  readonly shapeLatitude: Float64Array;
  /** Metres from the start of the edge to each shape point. */
  readonly shapeOffset: Float64Array;
  /** The edges at node `n` are `adjacentEdge[adjacencyStart[n]]` up to `adjacencyStart[n + 1]`. */
  readonly adjacencyStart: Uint32Array;
  readonly adjacentEdge: Uint32Array;
}

/** A place on the street net: metres along an edge from its `edgeFrom` node. */
export interface StreetPlace {
  readonly edge: number;
  readonly offsetMeters: number;
}

const SHAPE_TOLERANCE_METERS = 1.5;

/** Freezes a pruned draft. Nodes and shapes are rounded to 1e-6 degrees first, so lengths belong to what is stored. */
export function buildStreetGraph(draft: DraftGraph, streets: readonly Street[]): StreetGraph {
  const newIndex = new Map<number, number>();
  const edges = [...draft.edges].sort((a, b) => a.rank - b.rank);
  for (const edge of edges) for (const node of [edge.from, edge.to]) if (!newIndex.has(node)) newIndex.set(node, newIndex.size);
  const nodes = [...newIndex.keys()].map((node) => toPosition(draft.nodes[node]!));
  const shapes = edges.map((edge) => simplify(edge.points, SHAPE_TOLERANCE_METERS).map(toPosition));
  const shapeCount = shapes.reduce((sum, shape) => sum + shape.length, 0);

  const graph: StreetGraph = {
    streets,
    nodeCount: nodes.length,
    edgeCount: edges.length,
    nodeLongitude: Float64Array.from(nodes, (node) => node.longitude),
    nodeLatitude: Float64Array.from(nodes, (node) => node.latitude),
    edgeFrom: Uint32Array.from(edges, (edge) => newIndex.get(edge.from)!),
    edgeTo: Uint32Array.from(edges, (edge) => newIndex.get(edge.to)!),
    edgeLength: new Float64Array(edges.length),
    edgeClass: Uint8Array.from(edges, (edge) => STREET_CLASSES.indexOf(edge.class)),
    edgeStreet: Uint16Array.from(edges, (edge) => edge.street),
    edgeQuarter: Int16Array.from(edges, (edge) => edge.quarter),
    shapeStart: new Uint32Array(edges.length + 1),
    shapeLongitude: new Float64Array(shapeCount),
    shapeLatitude: new Float64Array(shapeCount),
    shapeOffset: new Float64Array(shapeCount),
    adjacencyStart: new Uint32Array(nodes.length + 1),
    adjacentEdge: new Uint32Array(2 * edges.length),
  };
  fillShapes(graph, shapes);
  fillAdjacency(graph);
  return graph;
}

function fillShapes(graph: StreetGraph, shapes: readonly (readonly Position[])[]): void {
  let at = 0;
  for (const [edge, shape] of shapes.entries()) {
    graph.shapeStart[edge] = at;
    let offset = 0;
    for (const [i, position] of shape.entries()) {
      const previous = shape[i - 1];
      if (previous) offset += arcMeters(previous.longitude, previous.latitude, position.longitude, position.latitude);
      graph.shapeLongitude[at] = position.longitude;
      graph.shapeLatitude[at] = position.latitude;
      graph.shapeOffset[at++] = offset;
    }
    graph.edgeLength[edge] = offset;
  }
  graph.shapeStart[shapes.length] = at;
}

function fillAdjacency(graph: StreetGraph): void {
  const { adjacencyStart, adjacentEdge, edgeFrom, edgeTo, edgeCount, nodeCount } = graph;
  for (let edge = 0; edge < edgeCount; edge++) {
    adjacencyStart[edgeFrom[edge]! + 1]!++;
    adjacencyStart[edgeTo[edge]! + 1]!++;
  }
  for (let node = 0; node < nodeCount; node++) adjacencyStart[node + 1]! += adjacencyStart[node]!;
  const next = adjacencyStart.slice();
  for (let edge = 0; edge < edgeCount; edge++) {
    adjacentEdge[next[edgeFrom[edge]!]!++] = edge;
    adjacentEdge[next[edgeTo[edge]!]!++] = edge;
  }
}

/** The position at a place; an offset outside the edge is taken to its nearer end. */
export function positionOf(graph: StreetGraph, place: StreetPlace): Position {
  const { shapeStart, shapeOffset, shapeLongitude, shapeLatitude } = graph;
  const first = shapeStart[place.edge]!, last = shapeStart[place.edge + 1]! - 1;
  let i = first + 1;
  while (i < last && shapeOffset[i]! < place.offsetMeters) i++;
  const span = shapeOffset[i]! - shapeOffset[i - 1]!;
  const share = span === 0 ? 0 : Math.min(1, Math.max(0, (place.offsetMeters - shapeOffset[i - 1]!) / span));
  return {
    longitude: shapeLongitude[i - 1]! + (shapeLongitude[i]! - shapeLongitude[i - 1]!) * share,
    latitude: shapeLatitude[i - 1]! + (shapeLatitude[i]! - shapeLatitude[i - 1]!) * share,
  };
}

/** The street an edge belongs to. */
export function streetOf(graph: StreetGraph, edge: number): Street {
  return graph.streets[graph.edgeStreet[edge]!]!;
}
