import type { Model } from '../model.ts';
import { Blink } from './blink.ts';
import type { Neighbors } from './neighbors.ts';
import { Place, RELOAD } from './place.ts';
import { PairPlacer } from './place-pair.ts';
import { RichPlacer } from './place-rich.ts';
import { SinglePlacer } from './place-single.ts';
import { isUniform, UniformPlacer } from './place-uniform.ts';
import type { Random } from './random.ts';
import { refreshAround, renumber } from './refresh-route.ts';
import type { State } from './state.ts';

const BLINK_RATE = 0.01;
/** Up to this many tasks looking everywhere is as fast as looking beside neighbours only. */
const LOOK_EVERYWHERE = 120;

/** So many of the jobs that no step found a place for yet are tried again in each; all of them when nothing was taken out. */
const RETRIES = 12;

/** Orders in which absent jobs are put back, with their weights (Christiaens and Vanden Berghe 2020, section 5.3). */
const ORDERS = [
  ['random', 4],
  ['demand', 4],
  ['far', 2],
  ['close', 1],
  ['narrow', 2],
  ['early', 2],
  ['late', 2],
] as const;
const ORDER_WEIGHT = ORDERS.reduce((sum, [, weight]) => sum + weight, 0);

/** Puts absent jobs back greedily, each at its cheapest place, now and then overlooking one. */
export class Recreate {
  private readonly state: State;
  private readonly model: Model;
  private readonly random: Random;
  private readonly neighbors: Neighbors;
  private readonly singles: SinglePlacer;
  /** Used instead where it can be. */
  private readonly uniform: UniformPlacer | null;
  private readonly pairs: PairPlacer;
  private readonly rich: RichPlacer;
  private readonly place = new Place();
  private readonly key: Float64Array;
  private readonly order: Int32Array;
  private readonly demand: Float64Array;
  private readonly remoteness: Float64Array;

  constructor(state: State, random: Random, neighbors: Neighbors) {
    this.state = state;
    this.model = state.model;
    this.random = random;
    this.neighbors = neighbors;
    const blink = new Blink(random, BLINK_RATE);
    this.singles = new SinglePlacer(state, blink);
    this.uniform = isUniform(this.model) ? new UniformPlacer(state, blink) : null;
    this.pairs = new PairPlacer(state, blink);
    this.rich = new RichPlacer(state, blink);
    const jobs = this.model.problem.jobs.length;
    this.key = new Float64Array(jobs);
    this.order = new Int32Array(jobs);
    this.placed = new Int32Array(jobs);
    this.demand = Float64Array.from({ length: jobs }, (_, job) => this.demandOf(job));
    const start = this.model.location[this.model.startNode]!;
    const { distances } = this.model.tables[0]!;
    this.remoteness = Float64Array.from({ length: jobs }, (_, job) => distances[start * this.model.size + this.model.location[this.model.firstNode[job]!]!]!);
  }

  /** First nodes of the jobs that the last run put back. */
  readonly placed: Int32Array;
  placedCount = 0;

  /** Puts back what the step took out, `first` before all others if it is a job, and tries some of the jobs that were left out before. */
  run(first = -1): void {
    const { state, order, random } = this;
    let count = 0;
    for (let index = state.absentBefore; index < state.absentCount; index++) order[count++] = state.absent[index]!;
    if (state.absentBefore <= RETRIES || count === 0) for (let index = 0; index < state.absentBefore; index++) order[count++] = state.absent[index]!;
    else {
      const from = random.below(state.absentBefore);
      for (let index = 0; index < RETRIES; index++) order[count++] = state.absent[(from + index) % state.absentBefore]!;
      if (first >= 0 && !order.subarray(0, count).includes(first)) order[count++] = first;
    }
    this.sort(count, first);
    this.placedCount = 0;
    for (let index = 0; index < count; index++) {
      const job = order[index]!;
      if (!this.find(job)) continue;
      this.settle(job);
      this.placed[this.placedCount++] = this.model.firstNode[job]!;
    }
    if (this.uniform !== null) for (let index = 0; index < state.touchedCount; index++) renumber(state, state.touched[index]!);
  }

