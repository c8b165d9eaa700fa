import type { Model } from '../model.ts';
import { Blink } from './blink.ts';
import type { Neighbors } from './neighbors.ts';
import { Place, SinglePlacer } from './place-single.ts';
import type { Random } from './random.ts';
import type { State } from './state.ts';

const BLINK_RATE = 0.01;
/** Up to this many tasks looking everywhere is as fast as looking beside neighbours only. */
const LOOK_EVERYWHERE = 120;

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
    this.singles = new SinglePlacer(state, new Blink(random, BLINK_RATE));
    const jobs = this.model.problem.jobs.length;
    this.key = new Float64Array(jobs);
    this.order = new Int32Array(jobs);
    this.demand = Float64Array.from({ length: jobs }, (_, job) => this.demandOf(job));
    const start = this.model.location[this.model.startNode]!;
    const { distances } = this.model.tables[0]!;
    this.remoteness = Float64Array.from({ length: jobs }, (_, job) => distances[start * this.model.size + this.model.location[this.model.firstNode[job]!]!]!);
  }

  run(): void {
    const { state, order } = this;
    const count = state.absentCount;
    this.sort(count);
    for (let index = 0; index < count; index++) {
      const job = order[index]!;
      if (this.find(job)) this.settle(job);
    }
  }

  private find(job: number): boolean {
    const { model, place, singles, neighbors } = this;
    const node = model.firstNode[job]!;
    place.clear();
    if (model.tasks <= LOOK_EVERYWHERE) singles.everywhere(node, place);
    else singles.besideNeighbors(node, neighbors.near, node * neighbors.count, neighbors.count, place);
    singles.inEmptyVehicles(node, place);
    if (place.before < 0 && model.tasks > LOOK_EVERYWHERE) singles.everywhere(node, place);
    return place.before >= 0 && place.cost < model.penalty[job]!;
  }

  private settle(job: number): void {
    const { state, model, place } = this;
    const vehicle = state.route[place.before]!;
    state.touch(vehicle);
    state.removeAbsent(job);
    state.insertAfter(model.firstNode[job]!, place.before);
    state.refresh(vehicle);
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

  private sort(count: number): void {
    const { model, random, key, order, state } = this;
    let draw = random.below(ORDER_WEIGHT);
    let kind = 0;
    while (draw >= ORDERS[kind]![1]) draw -= ORDERS[kind++]![1];
    const name = ORDERS[kind]![0];
    for (let index = 0; index < count; index++) {
      const job = state.absent[index]!;
      const node = model.firstNode[job]!;
      order[index] = job;
      if (name === 'random') key[job] = random.next();
      else if (name === 'demand') key[job] = -this.demand[job]!;
      else if (name === 'far') key[job] = -this.remoteness[job]!;
      else if (name === 'close') key[job] = this.remoteness[job]!;
      else if (name === 'narrow') key[job] = model.due[node]! - model.ready[node]!;
      else if (name === 'early') key[job] = model.ready[node]!;
      else key[job] = -model.due[node]!;
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
