import type { Job, MatrixProfile, Problem, TimeWindow, Vehicle, Visit } from '../problem.ts';
import { euclideanProfile, CONVENTIONS } from './conventions.ts';
import type { Instance } from './instance.ts';

interface VroomTask {
  readonly id: number;
  readonly location?: readonly [number, number];
  readonly location_index?: number;
  readonly service?: number;
  readonly setup?: number;
  readonly time_windows?: readonly (readonly [number, number])[];
}

interface VroomJob extends VroomTask {
  readonly delivery?: readonly number[];
  readonly pickup?: readonly number[];
  readonly skills?: readonly number[];
  readonly priority?: number;
}

/** The parts of VROOM's input that are read: jobs, shipments, vehicles, matrices or coordinates. */
export interface VroomInput {
  readonly vehicles: readonly {
    readonly id: number;
    readonly profile?: string;
    readonly start?: readonly [number, number];
    readonly end?: readonly [number, number];
    readonly start_index?: number;
    readonly end_index?: number;
    readonly capacity?: readonly number[];
    readonly skills?: readonly number[];
    readonly time_window?: readonly [number, number];
    readonly breaks?: readonly { readonly id: number; readonly time_windows: readonly (readonly [number, number])[]; readonly service?: number }[];
    readonly speed_factor?: number;
    readonly max_tasks?: number;
    readonly max_travel_time?: number;
    readonly max_distance?: number;
    readonly costs?: { readonly fixed?: number; readonly per_hour?: number; readonly per_km?: number };
  }[];
  readonly jobs?: readonly VroomJob[];
  readonly shipments?: readonly { readonly pickup: VroomTask; readonly delivery: VroomTask; readonly amount?: readonly number[]; readonly skills?: readonly number[]; readonly priority?: number }[];
  readonly matrices?: Readonly<Record<string, { readonly durations: readonly (readonly number[])[]; readonly distances?: readonly (readonly number[])[] }>>;
}

const HOUR = 3600;
/** What VROOM charges by default: seconds of travel. */
const DEFAULT_PER_HOUR = 3600;
const LAST = 900_000_000;

/** Reads VROOM's JSON. Times that are far from zero (Unix times) are moved to start near it. Without matrices, coordinates are a plane. */
export function parseVroom(name: string, text: string): Instance {
  const input = JSON.parse(text) as VroomInput;
  const places: (readonly [number, number])[] = [];
  const byPlace = new Map<string, number>();
  const locate = (index: number | undefined, place: readonly [number, number] | undefined): number => {
    if (index !== undefined) {
      if (place) places[index] = place;
      return index;
    }
    if (!place) throw new Error(`${name}: a task or vehicle has neither location nor location_index.`);
    const key = place.join();
    if (!byPlace.has(key)) byPlace.set(key, places.push(place) - 1);
    return byPlace.get(key)!;
  };
  const starts = [...(input.jobs ?? []), ...(input.shipments ?? []).flatMap((one) => [one.pickup, one.delivery])].flatMap((task) => (task.time_windows ?? []).map(([start]) => start));
  const origin = Math.min(...starts, ...input.vehicles.map((vehicle) => vehicle.time_window?.[0] ?? Infinity));
  const shift = origin > LAST ? origin : 0;
  const windowOf = ([start, end]: readonly [number, number]): TimeWindow => ({ start: start - shift, end: Math.min(end - shift, LAST) });
  const visit = (task: VroomTask): Visit => ({
    location: locate(task.location_index, task.location),
    serviceSeconds: task.service ?? 0,
    setupSeconds: task.setup ?? 0,
    ...(task.time_windows?.length ? { windows: task.time_windows.map(windowOf) } : {}),
  });
  const dimensions = Math.max(0, ...input.vehicles.map((vehicle) => vehicle.capacity?.length ?? 0));
  const padded = (amounts: readonly number[] | undefined) => Array.from({ length: dimensions }, (_, index) => amounts?.[index] ?? 0);
  const skills = (list: readonly number[] | undefined) => (list?.length ? { skills: list.map(String) } : {});
  const jobs: Job[] = (input.jobs ?? []).map((job): Job => {
    const shared = { id: `job ${job.id}`, ...skills(job.skills), priority: job.priority ?? 0, ...visit(job) };
    if (job.pickup && !job.delivery) return { ...shared, kind: 'pickup', amounts: padded(job.pickup) };
    return { ...shared, kind: 'delivery', amounts: padded(job.delivery), ...(job.pickup ? { collects: padded(job.pickup) } : {}) };
  });
  (input.shipments ?? []).forEach((shipment, index) => {
    jobs.push({
      kind: 'pair', id: `shipment ${index} ${shipment.pickup.id}`, amounts: padded(shipment.amount), ...skills(shipment.skills), priority: shipment.priority ?? 0,
      pickup: visit(shipment.pickup), delivery: visit(shipment.delivery),
    });
  });
  const vehicles = input.vehicles.map((vehicle): Vehicle => {
    const start = locate(vehicle.start_index ?? vehicle.end_index, vehicle.start ?? vehicle.end);
    const hasEnd = vehicle.end_index !== undefined || vehicle.end !== undefined;
    return {
      id: String(vehicle.id),
      profile: vehicle.profile ?? 'car',
      start,
      ...(hasEnd ? { end: locate(vehicle.end_index, vehicle.end) } : {}),
      shift: vehicle.time_window ? windowOf(vehicle.time_window) : { start: 0, end: LAST },
      capacity: Array.from({ length: dimensions }, (_, index) => vehicle.capacity?.[index] ?? LAST),
      ...skills(vehicle.skills),
      ...(vehicle.speed_factor ? { speedFactor: vehicle.speed_factor } : {}),
      ...(vehicle.max_tasks ? { maxStops: vehicle.max_tasks } : {}),
      ...(vehicle.max_travel_time ? { maxDriveSeconds: vehicle.max_travel_time } : {}),
      ...(vehicle.max_distance ? { maxDistance: vehicle.max_distance } : {}),
      costs: { fixed: vehicle.costs?.fixed ?? 0, perMeter: (vehicle.costs?.per_km ?? 0) / 1000, perSecond: (vehicle.costs?.per_hour ?? DEFAULT_PER_HOUR) / HOUR },
      ...(vehicle.breaks?.length ? { breaks: vehicle.breaks.map((one) => ({ id: String(one.id), window: windowOf(one.time_windows[0]!), seconds: one.service ?? 0 })) } : {}),
    };
  });
  const flat = (rows: readonly (readonly number[])[]) => Int32Array.from(rows.flat());
  const profiles: Record<string, MatrixProfile> = {};
  for (const [id, { durations, distances }] of Object.entries(input.matrices ?? {})) {
    const own = flat(durations);
    profiles[id] = { size: durations.length, durations: own, distances: distances ? flat(distances) : own };
  }
  if (!input.matrices) for (const vehicle of vehicles) profiles[vehicle.profile] ??= euclideanProfile(places, CONVENTIONS.dimacs);
  const problem: Problem = { profiles, dimensions: Array.from({ length: dimensions }, (_, index) => `amount ${index}`), vehicles, jobs };
  return { name, problem, points: places, convention: undefined };
}
