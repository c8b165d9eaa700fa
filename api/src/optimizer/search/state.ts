import type { Model } from '../model.ts';
import { Schedule } from '../schedule.ts';
import { openFrom, openUntil } from '../windows.ts';
import { UNREACHABLE } from '../problem.ts';
import { refreshHalves, refreshLoads, vehicleCostOf } from './refresh-route.ts';

/**
 * The plan under search: routes as linked lists from each vehicle's start node to its end node, and for each node what an insertion beside it
 * has to know. Changing a route goes `touch` → relink → `refresh`; `rollback` undoes everything since `begin`.
 */
export class State {
  readonly model: Model;
  readonly schedule: Schedule;
  readonly next: Int32Array;
  readonly previous: Int32Array;
  /** Vehicle of a node, −1 while it is in no route. */
  readonly route: Int32Array;
  /** Place of a node in its route as of the last `refresh`, the start being 0. */
  readonly position: Int32Array;
  /** Earliest departure from the node, given what is before it. */
  readonly depart: Int32Array;
  /** Latest start of service at the node for all after it to be in time. */
  readonly latest: Int32Array;
  /** Most on board from the start up to leaving the node, and from leaving it to the end, by dimension. */
  readonly loadBefore: Int32Array;
  readonly loadAfter: Int32Array;
  /** On board on leaving the node. Kept like the two above only when something is fetched. */
  readonly load: Int32Array;
  /** Delivered from the start up to and with the node, by dimension. Kept when nothing is fetched. */
  readonly delivered: Int32Array;
  /** On board at the departure, by dimension and vehicle: what the route delivers. Only this counts when nothing is fetched. */
  readonly loadAtStart: Int32Array;
  /** Halves of a route for its duration, after Vidal et al. (2013): least seconds, earliest and latest start that reach them. Kept when the model is timed. */
  readonly headSeconds: Int32Array;
  readonly headEarliest: Int32Array;
  readonly headLatest: Int32Array;
  readonly tailSeconds: Int32Array;
  readonly tailEarliest: Int32Array;
  readonly tailLatest: Int32Array;
  readonly stops: Int32Array;
  readonly cost: Float64Array;
  /** Jobs in no route. */
  readonly absent: Int32Array;
  absentCount = 0;
  /** Absent jobs when the step began: these come first in `absent` until jobs are put back. */
  absentBefore = 0;
  readonly absentAt: Int32Array;
  /** Sum of route costs and of penalties of absent jobs. */
  total = 0;
  /** Routes changed since `begin`. */
  readonly touched: Int32Array;
  touchedCount = 0;
  /** 1 for vehicles that may not be opened (fleet minimisation closes them). */
  readonly closed: Uint8Array;
  /** Vehicles of each type, and for each type a place in that list before which none is empty. */
  readonly ofType: number[][];
  private readonly emptyFrom: Int32Array;
  private readonly placeInType: Int32Array;

  private readonly isTouched: Uint8Array;
  private readonly saved: Int32Array;
  private readonly savedFrom: Int32Array;
  private savedLength = 0;
  private readonly savedAbsent: Int32Array;
  private savedTotal = 0;
  readonly buffer: Int32Array;

