import { CONSTRAINTS, type Constraint } from './solution.ts';
import { UNREACHABLE, type Break } from './problem.ts';
import type { Model } from './model.ts';
import { openFrom } from './windows.ts';
import { travelSeconds } from './travel.ts';
import { longestRise } from './longest-rise.ts';

/** Entries of `Schedule.node` that are not nodes: a rest, and breaks from here downwards. */
export const REST = -1;
export const FIRST_BREAK = -2;

const NO_BREAKS: readonly Break[] = [];
const COST_EPSILON = 1e-9;

/** Called for every broken constraint when a route is looked at to explain it. `entry` is an index into the schedule. */
export type OnViolation = (constraint: Constraint, node: number, amount: number, dimension: number) => void;

/**
 * Drives one route through, stop by stop: the one place that knows every constraint and cost of the model.
 * The arrays hold the outcome of the last `run`; entries are visits, reloads, pauses and at last the end.
 * Judging for the search stops at the first broken constraint; with `onViolation` it goes on, serving late, and tells all.
 */
export class Schedule {
  readonly node: Int32Array;
  readonly arrive: Int32Array;
  readonly start: Int32Array;
  readonly depart: Int32Array;
  /** Latest start that the entry itself allows. */
  readonly latest: Int32Array;
  readonly slack: Int32Array;
  readonly wait: Int32Array;
  readonly legDistance: Int32Array;
  readonly legSeconds: Int32Array;
  /** By node: departure when the route leaves as early as it can. */
  readonly earliestDeparture: Int32Array;
  entries = 0;
  startAt = 0;
  endAt = 0;
  distance = 0;
  drive = 0;
  serving = 0;
  waiting = 0;
  overtime = 0;
  stops = 0;
  preferenceCost = 0;
  stabilityCost = 0;
  vehicleCost = 0;
  balanceCost = 0;
  cost = 0;

  private readonly model: Model;
  private readonly leftPickup: Int32Array;
  private readonly seen: Int32Array;
  private stamp = 0;
  private readonly ranks: Int32Array;
  private onViolation: OnViolation | null = null;
  private vehicle = 0;
  private sequence: Int32Array = new Int32Array(0);
  private length = 0;

  /** Times and slack are wanted, not the cost alone: routes are driven again when they leave later. */
  private readonly isDetailed: boolean;

  constructor(model: Model, isDetailed = false) {
    this.model = model;
    this.isDetailed = isDetailed;
    const pauses = model.problem.vehicles.reduce((most, vehicle) => Math.max(most, vehicle.breaks?.length ?? 0), 0);
    const room = 2 * model.nodes + pauses + 4;
    const ints = () => new Int32Array(room);
    [this.node, this.arrive, this.start, this.depart] = [ints(), ints(), ints(), ints()];
    [this.latest, this.slack, this.wait, this.legDistance, this.legSeconds] = [ints(), ints(), ints(), ints(), ints()];
    this.earliestDeparture = new Int32Array(model.nodes);
    this.leftPickup = new Int32Array(model.nodes);
    this.seen = new Int32Array(model.nodes);
    this.ranks = new Int32Array(model.nodes + 1);
  }

  /**
   * Cost of `vehicle` visiting the first `length` nodes of `sequence` in order, without the penalties of jobs left out;
   * Infinity when a hard constraint breaks and no `onViolation` is given.
   */
  run(vehicle: number, sequence: Int32Array, length: number, onViolation: OnViolation | null = null): number {
    this.vehicle = vehicle;
    this.sequence = sequence;
    this.length = length;
    this.onViolation = onViolation;
    if (length === 0) return (this.cost = 0);
    if (!this.checkMembers() || !this.checkLoads()) return Infinity;
    const earliest = this.model.shiftStart[vehicle]!;
    if (!this.driveFrom(earliest)) return Infinity;
    for (let entry = 0; entry < this.entries; entry++) if (this.node[entry]! >= 0) this.earliestDeparture[this.node[entry]!] = this.depart[entry]!;
    let cost = this.price();
    // Leaving later saves waiting. Only what the route can give without ending later; the outcome is driven again, as traffic and pauses may differ.
    const later = this.departureSlack();
    if (later > 0) {
      if (!this.isDetailed && onViolation === null && this.model.isSteady[vehicle]) {
        this.startAt += later;
        this.waiting -= later;
        return this.checkTotals() ? this.price() : Infinity;
      }
      if (this.driveFrom(this.startAt + later) && this.price() <= cost + COST_EPSILON) cost = this.cost;
      else {
        this.driveFrom(earliest);
        cost = this.price();
      }
    }
    if (!this.checkTotals()) return Infinity;
    return cost;
  }

