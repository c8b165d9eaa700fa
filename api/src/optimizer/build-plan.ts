import type { Model } from './model.ts';
import { FIRST_BREAK, Schedule } from './schedule.ts';
import type { Constraint, DraftStop, Plan, PlanCost, PlannedRoute, PlannedStop, RouteCost, RouteDraft, Violation } from './solution.ts';

/** Routes as nodes by vehicle, and what is wrong with them when violations are wanted. */
export interface BuiltPlan {
  readonly plan: Plan;
  readonly violations: readonly Violation[];
}

/** Puts times, loads, slack and costs to routes given as nodes by vehicle. Infeasible routes are driven as they are: late, overloaded. `schedule` must be a detailed one. */
export function buildPlan(model: Model, routes: readonly Int32Array[], schedule = new Schedule(model, true)): BuiltPlan {
  const violations: Violation[] = [];
  const planned: PlannedRoute[] = [];
  const placed = new Uint8Array(model.problem.jobs.length + 1);
  routes.forEach((nodes, vehicle) => {
    if (nodes.length === 0) return;
    const found: { constraint: Constraint; node: number; amount: number; dimension: number }[] = [];
    if (schedule.run(vehicle, nodes, nodes.length) === Infinity) {
      schedule.run(vehicle, nodes, nodes.length, (constraint, node, amount, dimension) => {
        const known = found.findIndex((one) => one.constraint === constraint && one.node === node && one.dimension === dimension);
        // A route may be driven twice: what counts is the last time.
        if (known >= 0) found.splice(known, 1);
        found.push({ constraint, node, amount, dimension });
      });
    }
    planned.push(buildRoute(model, vehicle, nodes, schedule));
    for (const { constraint, node, amount, dimension } of found) violations.push(describe(model, vehicle, nodes, constraint, node, amount, dimension));
    for (const node of nodes) if (node < model.startNode) placed[model.jobOf[node]!] = 1;
  });
  const left = model.problem.jobs.map((_, index) => index).filter((index) => !placed[index]);
  return { plan: { routes: planned, unassigned: left.map((index) => model.problem.jobs[index]!.id), cost: sumCosts(model, planned, left) }, violations };
}

function buildRoute(model: Model, vehicle: number, nodes: Int32Array, schedule: Schedule): PlannedRoute {
  const loads = loadsAfter(model, nodes);
  const stops: PlannedStop[] = [];
  let visited = -1;
  let from = model.location[model.startNode + vehicle]!;
  for (let entry = 0; entry < schedule.entries; entry++) {
    const node = schedule.node[entry]!;
    if (node === model.endNode + vehicle) break;
    if (node >= 0) {
      visited++;
      from = model.location[node]!;
    } else if (schedule.legSeconds[entry]! > 0 || schedule.legDistance[entry]! > 0) from = model.location[nodes[visited + 1]!]!;
    const times = {
      location: from,
      arriveAt: schedule.arrive[entry]!,
      startAt: schedule.start[entry]!,
      departAt: schedule.depart[entry]!,
      waitSeconds: schedule.wait[entry]!,
      slackSeconds: schedule.slack[entry]!,
      legDistance: schedule.legDistance[entry]!,
      legSeconds: schedule.legSeconds[entry]!,
      load: loads[visited + 1]!,
    };
    if (node < 0) stops.push({ kind: 'break', break: node <= FIRST_BREAK ? model.problem.vehicles[vehicle]!.breaks![FIRST_BREAK - node]!.id : undefined, ...times });
    else if (node >= model.startNode) stops.push({ kind: 'reload', ...times });
    else stops.push({ kind: 'visit', ...model.stopOf(node), ...times });
  }
  const cost: RouteCost = {
    total: schedule.cost,
    fixed: model.fixedCost[vehicle]!,
    distance: model.perMeter[vehicle]! * schedule.distance,
    time: model.perSecond[vehicle]! * (schedule.endAt - schedule.startAt),
    waiting: model.perWaitingSecond[vehicle]! * schedule.waiting,
    overtime: model.overtimeCost[vehicle]! * schedule.overtime,
    vehicles: schedule.vehicleCost,
    preferences: schedule.preferenceCost,
    stability: schedule.stabilityCost,
    balance: schedule.balanceCost,
  };
  return {
    vehicle: model.problem.vehicles[vehicle]!.id,
    startAt: schedule.startAt,
    endAt: schedule.endAt,
    stops,
    distance: schedule.distance,
    driveSeconds: schedule.drive,
    serviceSeconds: schedule.serving,
    waitSeconds: schedule.waiting,
    overtimeSeconds: schedule.overtime,
    cost,
  };
}

