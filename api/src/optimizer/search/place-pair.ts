import { openFrom } from '../windows.ts';
import type { Blink } from './blink.ts';
import type { Place } from './place.ts';
import type { State } from './state.ts';

/** Cheapest feasible places of both ends of a pair in plain routes: every position of the pickup, and from each a walk forward for the delivery. */
export class PairPlacer {
  private readonly state: State;
  private readonly blink: Blink;

  constructor(state: State, blink: Blink) {
    this.state = state;
    this.blink = blink;
  }

  everywhere(pickup: number, place: Place): void {
    const { state } = this;
    const { model } = state;
    const job = model.jobOf[pickup]! * model.vehicles;
    for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
      if (state.stops[vehicle]! > 0 && model.allowed[job + vehicle]) this.inRoute(pickup, vehicle, place);
    }
    for (let type = 0; type < state.ofType.length; type++) {
      const vehicle = state.emptyVehicle(type);
      if (vehicle >= 0 && model.allowed[job + vehicle]) this.inRoute(pickup, vehicle, place);
    }
  }

  inRoute(pickup: number, vehicle: number, place: Place): void {
    const { state } = this;
    const { model } = state;
    if (state.stops[vehicle]! + 2 > model.maxStops[vehicle]!) return;
    const { distances, durations } = model.tables[model.table[vehicle]!]!;
    const { location, size } = model;
    const end = model.endNode + vehicle;
    const delivery = pickup + 1;
    const opens = state.stops[vehicle] === 0;
    const perMeter = model.perMeter[vehicle]!;
    let fixed = opens ? model.fixedCost[vehicle]! + perMeter * distances[location[model.startNode + vehicle]! * size + location[end]!]! : 0;
    if (model.vehicleCost !== null) fixed += model.vehicleCost[model.jobOf[pickup]! * model.vehicles + vehicle]!;
    const service = model.service[model.kind[vehicle]! * model.nodes + pickup]!;
    const at = location[pickup]!;
    for (let before = model.startNode + vehicle; before !== end; before = state.next[before]!) {
      if (state.depart[before]! > model.due[pickup]!) return;
      const after = state.next[before]!;
      if (model.locked[after]! !== 0 || !this.roomAfter(pickup, before, vehicle)) continue;
      const arrival = this.serve(pickup, state.depart[before]! + durations[location[before]! * size + at]!);
      if (arrival < 0 || this.blink.now()) continue;
      const from = location[before]! * size;
      const toPickup = distances[from + at]!;
      const skipped = distances[from + location[after]!]!;
      // A pickup alone that is too dear ends the look: on roads the delivery's detour is hardly ever negative.
      if (fixed + perMeter * (toPickup + distances[at * size + location[after]!]! - skipped) >= place.cost) continue;
      this.walk(pickup, delivery, before, vehicle, arrival + service, fixed, toPickup, skipped, place);
    }
  }

  /** Goes on from the pickup, put after `before` and left at `time`, and tries the delivery after every node that can still be served in time. */
  private walk(
    pickup: number, delivery: number, before: number, vehicle: number, time: number, fixed: number, toPickup: number, skipped: number, place: Place,
  ): void {
    const { state } = this;
    const { model } = state;
    const { distances, durations } = model.tables[model.table[vehicle]!]!;
    const { location, size } = model;
    const kind = model.kind[vehicle]! * model.nodes;
    const end = model.endNode + vehicle;
    const to = location[delivery]!;
    const perMeter = model.perMeter[vehicle]!;
    let last = pickup;
    let after = state.next[before]!;
    for (;;) {
      const leg = location[last]! * size;
      const next = location[after]!;
      const reached = this.serve(delivery, time + durations[leg + to]!);
      if (reached < 0 && time > model.due[delivery]!) return;
      if (reached >= 0) {
        const direct = last === pickup ? skipped : distances[leg + next]!;
        const near = last === pickup ? 0 : distances[location[pickup]! * size + location[state.next[before]!]!]! - skipped;
        const cost = fixed + perMeter * (toPickup + near + distances[leg + to]! + distances[to * size + next]! - direct);
        const inTime = reached + model.service[kind + delivery]! + durations[to * size + next]! <= state.latest[after]!;
        if (cost < place.cost && inTime && !this.blink.now()) {
          place.cost = cost;
          place.before = before;
          place.beforeSecond = last;
        }
      }
      if (after === end) return;
      // On to the next node, with the pair's load on board.
      time = this.serve(after, time + durations[leg + next]!);
      if (time < 0 || !this.roomAfter(pickup, after, vehicle)) return;
      time += model.service[kind + after]!;
      last = after;
      after = state.next[after]!;
    }
  }

  /** Start of service when arriving at `time`, or −1 when that is too late. */
  private serve(node: number, time: number): number {
    const { model } = this.state;
    const windows = model.windows[node]!;
    if (time > model.due[node]!) return -1;
    return windows === null ? Math.max(time, model.ready[node]!) : openFrom(windows, time);
  }

  private roomAfter(pickup: number, node: number, vehicle: number): boolean {
    const { state } = this;
    const { model } = state;
    for (let dimension = 0; dimension < model.dimensions; dimension++) {
      const offset = dimension * model.nodes;
      if (state.load[offset + node]! + model.change[offset + pickup]! > model.capacity[dimension * model.vehicles + vehicle]!) return false;
    }
    return true;
  }
}
