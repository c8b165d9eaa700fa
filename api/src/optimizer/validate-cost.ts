import type { Job, Problem, Vehicle } from './problem.ts';
import type { PlannedRoute, PlannedVisit, RouteCost } from './solution.ts';
import type { Finding } from './validate.ts';

/** Takes down what the checker finds. */
export type Report = (code: Finding['code'], message: string, vehicle?: string, job?: string) => void;

/** Costs are compared to within this share, times and loads exactly. */
const TOLERANCE = 1e-6;

/** Equal but for rounding. */
export function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}

/** Costs of a route part by part; returns their sum. `say` is told of each that differs. */
export function checkCost(problem: Problem, vehicle: Vehicle, route: PlannedRoute, jobs: ReadonlyMap<string, Job>, preferences: number, say: Report): number {
  const rates = vehicle.costs ?? { perMeter: 1 };
  const seconds = route.endAt - route.startAt;
  const done = new Set(route.stops.flatMap((stop) => (stop.kind === 'visit' ? [stop.job] : [])));
  const visits = route.stops.filter((stop) => stop.kind === 'visit');
  const size = problem.balance?.of === 'stops' ? visits.length : seconds / 3600;
  const expected: Omit<RouteCost, 'total'> = {
    fixed: rates.fixed ?? 0,
    distance: (rates.perMeter ?? 0) * route.distance,
    time: (rates.perSecond ?? 0) * seconds,
    waiting: (rates.perWaitingSecond ?? 0) * route.waitSeconds,
    overtime: (vehicle.overtime?.costPerSecond ?? 0) * route.overtimeSeconds,
    vehicles: [...done].reduce((sum, id) => sum + (jobs.get(id)!.vehicleCosts?.[vehicle.id] ?? 0), 0),
    preferences,
    stability: stabilityCost(problem, vehicle, visits),
    balance: (problem.balance?.cost ?? 0) * size ** 2,
  };
  let total = 0;
  for (const [part, cost] of Object.entries(expected) as [keyof typeof expected, number][]) {
    total += cost;
    if (!close(route.cost[part], cost)) say('cost', `${part} costs ${cost}, not ${route.cost[part]}.`);
  }
  if (!close(route.cost.total, total)) say('cost', `the route costs ${total}, not ${route.cost.total}.`);
  return total;
}

function stabilityCost(problem: Problem, vehicle: Vehicle, visits: readonly PlannedVisit[]): number {
  const baseline = problem.baseline;
  if (!baseline) return 0;
  const before = new Map<string, { vehicle: string; rank: number; startAt: number | undefined }>();
  for (const route of baseline.routes) {
    route.stops.forEach((stop, rank) => {
      const job = problem.jobs.find((one) => one.id === stop.job);
      if (job) before.set(`${stop.job} ${job.kind === 'pair' ? (stop.part ?? 'pickup') : job.kind}`, { vehicle: route.vehicle, rank, startAt: stop.startAt });
    });
  }
  let cost = 0;
  const ranks: number[] = [];
  for (const visit of visits) {
    const was = before.get(`${visit.job} ${visit.part}`);
    if (!was) continue;
    if (was.vehicle !== vehicle.id) cost += baseline.changedVehicleCost ?? 0;
    else ranks.push(was.rank);
    if (was.startAt !== undefined) cost += (baseline.arrivalChangeCostPerSecond ?? 0) * Math.max(0, Math.abs(visit.startAt - was.startAt) - (baseline.toleranceSeconds ?? 0));
  }
  // Stops that stay in order: the longest rising run with gaps, by the plain quadratic method.
  const lengths = ranks.map(() => 1);
  ranks.forEach((rank, at) => {
    for (let earlier = 0; earlier < at; earlier++) if (ranks[earlier]! < rank) lengths[at] = Math.max(lengths[at]!, lengths[earlier]! + 1);
  });
  return cost + (baseline.movedStopCost ?? 0) * (ranks.length - Math.max(0, ...lengths));
}
