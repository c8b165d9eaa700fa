import { UNREACHABLE, type Job, type MatrixProfile, type Problem, type Vehicle, type Visit } from './problem.ts';
import { visitsOf } from './visits-of.ts';

/** One thing wrong with a problem, found before solving. `fatal` ones make it unsolvable as a whole; others only leave a job out. */
export interface ProblemIssue {
  readonly code: ProblemIssueCode;
  /** Profile, vehicle or job at fault. */
  readonly id: string;
  readonly fatal: boolean;
  readonly message: string;
}

export type ProblemIssueCode =
  | 'duplicate-id' | 'unknown-profile' | 'unknown-vehicle' | 'unknown-job' | 'matrix-shape' | 'matrix-value' | 'location'
  | 'window' | 'negative' | 'dimensions' | 'not-whole' | 'skill-nobody-has' | 'no-vehicle' | 'too-big' | 'unreachable' | 'window-unreachable' | 'locked';

/** Thrown for a problem that cannot be solved as it stands. */
export class ProblemError extends Error {
  readonly issues: readonly ProblemIssue[];
  constructor(issues: readonly ProblemIssue[]) {
    super(issues.slice(0, 5).map((issue) => issue.message).join(' '));
    this.name = 'ProblemError';
    this.issues = issues;
  }
}

/** Throws {@link ProblemError} when there is a fatal issue. */
export function assertProblem(problem: Problem): void {
  const fatal = checkProblem(problem).filter((issue) => issue.fatal);
  if (fatal.length > 0) throw new ProblemError(fatal);
}

/** Everything that is wrong with a problem, each with the id at fault. */
export function checkProblem(problem: Problem): ProblemIssue[] {
  const issues: ProblemIssue[] = [];
  const add = (code: ProblemIssueCode, id: string, fatal: boolean, message: string) => issues.push({ code, id, fatal, message });
  const size = Object.values(problem.profiles)[0]?.size ?? 0;
  for (const [id, profile] of Object.entries(problem.profiles)) checkProfile(id, profile, size, add);
  const ids = new Set<string>();
  for (const vehicle of problem.vehicles) {
    if (ids.has(vehicle.id)) add('duplicate-id', vehicle.id, true, `Vehicle "${vehicle.id}" is given twice.`);
    ids.add(vehicle.id);
    checkVehicle(problem, vehicle, size, add);
  }
  const jobs = new Map<string, Job>();
  for (const job of problem.jobs) {
    if (jobs.has(job.id)) add('duplicate-id', job.id, true, `Job "${job.id}" is given twice.`);
    jobs.set(job.id, job);
    checkJob(problem, job, size, add);
  }
  checkLocks(problem, jobs, add);
  for (const route of problem.baseline?.routes ?? []) {
    // A vehicle that is no longer there is what a baseline is for; a job that is gone, too.
    if (route.stops.some((stop) => typeof stop.job !== 'string')) add('unknown-job', route.vehicle, true, `The baseline of "${route.vehicle}" names a stop without a job.`);
  }
  if (!issues.some((issue) => issue.fatal)) for (const job of problem.jobs) checkChances(problem, job, add);
  return issues;
}

type Add = (code: ProblemIssueCode, id: string, fatal: boolean, message: string) => void;

function checkProfile(id: string, profile: MatrixProfile, size: number, add: Add): void {
  if (profile.size !== size) add('matrix-shape', id, true, `Profile "${id}" has ${profile.size} locations, others have ${size}: all must have the same.`);
  const matrices = { durations: profile.durations, distances: profile.distances };
  for (const [name, matrix] of Object.entries(matrices)) {
    if (matrix.length !== profile.size ** 2) {
      add('matrix-shape', id, true, `The ${name} of profile "${id}" have ${matrix.length} entries; ${profile.size} locations need ${profile.size ** 2}.`);
    } else {
      const at = matrix.findIndex((entry) => entry < 0);
      if (at >= 0) add('matrix-value', id, true, `The ${name} of profile "${id}" from ${Math.floor(at / size)} to ${at % size} are negative (${matrix[at]}).`);
    }
  }
  let last = -Infinity;
  for (const slot of profile.timeSlots ?? []) {
    if (slot.from <= last) add('matrix-shape', id, true, `The time slots of profile "${id}" must ascend; ${slot.from} comes after ${last}.`);
    last = slot.from;
    if (slot.durations && slot.durations.length !== profile.size ** 2) add('matrix-shape', id, true, `The time slot at ${slot.from} of profile "${id}" has ${slot.durations.length} entries.`);
    if (slot.factor !== undefined && !(slot.factor > 0)) add('matrix-value', id, true, `The factor of the time slot at ${slot.from} of profile "${id}" must be above 0.`);
  }
}

