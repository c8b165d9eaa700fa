import { describe, expect, it } from 'vitest';
import { solve } from '../solve.ts';
import { validate } from '../validate.ts';
import { CONVENTIONS } from './conventions.ts';
import { drawSvg } from './draw-svg.ts';
import { exactDistance } from './instance.ts';
import { parseLiLim } from './parse-li-lim.ts';
import { parseSolomon } from './parse-solomon.ts';
import { parseVroom } from './parse-vroom.ts';
import { realDay } from './real-day-problem.ts';

const SOLOMON = `TINY\n\nVEHICLE\nNUMBER     CAPACITY\n  2         10\n\nCUSTOMER\nCUST NO.  XCOORD.  YCOORD.  DEMAND  READY  DUE  SERVICE\n\n 0 0 0 0 0 100 0\n 1 1 1 4 5 50 3\n 2 3 4 7 0 60 2\n`;

describe('instances', () => {
  it('of Solomon are read in tenths, truncated, for the dimacs convention', () => {
    const { problem } = parseSolomon('tiny', SOLOMON, CONVENTIONS.dimacs);
    expect([...problem.profiles.road!.distances]).toEqual([0, 14, 50, 14, 0, 36, 50, 36, 0]);
    expect(problem.vehicles.length).toBe(2);
    expect(problem.vehicles[0]).toMatchObject({ capacity: [10], shift: { start: 0, end: 1000 } });
    expect(problem.jobs[0]).toMatchObject({ id: '1', location: 1, amounts: [4], windows: [{ start: 50, end: 500 }], serviceSeconds: 30 });
  });

  it('of Solomon are measured in double precision for the hierarchical convention', () => {
    const instance = parseSolomon('tiny', SOLOMON, CONVENTIONS.hierarchical);
    const { plan } = solve(instance.problem, { iterations: 50, fewestVehicles: true });
    // 4 and 7 do not go into one van of 10.
    expect(exactDistance(instance, plan)).toBeCloseTo(2 * Math.SQRT2 + 10, 9);
  });

  it('of Li and Lim become pairs', () => {
    const { problem } = parseLiLim('tiny', '2 10 1\n0 0 0 0 0 100 0 0 0\n1 3 4 5 0 50 2 0 2\n2 6 8 -5 0 90 3 1 0\n', CONVENTIONS.hierarchical);
    expect(problem.jobs).toEqual([
      {
        kind: 'pair', id: '1', amounts: [5],
        pickup: { location: 1, windows: [{ start: 0, end: 500_000 }], serviceSeconds: 20_000 },
        delivery: { location: 2, windows: [{ start: 0, end: 900_000 }], serviceSeconds: 30_000 },
      },
    ]);
    const { plan } = solve(problem, { iterations: 20 });
    expect(validate(problem, plan)).toEqual([]);
    expect(plan.cost.total).toBe(200_000);
  });

  it("of VROOM keep their matrices, shipments, breaks and skills, and start near zero", () => {
    const at = 1_700_000_000;
    const { problem } = parseVroom('tiny', JSON.stringify({
      vehicles: [{ id: 7, start_index: 0, end_index: 0, capacity: [4], skills: [1], time_window: [at, at + 36_000], breaks: [{ id: 1, time_windows: [[at + 3600, at + 7200]], service: 300 }] }],
      jobs: [{ id: 1, location_index: 1, delivery: [1], service: 60, skills: [1], time_windows: [[at + 100, at + 20_000]] }],
      shipments: [{ pickup: { id: 2, location_index: 2 }, delivery: { id: 3, location_index: 1 }, amount: [2] }],
      matrices: { car: { durations: [[0, 5000, 700], [500, 0, 600], [700, 600, 0]] } },
    }));
    expect(problem.jobs.map((job) => job.kind)).toEqual(['delivery', 'pair']);
    const { plan } = solve(problem, { iterations: 50 });
    expect(validate(problem, plan)).toEqual([]);
    expect(plan.unassigned).toEqual([]);
    expect(plan.routes[0]!.stops.some((stop) => stop.kind === 'break' && stop.break === '1')).toBe(false);
    // 0 → 2 → 1 → 0: driving is what costs.
    expect(plan.routes[0]!.driveSeconds).toBe(700 + 600 + 500);
  });

  it('of a day as a courier has it are the same for the same seed, valid when solved, and can be drawn', () => {
    const { problem, points } = realDay({ seed: 4, deliveries: 80, pickups: 6 });
    expect(realDay({ seed: 4, deliveries: 80, pickups: 6 }).problem).toEqual(problem);
    const { plan } = solve(problem, { iterations: 100 });
    expect(validate(problem, plan)).toEqual([]);
    const svg = drawSvg(plan, points, new Map(problem.vehicles.map((vehicle) => [vehicle.id, vehicle.start])));
    expect(svg.match(/<polyline/g)?.length).toBe(plan.routes.length);
    expect(svg.match(/<circle/g)?.length).toBe(86 - plan.unassigned.length);
  });
});
