import { DEFAULT_PENALTY, UNREACHABLE, type Job, type MatrixProfile, type Problem, type StopRef, type Vehicle, type Visit } from './problem.ts';
import { windowsOf } from './windows.ts';

/** Nodes kept free for a job that is asked about but is not in the problem: one for each end of a pair. */
const SPARE_NODES = 2;

/** Travel of one profile at one speed. `slots` is null where time of day does not matter. */
export interface TravelTable {
  /** Least seconds at any time of day: what quick checks count with. */
  readonly durations: Int32Array;
  /** Seconds before the first slot; the same array where there are no slots. */
  readonly base: Int32Array;
  readonly distances: Int32Array;
  readonly slots: readonly { readonly from: number; readonly durations: Int32Array }[] | null;
}

/**
 * A problem as flat arrays. A node is a visit (0 … tasks − 1, then two spare ones), the start or end of a vehicle, or a reload.
 * Arrays by node and vehicle stand at `job * vehicles + vehicle`, by dimension at `dimension * nodes + node`.
 */
export class Model {
  readonly problem: Problem;
  readonly tasks: number;
  readonly nodes: number;
  readonly vehicles: number;
  readonly dimensions: number;
  /** Row length of the travel tables. */
  readonly size: number;
  readonly tables: TravelTable[] = [];

  readonly location: Int32Array;
  readonly ready: Int32Array;
  readonly due: Int32Array;
  /** Start and end of each window where a visit has several, else null. */
  readonly windows: (Int32Array | null)[];
  /** By kind of vehicle and node: `kind * nodes + node`. */
  readonly service: Int32Array;
  readonly setup: Int32Array;
  /** On board from the start of the trip until this node. */
  readonly fromDepot: Int32Array;
  /** What the visit changes on board. */
  readonly change: Int32Array;
  readonly release: Int32Array;
  /** Other end of a pair, or −1. */
  readonly mate: Int32Array;
  /** 1 for the end of a pair that comes first. */
  readonly isPickupEnd: Uint8Array;
  readonly maxRide: Int32Array;
  readonly preferredStart: Int32Array;
  readonly preferredEnd: Int32Array;
  readonly preferredCost: Float64Array;
  readonly jobOf: Int32Array;
  /** 1 where a locked prefix holds the node; −1 in `arrivedAt` means that it is still to be driven. */
  readonly locked: Uint8Array;
  readonly arrivedAt: Int32Array;
  readonly departedAt: Int32Array;

  readonly jobs: Job[];
  readonly firstNode: Int32Array;
  readonly penalty: Float64Array;
  /** 1 where the vehicle may do the job. */
  readonly allowed: Uint8Array;
  /** Cost of the vehicle for the job, or null when no job has any. */
  vehicleCost: Float64Array | null = null;

  readonly startNode: number;
  readonly endNode: number;
  readonly reloadNodes: Int32Array[];
  readonly table: Int32Array;
  readonly kind: Int32Array;
  readonly shiftStart: Int32Array;
  readonly shiftEnd: Int32Array;
  /** End of the shift with all overtime. */
  readonly latestEnd: Int32Array;
  readonly overtimeCost: Float64Array;
  readonly capacity: Int32Array;
  readonly fixedCost: Float64Array;
  readonly perMeter: Float64Array;
  readonly perSecond: Float64Array;
  readonly perWaitingSecond: Float64Array;
  readonly maxStops: Int32Array;
  readonly maxDistance: Int32Array;
  readonly maxDrive: Int32Array;
  readonly maxDuration: Int32Array;
  readonly range: Int32Array;
  /** Vehicles of equal type are interchangeable while empty. */
  readonly type: Int32Array;

  /** Baseline by node: vehicle (−1: not in it), place in its route and start of service (−1: unknown). */
  readonly baseVehicle: Int32Array;
  readonly baseRank: Int32Array;
  readonly baseStart: Int32Array;