function checkVehicle(problem: Problem, vehicle: Vehicle, size: number, add: Add): void {
  const { id } = vehicle;
  if (!(vehicle.profile in problem.profiles)) add('unknown-profile', id, true, `Vehicle "${id}" uses profile "${vehicle.profile}", which is not given.`);
  for (const location of [vehicle.start, vehicle.end ?? 0, vehicle.reload?.location ?? 0]) {
    if (!Number.isInteger(location) || location < 0 || location >= size) add('location', id, true, `Vehicle "${id}" names location ${location}; locations are 0 to ${size - 1}.`);
  }
  checkTime(id, vehicle.shift, 'shift', add);
  for (const pause of vehicle.breaks ?? []) checkTime(id, pause.window, `break "${pause.id}"`, add);
  if (vehicle.capacity && vehicle.capacity.length !== (problem.dimensions?.length ?? 0)) {
    add('dimensions', id, true, `Vehicle "${id}" gives ${vehicle.capacity.length} capacities for ${problem.dimensions?.length ?? 0} dimensions.`);
  }
  const numbers = {
    speedFactor: vehicle.speedFactor, maxStops: vehicle.maxStops, maxDistance: vehicle.maxDistance, maxDriveSeconds: vehicle.maxDriveSeconds,
    maxDurationSeconds: vehicle.maxDurationSeconds, rangeMeters: vehicle.rangeMeters, overtime: vehicle.overtime?.maxSeconds,
    reload: vehicle.reload?.seconds, rest: vehicle.hoursOfService?.restSeconds, ...vehicle.costs,
  };
  for (const [name, value] of Object.entries(numbers)) if (value !== undefined && !(value >= 0)) add('negative', id, true, `${name} of vehicle "${id}" is ${value}.`);
  if (vehicle.speedFactor === 0) add('negative', id, true, `speedFactor of vehicle "${id}" must be above 0.`);
  for (const amount of vehicle.capacity ?? []) checkAmount(id, amount, 'capacity', add);
}

function checkJob(problem: Problem, job: Job, size: number, add: Add): void {
  const lists = [job.amounts, job.kind === 'delivery' ? job.collects : undefined];
  for (const amounts of lists) {
    if (amounts && amounts.length !== (problem.dimensions?.length ?? 0)) {
      add('dimensions', job.id, true, `Job "${job.id}" gives ${amounts.length} amounts for ${problem.dimensions?.length ?? 0} dimensions.`);
    }
    for (const amount of amounts ?? []) checkAmount(job.id, amount, 'amount', add);
  }
  if (job.penalty !== undefined && !(job.penalty >= 0)) add('negative', job.id, true, `The penalty of job "${job.id}" is ${job.penalty}.`);
  for (const visit of visitsOf(job)) checkVisit(job.id, visit, size, add);
  const known = new Set(problem.vehicles.map((vehicle) => vehicle.id));
  for (const id of [...(job.allowedVehicles ?? []), ...(job.forbiddenVehicles ?? [])]) {
    if (!known.has(id)) add('unknown-vehicle', job.id, false, `Job "${job.id}" names vehicle "${id}", which is not given.`);
  }
}

function checkVisit(id: string, visit: Visit, size: number, add: Add): void {
  if (!Number.isInteger(visit.location) || visit.location < 0 || visit.location >= size) {
    add('location', id, true, `Job "${id}" is at location ${visit.location}; locations are 0 to ${size - 1}.`);
  }
  let last = -Infinity;
  for (const window of visit.windows ?? []) {
    checkTime(id, window, 'window', add);
    if (window.start <= last) add('window', id, true, `The windows of job "${id}" must ascend and be apart; ${window.start} follows ${last}.`);
    last = window.end;
  }
  for (const seconds of [visit.serviceSeconds, visit.setupSeconds, ...Object.values(visit.serviceSecondsByKind ?? {})]) {
    if (seconds !== undefined) checkAmount(id, seconds, 'service or setup time', add);
  }
}

