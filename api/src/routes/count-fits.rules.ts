import { feasibleInsertions, type InsertionRoute, type Job, type JobLegs } from './insertion.rules.ts';
import type { OpenRoute } from './plan-picture.rules.ts';
import { scheduleRoute } from './schedule.rules.ts';

/**
 * How many jobs alike at one place the routes could still take together, each where it drives least, at most `most`. Jobs at one place drive
 * nothing from one to the next, so this is an upper bound for an area around that place. Routes don't get in each other's way.
 */
export function countFits(routes: readonly OpenRoute[], job: Job, legsOf: (route: OpenRoute) => JobLegs, most: number): number {
  let count = 0;
  for (const route of routes) {
    if (count >= most) break;
    count += fitsInto(route, job, legsOf(route), most - count);
  }
  return count;
}

function fitsInto({ ready }: OpenRoute, job: Job, legs: JobLegs, most: number): number {
  const places = ready.visits.length + 1;
  const slice = (values: ArrayLike<number>) => Array.from({ length: places }, (_, at) => values[legs.offset + at]!);
  const [toJobSeconds, fromJobSeconds, toJobMeters, fromJobMeters] = [legs.toJobSeconds, legs.fromJobSeconds, legs.toJobMeters, legs.fromJobMeters].map(slice) as [number[], number[], number[], number[]];
  const own: JobLegs = { offset: 0, toJobSeconds, fromJobSeconds, toJobMeters, fromJobMeters };
  let route: InsertionRoute = ready;
  for (let count = 0; count < most; count += 1) {
    const found = feasibleInsertions(route, job, own);
    if (found.length === 0) return count;
    const { position } = found.reduce((best, each) => (each.addedSeconds < best.addedSeconds ? each : best));
    route = withJob(route, job, position, own);
    for (const values of [toJobSeconds, fromJobSeconds, toJobMeters, fromJobMeters]) values.splice(position + 1, 0, 0);
  }
  return most;
}

function withJob(route: InsertionRoute, job: Job, position: number, legs: JobLegs): InsertionRoute {
  const after = position === route.visits.length ? 0 : position + 1;
  const visits = route.visits.toSpliced(position, 0, job);
  const driveSeconds = Array.from(route.driveSeconds).toSpliced(position, 1, legs.toJobSeconds[position]!, legs.fromJobSeconds[after]!);
  const driveMeters = Array.from(route.driveMeters).toSpliced(position, 1, legs.toJobMeters[position]!, legs.fromJobMeters[after]!);
  return {
    ...route, visits, driveSeconds, driveMeters,
    schedule: scheduleRoute({ ...route, visits, driveSeconds }),
    spareWeightGrams: route.spareWeightGrams - job.weightGrams,
    spareVolumeMilliliters: route.spareVolumeMilliliters - job.volumeMilliliters,
  };
}