  /** Some constraint or cost cannot be read off two halves of a route: routes are simulated whole to be judged. */
  readonly rich: boolean;
  /** Time on the road costs or is limited. */
  readonly timed: boolean;
  /** Something is fetched: loads rise and fall on the way. */
  readonly mixed: boolean;
  readonly hasPairs: boolean;
  /** Every vehicle may do every job. */
  readonly anyVehicle: boolean;
  /** Any vehicle may do any job at no cost of its own, and there are no pairs: who is on a route does not matter. */
  readonly isUnselective: boolean;
  readonly hasReleases: boolean;
  /** 1 for vehicles for which leaving later changes nothing but how long they wait: no pauses, no traffic, nothing that costs by the hour of the day. */
  readonly isSteady: Uint8Array;
  readonly vehicleIndex: Map<string, number>;
  readonly jobIndex: Map<string, number>;
  private readonly kinds: (string | undefined)[];

  /** `forQuestions`: jobs that are not in the problem will be put into the spare nodes, so nothing can be taken for granted that only holds for its own. */
  constructor(problem: Problem, forQuestions = false) {
    this.problem = problem;
    const { vehicles, jobs } = problem;
    this.jobs = [...jobs];
    this.vehicles = vehicles.length;
    this.dimensions = problem.dimensions?.length ?? 0;
    this.tasks = jobs.reduce((sum, job) => sum + (job.kind === 'pair' ? 2 : 1), 0);
    this.startNode = this.tasks + SPARE_NODES;
    this.endNode = this.startNode + this.vehicles;
    let nodes = this.endNode + this.vehicles;
    this.reloadNodes = vehicles.map((vehicle) => {
      const count = vehicle.reload ? Math.max(0, Math.min(vehicle.reload.maxTrips - 1, this.tasks)) : 0;
      const own = Int32Array.from({ length: count }, (_, index) => nodes + index);
      nodes += count;
      return own;
    });
    this.nodes = nodes;
    this.kinds = [...new Set(vehicles.map((vehicle) => vehicle.kind))];
    this.vehicleIndex = new Map(vehicles.map((vehicle, index) => [vehicle.id, index]));
    this.jobIndex = new Map(jobs.map((job, index) => [job.id, index]));

    const ints = (length: number, value = 0) => new Int32Array(length).fill(value);
    this.location = ints(nodes);
    this.ready = ints(nodes);
    this.due = ints(nodes, UNREACHABLE);
    this.windows = new Array<Int32Array | null>(nodes).fill(null);
    this.service = ints(this.kinds.length * nodes);
    this.setup = ints(nodes);
    this.fromDepot = ints(this.dimensions * nodes);
    this.change = ints(this.dimensions * nodes);
    this.release = ints(nodes);
    this.mate = ints(nodes, -1);
    this.isPickupEnd = new Uint8Array(nodes);
    this.maxRide = ints(nodes, UNREACHABLE);
    this.preferredStart = ints(nodes);
    this.preferredEnd = ints(nodes, UNREACHABLE);
    this.preferredCost = new Float64Array(nodes);
    this.jobOf = ints(nodes, -1);
    this.locked = new Uint8Array(nodes);
    this.arrivedAt = ints(nodes, -1);
    this.departedAt = ints(nodes, -1);
    this.firstNode = ints(jobs.length + 1, this.tasks);
    this.penalty = new Float64Array(jobs.length + 1);
    this.allowed = new Uint8Array((jobs.length + 1) * this.vehicles).fill(1);
    this.baseVehicle = ints(nodes, -1);
    this.baseRank = ints(nodes, -1);
    this.baseStart = ints(nodes, -1);

    const v = this.vehicles;
    this.table = ints(v);
    this.kind = ints(v);
    this.shiftStart = ints(v);
    this.shiftEnd = ints(v);
    this.latestEnd = ints(v);
    this.overtimeCost = new Float64Array(v);
    this.capacity = ints(v * this.dimensions, UNREACHABLE);
    this.fixedCost = new Float64Array(v);
    this.perMeter = new Float64Array(v);
    this.perSecond = new Float64Array(v);
    this.perWaitingSecond = new Float64Array(v);
    this.maxStops = ints(v, UNREACHABLE);
    this.maxDistance = ints(v, UNREACHABLE);
    this.maxDrive = ints(v, UNREACHABLE);
    this.maxDuration = ints(v, UNREACHABLE);
    this.range = ints(v, UNREACHABLE);
    this.type = ints(v);

    const open = vehicles.some((vehicle) => vehicle.end === undefined);
    const given = Object.values(problem.profiles)[0]?.size ?? 0;
    this.size = open ? given + 1 : given;
    vehicles.forEach((vehicle, index) => this.setVehicle(vehicle, index, open));
    let node = 0;
    jobs.forEach((job, index) => {
      this.setJob(index, job, node);
      node += job.kind === 'pair' ? 2 : 1;
    });
    vehicles.forEach((vehicle) => {
      for (const stop of vehicle.lockedPrefix ?? []) {
        const at = this.nodeOf(stop);
        this.locked[at] = 1;
        this.arrivedAt[at] = stop.arrivedAt ?? -1;
        this.departedAt[at] = stop.departedAt ?? -1;
      }
    });
    this.setBaseline();
    this.setTypes();

    const anyTask = (holds: (node: number) => boolean) => {
      for (let task = 0; task < this.tasks; task++) if (holds(task)) return true;
      return false;
    };
    this.hasPairs = anyTask((task) => this.mate[task]! >= 0);
    this.mixed = jobs.some((job) => job.kind !== 'delivery' || job.collects?.some((amount) => amount > 0));
    this.anyVehicle = !this.allowed.includes(0);
    const several = anyTask((task) => this.windows[task] !== null);
    this.timed = vehicles.some((vehicle) => (vehicle.costs?.perSecond ?? 0) !== 0 || vehicle.maxDurationSeconds !== undefined);
    this.isUnselective = !forQuestions && this.anyVehicle && !this.hasPairs && this.vehicleCost === null;
    this.hasReleases = forQuestions || anyTask((task) => this.release[task]! > 0);
    const isTimeless = !forQuestions && problem.baseline?.arrivalChangeCostPerSecond === undefined && !anyTask((task) => this.preferredCost[task]! !== 0 || this.maxRide[task]! < UNREACHABLE);
    this.isSteady = Uint8Array.from(vehicles, (vehicle) =>
      isTimeless && !vehicle.breaks?.length && !vehicle.hoursOfService && !problem.profiles[vehicle.profile]?.timeSlots?.length ? 1 : 0,
    );
    this.rich =
      problem.balance !== undefined ||
      problem.baseline !== undefined ||
      (this.timed && (several || this.hasPairs)) ||
      anyTask((task) => this.setup[task]! > 0 || this.release[task]! > 0 || this.preferredCost[task]! !== 0 || this.maxRide[task]! < UNREACHABLE) ||
      vehicles.some(
        (vehicle) =>
          vehicle.overtime || vehicle.reload || vehicle.rangeMeters !== undefined || vehicle.breaks?.length || vehicle.hoursOfService ||
          vehicle.lockedPrefix?.some((stop) => stop.arrivedAt !== undefined) || vehicle.maxDistance !== undefined || vehicle.maxDriveSeconds !== undefined || vehicle.costs?.perWaitingSecond ||
          problem.profiles[vehicle.profile]?.timeSlots?.length,
      );
  }

