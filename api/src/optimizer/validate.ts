import { DEFAULT_PENALTY, UNREACHABLE, type Job, type MatrixProfile, type Problem, type Vehicle, type Visit } from './problem.ts';
import { checkCost, close, type Report } from './validate-cost.ts';
import type { Constraint, Plan, PlannedRoute, PlannedStop, PlannedVisit } from './solution.ts';

/** What the checker finds: a broken constraint, or a figure of the plan that is not what the problem gives. */
export interface Finding {
  readonly code: Constraint | 'missing' | 'duplicate' | 'unknown' | 'times' | 'loads' | 'figures' | 'cost';
  readonly vehicle: string | undefined;
  readonly job: string | undefined;
  readonly message: string;
}

/**
 * Recomputes every time, load and cost of a plan from the problem as it was given. Shares nothing with the search but the types,
 * so that a mistake there shows here. Empty when the plan keeps all it should.
 */
export function validate(problem: Problem, plan: Plan): Finding[] {
  const findings: Finding[] = [];
  const jobs = new Map(problem.jobs.map((job) => [job.id, job]));
  const vehicles = new Map(problem.vehicles.map((vehicle) => [vehicle.id, vehicle]));
  const report: Report = (code, message, vehicle, job) => findings.push({ code, message, vehicle, job });

  const visits = new Map<string, string>();
  const usedVehicles = new Set<string>();
  let total = 0;
  for (const route of plan.routes) {
    const vehicle = vehicles.get(route.vehicle);
    if (!vehicle) {
      report('unknown', `No vehicle "${route.vehicle}".`, route.vehicle);
      continue;
    }
    if (usedVehicles.has(route.vehicle)) report('duplicate', `Two routes for "${route.vehicle}".`, route.vehicle);
    usedVehicles.add(route.vehicle);
    for (const stop of route.stops) {
      if (stop.kind !== 'visit') continue;
      if (!jobs.has(stop.job)) report('unknown', `No job "${stop.job}".`, route.vehicle, stop.job);
      const key = `${stop.job} ${stop.part}`;
      if (visits.has(key)) report('duplicate', `Job "${stop.job}" is visited twice.`, route.vehicle, stop.job);
      visits.set(key, route.vehicle);
    }
    if (route.stops.some((stop) => stop.kind === 'visit' && !jobs.has(stop.job))) continue;
    total += checkRoute(problem, vehicle, route, jobs, report);
  }
  for (const vehicle of problem.vehicles) {
    if (vehicle.lockedPrefix?.length && !usedVehicles.has(vehicle.id)) report('locked', `"${vehicle.id}" does not drive its locked stops.`, vehicle.id);
  }
  const left = new Set(plan.unassigned);
  if (left.size !== plan.unassigned.length) report('duplicate', 'A job is left out twice.');
  let penalties = 0;
  for (const job of problem.jobs) {
    const parts = job.kind === 'pair' ? ['pickup', 'delivery'] : [job.kind];
    const places = parts.map((part) => visits.get(`${job.id} ${part}`));
    if (left.has(job.id)) {
      penalties += job.penalty ?? DEFAULT_PENALTY * (1 + (job.priority ?? 0));
      if (places.some(Boolean)) report('duplicate', `Job "${job.id}" is both planned and left out.`, undefined, job.id);
    } else if (places.some((place) => place === undefined)) report('missing', `Job "${job.id}" is neither planned nor left out.`, undefined, job.id);
    else if (new Set(places).size > 1) report('precedence', `Pair "${job.id}" is split between vehicles.`, places[0], job.id);
  }
  for (const id of left) if (!jobs.has(id)) report('unknown', `No job "${id}".`, undefined, id);
  if (!close(plan.cost.unassigned, penalties)) report('cost', `Penalties are ${penalties}, not ${plan.cost.unassigned}.`);
  if (!close(plan.cost.total, total + penalties)) report('cost', `The plan costs ${total + penalties}, not ${plan.cost.total}.`);
  return findings;
}

function visitOf(job: Job, part: 'pickup' | 'delivery'): Visit {
  return job.kind === 'pair' ? job[part] : job;
}

