import type { Model } from '../model.ts';
import type { Neighbors } from './neighbors.ts';
import type { State } from './state.ts';

/** Longest segments that an exchange moves and gets back. */
const LONGEST_MOVED = 3;
const LONGEST_RETURNED = 2;

/**
 * `LocalSearch` for uniform models: the same moves on bare arrays. A move costs a handful of additions to judge; only one that saves distance is checked
 * for time and load, walking at most the few nodes it moves.
 */
export class UniformLocalSearch {
  private readonly state: State;
  private readonly model: Model;
  private readonly neighbors: Neighbors;
  private readonly width: number;
  private readonly distances: Int32Array;
  private readonly durations: Int32Array;
  private readonly row: Int32Array;
  private readonly service: Int32Array;
  private readonly first: Int32Array;
  private readonly second: Int32Array;

  constructor(state: State, neighbors: Neighbors, width: number) {
    this.state = state;
    this.model = state.model;
    this.neighbors = neighbors;
    this.width = Math.min(width, neighbors.count);
    const table = this.model.tables[this.model.table[0]!]!;
    this.distances = table.distances;
    this.durations = table.durations;
    this.row = this.model.location.map((location) => location * this.model.size);
    this.service = this.model.service.subarray(this.model.kind[0]! * this.model.nodes);
    this.first = new Int32Array(this.model.nodes);
    this.second = new Int32Array(this.model.nodes);
  }

  /** Tries tails, and with `deep` also segments, around each of the first `count` nodes until nothing saves any more. */
  run(nodes: Int32Array, count: number, deep: boolean): boolean {
    let improved = false;
    for (let index = 0; index < count; index++) {
      const node = nodes[index]!;
      while (this.state.route[node]! >= 0 && (this.tailsAt(node) || (deep && this.segmentsAt(node)))) improved = true;
    }
    return improved;
  }

  /** 2-opt*: after `node` goes what begins at a neighbour, or the other way round. */
  private tailsAt(node: number): boolean {
    const { state, neighbors, distances, durations, row, width } = this;
    const { location } = this.model;
    const { next, previous, route, depart, latest } = state;
    const a = route[node]!;
    const after = next[node]!;
    const before = previous[node]!;
    const at = location[node]!;
    const atRow = row[node]!;
    const out = distances[atRow + location[after]!]!;
    const into = distances[row[before]! + at]!;
    const departure = depart[node]!;
    const latestHere = latest[node]!;
    const from = node * neighbors.count;
    for (let index = 0; index < width; index++) {
      const other = neighbors.near[from + index]!;
      const b = route[other]!;
      if (b < 0 || b === a) continue;
      const otherAt = location[other]!;
      const otherRow = row[other]!;
      if (departure + durations[atRow + otherAt]! <= latest[other]!) {
        const head = previous[other]!;
        const change = distances[atRow + otherAt]! + distances[row[head]! + location[after]!]! - out - distances[row[head]! + otherAt]!;
        if (change < 0 && this.takeTails(a, node, after, b, head, other)) return true;
      }
      if (depart[other]! + durations[otherRow + at]! <= latestHere) {
        const tail = next[other]!;
        const change = distances[otherRow + at]! + distances[row[before]! + location[tail]!]! - into - distances[otherRow + location[tail]!]!;
        if (change < 0 && this.takeTails(b, other, tail, a, before, node)) return true;
      }
    }
    return false;
  }

  /** Joins `node` of route `a` to `other` of route `b`, and `head` before `other` to `after`, if both routes stay feasible. */
  private takeTails(a: number, node: number, after: number, b: number, head: number, other: number): boolean {
    const { state, model } = this;
    const endA = model.endNode + a;
    const closing = after === endA ? model.endNode + b : after;
    if (state.depart[head]! + this.durations[this.row[head]! + model.location[closing]!]! > state.latest[closing]!) return false;
    for (let dimension = 0; dimension < model.dimensions; dimension++) {
      const offset = dimension * model.nodes;
      const atA = dimension * model.vehicles + a;
      const atB = dimension * model.vehicles + b;
      const headA = state.delivered[offset + node]!;
      const headB = state.delivered[offset + head]!;
      if (headA + state.loadAtStart[atB]! - headB > model.capacity[atA]! || headB + state.loadAtStart[atA]! - headA > model.capacity[atB]!) return false;
    }
    let firstLength = this.copy(state.next[model.startNode + a]!, after, this.first, 0);
    firstLength = this.copy(other, model.endNode + b, this.first, firstLength);
    let secondLength = this.copy(state.next[model.startNode + b]!, other, this.second, 0);
    secondLength = this.copy(after, endA, this.second, secondLength);
    return this.settle(a, firstLength, b, secondLength);
  }

  /** Segments that begin at `node` go behind a neighbour, segments that end at it go before one, in exchange for some nodes there or none. */
  private segmentsAt(node: number): boolean {
    const { state, neighbors, durations, row, width, model } = this;
    const { location, ready, due } = model;
    const { route, depart, latest } = state;
    const a = route[node]!;
    const at = location[node]!;
    const from = node * neighbors.count;
    const earliestLeft = ready[node]! + this.service[node]!;
    for (let index = 0; index < width; index++) {
      const other = neighbors.near[from + index]!;
      const b = route[other]!;
      if (b < 0 || b === a) continue;
      if (depart[other]! + durations[row[other]! + at]! <= due[node]! && this.behind(node, other, a, b)) return true;
      if (earliestLeft + durations[row[node]! + location[other]!]! <= latest[other]! && this.ahead(node, other, a, b)) return true;
    }
    return false;
  }

