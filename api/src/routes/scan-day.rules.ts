import { drivingCost, type CostModel } from './cost.rules.ts';
import type { DayCard, ReadyRoute } from './day-card.rules.ts';
import type { Job, JobLegs } from './insertion.rules.ts';
import { findShortage, type PlanScan, type ScannedPlace } from './plan-scan.rules.ts';
import { withMoreHours } from './route-card.rules.ts';
import type { Demand } from './schedule.rules.ts';

/** A route that takes stops, with the legs between its places and the address. */
export interface MeasuredRoute extends ReadyRoute {
  readonly legs: JobLegs;
}

/**
 * The same answers as `scanPlan`, from arrays: a window costs some microseconds on a day of a thousand stops. What follows from the basket is
 * asked once, and a position is left by its times before anything else is looked at.
 */
export function scanDay(day: DayCard, measured: readonly MeasuredRoute[], costModel: CostModel): PlanScan {
  let demand: Demand | undefined;
  let roomy: readonly MeasuredRoute[] = [];
  let longer: readonly MeasuredRoute[] | undefined;
  return {
    date: day.date,
    version: day.version,
    find(job) {
      if (!demand || !isSameDemand(demand, job)) {
        demand = { weightGrams: job.weightGrams, volumeMilliliters: job.volumeMilliliters, skills: job.skills };
        roomy = measured.filter(({ card }) => hasRoom(card, job));
        longer = undefined;
      }
      const reason = findShortage(day.cards, job);
      if (reason) return { reason };
      const place = cheapestOf(roomy, job, costModel);
      if (place) return { place };
      longer ??= roomy.filter(({ card }) => card.dutyEnd < card.shiftEnd).map((route) => ({ ...route, card: withMoreHours(route.card) }));
      return { reason: cheapestOf(longer, job, costModel) ? 'DRIVER_HOURS' : 'FULL' };
    },
  };
}

function isSameDemand(one: Demand, other: Demand): boolean {
  return one.skills === other.skills && one.weightGrams === other.weightGrams && one.volumeMilliliters === other.volumeMilliliters;
}

function hasRoom({ spareWeightGrams, spareVolumeMilliliters, skills }: ReadyRoute['card'], job: Demand): boolean {
  return job.weightGrams <= spareWeightGrams && job.volumeMilliliters <= spareVolumeMilliliters && job.skills.every((skill) => skills.includes(skill));
}

function cheapestOf(routes: readonly MeasuredRoute[], { earliest, latest, serviceSeconds }: Job, costModel: CostModel): ScannedPlace | undefined {
  let best: MeasuredRoute | undefined;
  let bestPosition = 0;
  let bestCost = Infinity;
  for (const route of routes) {
    const { card, ready, legs } = route;
    const { count, bounds, driveSeconds, driveMeters, latestEnd } = card;
    const { toJobSeconds, toJobMeters, fromJobSeconds, fromJobMeters, offset } = legs;
    for (let position = 0; position <= count; position += 1) {
      const leave = ready[position]!;
      // Vans are ready later and later on their way.
      if (leave > latest) break;
      const bound = position === count ? latestEnd : bounds[position]!;
      if (Math.max(leave, earliest) + serviceSeconds > bound) continue;
      const before = offset + position;
      const toSeconds = toJobSeconds[before]!;
      const start = Math.max(leave + toSeconds, earliest);
      if (start > latest) continue;
      const after = position === count ? offset : before + 1;
      const fromSeconds = fromJobSeconds[after]!;
      if (start + serviceSeconds + fromSeconds > bound) continue;
      const seconds = toSeconds + fromSeconds - (count === 0 ? 0 : driveSeconds[position]!);
      const meters = toJobMeters[before]! + fromJobMeters[after]! - (count === 0 ? 0 : driveMeters[position]!);
      const cost = drivingCost(costModel, meters, seconds);
      if (cost >= bestCost) continue;
      best = route;
      bestPosition = position;
      bestCost = cost;
    }
  }
  return best && placeAt(best, bestPosition, { earliest, latest, serviceSeconds }, bestCost);
}

function placeAt({ card, ready, legs }: MeasuredRoute, position: number, job: Pick<Job, 'earliest' | 'latest' | 'serviceSeconds'>, costMinor: number): ScannedPlace {
  const isLast = position === card.count;
  const before = legs.offset + position;
  const after = isLast ? legs.offset : before + 1;
  const bound = isLast ? card.latestEnd : card.bounds[position]!;
  return {
    shiftId: card.shiftId,
    vehicleKind: card.vehicleKind,
    position,
    start: Math.max(ready[position]! + legs.toJobSeconds[before]!, job.earliest),
    latestStart: Math.min(job.latest, bound - legs.fromJobSeconds[after]! - job.serviceSeconds),
    addedSeconds: legs.toJobSeconds[before]! + legs.fromJobSeconds[after]! - (card.count === 0 ? 0 : card.driveSeconds[position]!),
    addedMeters: legs.toJobMeters[before]! + legs.fromJobMeters[after]! - (card.count === 0 ? 0 : card.driveMeters[position]!),
    costMinor,
  };
}