/** Seconds of a leg, driven in steps from one traffic boundary to the next. */
function legSeconds(profile: MatrixProfile, speed: number, from: number, to: number, departure: number): number {
  const at = from * profile.size + to;
  const raw = profile.durations[at]!;
  if (raw >= UNREACHABLE) return Infinity;
  const speeds = [{ from: -Infinity, whole: Math.round(raw / speed) }];
  for (const slot of profile.timeSlots ?? []) {
    speeds.push({ from: slot.from, whole: slot.durations ? Math.round(slot.durations[at]! / speed) : Math.round(raw * ((slot.factor ?? 1) / speed)) });
  }
  if (speeds.length === 1) return speeds[0]!.whole;
  let clock = departure;
  let share = 1;
  for (let index = 0; index < speeds.length; index++) {
    const until = speeds[index + 1]?.from ?? Infinity;
    if (clock >= until) continue;
    const needed = share * speeds[index]!.whole;
    if (clock + needed <= until) return Math.ceil(clock + needed - departure - 1e-6);
    share -= (until - clock) / speeds[index]!.whole;
    clock = until;
  }
  return Infinity;
}

/** Checks one route and returns what it costs. */
function checkRoute(problem: Problem, vehicle: Vehicle, route: PlannedRoute, jobs: ReadonlyMap<string, Job>, report: Report): number {
  const say: Report = (code, message, _vehicle, job) => report(code, `${vehicle.id}: ${message}`, vehicle.id, job);
  const history = new Map((vehicle.lockedPrefix ?? []).map((stop) => [stop.job + (stop.part ?? ''), stop]));
  const historyOf = (stop: PlannedVisit) => history.get(stop.job + stop.part) ?? history.get(stop.job);
  checkMembers(vehicle, route, jobs, say);
  checkLoads(problem, vehicle, route, jobs, say);

  const profile = problem.profiles[vehicle.profile]!;
  const speed = vehicle.speedFactor ?? 1;
  let place = vehicle.start;
  let settled: number | undefined;
  let clock = route.startAt;
  const sums = { distance: 0, drive: 0, service: 0, wait: 0, trip: 0 };
  let preferences = 0;
  let driven = 0;
  let restedAt = route.startAt;
  const rules = vehicle.hoursOfService;
  const taken = new Set<string>();
  const left = new Map<string, number>();

  /** Drives to the next place and says when the vehicle is there; null when the stop is in the past and its times stand. */
  const drive = (to: number, at: PlannedStop | null, past: boolean): number => {
    const meters = profile.distances[place * profile.size + to]!;
    const seconds = legSeconds(profile, speed, place, to, clock);
    if (seconds === Infinity) say('unreachable', `no way from ${place} to ${to}.`);
    sums.distance += meters;
    sums.trip += meters;
    sums.drive += seconds;
    driven += seconds;
    if (sums.trip > (vehicle.rangeMeters ?? Infinity)) say('range', `${sums.trip} meters on one charge.`);
    if (!past && rules?.maxContinuousDriveSeconds !== undefined && driven > rules.maxContinuousDriveSeconds) say('hours-of-service', `${driven} seconds at the wheel without rest.`);
    if (at && (at.legDistance !== meters || at.legSeconds !== seconds)) say('figures', `a leg says ${at.legDistance} m, ${at.legSeconds} s; it is ${meters} m, ${seconds} s.`);
    place = to;
    return clock + seconds;
  };
  const worked = (until: number) => {
    if (rules?.maxContinuousWorkSeconds !== undefined && until - restedAt > rules.maxContinuousWorkSeconds) say('hours-of-service', `${until - restedAt} seconds of work without rest.`);
  };
  if (route.startAt < vehicle.shift.start) say('shift', `leaves at ${route.startAt}, before the shift.`);

  route.stops.forEach((stop, index) => {
    const isPast = stop.kind === 'visit' && historyOf(stop)?.arrivedAt !== undefined;
    const arrival = drive(stop.location, stop, isPast);
    if (isPast) {
      const known = historyOf(stop as PlannedVisit)!;
      if (stop.arriveAt !== known.arrivedAt || stop.departAt !== known.departedAt) say('times', `a stop that was driven at ${known.arrivedAt} is planned at ${stop.arriveAt}.`);
      sums.service += stop.departAt - stop.startAt;
      [driven, restedAt] = [0, stop.departAt];
      clock = stop.departAt;
      settled = place;
      left.set((stop as PlannedVisit).job, clock);
      return;
    }
    if (stop.arriveAt !== arrival) say('times', `arrives at stop ${index} at ${arrival}, not ${stop.arriveAt}.`);
    if (stop.startAt < arrival) say('times', `starts at stop ${index} at ${stop.startAt}, before arriving at ${arrival}.`);
    if (stop.waitSeconds !== stop.startAt - stop.arriveAt) say('figures', `waits ${stop.startAt - stop.arriveAt} at stop ${index}, not ${stop.waitSeconds}.`);
    if (stop.slackSeconds < 0) say('figures', `slack at stop ${index} is negative.`);
    sums.wait += stop.startAt - arrival;
    const spent = stop.departAt - stop.startAt;
    if (stop.kind === 'break') {
      const pause = vehicle.breaks?.find((one) => one.id === stop.break);
      if (stop.break === undefined) {
        if (spent < (rules?.restSeconds ?? Infinity)) say('hours-of-service', `rests ${spent} seconds only.`);
      } else if (!pause || taken.has(stop.break)) say('break', `break "${stop.break}" is unknown or taken twice.`);
      else {
        taken.add(pause.id);
        if (spent !== pause.seconds) say('break', `break "${pause.id}" lasts ${spent} seconds.`);
        if (stop.startAt < pause.window.start || stop.startAt > pause.window.end) say('break', `break "${pause.id}" starts at ${stop.startAt}.`);
      }
      if (rules && spent >= rules.restSeconds) {
        worked(stop.startAt);
        [driven, restedAt] = [0, stop.departAt];
      }
    } else if (stop.kind === 'reload') {
      if (stop.location !== vehicle.reload?.location || spent !== vehicle.reload.seconds) say('times', `reloads at ${stop.location} for ${spent} seconds.`);
      sums.service += spent;
      sums.trip = 0;
      settled = undefined;
    } else {
      preferences += checkVisit(vehicle, stop, jobs.get(stop.job)!, settled === place, left, say);
      sums.service += spent;
      settled = place;
      left.set(stop.job, stop.departAt);
    }
    clock = stop.departAt;
    worked(clock);
  });
  const end = vehicle.end === undefined ? clock : drive(vehicle.end, null, false);
  worked(end);
  if (route.endAt !== end) say('times', `is back at ${end}, not ${route.endAt}.`);
  checkTotals(vehicle, route, sums, end, taken, say);
  return checkCost(problem, vehicle, route, jobs, preferences, say);
}