  /** True when the search should stop looking at this route. */
  private broken(constraint: Constraint, node: number, amount: number, dimension = -1): boolean {
    if (this.onViolation === null) return true;
    this.onViolation(constraint, node, amount, dimension);
    return false;
  }

  /** Skills, forbidden pairs, order of pairs, number of stops and trips. */
  private checkMembers(): boolean {
    const { model, sequence, length, vehicle } = this;
    const stamp = ++this.stamp;
    let reloads = 0;
    this.stops = 0;
    this.vehicleCost = 0;
    if (this.onViolation === null && model.isUnselective && length <= model.maxStops[vehicle]! && model.reloadNodes[vehicle]!.length === 0) {
      this.stops = length;
      return true;
    }
    for (let index = 0; index < length; index++) {
      const node = sequence[index]!;
      if (node >= model.startNode) {
        reloads++;
        continue;
      }
      this.stops++;
      this.seen[node] = stamp;
      const job = model.jobOf[node]!;
      const mate = model.mate[node]!;
      if (mate < 0 || model.isPickupEnd[node]) {
        if (!model.allowed[job * model.vehicles + vehicle] && !model.locked[node]) {
          const skilled = model.jobs[job]!.skills?.every((skill) => model.problem.vehicles[vehicle]!.skills?.includes(skill)) ?? true;
          if (this.broken(skilled ? CONSTRAINTS.vehicle : CONSTRAINTS.skill, node, 1)) return false;
        }
        if (model.vehicleCost !== null) this.vehicleCost += model.vehicleCost[job * model.vehicles + vehicle]!;
      } else if (this.seen[mate] !== stamp && this.broken(CONSTRAINTS.precedence, node, 1)) return false;
    }
    if (model.hasPairs || this.onViolation !== null) {
      for (let index = 0; index < length; index++) {
        const node = sequence[index]!;
        if (node >= model.startNode) continue;
        const mate = model.mate[node]!;
        if (mate >= 0 && model.isPickupEnd[node] && this.seen[mate] !== stamp && this.broken(CONSTRAINTS.precedence, node, 1)) return false;
      }
    }
    const overStops = this.stops - model.maxStops[vehicle]!;
    if (overStops > 0 && this.broken(CONSTRAINTS.maxStops, -1, overStops)) return false;
    const maxTrips = model.problem.vehicles[vehicle]!.reload?.maxTrips ?? 1;
    return !(reloads + 1 > maxTrips && this.broken(CONSTRAINTS.maxTrips, -1, reloads + 1 - maxTrips));
  }

  private checkLoads(): boolean {
    const { model, sequence, length, vehicle } = this;
    for (let dimension = 0; dimension < model.dimensions; dimension++) {
      const offset = dimension * model.nodes;
      const capacity = model.capacity[dimension * model.vehicles + vehicle]!;
      let onBoard = this.deliveredFrom(0, offset);
      let fetched = 0;
      let most = capacity;
      if (onBoard > most && this.broken(CONSTRAINTS.capacity, -1, onBoard - capacity, dimension)) return false;
      most = Math.max(most, onBoard);
      for (let index = 0; index < length; index++) {
        const node = sequence[index]!;
        if (node >= model.startNode) {
          // What was fetched for the depot goes off, what the next trip delivers comes on; halves of pairs stay.
          onBoard += this.deliveredFrom(index + 1, offset) - fetched;
          fetched = 0;
          most = capacity;
        } else {
          onBoard += model.change[offset + node]!;
          if (model.mate[node]! < 0) fetched += model.change[offset + node]! + model.fromDepot[offset + node]!;
        }
        // Told once a trip, and again only where it gets worse.
        if (onBoard > most && this.broken(CONSTRAINTS.capacity, node, onBoard - capacity, dimension)) return false;
        most = Math.max(most, onBoard);
      }
    }
    return true;
  }

  /** What the trip that begins at `index` delivers, in the dimension at `offset`. */
  private deliveredFrom(index: number, offset: number): number {
    const { model, sequence, length } = this;
    let delivered = 0;
    for (let at = index; at < length && sequence[at]! < model.startNode; at++) delivered += model.fromDepot[offset + sequence[at]!]!;
    return delivered;
  }

