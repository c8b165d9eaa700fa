import { appendFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { solve } from '../solve.ts';
import { validate } from '../validate.ts';
import { cpu } from './cpu.ts';
import { exactDistance, instanceFiles, loadInstance } from './instance.ts';
import { runLiveDay } from './live-day.ts';
import { runRealDay } from './real-day.ts';

const HELP = `npm run bench:optimizer -- [folders of instances] [options]
  --seconds 10         CPU seconds an instance and seed
  --seeds 1            a number of seeds (1, 2 … n) or a list (3,7)
  --instances R101,C2  only files whose name begins with one of these
  --convention dimacs  or hierarchical (default for Li and Lim): fewest vehicles first
  --json results.jsonl append a line for each result
  --case real-day      or live-day: only that; both run when no folder is given
  --addresses file     JSON list of [latitude, longitude] for the real day, instead of generated ones
  --svg plan.svg       where to draw the real day's plan`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '10' }, seeds: { type: 'string', default: '1' }, instances: { type: 'string' }, convention: { type: 'string' },
    json: { type: 'string' }, case: { type: 'string' }, addresses: { type: 'string' }, svg: { type: 'string' }, help: { type: 'boolean' },
  },
});

const seconds = Number(values.seconds);
const seeds = values.seeds.includes(',') ? values.seeds.split(',').map(Number) : Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);

interface Row {
  readonly set: string;
  readonly instance: string;
  readonly seed: number;
  readonly distance: number;
  readonly vehicles: number;
  readonly unassigned: number;
  readonly gapPercent: number | undefined;
  readonly bestVehicles: number | undefined;
  readonly cpuSeconds: number;
  readonly iterations: number;
  readonly peakMegabytes: number;
  readonly findings: number;
}

function measure(file: string, seed: number): Row {
  const convention = values.convention === 'dimacs' || values.convention === 'hierarchical' ? values.convention : undefined;
  const instance = loadInstance(file, convention);
  const begin = cpu();
  const { plan, iterations } = solve(instance.problem, { seconds, seed, now: cpu, fewestVehicles: instance.convention?.name === 'hierarchical' });
  const cpuSeconds = cpu() - begin;
  const distance = exactDistance(instance, plan);
  const { best } = instance;
  return {
    set: basename(dirname(file)),
    instance: instance.name,
    seed,
    distance,
    vehicles: plan.routes.length,
    unassigned: plan.unassigned.length,
    gapPercent: best && 100 * (distance / best.distance - 1),
    bestVehicles: best?.vehicles,
    cpuSeconds,
    iterations,
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    findings: validate(instance.problem, plan).length,
  };
}

function print(cells: readonly (string | number)[]): void {
  const widths = [14, 6, 12, 10, 9, 8, 11, 8, 6];
  console.log(cells.map((cell, index) => String(cell).padEnd(widths[index] ?? 8)).join(' '));
}

const HEAD = ['instance', 'seed', 'distance', 'vehicles', 'gap %', 'cpu s', 'iterations', 'peak MB', 'valid'];

function show(row: Row): void {
  const vehicles = row.bestVehicles === undefined ? row.vehicles : `${row.vehicles}/${row.bestVehicles}`;
  const valid = row.findings > 0 ? `NO (${row.findings})` : row.unassigned > 0 ? `${row.unassigned} left` : 'yes';
  print([row.instance, row.seed, row.distance.toFixed(1), vehicles, row.gapPercent?.toFixed(3) ?? '', row.cpuSeconds.toFixed(1), row.iterations, row.peakMegabytes, valid]);
  if (values.json) appendFileSync(values.json, `${JSON.stringify(row)}\n`);
}

/** Mean gap over all; where vehicles count first also their sum, and the gap over the instances that reach the best number. */
function summarize(rows: readonly Row[]): void {
  for (const set of new Set(rows.map((row) => row.set))) {
    const own = rows.filter((row) => row.set === set);
    const mean = (list: readonly Row[]) => (list.reduce((sum, row) => sum + (row.gapPercent ?? 0), 0) / Math.max(1, list.length)).toFixed(3);
    const atBest = own.filter((row) => row.bestVehicles !== undefined && row.vehicles <= row.bestVehicles);
    const fleet = own[0]?.bestVehicles === undefined ? '' : `; vehicles ${own.reduce((sum, row) => sum + row.vehicles, 0)} of ${own.reduce((sum, row) => sum + row.bestVehicles!, 0)}, mean gap ${mean(atBest)} % over the ${atBest.length} at the best number`;
    console.log(`${set}: ${own.length} results, mean gap ${mean(own)} %${fleet}; invalid: ${own.filter((row) => row.findings > 0).length}`);
  }
}

if (values.help) console.log(HELP);
else {
  const prefixes = values.instances?.split(',');
  const files = positionals.flatMap(instanceFiles).filter((file) => !prefixes || prefixes.some((prefix) => basename(file).startsWith(prefix)));
  if (files.length > 0) {
    print(HEAD);
    const rows: Row[] = [];
    for (const file of files) {
      for (const seed of seeds) {
        const row = measure(file, seed);
        rows.push(row);
        show(row);
      }
    }
    summarize(rows);
    if (rows.some((row) => row.findings > 0)) process.exitCode = 1;
  }
  if (values.case === 'real-day' || (!values.case && positionals.length === 0)) runRealDay({ seconds, seed: seeds[0]!, addresses: values.addresses, svg: values.svg });
  if (values.case === 'live-day' || (!values.case && positionals.length === 0)) runLiveDay({ seed: seeds[0]! });
}
