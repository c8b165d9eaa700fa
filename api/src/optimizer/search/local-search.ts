import type { Model } from '../model.ts';
import type { Neighbors } from './neighbors.ts';
import type { State } from './state.ts';

/** Longest segment that an exchange takes. */
const LONGEST = 3;
const EPSILON = 1e-6;

/**
 * Improves routes around given nodes by exchanging segments and tails between them, only ever to feasible routes (Vidal et al. 2013 without the penalties).
 * A move is judged by the arcs it changes; only what would save is checked in full: plain models by walking the moved segments between the earliest
 * departures and latest starts that `State` keeps, others by driving both routes through.
 */
export class LocalSearch {
  private readonly state: State;
  private readonly model: Model;
  private readonly neighbors: Neighbors;
  private readonly width: number;
  /** The arcs tell the whole cost and the walk tells feasibility. */
  private readonly exact: boolean;
  private readonly first: Int32Array;
  private readonly second: Int32Array;

  constructor(state: State, neighbors: Neighbors, width: number) {
    this.state = state;
    this.model = state.model;
    this.neighbors = neighbors;
    this.width = Math.min(width, neighbors.count);
    const { model } = this;
    const isPlain = !model.rich && !model.timed && !model.mixed && model.vehicleCost === null && model.anyVehicle;
    this.exact = isPlain && model.windows.every((windows) => windows === null) && model.maxStops.every((most) => most >= model.tasks);
    this.first = new Int32Array(this.model.nodes);
    this.second = new Int32Array(this.model.nodes);
  }

  /** Tries every move around each of the first `count` nodes, until none of them saves anything. */
  run(nodes: Int32Array, count: number): boolean {
    let improved = false;
    for (let round = 0; round < 10; round++) {
      let again = false;
      for (let index = 0; index < count; index++) while (this.improveAt(nodes[index]!)) again = true;
      if (!again) break;
      improved = true;
    }
    return improved;
  }

  private improveAt(node: number): boolean {
    const { state, model, neighbors } = this;
    if (state.route[node]! < 0 || model.locked[node] || model.mate[node]! >= 0) return false;
    const from = node * neighbors.count;
    for (let index = 0; index < this.width; index++) {
      const other = neighbors.near[from + index]!;
      const vehicle = state.route[other]!;
      if (vehicle < 0 || model.locked[other] || model.mate[other]! >= 0) continue;
      if (vehicle === state.route[node]) {
        if (this.withinRoute(node, other)) return true;
      } else if (this.exchangeTails(node, other) || this.exchangeTails(other, node) || this.exchangeSegments(node, other)) return true;
    }
    return false;
  }

  private arc(vehicle: number, from: number, to: number): number {
    const { model } = this;
    const table = model.tables[model.table[vehicle]!]!;
    const at = model.location[from]! * model.size + model.location[to]!;
    return model.perMeter[vehicle]! * table.distances[at]! + model.perSecond[vehicle]! * table.durations[at]!;
  }

  private seconds(vehicle: number, from: number, to: number): number {
    const { model } = this;
    return model.tables[model.table[vehicle]!]!.durations[model.location[from]! * model.size + model.location[to]!]!;
  }

  /** 2-opt*: `node` goes on to `other` and its tail, what came before `other` goes on to the old tail of `node`. */
  exchangeTails(node: number, other: number): boolean {
    const { state, model } = this;
    const a = state.route[node]!;
    const b = state.route[other]!;
    const after = state.next[node]!;
    const before = state.previous[other]!;
    if (model.locked[after] || model.reloadNodes[a]!.length > 0 || model.reloadNodes[b]!.length > 0) return false;
    const afterIsEnd = after >= model.endNode;
    const closing = afterIsEnd ? model.endNode + b : after;
    let change = this.arc(a, node, other) - this.arc(a, node, after) - this.arc(b, before, other) + this.arc(b, before, closing);
    const emptied = before === model.startNode + b && afterIsEnd;
    if (emptied) change -= model.fixedCost[b]! + this.arc(b, before, closing);
    if (this.exact && change >= -EPSILON) return false;
    if (!this.exact && change + this.slackOfEnds(a, b) >= -EPSILON) return false;
    if (state.depart[node]! + this.seconds(a, node, other) > state.latest[other]! && model.table[a] === model.table[b]) return false;
    if (!afterIsEnd && model.table[a] === model.table[b] && state.depart[before]! + this.seconds(b, before, after) > state.latest[after]!) return false;
    if (this.exact && !model.hasPairs && !this.tailsFit(node, before, a, b)) return false;
    const firstLength = this.join(a, node, b, other, this.first);
    const secondLength = this.join(b, before, a, after, this.second);
    return this.settle(a, firstLength, b, secondLength);
  }