  /** Earliest departure of the trip that starts after `index`. */
  private releaseOfTrip(index: number): number {
    const { model, sequence, length } = this;
    if (!model.hasReleases) return 0;
    let release = 0;
    for (let at = index; at < length && sequence[at]! < model.startNode; at++) release = Math.max(release, model.release[sequence[at]!]!);
    return release;
  }

  /** Drives the route from `departure` on. False at the first broken constraint, unless all are wanted. */
  private driveFrom(departure: number): boolean {
    const { model, sequence, length, vehicle } = this;
    const table = model.tables[model.table[vehicle]!]!;
    const size = model.size;
    const own = model.problem.vehicles[vehicle]!;
    const rules = own.hoursOfService;
    const breaks = own.breaks ?? NO_BREAKS;
    const maxDrive = rules?.maxContinuousDriveSeconds ?? UNREACHABLE;
    const maxWork = rules?.maxContinuousWorkSeconds ?? UNREACHABLE;
    const rest = rules?.restSeconds ?? 0;
    const service = model.kind[vehicle]! * model.nodes;
    const range = model.range[vehicle]!;

    let time = Math.max(departure, this.releaseOfTrip(0));
    const first = sequence[0]!;
    if (model.arrivedAt[first]! >= 0) {
      // A route under way: its departure is what brought it to the first stop in time, as far as is known.
      const leg = table.base[model.location[model.startNode + vehicle]! * size + model.location[first]!]!;
      time = Math.max(model.shiftStart[vehicle]!, model.arrivedAt[first]! - leg);
    }
    this.startAt = time;
    let from = model.location[model.startNode + vehicle]!;
    let settled = -1;
    let entry = 0;
    let nextBreak = 0;
    let driven = 0;
    let restedAt = time;
    let tripDistance = 0;
    let pauses = 0;
    this.distance = this.drive = this.serving = this.preferenceCost = 0;
    while (nextBreak < breaks.length && breaks[nextBreak]!.window.end < time) nextBreak++;

    for (let index = 0; index <= length; index++) {
      const node = index < length ? sequence[index]! : model.endNode + vehicle;
      const to = model.location[node]!;
      const isEnd = index === length;
      const history = model.arrivedAt[node]! >= 0;
      const leg = table.distances[from * size + to]!;
      const stay = isEnd ? 0 : node >= model.startNode ? own.reload!.seconds : model.service[service + node]! + (settled === to ? 0 : model.setup[node]!);
      let seconds = travelSeconds(table, size, from, to, time);
      if (seconds >= UNREACHABLE && this.broken(CONSTRAINTS.unreachable, node, 1)) return false;
      if (seconds >= UNREACHABLE) seconds = 0;

      // Pauses before the leg: those that can no longer wait for the next stop.
      if (!history) {
        for (;;) {
          const due = breaks[nextBreak];
          if (due !== undefined && Math.max(time + seconds, due.window.start) > due.window.end) {
            const at = Math.max(time, due.window.start);
            if (at > due.window.end && this.broken(CONSTRAINTS.break, node, at - due.window.end)) return false;
            this.put(entry++, FIRST_BREAK - nextBreak, time, at, at + due.seconds, Math.max(at, due.window.end), 0, 0);
            time = at + due.seconds;
            pauses += due.seconds;
            nextBreak++;
            if (rules !== undefined && due.seconds >= rest) [driven, restedAt] = [0, time];
          } else if (rules !== undefined && (driven + seconds > maxDrive || (time > restedAt && time + seconds + stay - restedAt > maxWork))) {
            if (driven === 0 && restedAt === time) {
              if (this.broken(CONSTRAINTS.hoursOfService, node, Math.max(seconds - maxDrive, seconds + stay - maxWork))) return false;
              break;
            }
            this.put(entry++, REST, time, time, time + rest, UNREACHABLE, 0, 0);
            time += rest;
            pauses += rest;
            [driven, restedAt] = [0, time];
          } else break;
          seconds = travelSeconds(table, size, from, to, time);
          if (seconds >= UNREACHABLE) seconds = 0;
        }
      }

      let arrival = time + seconds;
      this.distance += leg;
      tripDistance += leg;
      this.drive += seconds;
      driven += seconds;
      if (tripDistance > range && this.broken(CONSTRAINTS.range, node, tripDistance - range)) return false;
      from = to;
      if (history) {
        this.put(entry++, node, model.arrivedAt[node]!, model.arrivedAt[node]!, model.departedAt[node]!, UNREACHABLE, leg, seconds);
        time = model.departedAt[node]!;
        this.serving += time - model.arrivedAt[node]!;
        while (nextBreak < breaks.length && breaks[nextBreak]!.window.end < time) nextBreak++;
        [driven, restedAt] = [0, time];
        settled = to;
        this.leftPickup[node] = time;
        continue;
      }
      if (isEnd) {
        const over = arrival - model.latestEnd[vehicle]!;
        if (over > 0 && this.broken(CONSTRAINTS.shift, -1, over)) return false;
        if (rules !== undefined && arrival - restedAt > maxWork && this.broken(CONSTRAINTS.hoursOfService, -1, arrival - restedAt - maxWork)) return false;
        this.put(entry++, node, arrival, arrival, arrival, model.latestEnd[vehicle]!, leg, seconds);
        time = arrival;
        break;
      }
      if (node >= model.startNode) {
        const begin = Math.max(arrival, this.releaseOfTrip(index + 1) - stay);
        this.put(entry++, node, arrival, begin, begin + stay, UNREACHABLE, leg, seconds);
        time = begin + stay;
        this.serving += stay;
        tripDistance = 0;
        settled = -1;
        continue;
      }

      // Pauses on arrival: those that fit into waiting, and those that cannot wait until the service is over.
      const windows = model.windows[node]!;
      let legLeft = leg;
      let secondsLeft = seconds;
      for (;;) {
        const begin = windows === null ? Math.max(arrival, model.ready[node]!) : openFrom(windows, arrival);
        const due = breaks[nextBreak];
        if (due === undefined || arrival > due.window.end) break;
        const at = Math.max(arrival, due.window.start);
        const after = begin + stay;
        const fits = begin > at && at + due.seconds <= model.due[node]!;
        if (!fits && Math.max(after, due.window.start) <= due.window.end) break;
        this.put(entry++, FIRST_BREAK - nextBreak, arrival, at, at + due.seconds, due.window.end, legLeft, secondsLeft);
        legLeft = secondsLeft = 0;
        arrival = at + due.seconds;
        pauses += due.seconds;
        nextBreak++;
        if (rules !== undefined && due.seconds >= rest) [driven, restedAt] = [0, arrival];
      }
      let begin = windows === null ? Math.max(arrival, model.ready[node]!) : openFrom(windows, arrival);
      // Waiting that is long enough is used to rest, as late as the work before it allows.
      while (rules !== undefined && rest > 0 && begin - arrival >= rest) {
        const at = Math.max(arrival, Math.min(begin - rest, restedAt + maxWork));
        this.put(entry++, REST, arrival, at, at + rest, UNREACHABLE, legLeft, secondsLeft);
        legLeft = secondsLeft = 0;
        arrival = at + rest;
        pauses += rest;
        [driven, restedAt] = [0, arrival];
      }
      let latest = model.due[node]!;
      if (begin > latest) {
        // A locked stop is going to be visited anyway: it blocks nothing that comes after it.
        if (!(model.locked[node] && this.onViolation === null) && this.broken(CONSTRAINTS.timeWindow, node, arrival - latest)) return false;
        begin = arrival;
        latest = begin;
      } else if (windows !== null) for (let at = 1; at < windows.length; at += 2) if (begin <= windows[at]!) {
        latest = windows[at]!;
        break;
      }
      const mate = model.mate[node]!;
      if (mate >= 0 && !model.isPickupEnd[node] && model.maxRide[node]! < UNREACHABLE) {
        const ride = begin - this.leftPickup[mate]! - model.maxRide[node]!;
        if (ride > 0 && this.broken(CONSTRAINTS.maxRide, node, ride)) return false;
      }
      this.put(entry++, node, arrival, begin, begin + stay, latest, legLeft, secondsLeft);
      if (model.preferredCost[node] !== 0) {
        this.preferenceCost += model.preferredCost[node]! * Math.max(0, model.preferredStart[node]! - begin, begin - model.preferredEnd[node]!);
      }
      time = begin + stay;
      if (rules !== undefined && time - restedAt > maxWork && this.broken(CONSTRAINTS.hoursOfService, node, time - restedAt - maxWork)) return false;
      this.leftPickup[node] = time;
      this.serving += stay;
      settled = to;
    }
    this.entries = entry;
    this.endAt = time;
    this.waiting = Math.max(0, time - this.startAt - this.drive - this.serving - pauses);
    this.overtime = Math.max(0, time - model.shiftEnd[vehicle]!);
    return true;
  }