/** Window, service time and ride of one visit; returns what being off the preferred time costs. */
function checkVisit(vehicle: Vehicle, stop: PlannedVisit, job: Job, sameAddress: boolean, left: ReadonlyMap<string, number>, say: Report): number {
  const visit = visitOf(job, stop.part);
  if (stop.location !== visit.location) say('times', `visits "${job.id}" at ${stop.location}, not ${visit.location}.`, undefined, job.id);
  const windows = visit.windows ?? [];
  if (windows.length > 0 && !windows.some((window) => stop.startAt >= window.start && stop.startAt <= window.end)) {
    say('time-window', `serves "${job.id}" at ${stop.startAt}, outside its windows.`, undefined, job.id);
  }
  const service = (vehicle.kind !== undefined ? visit.serviceSecondsByKind?.[vehicle.kind] : undefined) ?? visit.serviceSeconds ?? 0;
  const expected = service + (sameAddress ? 0 : (visit.setupSeconds ?? 0));
  if (stop.departAt - stop.startAt !== expected) say('times', `serves "${job.id}" for ${stop.departAt - stop.startAt} seconds, not ${expected}.`, undefined, job.id);
  if (job.kind === 'pair' && stop.part === 'delivery') {
    const since = left.get(job.id);
    if (since === undefined) say('precedence', `delivers "${job.id}" before picking it up.`, undefined, job.id);
    else if (stop.startAt - since > (job.maxRideSeconds ?? Infinity)) say('max-ride', `keeps "${job.id}" on board for ${stop.startAt - since} seconds.`, undefined, job.id);
  }
  const liked = visit.preferred;
  return liked ? liked.costPerSecond * Math.max(0, liked.start - stop.startAt, stop.startAt - liked.end) : 0;
}

function checkMembers(vehicle: Vehicle, route: PlannedRoute, jobs: ReadonlyMap<string, Job>, say: Report): void {
  const visits = route.stops.filter((stop) => stop.kind === 'visit');
  const locked = vehicle.lockedPrefix ?? [];
  locked.forEach((stop, index) => {
    const there = visits[index];
    if (there?.job !== stop.job || (stop.part !== undefined && there.part !== stop.part)) say('locked', `stop ${index} is not "${stop.job}" as locked.`, undefined, stop.job);
  });
  const isLocked = new Set(locked.map((stop) => stop.job));
  for (const { job: id } of visits) {
    const job = jobs.get(id)!;
    if (isLocked.has(id)) continue;
    const lacking = job.skills?.find((skill) => !vehicle.skills?.includes(skill));
    if (lacking !== undefined) say('skill', `"${id}" needs "${lacking}".`, undefined, id);
    const barred = job.forbiddenVehicles?.includes(vehicle.id) || (job.allowedVehicles && !job.allowedVehicles.includes(vehicle.id));
    if (barred) say('vehicle', `"${id}" may not go on this vehicle.`, undefined, id);
  }
  if (visits.length > (vehicle.maxStops ?? Infinity)) say('max-stops', `${visits.length} stops.`);
  const trips = 1 + route.stops.filter((stop) => stop.kind === 'reload').length;
  if (trips > (vehicle.reload?.maxTrips ?? 1)) say('max-trips', `${trips} trips.`);
}

