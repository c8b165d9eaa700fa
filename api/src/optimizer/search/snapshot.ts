import type { State } from './state.ts';

/** A plan put aside: all routes one after the other. Saving allocates nothing. */
export class Snapshot {
  cost = Infinity;
  absent = 0;
  used = 0;
  private readonly nodes: Int32Array;
  private readonly from: Int32Array;

  constructor(state: State) {
    this.nodes = new Int32Array(state.model.nodes);
    this.from = new Int32Array(state.model.vehicles + 1);
  }

  save(state: State): void {
    const { model, next } = state;
    let length = 0;
    this.used = 0;
    for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
      const end = model.endNode + vehicle;
      if (state.stops[vehicle]! > 0) this.used++;
      for (let node = next[model.startNode + vehicle]!; node !== end; node = next[node]!) this.nodes[length++] = node;
      this.from[vehicle + 1] = length;
    }
    state.addUp();
    this.cost = state.total;
    this.absent = state.absentCount;
  }

  restore(state: State): void {
    state.takeOver(this.nodes, this.from);
  }

  routes(): Int32Array[] {
    return Array.from({ length: this.from.length - 1 }, (_, vehicle) => this.nodes.slice(this.from[vehicle], this.from[vehicle + 1]));
  }
}