  /** The node of one end of a job. */
  nodeOf(stop: StopRef): number {
    const first = this.firstNode[this.jobIndex.get(stop.job)!]!;
    return stop.part === 'delivery' && this.mate[first]! >= 0 ? first + 1 : first;
  }

  /** What a node is called outside. */
  stopOf(node: number): { job: string; part: 'pickup' | 'delivery' } {
    const job = this.jobs[this.jobOf[node]!]!;
    const part = job.kind === 'pair' ? (this.isPickupEnd[node] ? 'pickup' : 'delivery') : job.kind;
    return { job: job.id, part };
  }

  /** Puts a job that is not in the problem into the spare nodes; returns its first node. */
  setSpareJob(job: Job): number {
    const index = this.problem.jobs.length;
    this.jobs[index] = job;
    this.setJob(index, job, this.tasks);
    return this.tasks;
  }

  private setJob(index: number, job: Job, node: number): void {
    this.firstNode[index] = node;
    this.penalty[index] = job.penalty ?? DEFAULT_PENALTY * (1 + (job.priority ?? 0));
    if (job.kind === 'pair') {
      this.setVisit(node, index, job.pickup);
      this.setVisit(node + 1, index, job.delivery);
      this.mate[node] = node + 1;
      this.mate[node + 1] = node;
      this.isPickupEnd[node] = 1;
      this.maxRide[node + 1] = job.maxRideSeconds ?? UNREACHABLE;
    } else {
      this.setVisit(node, index, job);
      this.mate[node] = -1;
      this.isPickupEnd[node] = 0;
      this.release[node] = job.kind === 'delivery' ? (job.releaseAt ?? 0) : 0;
    }
    for (let dimension = 0; dimension < this.dimensions; dimension++) {
      const amount = job.amounts?.[dimension] ?? 0;
      const at = dimension * this.nodes + node;
      if (job.kind === 'pair') {
        this.change[at] = amount;
        this.change[at + 1] = -amount;
        this.fromDepot[at] = this.fromDepot[at + 1] = 0;
      } else {
        this.fromDepot[at] = job.kind === 'delivery' ? amount : 0;
        this.change[at] = job.kind === 'delivery' ? (job.collects?.[dimension] ?? 0) - amount : amount;
      }
    }
    this.problem.vehicles.forEach((vehicle, v) => {
      const has = vehicle.skills;
      const able =
        (job.skills?.every((skill) => has?.includes(skill)) ?? true) &&
        (job.allowedVehicles?.includes(vehicle.id) ?? true) &&
        !job.forbiddenVehicles?.includes(vehicle.id);
      this.allowed[index * this.vehicles + v] = able ? 1 : 0;
    });
    this.vehicleCost?.fill(0, index * this.vehicles, (index + 1) * this.vehicles);
    if (job.vehicleCosts && Object.keys(job.vehicleCosts).length > 0) {
      this.vehicleCost ??= new Float64Array(this.allowed.length);
      for (const [id, cost] of Object.entries(job.vehicleCosts)) {
        const v = this.vehicleIndex.get(id);
        if (v !== undefined) this.vehicleCost[index * this.vehicles + v] = cost;
      }
    }
  }

