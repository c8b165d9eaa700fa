import type { Blink } from './blink.ts';
import type { Place } from './place.ts';
import type { State } from './state.ts';

/** Cheapest feasible place of a job with one visit in plain routes: every check is a few additions on what `State` keeps for each node. */
export class SinglePlacer {
  private readonly state: State;
  private readonly blink: Blink;

  constructor(state: State, blink: Blink) {
    this.state = state;
    this.blink = blink;
  }

  /** Looks beside each of the `count` tasks from `near[from]` on. */
  besideNeighbors(node: number, near: Int32Array, from: number, count: number, place: Place): void {
    const { state } = this;
    const { route, previous } = state;
    const { anyVehicle, jobOf } = state.model;
    const job = jobOf[node]! * state.model.vehicles;
    for (let index = 0; index < count; index++) {
      const other = near[from + index]!;
      const vehicle = route[other]!;
      if (vehicle < 0) continue;
      if (!anyVehicle && !state.model.allowed[job + vehicle]) continue;
      this.between(node, previous[other]!, other, vehicle, place);
      this.between(node, other, state.next[other]!, vehicle, place);
    }
  }

  /** Looks at every position of every route in use. */
  everywhere(node: number, place: Place): void {
    const { state } = this;
    const { model } = state;
    const job = model.jobOf[node]! * model.vehicles;
    for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
      if (state.stops[vehicle] === 0 || !model.allowed[job + vehicle]) continue;
      this.inRoute(node, vehicle, place);
    }
  }

  /** Looks at every position of one route. */
  inRoute(node: number, vehicle: number, place: Place): void {
    const { state } = this;
    const { next, depart } = state;
    const { startNode, endNode, ready, due } = state.model;
    if (!this.roomInRoute(node, vehicle)) return;
    const latestArrival = due[node]!;
    const earliest = ready[node]!;
    const end = endNode + vehicle;
    for (let before = startNode + vehicle; before !== end; ) {
      if (depart[before]! > latestArrival) return;
      const after = next[before]!;
      if (state.latest[after]! >= earliest) this.between(node, before, after, vehicle, place);
      before = after;
    }
  }

  /** Looks at one empty vehicle of each type. */
  inEmptyVehicles(node: number, place: Place): void {
    const { state } = this;
    const { model } = state;
    for (let type = 0; type < state.ofType.length; type++) {
      const vehicle = state.emptyVehicle(type);
      if (vehicle < 0 || !model.allowed[model.jobOf[node]! * model.vehicles + vehicle]) continue;
      this.between(node, model.startNode + vehicle, model.endNode + vehicle, vehicle, place);
    }
  }

  private roomInRoute(node: number, vehicle: number): boolean {
    const { model } = this.state;
    if (this.state.stops[vehicle]! >= model.maxStops[vehicle]!) return false;
    if (model.mixed) return true;
    for (let dimension = 0; dimension < model.dimensions; dimension++) {
      const at = dimension * model.vehicles + vehicle;
      if (this.state.loadAtStart[at]! + model.fromDepot[dimension * model.nodes + node]! > model.capacity[at]!) return false;
    }
    return true;
  }

  /** Takes the place between two nodes that follow each other if it is feasible and cheaper than `place`. */
  between(node: number, before: number, after: number, vehicle: number, place: Place): void {
    const { state } = this;
    const { model } = state;
    const table = model.tables[model.table[vehicle]!]!;
    const { distances, durations } = table;
    const { size, location } = model;
    const from = location[before]! * size;
    const at = location[node]!;
    const to = location[after]!;
    const detour = distances[from + at]! + distances[at * size + to]! - distances[from + to]!;
    let cost = model.perMeter[vehicle]! * detour;
    const opens = state.stops[vehicle] === 0;
    if (opens) cost += model.fixedCost[vehicle]! + model.perMeter[vehicle]! * distances[from + to]!;
    if (model.vehicleCost !== null) cost += model.vehicleCost[model.jobOf[node]! * model.vehicles + vehicle]!;
    if (cost >= place.cost) return;
    let time = state.depart[before]! + durations[from + at]!;
    const windows = model.windows[node]!;
    if (windows === null) {
      if (time > model.due[node]!) return;
      if (time < model.ready[node]!) time = model.ready[node]!;
    } else {
      time = firstOpen(windows, time);
      if (time < 0) return;
    }
    if (time + model.service[model.kind[vehicle]! * model.nodes + node]! + durations[at * size + to]! > state.latest[after]!) return;
    if (model.locked[after]! !== 0 || !this.roomAt(node, before, vehicle)) return;
    if (this.blink.now()) return;
    if (model.timed) {
      const seconds = this.durationWith(node, before, after, vehicle);
      if (seconds > model.maxDuration[vehicle]!) return;
      const old = opens ? 0 : state.headSeconds[model.endNode + vehicle]!;
      cost += model.perSecond[vehicle]! * (seconds - old);
      if (cost >= place.cost) return;
    }
    place.cost = cost;
    place.before = before;
  }

  private roomAt(node: number, before: number, vehicle: number): boolean {
    const { state } = this;
    const { model } = state;
    if (state.stops[vehicle]! >= model.maxStops[vehicle]!) return false;
    for (let dimension = 0; dimension < model.dimensions; dimension++) {
      const offset = dimension * model.nodes;
      const at = dimension * model.vehicles + vehicle;
      const delivered = model.fromDepot[offset + node]!;
      if (!model.mixed) {
        if (state.loadAtStart[at]! + delivered > model.capacity[at]!) return false;
        continue;
      }
      if (state.loadBefore[offset + before]! + delivered > model.capacity[at]!) return false;
      if (state.loadAfter[offset + before]! + delivered + model.change[offset + node]! > model.capacity[at]!) return false;
    }
    return true;
  }

  /** Least duration of the route with the node put in: head, node and tail joined as in Vidal et al. (2013). */
  private durationWith(node: number, before: number, after: number, vehicle: number): number {
    const { state } = this;
    const { model } = state;
    const { durations } = model.tables[model.table[vehicle]!]!;
    const { location, size } = model;
    let seconds = state.headSeconds[before]! + durations[location[before]! * size + location[node]!]!;
    let latest = state.headLatest[before]!;
    const wait = model.ready[node]! - seconds - latest;
    latest = Math.min(latest, model.due[node]! - seconds);
    if (wait > 0) seconds += wait;
    seconds += model.service[model.kind[vehicle]! * model.nodes + node]! + durations[location[node]! * size + location[after]!]!;
    const waitAfter = state.tailEarliest[after]! - seconds - latest;
    return seconds + Math.max(0, waitAfter) + state.tailSeconds[after]!;
  }
}

/** First start of service from `time` on, or −1 when all windows are over. */
function firstOpen(windows: Int32Array, time: number): number {
  for (let index = 0; index < windows.length; index += 2) {
    if (time <= windows[index + 1]!) return time > windows[index]! ? time : windows[index]!;
  }
  return -1;
}