function checkTime(id: string, window: { start: number; end: number }, name: string, add: Add): void {
  if (!(window.end >= window.start)) add('window', id, true, `The ${name} of "${id}" closes (${window.end}) before it opens (${window.start}).`);
  for (const time of [window.start, window.end]) {
    if (!Number.isInteger(time) || time < 0 || time > UNREACHABLE) add('not-whole', id, true, `The ${name} of "${id}" has ${time}; times are whole numbers from 0 to ${UNREACHABLE}.`);
  }
}

function checkAmount(id: string, amount: number, name: string, add: Add): void {
  if (amount < 0) add('negative', id, true, `The ${name} of "${id}" is negative (${amount}).`);
  else if (!Number.isInteger(amount) || amount >= UNREACHABLE) add('not-whole', id, true, `The ${name} of "${id}" is ${amount}; it must be a whole number below ${UNREACHABLE}.`);
}

function checkLocks(problem: Problem, jobs: ReadonlyMap<string, Job>, add: Add): void {
  const seen = new Set<string>();
  for (const vehicle of problem.vehicles) {
    for (const stop of vehicle.lockedPrefix ?? []) {
      const job = jobs.get(stop.job);
      const key = `${stop.job} ${stop.part ?? ''}`;
      if (!job) add('unknown-job', vehicle.id, true, `Vehicle "${vehicle.id}" has locked stop "${stop.job}", which is no job.`);
      else if (job.kind === 'pair' && !stop.part) add('locked', stop.job, true, `Locked stop "${stop.job}" is a pair: say which part.`);
      if (seen.has(key)) add('locked', stop.job, true, `Stop "${stop.job}" is locked twice.`);
      if ((stop.arrivedAt === undefined) !== (stop.departedAt === undefined)) add('locked', stop.job, true, `Locked stop "${stop.job}" needs both arrivedAt and departedAt, or none.`);
      seen.add(key);
    }
  }
}

/** Why no vehicle at all could ever do a job, looked at alone. */
function checkChances(problem: Problem, job: Job, add: Add): void {
  const lacking = job.skills?.find((skill) => !problem.vehicles.some((vehicle) => vehicle.skills?.includes(skill)));
  if (lacking !== undefined) return void add('skill-nobody-has', job.id, false, `Job "${job.id}" needs "${lacking}", which no vehicle has.`);
  const able = problem.vehicles.filter(
    (vehicle) =>
      (job.skills?.every((skill) => vehicle.skills?.includes(skill)) ?? true) &&
      (job.allowedVehicles?.includes(vehicle.id) ?? true) && !job.forbiddenVehicles?.includes(vehicle.id),
  );
  if (able.length === 0) return void add('no-vehicle', job.id, false, `No vehicle may do job "${job.id}".`);
  const fitting = able.filter((vehicle) => job.amounts?.every((amount, dimension) => amount <= (vehicle.capacity?.[dimension] ?? UNREACHABLE)) ?? true);
  if (fitting.length === 0) return void add('too-big', job.id, false, `Job "${job.id}" is larger than every vehicle that may do it.`);
  for (const visit of visitsOf(job)) {
    const legs = fitting.map((vehicle) => {
      const { durations, size } = problem.profiles[vehicle.profile]!;
      return { vehicle, there: durations[vehicle.start * size + visit.location]!, back: vehicle.end === undefined ? 0 : durations[visit.location * size + vehicle.end]! };
    });
    const reached = legs.filter((leg) => leg.there < UNREACHABLE && leg.back < UNREACHABLE);
    if (reached.length === 0) return void add('unreachable', job.id, false, `Job "${job.id}" at location ${visit.location} cannot be reached by any vehicle that may do it.`);
    const last = visit.windows?.[visit.windows.length - 1]?.end ?? UNREACHABLE;
    const first = visit.windows?.[0]?.start ?? 0;
    const inTime = problem.vehicles.some((vehicle) => fitting.includes(vehicle) && vehicle.shift.start <= last && vehicle.shift.end + (vehicle.overtime?.maxSeconds ?? 0) >= first);
    if (!inTime) return void add('window-unreachable', job.id, false, `The windows of job "${job.id}" lie outside the shifts of every vehicle that may do it.`);
  }
}
