import type { Model } from '../model.ts';
import type { Blink } from './blink.ts';
import type { Place } from './place.ts';
import type { State } from './state.ts';

/** All vehicles start, end, drive and cost alike, only distance costs, and loads only fall: then the innermost loop needs nothing but a few arrays. */
export function isUniform(model: Model): boolean {
  if (model.rich || model.timed || model.mixed || model.vehicleCost !== null) return false;
  for (let task = 0; task < model.tasks; task++) if (model.windows[task] !== null || model.locked[task]) return false;
  for (let vehicle = 1; vehicle < model.vehicles; vehicle++) {
    if (model.table[vehicle] !== model.table[0] || model.kind[vehicle] !== model.kind[0] || model.perMeter[vehicle] !== model.perMeter[0] || model.fixedCost[vehicle] !== model.fixedCost[0]) return false;
    if (model.latestEnd[vehicle] !== model.latestEnd[0] || model.shiftStart[vehicle] !== model.shiftStart[0] || ends(model, vehicle) !== ends(model, 0)) return false;
  }
  return model.vehicles > 0 && !model.hasPairs;
}

function ends(model: Model, vehicle: number): number {
  return model.location[model.startNode + vehicle]! * model.size + model.location[model.endNode + vehicle]!;
}

/** What `SinglePlacer` does, for uniform models: the same places at the same costs, three times as fast. */
export class UniformPlacer {
  private readonly state: State;
  private readonly model: Model;
  private readonly blink: Blink;
  private readonly distances: Int32Array;
  private readonly durations: Int32Array;
  /** First row of each node in the travel table. */
  private readonly row: Int32Array;
  private readonly service: Int32Array;

  constructor(state: State, blink: Blink) {
    this.state = state;
    this.model = state.model;
    this.blink = blink;
    const table = this.model.tables[this.model.table[0]!]!;
    this.distances = table.distances;
    this.durations = table.durations;
    this.row = this.model.location.map((location) => location * this.model.size);
    this.service = this.model.service.subarray(this.model.kind[0]! * this.model.nodes);
  }

  besideNeighbors(node: number, near: Int32Array, from: number, count: number, place: Place): void {
    const { state, model, distances, durations, row, blink } = this;
    const { next, previous, route, depart, latest } = state;
    const { location, anyVehicle, allowed } = model;
    const job = model.jobOf[node]! * model.vehicles;
    const at = location[node]!;
    const atRow = row[node]!;
    const ready = model.ready[node]!;
    const due = model.due[node]!;
    const service = this.service[node]!;
    const perMeter = model.perMeter[0]!;
    let best = place.cost / perMeter;
    let bestBefore = -1;
    for (let index = 0; index < count; index++) {
      const other = near[from + index]!;
      const vehicle = route[other]!;
      if (vehicle < 0 || (!anyVehicle && allowed[job + vehicle] === 0) || !this.hasRoom(node, vehicle)) continue;
      const otherRow = row[other]!;
      const otherAt = location[other]!;
      const arrival = depart[other]! + durations[otherRow + at]!;
      if (arrival <= due) {
        const after = next[other]!;
        const to = location[after]!;
        const detour = distances[otherRow + at]! + distances[atRow + to]! - distances[otherRow + to]!;
        if (detour < best && (arrival > ready ? arrival : ready) + service + durations[atRow + to]! <= latest[after]! && !blink.now()) {
          best = detour;
          bestBefore = other;
        }
      }
      const latestStart = latest[other]! - service - durations[atRow + otherAt]!;
      if (latestStart >= ready) {
        const before = previous[other]!;
        const beforeRow = row[before]!;
        const detour = distances[beforeRow + at]! + distances[atRow + otherAt]! - distances[beforeRow + otherAt]!;
        const reached = depart[before]! + durations[beforeRow + at]!;
        if (detour < best && reached <= latestStart && reached <= due && !blink.now()) {
          best = detour;
          bestBefore = before;
        }
      }
    }
    if (bestBefore < 0) return;
    place.before = bestBefore;
    place.cost = best * perMeter;
  }

  everywhere(node: number, place: Place): void {
    const { state, model } = this;
    const job = model.jobOf[node]! * model.vehicles;
    for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
      if (state.stops[vehicle]! > 0 && model.allowed[job + vehicle] !== 0 && this.hasRoom(node, vehicle)) this.inRoute(node, vehicle, place);
    }
  }

  private inRoute(node: number, vehicle: number, place: Place): void {
    const { state, model, distances, durations, row, blink } = this;
    const { next, depart, latest } = state;
    const { location } = model;
    const at = location[node]!;
    const atRow = row[node]!;
    const ready = model.ready[node]!;
    const due = model.due[node]!;
    const service = this.service[node]!;
    const end = model.endNode + vehicle;
    const perMeter = model.perMeter[0]!;
    let best = place.cost / perMeter;
    let bestBefore = -1;
    for (let before = model.startNode + vehicle; before !== end; ) {
      if (depart[before]! > due) break;
      const after = next[before]!;
      if (latest[after]! >= ready) {
        const beforeRow = row[before]!;
        const to = location[after]!;
        const detour = distances[beforeRow + at]! + distances[atRow + to]! - distances[beforeRow + to]!;
        if (detour < best) {
          const arrival = depart[before]! + durations[beforeRow + at]!;
          if (arrival <= due && (arrival > ready ? arrival : ready) + service + durations[atRow + to]! <= latest[after]! && !blink.now()) {
            best = detour;
            bestBefore = before;
          }
        }
      }
      before = after;
    }
    if (bestBefore < 0) return;
    place.before = bestBefore;
    place.cost = best * perMeter;
  }

  private hasRoom(node: number, vehicle: number): boolean {
    const { state, model } = this;
    if (state.stops[vehicle]! >= model.maxStops[vehicle]!) return false;
    for (let dimension = 0; dimension < model.dimensions; dimension++) {
      const at = dimension * model.vehicles + vehicle;
      if (state.loadAtStart[at]! + model.fromDepot[dimension * model.nodes + node]! > model.capacity[at]!) return false;
    }
    return true;
  }
}