/** On board at the departure and after each node. */
function loadsAfter(model: Model, nodes: Int32Array): number[][] {
  const dimensions = Array.from({ length: model.dimensions }, (_, dimension) => dimension);
  const delivered = (from: number): number[] => {
    const end = nodes.findIndex((node, index) => index >= from && node >= model.startNode);
    const trip = nodes.subarray(from, end < 0 ? nodes.length : end);
    return dimensions.map((dimension) => trip.reduce((sum, node) => sum + model.fromDepot[dimension * model.nodes + node]!, 0));
  };
  let load = delivered(0);
  let fetched = load.map(() => 0);
  const loads = [load];
  nodes.forEach((node, index) => {
    if (node >= model.startNode) {
      const coming = delivered(index + 1);
      load = load.map((amount, dimension) => amount - fetched[dimension]! + coming[dimension]!);
      fetched = fetched.map(() => 0);
    } else {
      const change = dimensions.map((dimension) => model.change[dimension * model.nodes + node]!);
      load = load.map((amount, dimension) => amount + change[dimension]!);
      if (model.mate[node]! < 0) fetched = fetched.map((amount, dimension) => amount + change[dimension]! + model.fromDepot[dimension * model.nodes + node]!);
    }
    loads.push(load);
  });
  return loads;
}

const PARTS = ['total', 'fixed', 'distance', 'time', 'waiting', 'overtime', 'vehicles', 'preferences', 'stability', 'balance'] as const satisfies (keyof RouteCost)[];

function sumCosts(model: Model, routes: readonly PlannedRoute[], left: readonly number[]): PlanCost {
  const sums = Object.fromEntries(PARTS.map((part) => [part, routes.reduce((sum, route) => sum + route.cost[part], 0)])) as unknown as RouteCost;
  const unassigned = left.reduce((sum, job) => sum + model.penalty[job]!, 0);
  return { ...sums, total: sums.total + unassigned, unassigned };
}

const UNITS: Record<Constraint, (amount: number) => string> = {
  capacity: (amount) => `${amount} over`,
  'time-window': (amount) => `${amount} seconds late`,
  shift: (amount) => `back ${amount} seconds after the end of the shift`,
  release: (amount) => `leaves ${amount} seconds before it is there`,
  skill: () => 'needs a skill the vehicle does not have',
  vehicle: () => 'may not go on this vehicle',
  'max-stops': (amount) => `${amount} stops too many`,
  'max-distance': (amount) => `${amount} meters too far`,
  'max-drive': (amount) => `${amount} seconds at the wheel too many`,
  'max-duration': (amount) => `${amount} seconds too long`,
  range: (amount) => `${amount} meters beyond the range`,
  'max-trips': (amount) => `${amount} trips too many`,
  break: (amount) => `break starts ${amount} seconds late`,
  'hours-of-service': (amount) => `${amount} seconds over what a driver may do without rest`,
  precedence: () => 'delivery without its pickup before it on the same vehicle',
  'max-ride': (amount) => `${amount} seconds too long on board`,
  unreachable: () => 'cannot be reached',
  locked: () => 'locked stops were changed',
};

/** A violation in words. Dimension and stop are named where there are any. */
export function describe(
  model: Model, vehicle: number, nodes: Int32Array, constraint: Constraint, node: number, amount: number, dimension: number,
): Violation {
  const stop = node >= 0 ? nodes.indexOf(node) : -1;
  const isVisit = node >= 0 && node < model.startNode;
  const name = dimension >= 0 ? model.problem.dimensions?.[dimension] : undefined;
  const place = stop >= 0 ? ` at stop ${stop}` : '';
  return {
    constraint,
    vehicle: model.problem.vehicles[vehicle]!.id,
    ...(isVisit ? { job: model.stopOf(node).job } : {}),
    ...(stop >= 0 ? { stop } : {}),
    ...(name !== undefined ? { dimension: name } : {}),
    amount,
    message: `${UNITS[constraint](amount)}${name === undefined ? '' : ` in ${name}`}${place}`,
  };
}

/** The routes of a plan as drafts, pauses left out. */
export function draftsOf(plan: Plan): RouteDraft[] {
  return plan.routes.map((route) => ({
    vehicle: route.vehicle,
    stops: route.stops.flatMap((stop): DraftStop[] => (stop.kind === 'break' ? [] : stop.kind === 'reload' ? [{ reload: true }] : [{ job: stop.job, part: stop.part }])),
  }));
}

/** Drafts as nodes by vehicle. Throws on ids the problem does not know and on stops listed twice. */
export function nodesOf(model: Model, drafts: readonly RouteDraft[]): Int32Array[] {
  const routes = Array.from({ length: model.vehicles }, () => new Int32Array(0));
  const seen = new Set<number>();
  for (const draft of drafts) {
    const vehicle = model.vehicleIndex.get(draft.vehicle);
    if (vehicle === undefined) throw new Error(`The plan names vehicle "${draft.vehicle}", which the problem does not have.`);
    let reloads = 0;
    routes[vehicle] = Int32Array.from(draft.stops, (stop) => {
      if ('reload' in stop) {
        const node = model.reloadNodes[vehicle]![reloads++];
        if (node === undefined) throw new Error(`Vehicle "${draft.vehicle}" reloads ${reloads} times, more than its trips allow.`);
        return node;
      }
      if (!model.jobIndex.has(stop.job)) throw new Error(`The plan names job "${stop.job}", which the problem does not have.`);
      const node = model.nodeOf(stop);
      if (seen.has(node)) throw new Error(`Job "${stop.job}" is in the plan twice.`);
      seen.add(node);
      return node;
    });
  }
  return routes;
}
