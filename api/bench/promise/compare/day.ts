import type { TravelTimes } from '../../../src/routes/travel-times.port.ts';
import { defaultCostModel, drivingCost } from '../../../src/routes/cost.rules.ts';
import { checkPlan, type Breach, type CheckedStop } from '../../../src/routes/check-plan.rules.ts';
import type { Job } from '../../../src/routes/insertion.rules.ts';
import type { PlannedVisit, RoutePicture } from '../../../src/routes/plan-picture.rules.ts';
import { timesOf } from '../../../src/routes/plan-picture.rules.ts';
import { scheduleRoute } from '../../../src/routes/schedule.rules.ts';
import { instantOf, SECOND } from '../../../src/shared/time.ts';
import type { Town } from '../town.ts';
import type { SimulatedShopper } from './shoppers.ts';

const ZONE = 'America/Los_Angeles';
const DATE = '2026-11-24';
const SERVICE_SECONDS = 240;
const WINDOWS = 6;
const at = (time: string) => instantOf(DATE, time, ZONE).getTime() / SECOND;
const HOURS = Array.from({ length: WINDOWS + 1 }, (_, index) => `${String(8 + 2 * index).padStart(2, '0')}:00`);

export const costModel = defaultCostModel('USD');

/** The day both ways of selling are measured on: six windows of two hours, and vans with drivers for all of them. */
export class BenchDay {
  readonly town: Town;
  readonly travelTimes: TravelTimes;
  readonly vans: number;

  constructor(town: Town, travelTimes: TravelTimes, vans: number) {
    this.town = town;
    this.travelTimes = travelTimes;
    this.vans = vans;
  }

  get windows(): number[] {
    return Array.from({ length: WINDOWS }, (_, window) => window);
  }

  get date(): string {
    return DATE;
  }

  emptyRoutes(): RoutePicture[] {
    const [shiftStart, shiftEnd] = [at(HOURS[0]!), at(HOURS[WINDOWS]!)];
    return Array.from({ length: this.vans }, (_, van) => ({
      id: `route-${van}`, shiftId: `shift-${van}`, driverId: `driver-${van}`, vehicleId: `van-${van}`, vehicleKind: 'VAN', state: 'DRAFT', mayDrive: true, openPatternId: null, assumedUntil: null,
      shiftStart, shiftEnd, dutyEnd: shiftEnd, maxWeightGrams: 1_200_000, maxVolumeMilliliters: 10_000_000, skills: [], visits: [], driveSeconds: [0], driveMeters: [0],
    }));
  }

  jobIn(window: number): Job {
    return { earliest: at(HOURS[window]!), latest: at(HOURS[window + 1]!) - 1, serviceSeconds: SERVICE_SECONDS, weightGrams: 4_000, volumeMilliliters: 30_000, skills: [] };
  }

  visitOf({ id, position }: SimulatedShopper, window: number): PlannedVisit {
    return { ...this.jobIn(window), id, retailerId: 'shop', holdId: null, deliveryId: id, holdExpiresAt: null, position, state: 'PLANNED' };
  }

  async withVisits(route: RoutePicture, visits: readonly PlannedVisit[]): Promise<RoutePicture> {
    if (visits.length === 0) return { ...route, visits, driveSeconds: [0], driveMeters: [0] };
    const { seconds, meters } = await this.travelTimes.path([this.town.depot, ...visits.map((visit) => visit.position), this.town.depot], route.vehicleKind);
    return { ...route, visits, driveSeconds: [...seconds], driveMeters: [...meters] };
  }

  /** What the independent checker finds when these orders were promised and these routes are driven. */
  async breachesOf(routes: readonly RoutePicture[], promisedIds: readonly string[]): Promise<Breach[]> {
    const legs = new Map<string, number>();
    const name = (from: { latitude: number; longitude: number }, to: { latitude: number; longitude: number }) => `${from.latitude} ${from.longitude} ${to.latitude} ${to.longitude}`;
    for (const route of routes) {
      const places = [this.town.depot, ...route.visits.map((visit) => visit.position), this.town.depot];
      const { seconds } = await this.travelTimes.path(places, route.vehicleKind);
      places.slice(1).forEach((to, leg) => legs.set(name(places[leg]!, to), seconds[leg]!));
    }
    const date = (epochSeconds: number) => new Date(epochSeconds * SECOND);
    const checked = routes.map((route) => {
      const schedule = scheduleRoute(timesOf(route, route.shiftStart));
      const stops = route.visits.map((visit, sequence): CheckedStop => ({
        id: visit.id, subjectId: visit.id, sequence, ...visit.position, windowStart: date(visit.earliest), windowEnd: date(visit.latest + 1), serviceSeconds: visit.serviceSeconds,
        weightGrams: visit.weightGrams, volumeMilliliters: visit.volumeMilliliters, skills: visit.skills, plannedArrival: date(schedule.start[sequence]!), plannedDeparture: date(schedule.departure[sequence]!),
      }));
      return {
        id: route.shiftId, vehicleKind: route.vehicleKind, shiftStartsAt: date(route.shiftStart), shiftEndsAt: date(route.shiftEnd), startsAt: date(schedule.departAt), endsAt: date(schedule.endAt),
        maxWeightGrams: route.maxWeightGrams, maxVolumeMilliliters: route.maxVolumeMilliliters, driverId: route.driverId, isDriverAssumed: false, driverSkills: route.skills,
        maxDutySeconds: route.dutyEnd - route.shiftStart, insuredThrough: '2099-01-01', stops,
      };
    });
    return checkPlan({ date: DATE, depot: this.town.depot, routes: checked, promisedIds }, (from, to) => legs.get(name(from, to)) ?? Infinity);
  }
}

/** Driving of a day: what it is measured by. */
export interface DayCost {
  readonly stops: number;
  readonly kilometers: number;
  readonly costMinor: number;
}

export function costOf(routes: readonly RoutePicture[]): DayCost {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const meters = sum(routes.map((route) => sum(route.driveMeters)));
  const seconds = sum(routes.map((route) => sum(route.driveSeconds)));
  return { stops: sum(routes.map((route) => route.visits.length)), kilometers: meters / 1_000, costMinor: drivingCost(costModel, meters, seconds) };
}
