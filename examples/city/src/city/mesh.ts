import type { Random } from '../random.ts';
import { ISLAND, MAINLAND, pointOn, stationsEvery } from './terrain.ts';
import type { Strip } from './terrain.ts';
import type { Point } from './plane.ts';

/**
 * The coarse net of through streets: lines along the strip (equal share) and across it (equal station), bent by one
 * smooth displacement field so that they stay a net. Its meshes are filled with quarters.
 */
export interface Mesh {
  readonly strip: Strip;
  readonly stations: readonly number[];
  readonly shares: readonly number[];
  /** The bent place of a station and share. */
  at(station: number, share: number): Point;
}

const CROSS_STREET_METERS = 1_650;
const MAINLAND_SHARES = [0, 0.38, 0.6, 0.8, 1];
const ISLAND_SHARES = [0, 0.5, 1];

/** Bends are in units of stations (about 4 km) and shares (about 6 km for the whole width). */
export function makeMesh(strip: Strip, random: Random): Mesh {
  const phase = [random.between(0, 6), random.between(0, 6), random.between(0, 6), random.between(0, 6)] as const;
  const isMainland = strip.name === 'mainland';
  const bend = isMainland ? 1 : 0.4;
  const ends = strip.waterSide.length - 1;
  const stations = stationsEvery(strip, isMainland ? CROSS_STREET_METERS : 1_150)
    .map((station) => (station === 0 || station === ends ? station : station + random.between(-0.04, 0.04)));
  return {
    strip,
    stations,
    shares: isMainland ? MAINLAND_SHARES : ISLAND_SHARES,
    at(station, share) {
      // Nothing moves at the ends of the strip and little at its sides, so that the outline keeps its place.
      const inner = Math.sin(Math.PI * share);
      const fade = Math.min(1, station, ends - station);
      const along = bend * fade * (0.055 * Math.sin(3.1 * share + 0.8 * station + phase[0]) + 0.03 * Math.sin(7 * share + phase[1]));
      const across = bend * inner * (0.022 * Math.sin(1.9 * station + phase[2]) + 0.012 * Math.sin(4.3 * station + phase[3]));
      return pointOn(strip, station + along, share + across);
    },
  };
}

/** Both nets of the city. */
export function makeMeshes(random: Random): { readonly mainland: Mesh; readonly island: Mesh } {
  return { mainland: makeMesh(MAINLAND, random.fork('mainland')), island: makeMesh(ISLAND, random.fork('island')) };
}

/** The line of equal share between two stations, a point about every 120 m. */
export function lengthwise(mesh: Mesh, share: number, from: number, to: number): Point[] {
  const steps = Math.max(2, Math.ceil((to - from) * 32));
  return Array.from({ length: steps + 1 }, (_, i) => mesh.at(from + ((to - from) * i) / steps, share));
}

/** The line of equal station between two shares. */
export function crosswise(mesh: Mesh, station: number, from: number, to: number): Point[] {
  const steps = Math.max(2, Math.ceil((to - from) * 40));
  return Array.from({ length: steps + 1 }, (_, i) => mesh.at(station, from + ((to - from) * i) / steps));
}

/** The outline of one mesh. */
export function meshRing(mesh: Mesh, column: number, row: number): Point[] {
  const [s0, s1] = [mesh.stations[column]!, mesh.stations[column + 1]!];
  const [f0, f1] = [mesh.shares[row]!, mesh.shares[row + 1]!];
  return [
    ...lengthwise(mesh, f0, s0, s1).slice(0, -1),
    ...crosswise(mesh, s1, f0, f1).slice(0, -1),
    ...lengthwise(mesh, f1, s0, s1).reverse().slice(0, -1),
    ...crosswise(mesh, s0, f0, f1).reverse().slice(0, -1),
  ];
}
