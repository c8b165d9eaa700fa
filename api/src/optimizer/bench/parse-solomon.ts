import { euclideanProfile, type Convention } from './conventions.ts';
import type { DeliveryJob, Problem } from '../problem.ts';
import type { Instance } from './instance.ts';

/** Reads the format of Solomon and of Gehring and Homberger: a name, `VEHICLE NUMBER CAPACITY`, rows `id x y demand ready due service`. */
export function parseSolomon(name: string, text: string, convention: Convention): Instance {
  const rows = text.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const fleet = rows.find((row) => row.length === 2 && row.every(Number.isFinite));
  const places = rows.filter((row) => row.length === 7 && row.every(Number.isFinite)) as [number, number, number, number, number, number, number][];
  const depot = places[0];
  if (!fleet || !depot) throw new Error(`${name}: expected a line with number and capacity of vehicles and rows of seven numbers.`);
  const { scale } = convention;
  const jobs = places.slice(1).map(
    ([id, , , demand, ready, due, service], index): DeliveryJob => ({
      kind: 'delivery', id: String(id), location: index + 1, amounts: [demand],
      windows: [{ start: ready * scale, end: due * scale }], serviceSeconds: service * scale,
    }),
  );
  const points = places.map(([, x, y]) => [x, y] as const);
  const problem: Problem = {
    profiles: { road: euclideanProfile(points, convention) },
    dimensions: ['units'],
    vehicles: Array.from({ length: fleet[0]! }, (_, index) => ({
      id: `v${index + 1}`, profile: 'road', start: 0, end: 0, shift: { start: depot[4] * scale, end: depot[5] * scale }, capacity: [fleet[1]!],
    })),
    jobs,
  };
  return { name, problem, points, convention };
}
