import { draftsOf, nodesOf } from './build-plan.ts';
import { assertProblem } from './check-problem.ts';
import { Model } from './model.ts';
import type { Job, Problem, TimeWindow } from './problem.ts';
import { Schedule } from './schedule.ts';
import { couldStand } from './search/could-stand.ts';
import { Blink } from './search/blink.ts';
import { Place } from './search/place.ts';
import { SinglePlacer } from './search/place-single.ts';
import { Random } from './search/random.ts';
import { State } from './search/state.ts';
import type { Plan } from './solution.ts';
import { visitsOf } from './visits-of.ts';

/** A plan made ready for many questions: what each position allows is worked out once. Open it again after every change of the plan. */
export class OpenPlan {
  readonly problem: Problem;
  readonly model: Model;
  readonly state: State;
  readonly schedule: Schedule;
  readonly sequence: Int32Array;

  constructor(problem: Problem, plan: Plan) {
    assertProblem(problem);
    this.problem = problem;
    this.model = new Model(problem, true);
    this.schedule = new Schedule(this.model, true);
    this.state = new State(this.model, this.schedule);
    this.sequence = new Int32Array(this.model.nodes);
    nodesOf(this.model, draftsOf(plan)).forEach((nodes, vehicle) => {
      this.state.relink(vehicle, nodes, nodes.length);
      this.state.refresh(vehicle);
    });
  }
}

/** One way to take a job into a plan. */
export interface Insertion {
  readonly vehicle: string;
  /** Place among the route's visits and reloads, pauses not counted, that the visit (or the pickup of a pair) would have. */
  readonly position: number;
  /** Place of a pair's delivery, the pickup being in already. */
  readonly deliveryPosition: number | undefined;
  /** What the plan would cost more. */
  readonly cost: number;
  /** Start of service (of the pickup, for a pair). */
  readonly startAt: number;
  /** The window asked about, where windows were given. */
  readonly window: TimeWindow | undefined;
}

export interface InsertOptions {
  /** Ask for each of these instead of the job's own windows (the delivery's for a pair). */
  readonly windows?: readonly TimeWindow[];
  /** `cheapest` (default): one insertion a window, or one in all. `all`: every feasible one, cheapest first. */
  readonly which?: 'cheapest' | 'all';
}

/**
 * Ways to take a job that is not in the plan into it, nothing else being moved; exact. Positions are ruled out in constant time
 * by the earliest departure before and the latest start after them. Plain routes are judged from these alone, others are driven through.
 * The job need not be in the problem; its locations must be in the matrices (spare rows are for this).
 */
export function insert(open: OpenPlan, job: Job, options: InsertOptions = {}): Insertion[] {
  const found = (options.windows ?? [undefined]).flatMap((window) => insertAt(open, withWindow(job, window), window, options.which ?? 'cheapest'));
  return options.which === 'all' ? found.sort((a, b) => a.cost - b.cost) : found;
}

function withWindow(job: Job, window: TimeWindow | undefined): Job {
  if (window === undefined) return job;
  return job.kind === 'pair' ? { ...job, delivery: { ...job.delivery, windows: [window] } } : { ...job, windows: [window] };
}

function insertAt(open: OpenPlan, job: Job, window: TimeWindow | undefined, which: 'cheapest' | 'all'): Insertion[] {
  const { model, state } = open;
  const size = Object.values(open.problem.profiles)[0]?.size ?? 0;
  for (const visit of visitsOf(job)) {
    if (!(visit.location >= 0 && visit.location < size)) throw new Error(`Job "${job.id}" is at location ${visit.location}; the matrices know 0 to ${size - 1}.`);
  }
  const node = model.setSpareJob(job);
  const isPlain = !model.rich && !needsDriving(job) && job.kind !== 'pair';
  if (isPlain && which === 'cheapest') return cheapestPlain(open, node, window);
  const all: Insertion[] = [];
  for (const vehicle of candidates(open, node)) {
    const end = model.endNode + vehicle;
    for (let before = model.startNode + vehicle; before !== end; before = state.next[before]!) {
      if (!couldStand(open.state, node, before, vehicle)) continue;
      if (job.kind !== 'pair') tryRoute(open, node, vehicle, before, -1, window, all);
      else {
        tryRoute(open, node, vehicle, before, node, window, all);
        for (let second = state.next[before]!; second !== end; second = state.next[second]!) {
          if (couldStand(open.state, node + 1, second, vehicle)) tryRoute(open, node, vehicle, before, second, window, all);
        }
      }
    }
  }
  if (which === 'all' || all.length === 0) return all;
  return [all.reduce((best, one) => (one.cost < best.cost ? one : best))];
}

/** The job asks for something that plain checks do not know, though the problem as it is does not. */
function needsDriving(job: Job): boolean {
  if (job.kind === 'pair') return true;
  return job.kind === 'pickup' || (job.collects?.length ?? 0) > 0 || (job.setupSeconds ?? 0) > 0 || (job.releaseAt ?? 0) > 0 || job.preferred !== undefined || (job.windows?.length ?? 0) > 1 || job.vehicleCosts !== undefined;
}

/** Vehicles that may do the job: all in use, and of the empty ones one of each type. */
function candidates({ model, state }: OpenPlan, node: number): number[] {
  const job = model.jobOf[node]!;
  const vehicles: number[] = [];
  for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
    const wanted = state.stops[vehicle]! > 0 || state.emptyVehicle(model.type[vehicle]!) === vehicle;
    if (wanted && model.allowed[job * model.vehicles + vehicle]) vehicles.push(vehicle);
  }
  return vehicles;
}

function cheapestPlain(open: OpenPlan, node: number, window: TimeWindow | undefined): Insertion[] {
  const { state } = open;
  const placer = new SinglePlacer(state, new Blink(new Random(1), 0));
  const place = new Place();
  for (const vehicle of candidates(open, node)) placer.inRoute(node, vehicle, place);
  if (place.before < 0) return [];
  const vehicle = state.route[place.before]!;
  const exact: Insertion[] = [];
  tryRoute(open, node, vehicle, place.before, -1, window, exact);
  return exact;
}

function tryRoute(open: OpenPlan, node: number, vehicle: number, before: number, second: number, window: TimeWindow | undefined, into: Insertion[]): void {
  const { model, state, schedule, sequence } = open;
  const end = model.endNode + vehicle;
  let length = 0;
  let position = 0;
  let deliveryPosition: number | undefined;
  for (let at = model.startNode + vehicle; at !== end; at = state.next[at]!) {
    if (at < model.startNode || at >= model.endNode) sequence[length++] = at;
    if (at === before) {
      position = length;
      sequence[length++] = node;
      if (second === node) {
        deliveryPosition = length;
        sequence[length++] = node + 1;
      }
    } else if (at === second) {
      deliveryPosition = length;
      sequence[length++] = node + 1;
    }
  }
  const cost = schedule.run(vehicle, sequence, length) - state.cost[vehicle]!;
  if (cost === Infinity) return;
  let startAt = 0;
  for (let entry = 0; entry < schedule.entries; entry++) if (schedule.node[entry] === node) startAt = schedule.start[entry]!;
  into.push({ vehicle: model.problem.vehicles[vehicle]!.id, position, deliveryPosition, cost, startAt, window });
}