  /** Looks for the cheapest place of a job; true when there is one that costs less than leaving the job out. */
  private find(job: number): boolean {
    const { model, place } = this;
    const node = model.firstNode[job]!;
    place.clear();
    if (model.rich) this.findRich(node);
    else if (model.mate[node]! >= 0) this.pairs.everywhere(node, place);
    else this.findSingle(node);
    return place.before >= 0 && place.cost < model.penalty[job]!;
  }

  private findSingle(node: number): void {
    const { model, place, neighbors } = this;
    const singles = this.uniform ?? this.singles;
    const everywhere = model.tasks <= LOOK_EVERYWHERE;
    if (everywhere) singles.everywhere(node, place);
    else singles.besideNeighbors(node, neighbors.near, node * neighbors.count, neighbors.count, place);
    this.singles.inEmptyVehicles(node, place);
    if (place.before < 0 && !everywhere) singles.everywhere(node, place);
  }

  private findRich(node: number): void {
    const { model, place, rich, neighbors } = this;
    const isPair = model.mate[node]! >= 0;
    const everywhere = isPair || model.tasks <= LOOK_EVERYWHERE;
    rich.clear();
    if (everywhere) rich.everywhere(node, isPair);
    else {
      rich.besideNeighbors(node, neighbors.near, node * neighbors.count, neighbors.count);
      rich.inEmptyVehicles(node, isPair);
    }
    rich.decide(node, place);
    if (place.before >= 0 || everywhere) return;
    rich.clear();
    rich.everywhere(node, isPair);
    rich.decide(node, place);
  }

  private settle(job: number): void {
    const { state, model, place } = this;
    const node = model.firstNode[job]!;
    const vehicle = state.route[place.before]!;
    state.touch(vehicle);
    state.removeAbsent(job);
    state.insertAfter(node, place.before);
    if (place.beforeSecond >= 0) state.insertAfter(node + 1, place.beforeSecond);
    if (place.reload === RELOAD.before) state.insertAfter(this.rich.freeReload(vehicle), place.before);
    else if (place.reload === RELOAD.after) state.insertAfter(this.rich.freeReload(vehicle), node);
    if (this.uniform === null) state.refresh(vehicle);
    else refreshAround(state, node, vehicle, place.cost);
  }

  private demandOf(job: number): number {
    const { model } = this;
    const node = model.firstNode[job]!;
    let demand = 0;
    for (let dimension = 0; dimension < model.dimensions; dimension++) {
      const at = dimension * model.nodes + node;
      const most = Math.max(1, ...Array.from({ length: model.vehicles }, (_, v) => model.capacity[dimension * model.vehicles + v]!));
      demand = Math.max(demand, (model.fromDepot[at]! + Math.max(0, model.change[at]!)) / most);
    }
    return demand;
  }

  private sort(count: number, first: number): void {
    const { model, random, key, order } = this;
    let draw = random.below(ORDER_WEIGHT);
    let kind = 0;
    while (draw >= ORDERS[kind]![1]) draw -= ORDERS[kind++]![1];
    const name = ORDERS[kind]![0];
    for (let index = 0; index < count; index++) {
      const job = order[index]!;
      const node = model.firstNode[job]!;
      if (name === 'random') key[job] = random.next();
      else if (name === 'demand') key[job] = -this.demand[job]!;
      else if (name === 'far') key[job] = -this.remoteness[job]!;
      else if (name === 'close') key[job] = this.remoteness[job]!;
      else if (name === 'narrow') key[job] = model.due[node]! - model.ready[node]!;
      else if (name === 'early') key[job] = model.ready[node]!;
      else key[job] = -model.due[node]!;
      if (job === first) key[job] = -Infinity;
    }
    const list = order.subarray(0, count);
    if (count > 40) {
      list.sort((a, b) => key[a]! - key[b]! || a - b);
      return;
    }
    for (let index = 1; index < count; index++) {
      const job = order[index]!;
      const own = key[job]!;
      let at = index - 1;
      while (at >= 0 && key[order[at]!]! > own) {
        order[at + 1] = order[at]!;
        at--;
      }
      order[at + 1] = job;
    }
  }
}