  private put(entry: number, node: number, arrive: number, start: number, depart: number, latest: number, leg: number, seconds: number): void {
    this.node[entry] = node;
    this.arrive[entry] = arrive;
    this.start[entry] = start;
    this.depart[entry] = depart;
    this.latest[entry] = latest;
    this.wait[entry] = start - arrive;
    this.legDistance[entry] = leg;
    this.legSeconds[entry] = seconds;
  }

  /** Fills `slack` from the back; returns how much later the route can leave without ending later. */
  private departureSlack(): number {
    const { entries, model, vehicle } = this;
    const byDuration = this.startAt + model.maxDuration[vehicle]! - this.endAt;
    let slack = UNREACHABLE;
    let idle = 0;
    for (let entry = entries - 1; entry >= 0; entry--) {
      slack = Math.min(slack, this.latest[entry]! - this.start[entry]!);
      if (entry === entries - 1) slack = Math.min(slack, Math.max(0, byDuration));
      this.slack[entry] = Math.max(0, slack);
      slack += this.wait[entry]!;
      idle += this.wait[entry]!;
    }
    if (model.arrivedAt[this.sequence[0]!]! >= 0) return 0;
    // What waits before the first stop may exceed what the duration allows to slip: leaving later shortens the route by as much.
    let shift = idle;
    let before = 0;
    for (let entry = 0; entry < entries; entry++) {
      before += this.wait[entry]!;
      shift = Math.min(shift, before + this.latest[entry]! - this.start[entry]!);
    }
    return shift;
  }