  private behind(node: number, other: number, a: number, b: number): boolean {
    const { distances, row } = this;
    const { location, startNode } = this.model;
    const { next, previous } = this.state;
    const before = previous[node]!;
    const joined = distances[row[other]! + location[node]!]! - distances[row[before]! + location[node]!]!;
    let last = node;
    for (let moved = 1; moved <= LONGEST_MOVED && last < startNode; moved++, last = next[last]!) {
      const after = next[last]!;
      const base = joined - distances[row[last]! + location[after]!]!;
      let given = other;
      for (let returned = 0; returned <= LONGEST_RETURNED; returned++) {
        const beyond = next[given]!;
        let change = base + distances[row[last]! + location[beyond]!]! - distances[row[given]! + location[beyond]!]!;
        const first = returned === 0 ? -1 : next[other]!;
        if (returned === 0) change += distances[row[before]! + location[after]!]!;
        else change += distances[row[before]! + location[first]!]! + distances[row[given]! + location[after]!]! - distances[row[other]! + location[first]!]!;
        if (change < 0 && this.take(a, before, node, last, after, b, other, first, given, beyond)) return true;
        given = beyond;
        if (given >= startNode) break;
      }
    }
    return false;
  }

  private ahead(node: number, other: number, a: number, b: number): boolean {
    const { distances, row } = this;
    const { location, startNode } = this.model;
    const { next, previous } = this.state;
    const after = next[node]!;
    const joined = distances[row[node]! + location[other]!]! - distances[row[node]! + location[after]!]!;
    let first = node;
    for (let moved = 1; moved <= LONGEST_MOVED && first < startNode; moved++, first = previous[first]!) {
      const before = previous[first]!;
      const base = joined - distances[row[before]! + location[first]!]!;
      let given = other;
      for (let returned = 0; returned <= LONGEST_RETURNED; returned++) {
        const beyond = previous[given]!;
        let change = base + distances[row[beyond]! + location[first]!]! - distances[row[beyond]! + location[given]!]!;
        const last = returned === 0 ? -1 : previous[other]!;
        if (returned === 0) change += distances[row[before]! + location[after]!]!;
        else change += distances[row[before]! + location[given]!]! + distances[row[last]! + location[after]!]! - distances[row[last]! + location[other]!]!;
        const back = returned === 0 ? -1 : given;
        if (change < 0 && this.take(a, before, first, node, after, b, beyond, back, returned === 0 ? beyond : last, other)) return true;
        given = beyond;
        if (given >= startNode) break;
      }
    }
    return false;
  }

  /** Exchanges `node` … `last` of route `a` for `first` … `given` of route `b` (none when `first` is −1), which stand between `other` and `beyond`. */
  private take(
    a: number, before: number, node: number, last: number, after: number, b: number, other: number, first: number, given: number, beyond: number,
  ): boolean {
    const { state, model } = this;
    for (let dimension = 0; dimension < model.dimensions; dimension++) {
      const offset = dimension * model.nodes;
      const moved = state.delivered[offset + last]! - state.delivered[offset + before]!;
      const returned = first < 0 ? 0 : state.delivered[offset + given]! - state.delivered[offset + other]!;
      const atA = dimension * model.vehicles + a;
      const atB = dimension * model.vehicles + b;
      if (state.loadAtStart[atA]! - moved + returned > model.capacity[atA]! || state.loadAtStart[atB]! + moved - returned > model.capacity[atB]!) return false;
    }
    if (!this.inTime(other, node, last, beyond) || !this.inTime(before, first, given, after)) return false;
    let firstLength = this.copy(state.next[model.startNode + a]!, node, this.first, 0);
    if (first >= 0) firstLength = this.copy(first, beyond, this.first, firstLength);
    firstLength = this.copy(after, model.endNode + a, this.first, firstLength);
    let secondLength = this.copy(state.next[model.startNode + b]!, first >= 0 ? first : beyond, this.second, 0);
    secondLength = this.copy(node, after, this.second, secondLength);
    secondLength = this.copy(beyond, model.endNode + b, this.second, secondLength);
    return this.settle(a, firstLength, b, secondLength);
  }

  /** From `from` over the segment (none when `first` is −1) to `to`, all in time. */
  private inTime(from: number, first: number, last: number, to: number): boolean {
    const { durations, row, service } = this;
    const { location, ready, due } = this.model;
    let time = this.state.depart[from]!;
    let at = from;
    for (let next = first; next >= 0; next = this.state.next[next]!) {
      time += durations[row[at]! + location[next]!]!;
      if (time > due[next]!) return false;
      if (time < ready[next]!) time = ready[next]!;
      time += service[next]!;
      at = next;
      if (next === last) break;
    }
    return time + durations[row[at]! + location[to]!]! <= this.state.latest[to]!;
  }

  /** Copies the nodes from `from` up to but without `end`. */
  private copy(from: number, end: number, into: Int32Array, length: number): number {
    for (let at = from; at !== end; at = this.state.next[at]!) into[length++] = at;
    return length;
  }

  private settle(a: number, firstLength: number, b: number, secondLength: number): boolean {
    const { state, model } = this;
    if (firstLength > model.maxStops[a]! || secondLength > model.maxStops[b]! || !this.mayDrive(a, this.first, firstLength) || !this.mayDrive(b, this.second, secondLength)) return false;
    state.touch(a);
    state.touch(b);
    state.relink(a, this.first, firstLength);
    state.relink(b, this.second, secondLength);
    state.refresh(a);
    state.refresh(b);
    return true;
  }

  private mayDrive(vehicle: number, sequence: Int32Array, length: number): boolean {
    const { model } = this;
    if (model.anyVehicle) return true;
    for (let index = 0; index < length; index++) if (!model.allowed[model.jobOf[sequence[index]!]! * model.vehicles + vehicle]) return false;
    return true;
  }
}
