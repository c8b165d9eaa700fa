import type { Schedule } from '../schedule.ts';
import { couldStand } from './could-stand.ts';
import type { Blink } from './blink.ts';
import { RELOAD, type Place, type Reload } from './place.ts';
import type { State } from './state.ts';

/** So many of the most promising places are driven through at most, and no more once some of them proved feasible. */
const CANDIDATES = 40;
const FEASIBLE_ENOUGH = 2;

/**
 * Places jobs in routes with constraints that need the whole route driven: positions are screened by what `State` keeps, ordered by their detour,
 * and the best are judged exactly by the schedule.
 */
export class RichPlacer {
  private readonly state: State;
  private readonly schedule: Schedule;
  private readonly blink: Blink;
  private readonly estimate = new Float64Array(CANDIDATES + 1);
  private readonly before = new Int32Array(CANDIDATES + 1);
  private readonly beforeSecond = new Int32Array(CANDIDATES + 1);
  private readonly reload = new Int32Array(CANDIDATES + 1);
  private count = 0;
  private readonly sequence: Int32Array;

  constructor(state: State, blink: Blink) {
    this.state = state;
    this.schedule = state.schedule;
    this.blink = blink;
    this.sequence = new Int32Array(state.model.nodes);
  }

  clear(): void {
    this.count = 0;
  }

  besideNeighbors(node: number, near: Int32Array, from: number, count: number): void {
    const { state } = this;
    const { model } = state;
    const job = model.jobOf[node]! * model.vehicles;
    for (let index = 0; index < count; index++) {
      const other = near[from + index]!;
      const vehicle = state.route[other]!;
      if (vehicle < 0 || !model.allowed[job + vehicle]) continue;
      this.single(node, state.previous[other]!, vehicle);
      this.single(node, other, vehicle);
    }
  }

  inRoute(node: number, vehicle: number): void {
    const { state } = this;
    const end = state.model.endNode + vehicle;
    for (let before = state.model.startNode + vehicle; before !== end; before = state.next[before]!) this.single(node, before, vehicle);
  }