  private setVisit(node: number, job: number, visit: Visit): void {
    this.jobOf[node] = job;
    this.location[node] = visit.location;
    const windows = windowsOf(visit);
    this.ready[node] = windows[0];
    this.due[node] = windows[windows.length - 1]!;
    this.windows[node] = windows.length > 2 ? Int32Array.from(windows) : null;
    this.kinds.forEach((kind, index) => {
      const own = kind === undefined ? undefined : visit.serviceSecondsByKind?.[kind];
      this.service[index * this.nodes + node] = own ?? visit.serviceSeconds ?? 0;
    });
    this.setup[node] = visit.setupSeconds ?? 0;
    this.preferredStart[node] = visit.preferred?.start ?? 0;
    this.preferredEnd[node] = visit.preferred?.end ?? UNREACHABLE;
    this.preferredCost[node] = visit.preferred?.costPerSecond ?? 0;
  }

  private setVehicle(vehicle: Vehicle, v: number, open: boolean): void {
    const costs = vehicle.costs;
    this.table[v] = this.tableFor(this.problem.profiles[vehicle.profile]!, vehicle.speedFactor ?? 1, open);
    this.kind[v] = this.kinds.indexOf(vehicle.kind);
    this.shiftStart[v] = vehicle.shift.start;
    this.shiftEnd[v] = vehicle.shift.end;
    this.latestEnd[v] = vehicle.shift.end + (vehicle.overtime?.maxSeconds ?? 0);
    this.overtimeCost[v] = vehicle.overtime?.costPerSecond ?? 0;
    for (let dimension = 0; dimension < this.dimensions; dimension++) {
      this.capacity[dimension * this.vehicles + v] = vehicle.capacity?.[dimension] ?? UNREACHABLE;
    }
    this.fixedCost[v] = costs?.fixed ?? 0;
    this.perMeter[v] = costs?.perMeter ?? (costs === undefined ? 1 : 0);
    this.perSecond[v] = costs?.perSecond ?? 0;
    this.perWaitingSecond[v] = costs?.perWaitingSecond ?? 0;
    this.maxStops[v] = vehicle.maxStops ?? UNREACHABLE;
    this.maxDistance[v] = vehicle.maxDistance ?? UNREACHABLE;
    this.maxDrive[v] = vehicle.maxDriveSeconds ?? UNREACHABLE;
    this.maxDuration[v] = vehicle.maxDurationSeconds ?? UNREACHABLE;
    this.range[v] = vehicle.rangeMeters ?? UNREACHABLE;
    this.location[this.startNode + v] = vehicle.start;
    this.location[this.endNode + v] = vehicle.end ?? this.size - 1;
    this.ready[this.startNode + v] = this.ready[this.endNode + v] = vehicle.shift.start;
    this.due[this.startNode + v] = this.due[this.endNode + v] = this.latestEnd[v]!;
    for (const node of this.reloadNodes[v]!) this.location[node] = vehicle.reload!.location;
  }

