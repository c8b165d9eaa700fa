import { readFileSync, writeFileSync } from 'node:fs';
import { solve } from '../solve.ts';
import { validate } from '../validate.ts';
import { cpu } from './cpu.ts';
import { drawSvg } from './draw-svg.ts';
import { realDay, type Point } from './real-day-problem.ts';

export interface RealDayRun {
  readonly seed: number;
  readonly seconds: number;
  /** File with a JSON list of [latitude, longitude]. */
  readonly addresses: string | undefined;
  readonly svg: string | undefined;
}

/** The rich real-size case: cost over time, what is in the plan, and a picture of it. */
export function runRealDay({ seed, seconds, addresses, svg }: RealDayRun): void {
  const doors = addresses === undefined ? undefined : (JSON.parse(readFileSync(addresses, 'utf8')) as Point[]);
  const { problem, points } = realDay({ seed, ...(doors ? { addresses: doors } : {}) });
  console.log(`real day: ${problem.jobs.length} jobs, ${problem.vehicles.length} vehicles of 3 kinds, 2 depots`);
  const marks = [1, 2, 5, 10, 20, 30, 60].filter((mark) => mark < seconds);
  const { plan, iterations } = solve(problem, {
    seed, seconds, now: cpu,
    onProgress: (progress) => {
      while (marks.length > 0 && progress.seconds >= marks[0]!) console.log(`  ${marks.shift()} s: cost ${progress.cost.toFixed(0)}, ${progress.vehicles} vehicles, ${progress.unassigned} left out`);
    },
  });
  const findings = validate(problem, plan);
  const stops = plan.routes.flatMap((route) => route.stops);
  const count = (kind: string) => stops.filter((stop) => stop.kind === kind).length;
  console.log(`  ${seconds} s: cost ${plan.cost.total.toFixed(0)}, ${plan.routes.length} vehicles, ${plan.unassigned.length} left out, ${iterations} iterations`);
  console.log(`  ${(plan.routes.reduce((sum, route) => sum + route.distance, 0) / 1000).toFixed(1)} km, ${count('visit')} visits, ${count('break')} breaks, ${count('reload')} reloads, checker: ${findings.length === 0 ? 'valid' : JSON.stringify(findings.slice(0, 3))}`);
  if (svg) writeFileSync(svg, drawSvg(plan, points, new Map(problem.vehicles.map((vehicle) => [vehicle.id, vehicle.start]))));
}
