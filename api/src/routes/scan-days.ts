import type { Position } from '../shared/geo.ts';
import type { CostModel } from './cost.rules.ts';
import { readyRoutes, type DayCard, type ReadyRoute } from './day-card.rules.ts';
import type { PlanScan } from './plan-scan.rules.ts';
import { scanDay, type MeasuredRoute } from './scan-day.rules.ts';
import type { LegColumns, TravelTimes } from './travel-times.port.ts';

export interface ScanRequest {
  readonly days: readonly DayCard[];
  /** Of the address. */
  readonly place: Position;
  /** Whole epoch seconds: no van leaves earlier. */
  readonly now: number;
  readonly costModel: CostModel;
  readonly travelTimes: TravelTimes;
}

/** Measures the ways between an address and every place of some days, and gives a scan of each. */
export async function scanDays({ days, place, now, costModel, travelTimes }: ScanRequest): Promise<PlanScan[]> {
  const routesOf = days.map((day) => readyRoutes(day, now));
  const measured = await measure(routesOf.flat(), place, travelTimes);
  let at = 0;
  return days.map((day, index) => {
    const routes = measured.slice(at, (at += routesOf[index]!.length));
    return scanDay(day, routes, costModel);
  });
}

async function measure(routes: readonly ReadyRoute[], place: Position, travelTimes: TravelTimes): Promise<MeasuredRoute[]> {
  const size = routes.reduce((sum, { card }) => sum + card.latitudes.length, 0);
  const legs: LegColumns = { toJobSeconds: new Int32Array(size), toJobMeters: new Int32Array(size), fromJobSeconds: new Int32Array(size), fromJobMeters: new Int32Array(size) };
  let offset = 0;
  const measured = routes.map((route) => {
    const own = { ...route, legs: { ...legs, offset } };
    offset += route.card.latitudes.length;
    return own;
  });
  if (travelTimes.bothWays) {
    for (const { card, legs: { offset } } of measured) travelTimes.bothWays(place, card, card.vehicleKind, legs, offset);
  } else {
    await askForLegs(measured, place, travelTimes, legs);
  }
  return measured;
}

/** One row and one column for each kind of vehicle. */
async function askForLegs(routes: readonly MeasuredRoute[], place: Position, travelTimes: TravelTimes, legs: LegColumns): Promise<void> {
  for (const [vehicleKind, ofKind] of Map.groupBy(routes, ({ card }) => card.vehicleKind)) {
    const places = ofKind.flatMap(({ card }) => Array.from(card.latitudes, (latitude, at): Position => ({ latitude, longitude: card.longitudes[at]! })));
    const [toJob, fromJob] = await Promise.all([travelTimes.manyToOne(places, place, vehicleKind), travelTimes.oneToMany(place, places, vehicleKind)]);
    let from = 0;
    for (const { card, legs: { offset } } of ofKind) {
      const to = from + card.latitudes.length;
      legs.toJobSeconds.set(toJob.seconds.subarray(from, to), offset);
      legs.toJobMeters.set(toJob.meters.subarray(from, to), offset);
      legs.fromJobSeconds.set(fromJob.seconds.subarray(from, to), offset);
      legs.fromJobMeters.set(fromJob.meters.subarray(from, to), offset);
      from = to;
    }
  }
}
