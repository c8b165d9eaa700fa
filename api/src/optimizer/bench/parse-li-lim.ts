import type { PairJob, Problem, Visit } from '../problem.ts';
import { euclideanProfile, type Convention } from './conventions.ts';
import type { Instance } from './instance.ts';

/** Reads Li and Lim's format: `vehicles capacity speed`, rows `id x y demand ready due service pickup delivery`; a row with a delivery index is a pickup. */
export function parseLiLim(name: string, text: string, convention: Convention): Instance {
  const [fleet, ...rows] = text.trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const depot = rows[0];
  if (fleet?.length !== 3 || depot?.length !== 9) throw new Error(`${name}: expected "vehicles capacity speed" and rows of nine numbers.`);
  const { scale } = convention;
  const visit = (row: number[], location: number): Visit => ({
    location, windows: [{ start: row[4]! * scale, end: row[5]! * scale }], serviceSeconds: row[6]! * scale,
  });
  const jobs = rows.slice(1).flatMap((row): PairJob[] => {
    const delivery = row[8]!;
    if (delivery === 0) return [];
    return [{ kind: 'pair', id: String(row[0]), amounts: [row[3]!], pickup: visit(row, row[0]!), delivery: visit(rows[delivery]!, delivery) }];
  });
  const points = rows.map((row) => [row[1]!, row[2]!] as const);
  const problem: Problem = {
    profiles: { road: euclideanProfile(points, convention) },
    dimensions: ['units'],
    vehicles: Array.from({ length: fleet[0]! }, (_, index) => ({
      id: `v${index + 1}`, profile: 'road', start: 0, end: 0, shift: { start: depot[4]! * scale, end: depot[5]! * scale }, capacity: [fleet[1]!],
    })),
    jobs,
  };
  return { name, problem, points, convention };
}