  private checkTotals(): boolean {
    const { model, vehicle } = this;
    if (this.isDetailed) this.departureSlack();
    const distance = this.distance - model.maxDistance[vehicle]!;
    if (distance > 0 && this.broken(CONSTRAINTS.maxDistance, -1, distance)) return false;
    const drive = this.drive - model.maxDrive[vehicle]!;
    if (drive > 0 && this.broken(CONSTRAINTS.maxDrive, -1, drive)) return false;
    const duration = this.endAt - this.startAt - model.maxDuration[vehicle]!;
    return !(duration > 0 && this.broken(CONSTRAINTS.maxDuration, -1, duration));
  }

  private price(): number {
    const { model, vehicle } = this;
    const seconds = this.endAt - this.startAt;
    this.stabilityCost = model.problem.baseline === undefined ? 0 : this.changes();
    const balance = model.problem.balance;
    const share = balance === undefined ? 0 : balance.of === 'stops' ? this.stops : seconds / 3600;
    this.balanceCost = balance === undefined ? 0 : balance.cost * share * share;
    this.cost =
      model.fixedCost[vehicle]! +
      model.perMeter[vehicle]! * this.distance +
      model.perSecond[vehicle]! * seconds +
      model.perWaitingSecond[vehicle]! * this.waiting +
      model.overtimeCost[vehicle]! * this.overtime +
      this.vehicleCost + this.preferenceCost + this.stabilityCost + this.balanceCost;
    return this.cost;
  }

  private changes(): number {
    const { model, vehicle, entries } = this;
    const baseline = model.problem.baseline!;
    const tolerance = baseline.toleranceSeconds ?? 0;
    let cost = 0;
    let kept = 0;
    for (let entry = 0; entry < entries; entry++) {
      const node = this.node[entry]!;
      if (node < 0 || node >= model.tasks || model.baseVehicle[node]! < 0) continue;
      if (model.baseVehicle[node] !== vehicle) cost += baseline.changedVehicleCost ?? 0;
      else this.ranks[kept++] = model.baseRank[node]!;
      const before = model.baseStart[node]!;
      if (before >= 0) cost += (baseline.arrivalChangeCostPerSecond ?? 0) * Math.max(0, Math.abs(this.start[entry]! - before) - tolerance);
    }
    return cost + (baseline.movedStopCost ?? 0) * (kept - longestRise(this.ranks, kept));
  }
}
