import type { Job, MatrixProfile, Problem, TimeWindow, Vehicle, Visit } from '../problem.ts';
import { Random } from '../search/random.ts';

const HOUR = 3600;
const DAY_START = 8 * HOUR;
const DAY_END = 17 * HOUR;

/** Every kind of constraint and cost that the optimizer knows, each to be tested on its own and all together. */
export const FEATURES = [
  'fleet', 'open-ends', 'time-costs', 'waiting-costs', 'overtime', 'reload', 'range', 'limits', 'breaks', 'hours-of-service', 'skills', 'vehicle-choice', 'pickups', 'exchanges',
  'pairs', 'several-windows', 'release', 'setup', 'service-by-kind', 'priorities', 'preferred-times', 'locked', 'history', 'balance', 'baseline', 'traffic', 'asymmetric',
] as const;
export type Feature = (typeof FEATURES)[number];

/** A random day with the given features: about `jobs` jobs and a few vehicles, rather too tight than too easy. */
export function randomProblem(seed: number, features: ReadonlySet<Feature>, jobs = 24): Problem {
  const random = new Random(seed);
  const has = (feature: Feature) => features.has(feature);
  const between = (low: number, high: number) => low + random.below(high - low + 1);
  const chance = (share: number) => random.next() < share;
  const size = jobs + 3;
  const van = randomProfile(random, size, has('asymmetric'));
  const traffic = [{ from: 9 * HOUR, factor: 1.5 }, { from: 11 * HOUR, factor: 0.9 }];
  const profiles: Record<string, MatrixProfile> = { van: has('traffic') ? { ...van, timeSlots: traffic } : van };
  if (has('fleet')) profiles.bike = { ...van, durations: van.durations.map((seconds) => Math.round(seconds * 1.4)) };

  const vehicles = Array.from({ length: 5 }, (_, index): Vehicle => {
    const isBike = has('fleet') && index === 3;
    return {
      id: `v${index}`,
      profile: isBike ? 'bike' : 'van',
      kind: isBike ? 'bike' : 'van',
      start: has('fleet') && index % 2 === 1 ? 1 : 0,
      ...(has('open-ends') && index % 2 === 0 ? {} : { end: index % 3 === 2 ? 1 : 0 }),
      shift: { start: DAY_START + (has('fleet') ? between(0, 2) * HOUR : 0), end: has('overtime') ? 14 * HOUR : DAY_END },
      capacity: isBike ? [40, 6] : [has('reload') ? 60 : 100, 12],
      costs: { fixed: 500, perMeter: 0.5, ...(has('time-costs') ? { perSecond: 0.3 } : {}), ...(has('waiting-costs') ? { perWaitingSecond: 0.5 } : {}) },
      ...(has('fleet') && index === 4 ? { speedFactor: 1.25 } : {}),
      ...(has('overtime') ? { overtime: { maxSeconds: HOUR, costPerSecond: 0.4 } } : {}),
      ...(has('reload') ? { reload: { location: 1, seconds: 600, maxTrips: 3 } } : {}),
      ...(has('range') ? { rangeMeters: 60_000 } : {}),
      ...(has('limits') ? { maxStops: 8, maxDistance: 90_000, maxDriveSeconds: 3 * HOUR, maxDurationSeconds: 7 * HOUR } : {}),
      ...(has('breaks') ? { breaks: [{ id: 'lunch', window: { start: 11 * HOUR, end: 13 * HOUR }, seconds: 1800 }, { id: 'coffee', window: { start: 14 * HOUR, end: 15 * HOUR }, seconds: 600 }] } : {}),
      ...(has('hours-of-service') ? { hoursOfService: { maxContinuousDriveSeconds: 2 * HOUR, maxContinuousWorkSeconds: 4 * HOUR, restSeconds: 1500 } } : {}),
      ...(has('skills') ? { skills: index % 2 === 0 ? ['two-person'] : ['fridge', 'adr'] } : {}),
    };
  });

  const window = (): TimeWindow => {
    const start = between(DAY_START, DAY_END - 2 * HOUR);
    return { start, end: start + between(1, 3) * HOUR };
  };
  const visit = (location: number): Visit => ({
    location,
    serviceSeconds: between(1, 6) * 60,
    ...(chance(0.6) ? { windows: [window()] } : {}),
    ...(has('several-windows') && chance(0.5) ? { windows: [{ start: DAY_START, end: 10 * HOUR }, { start: 13 * HOUR, end: 15 * HOUR }] } : {}),
    ...(has('service-by-kind') ? { serviceSecondsByKind: { bike: 45 } } : {}),
    ...(has('setup') ? { setupSeconds: 240 } : {}),
    ...(has('preferred-times') && chance(0.4) ? { preferred: { start: 10 * HOUR, end: 11 * HOUR, costPerSecond: 0.2 } } : {}),
  });
  const place = (index: number) => (has('setup') ? 3 + (index % Math.ceil(jobs / 3)) : 3 + index);
  const all = Array.from({ length: jobs }, (_, index): Job => {
    const shared = {
      id: `j${index}`,
      amounts: [between(5, 20), 1],
      ...(has('skills') && chance(0.4) ? { skills: [chance(0.5) ? 'fridge' : 'two-person'] } : {}),
      ...(has('vehicle-choice') && chance(0.2) ? { allowedVehicles: ['v1', 'v2'] } : {}),
      ...(has('vehicle-choice') && chance(0.2) ? { forbiddenVehicles: ['v0'] } : {}),
      ...(has('vehicle-choice') && chance(0.3) ? { vehicleCosts: { v2: -300, v3: 800 } } : {}),
      ...(has('priorities') ? { priority: between(0, 5), ...(chance(0.3) ? { penalty: between(500, 20_000) } : {}) } : {}),
    };
    if (has('pairs') && index % 3 === 0) {
      return { ...shared, kind: 'pair', pickup: visit(place(index)), delivery: visit(place((index + 7) % jobs)), ...(chance(0.3) ? { maxRideSeconds: 2 * HOUR } : {}) };
    }
    if (has('pickups') && index % 3 === 1) return { ...shared, kind: 'pickup', ...visit(place(index)) };
    return {
      ...shared, kind: 'delivery', ...visit(place(index)),
      ...(has('exchanges') && chance(0.4) ? { collects: [between(1, 10), 1] } : {}),
      ...(has('release') && chance(0.4) ? { releaseAt: between(8, 11) * HOUR } : {}),
    };
  });
  const singles = all.filter((job) => job.kind === 'delivery' && !job.skills && !job.allowedVehicles && !job.forbiddenVehicles).map((job) => job.id);
  const past = { arrivedAt: DAY_START + 900, departedAt: DAY_START + 1100 };
  const locked = singles.slice(0, 2).map((job, index) => ({ job, ...(has('history') && index === 0 ? past : {}) }));
  const free = has('locked') || has('history') ? all.map((job) => (locked.some((stop) => stop.job === job.id) ? withoutTimes(job) : job)) : all;
  return {
    profiles,
    dimensions: ['kilograms', 'parcels'],
    vehicles: has('locked') || has('history') ? [{ ...vehicles[0]!, lockedPrefix: locked, shift: { start: DAY_START, end: DAY_END } }, ...vehicles.slice(1)] : vehicles,
    jobs: free,
    ...(has('balance') ? { balance: { of: seed % 2 === 0 ? 'hours' : 'stops', cost: 100 } as const } : {}),
    ...(has('baseline')
      ? {
          baseline: {
            routes: [0, 1, 2].map((at) => ({
              vehicle: at === 2 ? 'gone' : `v${at}`,
              stops: all.filter((job, index) => index % 4 === at && job.kind !== 'pair').map((job, index) => ({ job: job.id, startAt: DAY_START + index * 1200 })),
            })),
            changedVehicleCost: 400, movedStopCost: 200, arrivalChangeCostPerSecond: 0.05, toleranceSeconds: 600,
          },
        }
      : {}),
  };
}

function withoutTimes(job: Job): Job {
  if (job.kind === 'pair') return job;
  const { windows: _windows, ...rest } = job;
  return { ...rest, amounts: [1, 1] };
}

function randomProfile(random: Random, size: number, isAsymmetric: boolean): MatrixProfile {
  const points = Array.from({ length: size }, () => [random.below(20_000), random.below(20_000)] as const);
  const durations = new Int32Array(size * size);
  const distances = new Int32Array(size * size);
  points.forEach(([x, y], from) => {
    points.forEach(([otherX, otherY], to) => {
      const meters = Math.hypot(x - otherX, y - otherY) * (isAsymmetric && from !== to ? 1 + 0.3 * random.next() : 1);
      distances[from * size + to] = Math.round(meters);
      durations[from * size + to] = Math.round(meters / 9);
    });
  });
  return { size, durations, distances };
}
