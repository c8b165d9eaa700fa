import type { Neighbors } from './neighbors.ts';
import type { Random } from './random.ts';
import type { State } from './state.ts';

/** Figures of Christiaens and Vanden Berghe (2020), table 4. */
const SPLIT_PROBABILITY = 0.5;
const SPLIT_GROWTH_PROBABILITY = 0.01;

/** While jobs are left out, this share of the steps makes room around one of them. */
const ABSENT_SHARE = 0.3;
const SEED_TRIES = 30;
/** A job that only some vehicles may do can need much room in one of them. */
const WANTED_WIDTH = 3;
/** Share of the steps that dissolve a route first. */
const DROP_ROUTE = 0.001;

export interface RuinOptions {
  /** Jobs taken out on average. */
  readonly averageRemoved: number;
  /** Longest string taken from one route. */
  readonly longestString: number;
  /** Share of the steps that split a route first. */
  readonly splitShare: number;
}

/**
 * Slack induction by string removals (Christiaens and Vanden Berghe 2020): takes strings of stops out of neighbouring routes around a random stop,
 * so that room appears in several routes at one place.
 */
export class Ruin {
  private readonly state: State;
  private readonly random: Random;
  private readonly neighbors: Neighbors;
  private readonly options: RuinOptions;
  private readonly ruined: Int32Array;
  private stamp = 0;
  private readonly string: Int32Array;

  constructor(state: State, random: Random, neighbors: Neighbors, options: RuinOptions) {
    this.state = state;
    this.random = random;
    this.neighbors = neighbors;
    this.options = options;
    this.ruined = new Int32Array(state.model.vehicles);
    this.string = new Int32Array(state.model.nodes);
  }

  /** The left out job that the last run made room for, or −1. */
  wanted = -1;

  run(): void {
    const { state, random, options } = this;
    const { model } = state;
    let used = 0;
    let stops = 0;
    for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
      if (state.stops[vehicle]! > 0) used++;
      stops += state.stops[vehicle]!;
    }
    if (used === 0) return;
    this.wanted = state.absentCount > 0 && random.next() < ABSENT_SHARE ? state.absent[random.below(state.absentCount)]! : -1;
    const seed = this.wanted < 0 ? random.below(model.tasks) : this.seedFor(this.wanted);
    const width = this.wanted < 0 || model.anyVehicle ? 1 : WANTED_WIDTH;
    const longest = Math.min(width * options.longestString, stops / used);
    const mostStrings = (4 * width * options.averageRemoved) / (1 + longest) - 1;
    const strings = Math.floor(random.next() * mostStrings + 1);
    const stamp = ++this.stamp;
    const draw = random.next();
    if (draw < options.splitShare) this.splitRoute(seed);
    else if (draw < options.splitShare + DROP_ROUTE) this.dropRoute(seed);
    let done = this.ruinAt(seed, longest, stamp) ? 1 : 0;
    const { near, count } = this.neighbors;
    for (let index = 0; index < count && done < strings; index++) {
      if (this.ruinAt(near[seed * count + index]!, longest, stamp)) done++;
    }
    for (let index = 0; index < state.touchedCount; index++) state.refresh(state.touched[index]!);
  }

  /** A job that is left out: itself, or a stop of some vehicle that may do it. */
  private seedFor(job: number): number {
    const { state, random } = this;
    const { model } = state;
    if (model.anyVehicle || random.next() < 0.5) return model.firstNode[job]!;
    for (let tries = 0; tries < SEED_TRIES; tries++) {
      const seed = random.below(model.tasks);
      const vehicle = state.route[seed]!;
      if (vehicle >= 0 && model.allowed[job * model.vehicles + vehicle]) return seed;
    }
    return model.firstNode[job]!;
  }

  /** Gives the tail of a route from `node` on to an empty vehicle of the same type: more routes are never reached by putting stops back one by one. */
  private splitRoute(node: number): void {
    const { state } = this;
    const { model } = state;
    const vehicle = state.route[node]!;
    if (vehicle < 0 || model.locked[node] || model.hasPairs || model.reloadNodes[vehicle]!.length > 0) return;
    const empty = state.emptyVehicle(model.type[vehicle]!);
    if (empty < 0 || state.previous[node] === model.startNode + vehicle) return;
    state.touch(vehicle);
    state.touch(empty);
    const end = model.endNode + vehicle;
    let length = 0;
    for (let at = node; at !== end; at = state.next[at]!) this.string[length++] = at;
    const before = state.previous[node]!;
    state.next[before] = end;
    state.previous[end] = before;
    state.relink(empty, this.string, length);
    state.refresh(vehicle);
    state.refresh(empty);
  }

  /** Takes all free stops of the route of `node` out: fewer routes are hard to reach by strings. */
  private dropRoute(node: number): void {
    const { state } = this;
    const { model } = state;
    const vehicle = state.route[node]!;
    if (vehicle < 0) return;
    this.ruined[vehicle] = this.stamp;
    state.touch(vehicle);
    const end = model.endNode + vehicle;
    let taken = 0;
    for (let at = state.next[model.startNode + vehicle]!; at !== end; at = state.next[at]!) if (!this.isFixed(at)) this.string[taken++] = at;
    for (let index = 0; index < taken; index++) {
      if (state.route[this.string[index]!]! >= 0) state.unlinkJob(model.jobOf[this.string[index]!]!);
    }
    state.dropIdleReloads(vehicle);
  }

  /** Takes a string around `node` out of its route, once a route. */
  private ruinAt(node: number, longest: number, stamp: number): boolean {
    const { state, random } = this;
    const vehicle = state.route[node]!;
    if (vehicle < 0 || this.ruined[vehicle] === stamp) return false;
    this.ruined[vehicle] = stamp;
    const most = Math.min(state.stops[vehicle]!, longest);
    const length = Math.floor(random.next() * most + 1);
    let kept = 0;
    if (length > 1 && length < state.stops[vehicle]! && random.next() < SPLIT_PROBABILITY) {
      kept = 1;
      while (length + kept < state.stops[vehicle]! && random.next() < SPLIT_GROWTH_PROBABILITY) kept++;
    }
    this.take(vehicle, node, length, kept);
    return true;
  }

  /** Removes `length` of `length + kept` consecutive stops that include `node`, leaving `kept` of them in their middle. */
  private take(vehicle: number, node: number, length: number, kept: number): void {
    const { state, random } = this;
    const { model } = state;
    const window = length + kept;
    const place = state.position[node]!;
    const lowest = Math.max(1, place - window + 1);
    const highest = Math.min(place, state.stops[vehicle]! - window + 1);
    const first = lowest + random.below(highest - lowest + 1);
    const keepFrom = kept > 0 ? 1 + random.below(length - 1) : window;
    state.touch(vehicle);
    let at = node;
    for (let back = place; back > first; back--) at = state.previous[at]!;
    let taken = 0;
    for (let index = 0; index < window; index++) {
      if ((index < keepFrom || index >= keepFrom + kept) && !this.isFixed(at)) this.string[taken++] = at;
      at = state.next[at]!;
    }
    for (let index = 0; index < taken; index++) {
      if (state.route[this.string[index]!]! >= 0) state.unlinkJob(model.jobOf[this.string[index]!]!);
    }
    state.dropIdleReloads(vehicle);
  }

  private isFixed(node: number): boolean {
    const { model } = this.state;
    if (node >= model.startNode || model.locked[node]) return true;
    const mate = model.mate[node]!;
    return mate >= 0 && model.locked[mate] !== 0;
  }
}