  /** Ends may differ between vehicles: what the arcs at the ends may give back. */
  private slackOfEnds(a: number, b: number): number {
    return this.model.type[a] === this.model.type[b] ? 0 : -1e9;
  }

  private tailsFit(node: number, before: number, a: number, b: number): boolean {
    const { state, model } = this;
    for (let dimension = 0; dimension < model.dimensions; dimension++) {
      const offset = dimension * model.nodes;
      const headA = state.delivered[offset + node]!;
      const headB = state.delivered[offset + before]!;
      const tailA = state.loadAtStart[dimension * model.vehicles + a]! - headA;
      const tailB = state.loadAtStart[dimension * model.vehicles + b]! - headB;
      if (headA + tailB > model.capacity[dimension * model.vehicles + a]! || headB + tailA > model.capacity[dimension * model.vehicles + b]!) return false;
    }
    return true;
  }

  /** Route `a` up to and with `last`, then route `b` from `next` on. */
  private join(a: number, last: number, b: number, next: number, into: Int32Array): number {
    const { state, model } = this;
    let length = 0;
    for (let at = model.startNode + a; at !== last; ) into[length++] = at = state.next[at]!;
    for (let at = next; at < model.endNode || at >= model.endNode + model.vehicles; at = state.next[at]!) {
      if (at === model.endNode + b) break;
      into[length++] = at;
    }
    return length;
  }

  /** Segments of one to three nodes that begin at `node` go behind `other`, in exchange for none to three nodes there. */
  private exchangeSegments(node: number, other: number): boolean {
    const { state, model } = this;
    const a = state.route[node]!;
    const b = state.route[other]!;
    const before = state.previous[node]!;
    let last = node;
    for (let taken = 1; taken <= LONGEST; taken++, last = state.next[last]!) {
      if (last >= model.startNode || model.mate[last]! >= 0) return false;
      const after = state.next[last]!;
      let given = other;
      for (let back = 0; back <= LONGEST; back++) {
        const beyond = state.next[given]!;
        const first = back === 0 ? -1 : state.next[other]!;
        const change =
          this.arc(b, other, node) + this.arc(b, last, beyond) - this.arc(b, given, beyond) - (back === 0 ? 0 : this.arc(b, other, first)) -
          this.arc(a, before, node) - this.arc(a, last, after) +
          (back === 0 ? this.arc(a, before, after) : this.arc(a, before, first) + this.arc(a, given, after));
        if (change < -EPSILON && this.segmentsFit(a, before, node, last, after, b, other, first, given, beyond)) return true;
        given = beyond;
        if (given >= model.startNode || model.locked[given] || model.mate[given]! >= 0) break;
      }
    }
    return false;
  }

  private segmentsFit(
    a: number, before: number, node: number, last: number, after: number, b: number, other: number, first: number, given: number, beyond: number,
  ): boolean {
    const { state, model } = this;
    if (this.exact) {
      if (!this.inTime(b, other, node, last, beyond) || !this.inTime(a, before, first, given, after)) return false;
      for (let dimension = 0; dimension < model.dimensions; dimension++) {
        const offset = dimension * model.nodes;
        const moved = state.delivered[offset + last]! - (before >= model.startNode ? 0 : state.delivered[offset + before]!);
        const returned = first < 0 ? 0 : state.delivered[offset + given]! - state.delivered[offset + other]!;
        const atA = dimension * model.vehicles + a;
        const atB = dimension * model.vehicles + b;
        if (state.loadAtStart[atA]! - moved + returned > model.capacity[atA]! || state.loadAtStart[atB]! + moved - returned > model.capacity[atB]!) return false;
      }
    }
    let firstLength = 0;
    for (let at = state.next[model.startNode + a]!; at !== node; at = state.next[at]!) this.first[firstLength++] = at;
    if (first >= 0) for (let at = first; at !== beyond; at = state.next[at]!) this.first[firstLength++] = at;
    for (let at = after; at !== model.endNode + a; at = state.next[at]!) this.first[firstLength++] = at;
    let secondLength = 0;
    for (let at = model.startNode + b; at !== other; ) this.second[secondLength++] = at = state.next[at]!;
    for (let at = node; at !== after; at = state.next[at]!) this.second[secondLength++] = at;
    for (let at = beyond; at !== model.endNode + b; at = state.next[at]!) this.second[secondLength++] = at;
    return this.settle(a, firstLength, b, secondLength);
  }

