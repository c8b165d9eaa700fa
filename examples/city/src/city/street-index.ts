import { arcMeters } from './geo.ts';
import type { Position } from './geo.ts';
import type { StreetGraph, StreetPlace } from './street-graph.ts';

/** The nearest place on the street net to a position. */
export interface NearestPlace extends StreetPlace {
  /** The position on the street. */
  readonly position: Position;
  readonly distanceMeters: number;
}

/** Finds the street next to a position. */
export interface StreetIndex {
  /**
   * The nearest place on an edge that `accepts` lets through, or undefined when there is none within `maxMeters`
   * (5,000 by default).
   */
  nearest(position: Position, options?: { accepts?: (edge: number) => boolean; maxMeters?: number }): NearestPlace | undefined;
}

/** Cells of about 270 by 330 m. */
const CELL_DEGREES = 0.003;
const METERS_PER_LATITUDE = 111_195;

/** A uniform grid over the segments of the graph, as flat arrays. */
export function buildStreetIndex(graph: StreetGraph): StreetIndex {
  const { shapeStart, shapeOffset, shapeLongitude: xs, shapeLatitude: ys, edgeCount } = graph;
  const [west, east] = [xs.reduce((a, b) => Math.min(a, b)), xs.reduce((a, b) => Math.max(a, b))];
  const [south, north] = [ys.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  const columns = Math.floor((east - west) / CELL_DEGREES) + 1, rows = Math.floor((north - south) / CELL_DEGREES) + 1;
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const column = (longitude: number) => Math.min(columns - 1, Math.max(0, Math.floor((longitude - west) / CELL_DEGREES)));
  const row = (latitude: number) => Math.min(rows - 1, Math.max(0, Math.floor((latitude - south) / CELL_DEGREES)));

  /** Calls back with each cell that the box around segment `i` touches. */
  const eachCell = (i: number, visit: (cell: number) => void) => {
    for (let r = row(Math.min(ys[i]!, ys[i + 1]!)); r <= row(Math.max(ys[i]!, ys[i + 1]!)); r++) {
      for (let c = column(Math.min(xs[i]!, xs[i + 1]!)); c <= column(Math.max(xs[i]!, xs[i + 1]!)); c++) visit(r * columns + c);
    }
  };
  const start = new Uint32Array(columns * rows + 1);
  const segmentEdge = new Uint32Array(xs.length);
  const eachSegment = (visit: (segment: number) => void) => {
    for (let edge = 0; edge < edgeCount; edge++) for (let i = shapeStart[edge]!; i + 1 < shapeStart[edge + 1]!; i++) {
      segmentEdge[i] = edge;
      visit(i);
    }
  };
  eachSegment((i) => eachCell(i, (cell) => { start[cell + 1]!++; }));
  for (let cell = 0; cell < columns * rows; cell++) start[cell + 1]! += start[cell]!;
  const next = start.slice();
  const entries = new Uint32Array(start[columns * rows]!);
  eachSegment((i) => eachCell(i, (cell) => { entries[next[cell]!++] = i; }));

  return {
    nearest(position, { accepts, maxMeters = 5_000 } = {}) {
      const { longitude, latitude } = position;
      let best = -1, bestShare = 0, bestSquare = Infinity;
      const visit = (cell: number) => {
        for (let k = start[cell]!; k < start[cell + 1]!; k++) {
          const i = entries[k]!;
          if (accepts && !accepts(segmentEdge[i]!)) continue;
          const ax = (xs[i]! - longitude) * narrow, ay = ys[i]! - latitude;
          const ux = (xs[i + 1]! - xs[i]!) * narrow, uy = ys[i + 1]! - ys[i]!;
          const length = ux * ux + uy * uy;
          const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * ux + ay * uy) / length));
          const dx = ax + share * ux, dy = ay + share * uy;
          const square = dx * dx + dy * dy;
          if (square < bestSquare) [best, bestShare, bestSquare] = [i, share, square];
        }
      };
      const [centerColumn, centerRow] = [Math.floor((longitude - west) / CELL_DEGREES), Math.floor((latitude - south) / CELL_DEGREES)];
      const maxRing = Math.ceil(maxMeters / (CELL_DEGREES * METERS_PER_LATITUDE * narrow)) + 1;
      for (let ring = 0; ring <= maxRing; ring++) {
        // Everything in this ring or beyond is at least `ring - 1` cell widths away.
        if (best >= 0 && Math.sqrt(bestSquare) < (ring - 1) * CELL_DEGREES * narrow) break;
        for (let r = centerRow - ring; r <= centerRow + ring; r++) {
          if (r < 0 || r >= rows) continue;
          const step = Math.abs(r - centerRow) === ring ? 1 : Math.max(1, 2 * ring);
          for (let c = centerColumn - ring; c <= centerColumn + ring; c += step) if (c >= 0 && c < columns) visit(r * columns + c);
        }
      }
      if (best < 0) return undefined;
      const on = { longitude: xs[best]! + (xs[best + 1]! - xs[best]!) * bestShare, latitude: ys[best]! + (ys[best + 1]! - ys[best]!) * bestShare };
      const distanceMeters = arcMeters(longitude, latitude, on.longitude, on.latitude);
      if (distanceMeters > maxMeters) return undefined;
      const offsetMeters = shapeOffset[best]! + (shapeOffset[best + 1]! - shapeOffset[best]!) * bestShare;
      return { edge: segmentEdge[best]!, offsetMeters, position: on, distanceMeters };
    },
  };
}