  constructor(model: Model, schedule = new Schedule(model)) {
    this.model = model;
    this.schedule = schedule;
    const { nodes, vehicles, dimensions } = model;
    const ints = (length = nodes, value = 0) => new Int32Array(length).fill(value);
    this.next = ints(nodes, -1);
    this.previous = ints(nodes, -1);
    this.route = ints(nodes, -1);
    this.position = ints();
    this.depart = ints();
    this.latest = ints();
    this.loadBefore = ints(nodes * dimensions);
    this.loadAfter = ints(nodes * dimensions);
    this.load = ints(nodes * dimensions);
    this.delivered = ints(nodes * dimensions);
    this.loadAtStart = ints(vehicles * dimensions);
    const timed = model.timed && !model.rich ? nodes : 0;
    [this.headSeconds, this.headEarliest, this.headLatest] = [ints(timed), ints(timed), ints(timed)];
    [this.tailSeconds, this.tailEarliest, this.tailLatest] = [ints(timed), ints(timed), ints(timed)];
    this.stops = ints(vehicles);
    this.closed = new Uint8Array(vehicles);
    this.ofType = [];
    this.placeInType = ints(vehicles);
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      const list = (this.ofType[model.type[vehicle]!] ??= []);
      this.placeInType[vehicle] = list.push(vehicle) - 1;
    }
    this.emptyFrom = ints(this.ofType.length);
    this.cost = new Float64Array(vehicles);
    const jobs = model.problem.jobs.length + 1;
    this.absent = ints(jobs);
    this.absentAt = ints(jobs, -1);
    this.touched = ints(vehicles);
    this.isTouched = new Uint8Array(vehicles);
    // Every route is saved at most once, so all saved ones together hold each node once.
    this.saved = ints(nodes);
    this.savedFrom = ints(vehicles + 1);
    this.savedAbsent = ints(jobs);
    this.buffer = ints(nodes);
    for (let vehicle = 0; vehicle < vehicles; vehicle++) this.relink(vehicle, this.buffer, 0);
    for (let job = 0; job < model.problem.jobs.length; job++) this.addAbsent(job);
    for (let vehicle = 0; vehicle < vehicles; vehicle++) {
      const locked = model.problem.vehicles[vehicle]!.lockedPrefix ?? [];
      locked.forEach((stop, index) => {
        this.buffer[index] = model.nodeOf(stop);
        const job = model.jobIndex.get(stop.job)!;
        if (this.absentAt[job]! >= 0) this.removeAbsent(job);
      });
      this.relink(vehicle, this.buffer, locked.length);
      this.refresh(vehicle);
    }
    // A pair whose pickup is locked has its other end placed last for now: it must stay on this vehicle.
    for (let node = 0; node < model.tasks; node++) {
      const mate = model.mate[node]!;
      if (this.route[node]! >= 0 || mate < 0 || this.route[mate]! < 0) continue;
      const vehicle = this.route[mate]!;
      const length = this.copyRoute(vehicle, this.buffer);
      this.buffer[length] = node;
      this.relink(vehicle, this.buffer, length + 1);
      this.refresh(vehicle);
    }
  }

  /** Starts a step that `rollback` can undo. */
  begin(): void {
    for (let index = 0; index < this.touchedCount; index++) this.isTouched[this.touched[index]!] = 0;
    this.touchedCount = 0;
    this.savedLength = 0;
    this.absentBefore = this.absentCount;
    for (let index = 0; index < this.absentCount; index++) this.savedAbsent[index] = this.absent[index]!;
    this.savedTotal = this.total;
  }

  /** To be called before the first change of a route in a step. */
  touch(vehicle: number): void {
    if (this.isTouched[vehicle]) return;
    this.isTouched[vehicle] = 1;
    this.savedFrom[this.touchedCount] = this.savedLength;
    this.touched[this.touchedCount++] = vehicle;
    const end = this.model.endNode + vehicle;
    for (let node = this.next[this.model.startNode + vehicle]!; node !== end; node = this.next[node]!) this.saved[this.savedLength++] = node;
    this.savedFrom[this.touchedCount] = this.savedLength;
  }

  rollback(): void {
    const { model, touchedCount } = this;
    for (let index = 0; index < touchedCount; index++) {
      const vehicle = this.touched[index]!;
      const end = model.endNode + vehicle;
      for (let node = this.next[model.startNode + vehicle]!; node !== end; node = this.next[node]!) this.route[node] = -1;
    }
    for (let index = 0; index < touchedCount; index++) {
      const vehicle = this.touched[index]!;
      let before = model.startNode + vehicle;
      for (let at = this.savedFrom[index]!; at < this.savedFrom[index + 1]!; at++) {
        const node = this.saved[at]!;
        this.next[before] = node;
        this.previous[node] = before;
        this.route[node] = vehicle;
        before = node;
      }
      this.next[before] = model.endNode + vehicle;
      this.previous[model.endNode + vehicle] = before;
      this.refresh(vehicle);
    }
    for (let index = 0; index < this.absentCount; index++) this.absentAt[this.absent[index]!] = -1;
    for (let index = 0; index < this.absentBefore; index++) {
      this.absent[index] = this.savedAbsent[index]!;
      this.absentAt[this.absent[index]!] = index;
    }
    this.absentCount = this.absentBefore;
    this.total = this.savedTotal;
  }

  /** An empty vehicle of a type that may be opened, or −1. */
  emptyVehicle(type: number): number {
    const list = this.ofType[type]!;
    let at = this.emptyFrom[type]!;
    while (at < list.length && (this.stops[list[at]!]! > 0 || this.closed[list[at]!])) at++;
    this.emptyFrom[type] = at;
    return at < list.length ? list[at]! : -1;
  }

  /** Takes over other routes: those of vehicle v are `nodes` from `from[v]` up to but without `from[v + 1]`. */
  takeOver(nodes: Int32Array, from: Int32Array): void {
    const { model } = this;
    while (this.absentCount > 0) this.removeAbsent(this.absent[this.absentCount - 1]!);
    for (let node = 0; node < model.nodes; node++) if (node < model.tasks || node >= model.endNode + model.vehicles) this.route[node] = -1;
    for (let vehicle = 0; vehicle < model.vehicles; vehicle++) {
      const part = nodes.subarray(from[vehicle], from[vehicle + 1]);
      this.relink(vehicle, part, part.length);
      this.refresh(vehicle);
    }
    for (let job = 0; job < model.problem.jobs.length; job++) if (this.route[model.firstNode[job]!]! < 0) this.addAbsent(job);
    this.begin();
  }

  /** Sums the total anew: additions and subtractions of large penalties lose digits over time. */
  addUp(): void {
    let total = 0;
    for (let vehicle = 0; vehicle < this.model.vehicles; vehicle++) total += this.cost[vehicle]!;
    for (let index = 0; index < this.absentCount; index++) total += this.model.penalty[this.absent[index]!]!;
    this.total = total;
  }

  addAbsent(job: number): void {
    this.absentAt[job] = this.absentCount;
    this.absent[this.absentCount++] = job;
    this.total += this.model.penalty[job]!;
  }

  removeAbsent(job: number): void {
    const at = this.absentAt[job]!;
    const last = this.absent[--this.absentCount]!;
    this.absent[at] = last;
    this.absentAt[last] = at;
    this.absentAt[job] = -1;
    this.total -= this.model.penalty[job]!;
  }

  copyRoute(vehicle: number, into: Int32Array): number {
    const end = this.model.endNode + vehicle;
    let length = 0;
    for (let node = this.next[this.model.startNode + vehicle]!; node !== end; node = this.next[node]!) into[length++] = node;
    return length;
  }

  /** Makes the route hold the first `length` nodes of `sequence`, in order. Nodes that leave it must be marked by the caller. */
  relink(vehicle: number, sequence: Int32Array, length: number): void {
    let before = this.model.startNode + vehicle;
    this.route[before] = this.route[this.model.endNode + vehicle] = vehicle;
    for (let index = 0; index < length; index++) {
      const node = sequence[index]!;
      this.next[before] = node;
      this.previous[node] = before;
      this.route[node] = vehicle;
      before = node;
    }
    this.next[before] = this.model.endNode + vehicle;
    this.previous[this.model.endNode + vehicle] = before;
  }

  insertAfter(node: number, before: number): void {
    const after = this.next[before]!;
    this.next[before] = node;
    this.previous[node] = before;
    this.next[node] = after;
    this.previous[after] = node;
    this.route[node] = this.route[before]!;
  }

  unlink(node: number): void {
    const before = this.previous[node]!;
    const after = this.next[node]!;
    this.next[before] = after;
    this.previous[after] = before;
    this.route[node] = -1;
  }

  /** Takes a job out of its route: both ends of a pair. The route has to be touched before and refreshed after. */
  unlinkJob(job: number): void {
    const node = this.model.firstNode[job]!;
    this.unlink(node);
    if (this.model.mate[node]! >= 0) this.unlink(this.model.mate[node]!);
    this.addAbsent(job);
  }

  /** Takes reloads out that have no stop before or after them. The route has to be touched. */
  dropIdleReloads(vehicle: number): void {
    const { model, buffer } = this;
    if (model.reloadNodes[vehicle]!.length === 0) return;
    const length = this.copyRoute(vehicle, buffer);
    let kept = 0;
    for (let index = 0; index < length; index++) {
      const node = buffer[index]!;
      if (node >= model.startNode) {
        this.route[node] = -1;
        if (kept === 0 || buffer[kept - 1]! >= model.startNode) continue;
      }
      buffer[kept++] = node;
    }
    if (kept > 0 && buffer[kept - 1]! >= model.startNode) kept--;
    this.relink(vehicle, buffer, kept);
  }

  /** Works out again what is kept for each node of the route, and its cost. */
  refresh(vehicle: number): void {
    const { model, next, previous, depart, latest } = this;
    const table = model.tables[model.table[vehicle]!]!;
    const { durations, distances } = table;
    const { location, ready, due, windows, arrivedAt, size } = model;
    const service = model.kind[vehicle]! * model.nodes;
    const startNode = model.startNode + vehicle;
    const endNode = model.endNode + vehicle;

    let count = 0;
    let distance = 0;
    let time = model.shiftStart[vehicle]!;
    let from = location[startNode]! * size;
    depart[startNode] = time;
    this.position[startNode] = 0;
    for (let node = next[startNode]!; node !== endNode; node = next[node]!) {
      const to = location[node]!;
      this.position[node] = ++count;
      distance += distances[from + to]!;
      if (arrivedAt[node]! >= 0) time = model.departedAt[node]!;
      else {
        time += durations[from + to]!;
        const several = windows[node]!;
        if (several !== null) time = openFrom(several, time);
        else if (time < ready[node]!) time = ready[node]!;
        time += model.service[service + node]!;
      }
      depart[node] = time;
      from = to * size;
    }
    this.position[endNode] = count + 1;
    distance += distances[from + location[endNode]!]!;
    depart[endNode] = time + durations[from + location[endNode]!]!;

    let last = due[endNode]!;
    latest[endNode] = last;
    let to = location[endNode]!;
    for (let node = previous[endNode]!; ; node = previous[node]!) {
      last -= durations[location[node]! * size + to]! + model.service[service + node]!;
      if (node === startNode) break;
      const several = windows[node]!;
      if (several !== null) last = openUntil(several, last);
      else if (last > due[node]!) last = due[node]!;
      latest[node] = last;
      to = location[node]!;
    }
    latest[startNode] = last;
    this.stops[vehicle] = count;
    for (let dimension = 0; dimension < model.dimensions; dimension++) refreshLoads(this, vehicle, dimension);

    this.total -= this.cost[vehicle]!;
    if (count === 0) {
      this.cost[vehicle] = 0;
      const type = model.type[vehicle]!;
      this.emptyFrom[type] = Math.min(this.emptyFrom[type]!, this.placeInType[vehicle]!);
    }
    if (count > 0 && model.rich) {
      const length = this.copyRoute(vehicle, this.buffer);
      const cost = this.schedule.run(vehicle, this.buffer, length);
      this.cost[vehicle] = cost;
      if (cost === Infinity) this.cost[vehicle] = UNREACHABLE;
      else this.takeTimes(vehicle);
    } else if (count > 0) {
      let cost = model.fixedCost[vehicle]! + model.perMeter[vehicle]! * distance;
      if (model.timed) cost += model.perSecond[vehicle]! * refreshHalves(this, vehicle);
      if (model.vehicleCost !== null) cost += vehicleCostOf(this, vehicle);
      this.cost[vehicle] = cost;
    }
    this.total += this.cost[vehicle]!;
  }

  /** In a rich route the schedule knows the departures: setups and traffic are in them. Pauses may move, so they are taken out again. */
  private takeTimes(vehicle: number): void {
    const { schedule, depart, model } = this;
    const pauses = (model.problem.vehicles[vehicle]!.breaks ?? []).reduce((sum, pause) => sum + pause.seconds, 0);
    const restless = model.problem.vehicles[vehicle]!.hoursOfService === undefined;
    const end = model.endNode + vehicle;
    for (let node = this.next[model.startNode + vehicle]!; node !== end; node = this.next[node]!) {
      if (restless) depart[node] = Math.max(depart[node]!, schedule.earliestDeparture[node]! - pauses);
    }
  }
}
