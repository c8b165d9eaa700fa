import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { generateCity } from './generate-city.ts';
import { distanceMeters } from './geo.ts';
import type { House } from './houses.ts';
import { createRouter, positionAt } from './routing.ts';
import type { Route } from './routing.ts';
import { STREET_CLASSES } from './street.ts';
import { TRAVEL_SPEEDS } from './vehicle-kind.ts';
import type { VehicleKind } from './vehicle-kind.ts';

const city = generateCity({ seed: 'doorstep' });
const { graph } = city;
const router = createRouter(city);
const random = createRandom('routing-test');
const pairs = Array.from({ length: 40 }, () => [random.pick(city.houses), random.pick(city.houses)] as const);

/** Bellman and Ford's relaxation until nothing changes: slow, and shares nothing with the router's search. */
function leastSeconds(from: House, to: House, vehicle: VehicleKind): number {
  const speed = (edge: number) => TRAVEL_SPEEDS[vehicle][STREET_CLASSES[graph.edgeClass[edge]!]!];
  const seconds = new Float64Array(graph.nodeCount).fill(Infinity);
  const { edge: start, offsetMeters } = from.door;
  seconds[graph.edgeFrom[start]!] = offsetMeters / speed(start);
  seconds[graph.edgeTo[start]!] = (graph.edgeLength[start]! - offsetMeters) / speed(start);
  for (let changed = true; changed;) {
    changed = false;
    for (let edge = 0; edge < graph.edgeCount; edge++) {
      if (speed(edge) === 0) continue;
      const [a, b, time] = [graph.edgeFrom[edge]!, graph.edgeTo[edge]!, graph.edgeLength[edge]! / speed(edge)];
      if (seconds[a]! + time < seconds[b]!) [seconds[b], changed] = [seconds[a]! + time, true];
      if (seconds[b]! + time < seconds[a]!) [seconds[a], changed] = [seconds[b]! + time, true];
    }
  }
  const end = to.door;
  return Math.min(
    seconds[graph.edgeFrom[end.edge]!]! + end.offsetMeters / speed(end.edge),
    seconds[graph.edgeTo[end.edge]!]! + (graph.edgeLength[end.edge]! - end.offsetMeters) / speed(end.edge),
  );
}

function lineLength(route: Route): number {
  return route.positions.slice(1).reduce((sum, position, i) => sum + distanceMeters(route.positions[i]!, position), 0);
}

describe('createRouter', () => {
  it.each(['van', 'e-bike'] as const)('finds the fastest way of a %s', (vehicle) => {
    for (const [from, to] of pairs.slice(0, 12)) {
      const route = router.route({ from: from.door, to: to.door, vehicle })!;
      expect(route.durationSeconds).toBeCloseTo(leastSeconds(from, to, vehicle), 6);
    }
  });

  it('follows edges that join, and its length is that of its line', () => {
    for (const [from, to] of pairs) {
      const route = router.route({ from: from.door, to: to.door, vehicle: 'van' })!;
      expect(lineLength(route)).toBeCloseTo(route.lengthMeters, 1);
      expect(route.edges[0]).toBe(from.door.edge);
      expect(route.edges.at(-1)).toBe(to.door.edge);
      for (const [i, edge] of route.edges.slice(1).entries()) {
        const before = [graph.edgeFrom[route.edges[i]!], graph.edgeTo[route.edges[i]!]];
        expect(before.includes(graph.edgeFrom[edge]!) || before.includes(graph.edgeTo[edge]!)).toBe(true);
      }
      for (const position of route.positions) expect(city.index.nearest(position)!.distanceMeters).toBeLessThan(0.1);
    }
  });

  it('keeps e-bikes off freeways and ramps, which vans use on long ways', () => {
    const used = (vehicle: VehicleKind) => new Set(pairs.flatMap(([from, to]) =>
      router.route({ from: from.door, to: to.door, vehicle })!.edges.map((edge) => STREET_CLASSES[graph.edgeClass[edge]!])));
    expect(used('van')).toContain('freeway');
    expect(used('e-bike')).not.toContain('freeway');
    expect(used('e-bike')).not.toContain('ramp');
  });

  it('trades time for distance when asked', () => {
    for (const [from, to] of pairs) {
      const fast = router.route({ from: from.door, to: to.door, vehicle: 'van' })!;
      const short = router.route({ from: from.door, to: to.door, vehicle: 'van', least: 'distance' })!;
      expect(short.lengthMeters).toBeLessThanOrEqual(fast.lengthMeters + 1e-6);
      expect(fast.durationSeconds).toBeLessThanOrEqual(short.durationSeconds + 1e-6);
      expect(short.lengthMeters).toBeGreaterThanOrEqual(distanceMeters(short.positions[0]!, short.positions.at(-1)!) - 0.01);
    }
  });

  it('goes straight between two doors of one block', () => {
    const edge = graph.edgeLength.indexOf(graph.edgeLength.filter((length) => length > 150)[0]!);
    const route = router.route({ from: { edge, offsetMeters: 120 }, to: { edge, offsetMeters: 20 }, vehicle: 'van' })!;
    expect(route.edges).toEqual([edge]);
    expect(route.lengthMeters).toBeCloseTo(100, 6);
  });

  it('stays where it is when start and end are one door', () => {
    const route = router.route({ from: city.houses[5]!.door, to: city.houses[5]!.door, vehicle: 'van' })!;
    expect(route).toMatchObject({ lengthMeters: 0, durationSeconds: 0, edges: [] });
    expect(route.positions.length).toBe(2);
    expect(positionAt(route, 10).speed).toBe(0);
  });

  it('takes bare positions to the street, and refuses one far from any', () => {
    const [from, to] = pairs[0]!;
    const route = router.route({ from: from.position, to: to.position, vehicle: 'e-bike' })!;
    expect(distanceMeters(route.positions[0]!, from.position)).toBeLessThan(50);
    expect(router.route({ from: { latitude: 37.6, longitude: -123 }, to: to.position, vehicle: 'van' })).toBeUndefined();
  });
});

describe('positionAt', () => {
  it('moves along the route at the speed of the street', () => {
    const [from, to] = pairs[1]!;
    const route = router.route({ from: from.door, to: to.door, vehicle: 'van' })!;
    let driven = 0, previous = positionAt(route, 0);
    expect(previous.position).toEqual(route.positions[0]);
    for (let second = 1; second < route.durationSeconds; second++) {
      const now = positionAt(route, second);
      const step = distanceMeters(previous.position, now.position);
      expect(step).toBeLessThan(25.1);
      expect(now.headingDegrees).toBeGreaterThanOrEqual(0);
      expect(now.headingDegrees).toBeLessThan(360);
      driven += step;
      previous = now;
    }
    // Corners cut between two samples make it a little shorter.
    expect(driven / route.lengthMeters).toBeGreaterThan(0.97);
    expect(driven / route.lengthMeters).toBeLessThan(1.001);
  });

  it('rests at the ends before the start and after the arrival', () => {
    const [from, to] = pairs[2]!;
    const route = router.route({ from: from.door, to: to.door, vehicle: 'van' })!;
    expect(positionAt(route, -5)).toMatchObject({ position: route.positions[0], speed: 0 });
    expect(positionAt(route, route.durationSeconds + 5).speed).toBe(0);
    expect(distanceMeters(positionAt(route, 1e9).position, route.positions.at(-1)!)).toBeLessThan(1e-6);
  });
});
