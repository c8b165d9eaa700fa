import { describe, expect, it } from 'vitest';
import { generateCity } from './generate-city.ts';
import { distanceMeters } from './geo.ts';
import { STREET_CLASSES } from './street.ts';
import { positionOf } from './street-graph.ts';

const city = generateCity({ seed: 'doorstep' });
const { graph } = city;

/** How many nodes a walk from the first edge's start reaches over edges that `accepts` lets through. */
function reached(accepts: (edge: number) => boolean): Set<number> {
  const first = Array.from({ length: graph.edgeCount }, (_, edge) => edge).find(accepts)!;
  const seen = new Set([graph.edgeFrom[first]!]);
  const open = [...seen];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const edge of graph.adjacentEdge.subarray(graph.adjacencyStart[node]!, graph.adjacencyStart[node + 1]!)) {
      if (!accepts(edge)) continue;
      const next = graph.edgeFrom[edge] === node ? graph.edgeTo[edge]! : graph.edgeFrom[edge]!;
      if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  return seen;
}

const isGround = (edge: number) => !['freeway', 'ramp'].includes(STREET_CLASSES[graph.edgeClass[edge]!]!);

describe('the street graph', () => {
  it('is connected, also without the freeways', () => {
    expect(reached(() => true).size).toBe(graph.nodeCount);
    const groundNodes = new Set<number>();
    for (let edge = 0; edge < graph.edgeCount; edge++) if (isGround(edge)) groundNodes.add(graph.edgeFrom[edge]!).add(graph.edgeTo[edge]!);
    expect(reached(isGround).size).toBe(groundNodes.size);
  });

  it('joins freeways to the ground by ramps only', () => {
    const kinds = Array.from({ length: graph.nodeCount }, () => new Set<string>());
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      for (const node of [graph.edgeFrom[edge]!, graph.edgeTo[edge]!]) kinds[node]!.add(STREET_CLASSES[graph.edgeClass[edge]!]!);
    }
    const mixed = kinds.filter((kind) => kind.has('freeway') && (kind.has('arterial') || kind.has('collector') || kind.has('local')));
    expect(mixed).toEqual([]);
    expect(kinds.filter((kind) => kind.has('freeway') && kind.has('ramp')).length).toBeGreaterThan(20);
  });

  it('stores shapes that start and end on the nodes, and their lengths', () => {
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      const shape = Array.from({ length: graph.shapeStart[edge + 1]! - graph.shapeStart[edge]! }, (_, i) => ({
        longitude: graph.shapeLongitude[graph.shapeStart[edge]! + i]!, latitude: graph.shapeLatitude[graph.shapeStart[edge]! + i]!,
      }));
      const node = (index: number) => ({ longitude: graph.nodeLongitude[index]!, latitude: graph.nodeLatitude[index]! });
      expect(shape[0]).toEqual(node(graph.edgeFrom[edge]!));
      expect(shape.at(-1)).toEqual(node(graph.edgeTo[edge]!));
      const length = shape.slice(1).reduce((sum, position, i) => sum + distanceMeters(shape[i]!, position), 0);
      expect(graph.edgeLength[edge]).toBeCloseTo(length, 6);
      expect(length).toBeGreaterThan(5);
    }
  });

  it('finds the nearest street as a search over all of them does', () => {
    for (const house of city.houses.filter((_, i) => i % 997 === 0)) {
      const found = city.index.nearest(house.position)!;
      let least = Infinity;
      for (let edge = 0; edge < graph.edgeCount; edge++) {
        const step = graph.edgeLength[edge]! / Math.ceil(graph.edgeLength[edge]! / 4);
        for (let offsetMeters = 0; offsetMeters <= graph.edgeLength[edge]!; offsetMeters += step) {
          least = Math.min(least, distanceMeters(house.position, positionOf(graph, { edge, offsetMeters })));
        }
      }
      // Samples every 4 m miss the nearest place by at most 2 m along the street.
      expect(found.distanceMeters).toBeLessThanOrEqual(least + 0.01);
      expect(found.distanceMeters).toBeGreaterThan(least - 2);
      expect(distanceMeters(positionOf(graph, found), found.position)).toBeLessThan(0.05);
    }
  });

  it('finds no street far out on the bay', () => {
    expect(city.index.nearest({ longitude: -122.5, latitude: 37.7 })).toBeUndefined();
  });
});
