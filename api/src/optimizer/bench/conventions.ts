import type { MatrixProfile } from '../problem.ts';

/** How distances become whole numbers: everything is multiplied by `scale` first. */
export interface Convention {
  readonly name: 'dimacs' | 'hierarchical';
  readonly scale: number;
}

export const CONVENTIONS = {
  /** Total distance only; distances and travel times truncated to one decimal. */
  dimacs: { name: 'dimacs', scale: 10 },
  /** Fewest vehicles, then distance in double precision: times are rounded up here, so every plan is feasible there too. */
  hierarchical: { name: 'hierarchical', scale: 10_000 },
} as const satisfies Record<string, Convention>;

export function euclideanProfile(points: readonly (readonly [number, number])[], { name, scale }: Convention): MatrixProfile {
  const size = points.length;
  const matrix = new Int32Array(size * size);
  points.forEach(([x, y], from) => {
    points.forEach(([otherX, otherY], to) => {
      const exact = scale * Math.sqrt((x - otherX) ** 2 + (y - otherY) ** 2);
      matrix[from * size + to] = name === 'dimacs' ? Math.floor(exact + 1e-9) : Math.ceil(exact - 1e-9);
    });
  });
  return { size, durations: matrix, distances: matrix };
}
