import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Problem } from '../problem.ts';
import type { Plan } from '../solution.ts';
import { CONVENTIONS, type Convention } from './conventions.ts';
import { parseLiLim } from './parse-li-lim.ts';
import { parseSolomon } from './parse-solomon.ts';
import { parseVroom } from './parse-vroom.ts';

export interface Instance {
  readonly name: string;
  readonly problem: Problem;
  /** Coordinates by location, as far as they are known. */
  readonly points: readonly (readonly [number, number])[];
  /** How distances became whole numbers; undefined where the instance gives whole numbers itself. */
  readonly convention: Convention | undefined;
}

/** Best known result: `vehicles` only where fewest vehicles come first. */
export interface BestKnown {
  readonly vehicles: number | undefined;
  readonly distance: number;
}

export interface LoadedInstance extends Instance {
  readonly best: BestKnown | undefined;
}

/** Files of instances below a folder, in order of name. */
export function instanceFiles(folder: string): string[] {
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return instanceFiles(path);
      return /\.(txt|json)$/.test(name) && !/^(best-known|README)/.test(name) ? [path] : [];
    });
}

/** Reads an instance of any of the formats, and its best known result from a `best-known.json` beside or above it. */
export function loadInstance(file: string, wanted: Convention['name'] | undefined): LoadedInstance {
  const text = readFileSync(file, 'utf8');
  const name = basename(file).replace(/\.(txt|json)$/, '');
  if (file.endsWith('.json')) return { ...parseVroom(name, text), best: bestKnown(file, name, undefined) };
  const isLiLim = /^\s*\d+\s+\d+\s+\d+\s*\n/.test(text);
  const convention = CONVENTIONS[wanted ?? (isLiLim ? 'hierarchical' : 'dimacs')];
  const instance = isLiLim ? parseLiLim(name, text, convention) : parseSolomon(name, text, convention);
  return { ...instance, best: bestKnown(file, name, convention) };
}

type BestFile = Record<string, { dimacs?: number; hierarchical?: { vehicles: number; distance: number }; vehicles?: number; distance?: number } | undefined>;

function bestKnown(file: string, name: string, convention: Convention | undefined): BestKnown | undefined {
  for (const folder of [dirname(file), dirname(dirname(file))]) {
    const path = join(folder, 'best-known.json');
    if (!existsSync(path)) continue;
    const best = (JSON.parse(readFileSync(path, 'utf8')) as BestFile)[name];
    if (!best) return undefined;
    if (best.distance !== undefined) return { vehicles: best.vehicles, distance: best.distance };
    if (convention?.name === 'hierarchical') return best.hierarchical;
    return best.dimacs === undefined ? undefined : { vehicles: undefined, distance: best.dimacs };
  }
  return undefined;
}

/** Distance in the instance's own units: double precision for the hierarchical convention, tenths for the other. */
export function exactDistance({ points, convention, problem }: Instance, plan: Plan): number {
  if (convention?.name !== 'hierarchical') return plan.routes.reduce((sum, route) => sum + route.distance, 0) / (convention?.scale ?? 1);
  let total = 0;
  for (const route of plan.routes) {
    const vehicle = problem.vehicles.find((one) => one.id === route.vehicle)!;
    let last = points[vehicle.start]!;
    for (const location of [...route.stops.map((stop) => stop.location), vehicle.end!]) {
      total += Math.hypot(points[location]![0] - last[0], points[location]![1] - last[1]);
      last = points[location]!;
    }
  }
  return total;
}
