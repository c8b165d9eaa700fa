import type { Problem } from '../problem.ts';

/**
 * Four stops on a line on both sides of the depot, at −20, −10, 10 and 30 minutes (and 1,000 m a minute). One van carries three, so two drive.
 * Stop `a` (−20) closes at minute 25. Whatever is joined across the depot saves nothing, so the best is one van a side:
 * {a, b}: 20 out and 20 back, {c, d}: 30 out and 30 back: 100 km. Any other split drives 40 + 60 = 100 km at least, and more as soon as
 * one side is visited twice: {a}, {b, c, d} is 40 + 20 + 60 = 120 km.
 */
export function fourStops(): Problem {
  const minutes = [0, -20, -10, 10, 30];
  const size = minutes.length;
  const durations = new Int32Array(size * size);
  const distances = new Int32Array(size * size);
  minutes.forEach((from, i) => {
    minutes.forEach((to, j) => {
      durations[i * size + j] = 60 * Math.abs(from - to);
      distances[i * size + j] = 1000 * Math.abs(from - to);
    });
  });
  const job = (id: string, location: number, end = 7200) => ({ kind: 'delivery' as const, id, location, amounts: [1], windows: [{ start: 0, end }], serviceSeconds: 60 });
  const van = (id: string) => ({ id, profile: 'van', start: 0, end: 0, shift: { start: 0, end: 14_400 }, capacity: [3] });
  return {
    profiles: { van: { size, durations, distances } },
    dimensions: ['parcels'],
    vehicles: [van('north'), van('south')],
    jobs: [job('a', 1, 1500), job('b', 2), job('c', 3), job('d', 4)],
  };
}