  /** `from`, then the segment `first` … `last` (none when `first` is −1), then `to`, all in time on `vehicle`. */
  private inTime(vehicle: number, from: number, first: number, last: number, to: number): boolean {
    const { state, model } = this;
    let time = state.depart[from]!;
    let at = from;
    const service = model.kind[vehicle]! * model.nodes;
    if (first >= 0) {
      for (let next = first; ; next = state.next[next]!) {
        time += this.seconds(vehicle, at, next);
        if (time > model.due[next]!) return false;
        if (time < model.ready[next]!) time = model.ready[next]!;
        time += model.service[service + next]!;
        at = next;
        if (next === last) break;
      }
    }
    return time + this.seconds(vehicle, at, to) <= state.latest[to]!;
  }

  /** Or-opt: a segment of one to three nodes from `node` on goes behind `other` in the same route. */
  private withinRoute(node: number, other: number): boolean {
    const { state, model } = this;
    const a = state.route[node]!;
    const before = state.previous[node]!;
    let last = node;
    for (let taken = 1; taken <= LONGEST; taken++, last = state.next[last]!) {
      if (last >= model.startNode || last === other) return false;
      const after = state.next[last]!;
      const beyond = state.next[other]!;
      if (other === before) return false;
      const change =
        this.arc(a, before, after) + this.arc(a, other, node) + this.arc(a, last, beyond) - this.arc(a, before, node) - this.arc(a, last, after) - this.arc(a, other, beyond);
      if (change >= -EPSILON) continue;
      let length = 0;
      const end = model.endNode + a;
      for (let at = state.next[model.startNode + a]!; at !== end; at = state.next[at]!) {
        if (at === node) {
          at = last;
          continue;
        }
        this.first[length++] = at;
        if (at === other) for (let moved = node; moved !== after; moved = state.next[moved]!) this.first[length++] = moved;
      }
      if (this.settle(a, length, -1, 0)) return true;
    }
    return false;
  }

  /** Takes the two new routes if they are feasible and cost less than they did. */
  private settle(a: number, firstLength: number, b: number, secondLength: number): boolean {
    const { state } = this;
    const old = state.cost[a]! + (b < 0 ? 0 : state.cost[b]!);
    let cost = this.costOf(a, this.first, firstLength);
    if (cost === Infinity) return false;
    if (b >= 0) cost += this.costOf(b, this.second, secondLength);
    if (cost >= old - EPSILON) return false;
    state.touch(a);
    if (b >= 0) state.touch(b);
    state.relink(a, this.first, firstLength);
    if (b >= 0) state.relink(b, this.second, secondLength);
    state.dropIdleReloads(a);
    if (b >= 0) state.dropIdleReloads(b);
    state.refresh(a);
    if (b >= 0) state.refresh(b);
    return true;
  }

  /** Cost of a route that plain models get by adding up, others from the schedule. */
  private costOf(vehicle: number, sequence: Int32Array, length: number): number {
    const { model } = this;
    if (!this.exact) return this.state.schedule.run(vehicle, sequence, length);
    if (length === 0) return 0;
    let cost = model.fixedCost[vehicle]!;
    let time = model.shiftStart[vehicle]!;
    let at = model.startNode + vehicle;
    const service = model.kind[vehicle]! * model.nodes;
    for (let index = 0; index < length; index++) {
      const node = sequence[index]!;
      time += this.seconds(vehicle, at, node);
      if (time > model.due[node]!) return Infinity;
      if (time < model.ready[node]!) time = model.ready[node]!;
      time += model.service[service + node]!;
      cost += this.arc(vehicle, at, node);
      at = node;
    }
    const end = model.endNode + vehicle;
    if (time + this.seconds(vehicle, at, end) > model.due[end]!) return Infinity;
    return cost + this.arc(vehicle, at, end);
  }
}