  /** All routes in use, and an empty vehicle of each type. */
  everywhere(node: number, isPair: boolean): void {
    const { state } = this;
    const { model } = state;
    const job = model.jobOf[node]! * model.vehicles;
    for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
      if (state.stops[vehicle]! === 0 || !model.allowed[job + vehicle]) continue;
      if (isPair) this.pairInRoute(node, vehicle);
      else this.inRoute(node, vehicle);
    }
    this.inEmptyVehicles(node, isPair);
  }

  inEmptyVehicles(node: number, isPair: boolean): void {
    const { state } = this;
    const { model } = state;
    for (let type = 0; type < state.ofType.length; type++) {
      const vehicle = state.emptyVehicle(type);
      if (vehicle < 0 || !model.allowed[model.jobOf[node]! * model.vehicles + vehicle]) continue;
      if (isPair) this.pairInRoute(node, vehicle);
      else this.inRoute(node, vehicle);
    }
  }

  pairInRoute(pickup: number, vehicle: number): void {
    const { state } = this;
    const { model } = state;
    const end = model.endNode + vehicle;
    for (let before = model.startNode + vehicle; before !== end; before = state.next[before]!) {
      if (!couldStand(this.state, pickup, before, vehicle)) continue;
      const first = this.detour(pickup, before, state.next[before]!, vehicle);
      this.keep(first + this.detour(pickup + 1, pickup, state.next[before]!, vehicle), before, pickup, RELOAD.none);
      for (let second = state.next[before]!; second !== end; second = state.next[second]!) {
        if (!couldStand(this.state, pickup + 1, second, vehicle)) continue;
        this.keep(first + this.detour(pickup + 1, second, state.next[second]!, vehicle), before, second, RELOAD.none);
      }
    }
  }

  private single(node: number, before: number, vehicle: number): void {
    const { state } = this;
    const { model } = state;
    const after = state.next[before]!;
    if (!couldStand(this.state, node, before, vehicle)) return;
    const reloads = model.reloadNodes[vehicle]!;
    const detour = this.detour(node, before, after, vehicle);
    if (reloads.length === 0) {
      if (this.fits(node, before, vehicle)) this.keep(detour, before, -1, RELOAD.none);
      return;
    }
    this.keep(detour, before, -1, RELOAD.none);
    const free = this.freeReload(vehicle);
    if (free < 0 || state.stops[vehicle] === 0) return;
    if (before < model.startNode) this.keep(this.detour(free, before, node, vehicle) + detour, before, -1, RELOAD.before);
    if (after < model.startNode) this.keep(detour + this.detour(free, node, after, vehicle), before, -1, RELOAD.after);
  }

  private fits(node: number, before: number, vehicle: number): boolean {
    const { state } = this;
    const { model } = state;
    for (let dimension = 0; dimension < model.dimensions; dimension++) {
      const offset = dimension * model.nodes;
      const at = dimension * model.vehicles + vehicle;
      const delivered = model.fromDepot[offset + node]!;
      if (!model.mixed && state.loadAtStart[at]! + delivered > model.capacity[at]!) return false;
      if (model.mixed && state.loadBefore[offset + before]! + delivered > model.capacity[at]!) return false;
    }
    return true;
  }

  private detour(node: number, before: number, after: number, vehicle: number): number {
    const { model, stops } = this.state;
    const { distances, durations } = model.tables[model.table[vehicle]!]!;
    const { location, size } = model;
    const [from, at, to] = [location[before]!, location[node]!, location[after]!];
    const meters = distances[from * size + at]! + distances[at * size + to]! - distances[from * size + to]!;
    const seconds = durations[from * size + at]! + durations[at * size + to]! - durations[from * size + to]!;
    const opening = stops[vehicle] === 0 ? model.fixedCost[vehicle]! : 0;
    const own = model.vehicleCost === null || node >= model.startNode ? 0 : model.vehicleCost[model.jobOf[node]! * model.vehicles + vehicle]!;
    const base = model.baseVehicle[node]!;
    const changed = base >= 0 && base !== vehicle ? (model.problem.baseline?.changedVehicleCost ?? 0) : 0;
    return model.perMeter[vehicle]! * meters + model.perSecond[vehicle]! * seconds + opening + own + changed;
  }

  /** Keeps the candidate if it is among the best so far. */
  private keep(estimate: number, before: number, beforeSecond: number, reload: Reload): void {
    if (this.count === CANDIDATES && estimate >= this.estimate[this.count - 1]!) return;
    if (this.blink.now()) return;
    let at = this.count;
    while (at > 0 && this.estimate[at - 1]! > estimate) {
      this.estimate[at] = this.estimate[at - 1]!;
      this.before[at] = this.before[at - 1]!;
      this.beforeSecond[at] = this.beforeSecond[at - 1]!;
      this.reload[at] = this.reload[at - 1]!;
      at--;
    }
    this.estimate[at] = estimate;
    this.before[at] = before;
    this.beforeSecond[at] = beforeSecond;
    this.reload[at] = reload;
    if (this.count < CANDIDATES) this.count++;
  }

  /** Drives the kept candidates through, best first. */
  decide(node: number, place: Place): void {
    const { state } = this;
    let feasible = 0;
    for (let index = 0; index < this.count && feasible < FEASIBLE_ENOUGH; index++) {
      const vehicle = state.route[this.before[index]!]!;
      const length = this.sequenceWith(node, vehicle, this.before[index]!, this.beforeSecond[index]!, this.reload[index]! as Reload);
      const cost = this.schedule.run(vehicle, this.sequence, length) - state.cost[vehicle]!;
      if (cost === Infinity) continue;
      feasible++;
      if (cost >= place.cost) continue;
      place.cost = cost;
      place.before = this.before[index]!;
      place.beforeSecond = this.beforeSecond[index]!;
      place.reload = this.reload[index]! as Reload;
    }
  }

  freeReload(vehicle: number): number {
    const { model, route } = this.state;
    for (const node of model.reloadNodes[vehicle]!) if (route[node]! < 0) return node;
    return -1;
  }

  private sequenceWith(node: number, vehicle: number, before: number, beforeSecond: number, reload: Reload): number {
    const { state, sequence } = this;
    const { model } = state;
    const end = model.endNode + vehicle;
    let length = 0;
    for (let at = model.startNode + vehicle; at !== end; at = state.next[at]!) {
      if (at !== model.startNode + vehicle) sequence[length++] = at;
      if (at === before) {
        if (reload === RELOAD.before) sequence[length++] = this.freeReload(vehicle);
        sequence[length++] = node;
        if (reload === RELOAD.after) sequence[length++] = this.freeReload(vehicle);
        if (beforeSecond === node) sequence[length++] = node + 1;
      }
      if (at === beforeSecond) sequence[length++] = node + 1;
    }
    return length;
  }
}
