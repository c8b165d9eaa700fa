import type { DeliveryJob, Problem } from '../problem.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly window?: readonly [number, number];
}

/** Deliveries in the plane from a depot at (0, 0), named by their index; one meter takes one second. All vans are alike. */
export function planeProblem(places: readonly Place[], options: { readonly vans?: number; readonly capacity?: number } = {}): Problem {
  const points = [{ x: 0, y: 0 }, ...places];
  const size = points.length;
  const matrix = new Int32Array(size * size);
  points.forEach((from, i) => points.forEach((to, j) => (matrix[i * size + j] = Math.round(Math.hypot(from.x - to.x, from.y - to.y)))));
  return {
    profiles: { van: { size, durations: matrix, distances: matrix } },
    dimensions: ['parcels'],
    vehicles: Array.from({ length: options.vans ?? 3 }, (_, index) => ({
      id: `v${index}`, profile: 'van', start: 0, end: 0, shift: { start: 0, end: 100_000 }, capacity: [options.capacity ?? places.length],
    })),
    jobs: places.map(
      (place, index): DeliveryJob => ({
        kind: 'delivery', id: String(index), location: index + 1, amounts: [1], ...(place.window ? { windows: [{ start: place.window[0], end: place.window[1] }] } : {}),
      }),
    ),
  };
}
