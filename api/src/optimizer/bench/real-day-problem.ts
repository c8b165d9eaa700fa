import { distanceMeters } from '../../shared/geo.ts';
import type { Job, MatrixProfile, Problem, Vehicle } from '../problem.ts';
import { Random } from '../search/random.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Roads are longer than the crow flies. */
const ROAD_FACTOR = 1.3;
/** Meters a second in town, stops at lights included. */
const VAN_SPEED = 7;
const BIKE_SPEED = 4.5;

export type Point = readonly [latitude: number, longitude: number];

export interface RealDay {
  readonly problem: Problem;
  /** By location; the first two are the depots. */
  readonly points: readonly Point[];
}

export interface RealDayOptions {
  readonly seed: number;
  /** Doors to deliver to; generated in and around a town when left out. */
  readonly addresses?: readonly Point[];
  readonly deliveries?: number;
  readonly pickups?: number;
}

/**
 * A day as a courier has it: two depots; large vans, vans and cargo bikes with their own speed, loads, prices and lunch breaks; deliveries of which some need two
 * persons or a fridge, half of them in two-hour windows; pickups on the way; several stops at one address share the time to park.
 */
export function realDay({ seed, addresses, deliveries = 600, pickups = 40 }: RealDayOptions): RealDay {
  const random = new Random(seed);
  const doors = addresses ?? townAddresses(random, Math.ceil((deliveries + pickups) * 0.93));
  const latitude = mean(doors.map((door) => door[0]));
  const longitude = mean(doors.map((door) => door[1]));
  const depots: Point[] = [[latitude + 0.02, longitude - 0.035], [latitude - 0.025, longitude + 0.03]];
  const points = [...depots, ...doors];
  const profiles = { van: roads(random, points, VAN_SPEED, 60), bike: roads(random, points, BIKE_SPEED, 15) };
  const vehicles = Array.from({ length: 14 }, (_, index) => vehicleOf(index));
  const jobs = Array.from({ length: deliveries + pickups }, (_, index): Job => {
    const start = 8 * HOUR + random.below(5) * 2 * HOUR;
    const isHeavy = random.next() < 0.06;
    const isCold = !isHeavy && random.next() < 0.08;
    const visit = {
      id: `job-${index + 1}`,
      location: 2 + (index < doors.length ? index : random.below(doors.length)),
      serviceSeconds: isHeavy ? 8 * MINUTE : 90 + random.below(90),
      serviceSecondsByKind: { bike: 80 },
      setupSeconds: MINUTE,
      amounts: isHeavy ? [40_000 + random.below(40_000), 300] : [500 + random.below(9000), 4 + random.below(40)],
      ...(random.next() < 0.5 ? { windows: [{ start, end: start + 2 * HOUR }] } : {}),
      ...(isHeavy ? { skills: ['two-person'] } : isCold ? { skills: ['fridge'] } : {}),
      priority: random.next() < 0.1 ? 2 : 0,
    };
    return index < deliveries ? { kind: 'delivery', ...visit } : { kind: 'pickup', ...visit };
  });
  return { problem: { profiles, dimensions: ['grams', 'liters'], vehicles, jobs }, points };
}

function vehicleOf(index: number): Vehicle {
  const depot = index % 2;
  const lunch = [{ id: 'lunch', window: { start: 11.5 * HOUR, end: 13.5 * HOUR }, seconds: 30 * MINUTE }];
  const shared = { start: depot, end: depot, shift: { start: 7.5 * HOUR, end: 18 * HOUR }, breaks: lunch };
  const overtime = { maxSeconds: HOUR, costPerSecond: 4 };
  if (index < 4) {
    return {
      ...shared, id: `large-${index + 1}`, profile: 'van', kind: 'large', capacity: [1_100_000, 9000], skills: ['two-person'], overtime, speedFactor: 0.92,
      costs: { fixed: 9000, perMeter: 0.045, perSecond: 1.1 },
    };
  }
  if (index < 10) {
    return {
      ...shared, id: `van-${index - 3}`, profile: 'van', kind: 'van', capacity: [700_000, 5000], skills: index % 2 === 0 ? ['fridge'] : [], overtime,
      costs: { fixed: 6000, perMeter: 0.035, perSecond: 0.7 },
    };
  }
  return {
    ...shared, id: `bike-${index - 9}`, profile: 'bike', kind: 'bike', capacity: [180_000, 1500], skills: [], maxDistance: 45_000, rangeMeters: 30_000,
    reload: { location: depot, seconds: 10 * MINUTE, maxTrips: 3 }, costs: { fixed: 2000, perMeter: 0.005, perSecond: 0.6 },
  };
}

/** Doors in a dense middle, some suburbs and villages around. */
function townAddresses(random: Random, count: number): Point[] {
  const centers = Array.from({ length: 14 }, (_, index) => {
    const far = index < 4 ? 0.015 : 0.06;
    return [51.96 + far * (2 * random.next() - 1), 7.62 + 1.6 * far * (2 * random.next() - 1), index < 4 ? 0.012 : 0.006] as const;
  });
  return Array.from({ length: count }, (): Point => {
    const center = centers[random.next() < 0.5 ? random.below(4) : random.below(centers.length)]!;
    const spread = () => (random.next() + random.next() + random.next() - 1.5) * center[2];
    return [center[0] + spread(), center[1] + 1.6 * spread()];
  });
}

/** Road-like travel: longer than the crow flies by an amount that differs with the direction, as one-way streets make it, and a start-up time for every leg. */
function roads(random: Random, points: readonly Point[], speed: number, startSeconds: number): MatrixProfile {
  const size = points.length;
  const durations = new Int32Array(size * size);
  const distances = new Int32Array(size * size);
  const place = points.map(([latitude, longitude]) => ({ latitude, longitude }));
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) {
      if (from === to) continue;
      const meters = distanceMeters(place[from]!, place[to]!) * (ROAD_FACTOR + 0.15 * random.next());
      distances[from * size + to] = Math.round(meters);
      durations[from * size + to] = meters < 1 ? 0 : Math.round(startSeconds * Math.min(1, meters / 400) + meters / (speed * (1 + Math.min(1, meters / 15_000))));
    }
  }
  return { size, durations, distances };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