  private readonly tableKeys: { profile: MatrixProfile; speed: number }[] = [];

  /** Tables are shared with the caller where nothing has to be changed. An open route ends at an extra location that everything reaches at no cost. */
  private tableFor(profile: MatrixProfile, speed: number, open: boolean): number {
    const known = this.tableKeys.findIndex((key) => key.profile === profile && key.speed === speed);
    if (known >= 0) return known;
    this.tableKeys.push({ profile, speed });
    const { size } = profile;
    const widened = (matrix: Int32Array, factor: number): Int32Array => {
      if (!open && factor === 1) return matrix;
      const row = open ? size + 1 : size;
      const copy = new Int32Array(row * row);
      for (let from = 0; from < size; from++) {
        for (let to = 0; to < size; to++) {
          const entry = matrix[from * size + to]!;
          copy[from * row + to] = entry >= UNREACHABLE ? UNREACHABLE : Math.round(entry * factor);
        }
      }
      return copy;
    };
    const base = widened(profile.durations, 1 / speed);
    const slots = profile.timeSlots?.map((slot) => ({
      from: slot.from,
      durations: widened(slot.durations ?? profile.durations, (slot.durations ? 1 : (slot.factor ?? 1)) / speed),
    }));
    const durations = slots?.length ? base.slice() : base;
    for (const slot of slots ?? []) slot.durations.forEach((entry, at) => (durations[at] = Math.min(durations[at]!, entry)));
    const shared = profile.distances === profile.durations && speed === 1;
    const distances = shared ? base : widened(profile.distances, 1);
    return this.tables.push({ durations, base, distances, slots: slots?.length ? slots : null }) - 1;
  }

  private setBaseline(): void {
    for (const route of this.problem.baseline?.routes ?? []) {
      route.stops.forEach((stop, rank) => {
        if (!this.jobIndex.has(stop.job)) return;
        const node = this.nodeOf(stop);
        this.baseVehicle[node] = this.vehicleIndex.get(route.vehicle) ?? this.vehicles;
        this.baseRank[node] = rank;
        this.baseStart[node] = stop.startAt ?? -1;
      });
    }
  }

  /** A vehicle with a locked prefix, or named by some job or the baseline, is of a type of its own. */
  private setTypes(): void {
    const named = new Set<string>();
    for (const job of this.jobs) {
      for (const id of [...(job.allowedVehicles ?? []), ...(job.forbiddenVehicles ?? []), ...Object.keys(job.vehicleCosts ?? {})]) named.add(id);
    }
    for (const route of this.problem.baseline?.routes ?? []) named.add(route.vehicle);
    const types = new Map<string, number>();
    this.problem.vehicles.forEach((vehicle, index) => {
      const own = named.has(vehicle.id) || (vehicle.lockedPrefix?.length ?? 0) > 0;
      const key = own ? `vehicle ${index}` : JSON.stringify({ ...vehicle, id: undefined });
      if (!types.has(key)) types.set(key, types.size);
      this.type[index] = types.get(key)!;
    });
  }
}
