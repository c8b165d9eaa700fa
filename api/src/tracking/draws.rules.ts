import { normalQuantile } from '../shared/normal.ts';

/** Ways a day may go that are played through for an estimate. */
export const SCENARIOS = 128;

const columns: Float64Array[] = [];

/**
 * Uniform draws, one a scenario, for one source of chance. Each source has the midpoints of equal slices in an order of its own
 * (a Latin hypercube: McKay, Beckman, Conover 1979): few scenarios cover each source evenly. Always the same numbers, so
 * an estimate moves only when facts do.
 */
export function drawsOf(source: number): Float64Array {
  for (let next = columns.length; next <= source; next += 1) columns.push(shuffledMidpoints(next));
  return columns[source]!;
}

/** The same as standard normal deviates. */
export function normalDrawsOf(source: number): Float64Array {
  return (normals[source] ??= drawsOf(source).map(normalQuantile));
}
const normals: Float64Array[] = [];

function shuffledMidpoints(source: number): Float64Array {
  const draws = Float64Array.from({ length: SCENARIOS }, (_, slice) => (slice + 0.5) / SCENARIOS);
  let state = (source + 1) * 0x9e3779b9;
  for (let last = SCENARIOS - 1; last > 0; last -= 1) {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    const other = ((bits ^ (bits >>> 14)) >>> 0) % (last + 1);
    [draws[last], draws[other]] = [draws[other]!, draws[last]!];
  }
  return draws;
}