/** Loads trip by trip, and that no trip leaves before what it carries is there. */
function checkLoads(problem: Problem, vehicle: Vehicle, route: PlannedRoute, jobs: ReadonlyMap<string, Job>, say: Report): void {
  const names = problem.dimensions ?? [];
  const trips: PlannedStop[][] = [[]];
  for (const stop of route.stops) {
    if (stop.kind === 'reload') trips.push([stop]);
    else trips[trips.length - 1]!.push(stop);
  }
  const kept = names.map(() => 0);
  for (const trip of trips) {
    const carried = trip.flatMap((stop) => (stop.kind === 'visit' ? [{ stop, job: jobs.get(stop.job)! }] : []));
    const departure = trip[0]?.kind === 'reload' ? trip[0].departAt : route.startAt;
    const isPast = new Set((vehicle.lockedPrefix ?? []).filter((stop) => stop.arrivedAt !== undefined).map((stop) => stop.job));
    const underWay = trip[0]?.kind !== 'reload' && isPast.size > 0;
    for (const { job } of carried) {
      if (job.kind === 'delivery' && !underWay && (job.releaseAt ?? 0) > departure) say('release', `leaves at ${departure} without "${job.id}", which comes at ${job.releaseAt}.`, undefined, job.id);
    }
    names.forEach((name, dimension) => {
      const capacity = vehicle.capacity?.[dimension] ?? Infinity;
      let load = kept[dimension]!;
      let fetched = 0;
      for (const { job } of carried) if (job.kind === 'delivery') load += job.amounts?.[dimension] ?? 0;
      const test = (stop: PlannedStop | null) => {
        if (load > capacity) say('capacity', `${load - capacity} ${name} over.`);
        if (stop && stop.load[dimension] !== load) say('loads', `carries ${load} ${name} after a stop, not ${stop.load[dimension]}.`);
      };
      test(null);
      for (const stop of trip) {
        if (stop.kind === 'visit') {
          const job = jobs.get(stop.job)!;
          const amount = job.amounts?.[dimension] ?? 0;
          if (job.kind === 'pair') load += stop.part === 'pickup' ? amount : -amount;
          else {
            const taken = job.kind === 'pickup' ? amount : (job.collects?.[dimension] ?? 0);
            fetched += taken;
            load += taken - (job.kind === 'delivery' ? amount : 0);
          }
        }
        test(stop);
      }
      kept[dimension] = load - fetched;
    });
  }
}

function checkTotals(
  vehicle: Vehicle, route: PlannedRoute, sums: { distance: number; drive: number; service: number; wait: number }, end: number, taken: ReadonlySet<string>, say: Report,
): void {
  const overtime = Math.max(0, end - vehicle.shift.end);
  if (overtime > (vehicle.overtime?.maxSeconds ?? 0)) say('shift', `is back ${overtime} seconds after the shift.`);
  if (sums.distance > (vehicle.maxDistance ?? Infinity)) say('max-distance', `drives ${sums.distance} meters.`);
  if (sums.drive > (vehicle.maxDriveSeconds ?? Infinity)) say('max-drive', `drives ${sums.drive} seconds.`);
  if (end - route.startAt > (vehicle.maxDurationSeconds ?? Infinity)) say('max-duration', `takes ${end - route.startAt} seconds.`);
  const past = (vehicle.lockedPrefix ?? []).reduce((last, stop) => Math.max(last, stop.departedAt ?? -1), route.startAt);
  for (const pause of vehicle.breaks ?? []) {
    if (!taken.has(pause.id) && pause.window.end >= past && pause.window.end < end) say('break', `break "${pause.id}" is not taken.`);
  }
  const isPast = vehicle.lockedPrefix?.some((stop) => stop.arrivedAt !== undefined);
  const figures = [
    ['distance', route.distance, sums.distance],
    ['driving', route.driveSeconds, sums.drive],
    ['service', route.serviceSeconds, sums.service],
    ...(isPast ? [] : ([['waiting', route.waitSeconds, sums.wait]] as const)),
    ['overtime', route.overtimeSeconds, overtime],
  ] as const;
  for (const [name, said, is] of figures) if (said !== is) say('figures', `${name} is ${is}, not ${said}.`);
}
