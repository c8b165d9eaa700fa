import type { EntityManager } from '@mikro-orm/postgresql';
import { requiredSkills, type HandlingNeed } from '../orders/delivery.rules.ts';
import type { Position } from '../shared/geo.ts';
import type { CostModel } from './cost.rules.ts';
import type { NewVisit } from './day-plan-draft.ts';
import { isCrewed, openRoutes, type PlanPicture, type PlannedVisit } from './plan-picture.rules.ts';
import { OPEN_ROUTE_STATES } from './route.rules.ts';
import type { PlanningJob, PlanningProblem } from './route-planner.port.ts';
import type { TravelTimes } from './travel-times.port.ts';

/** A job of the problem: a stop there is, or a confirmed delivery that has none. */
export type JobSource = { readonly stop: PlannedVisit; readonly visit: NewVisit } | { readonly stop: null; readonly visit: NewVisit };

/** A planning problem, and what its jobs are. */
export interface DayProblem {
  readonly problem: PlanningProblem;
  readonly sources: ReadonlyMap<string, JobSource>;
  /** Jobs that have a place which can be kept: a new plan must serve them all. */
  readonly placedJobIds: ReadonlySet<string>;
}

interface WaitingRow {
  id: string;
  retailer_id: string;
  latitude: number;
  longitude: number;
  window_start: number;
  window_end: number;
  service_seconds: number;
  handling_needs: HandlingNeed[];
  skills: string[];
  weight_grams: number;
  volume_milliliters: number;
}

const WAITING = `
  select d.id, d.retailer_id, d.latitude, d.longitude, extract(epoch from d.window_start)::float8 as window_start, extract(epoch from d.window_end)::float8 as window_end,
    d.service_seconds, d.handling_needs, l.skills, coalesce(sum(p.weight_grams), 0)::float8 as weight_grams,
    ceil(coalesce(sum(p.length_millimeters::float8 * p.width_millimeters * p.height_millimeters), 0) / 1000)::float8 as volume_milliliters
  from delivery d join service_level l on l.id = d.service_level_id left join parcel p on p.delivery_id = d.id
  where d.depot_id = ? and d.date = ? and d.state = 'CONFIRMED' and not exists (select from stop t where t.delivery_id = d.id and t.state in ('PLANNED', 'ARRIVED'))
  group by d.id, l.id order by d.id`;

/** Confirmed deliveries of a day that have no stop. */
export async function loadWaiting(em: EntityManager, { depotId, date }: { readonly depotId: string; readonly date: string }): Promise<NewVisit[]> {
  const rows = await em.execute<WaitingRow[]>(WAITING, [depotId, date]);
  return rows.map((row) => ({
    retailerId: row.retailer_id, deliveryId: row.id, holdId: null, holdExpiresAt: null,
    position: { latitude: row.latitude, longitude: row.longitude },
    earliest: row.window_start, latest: row.window_end - 1, serviceSeconds: row.service_seconds,
    weightGrams: row.weight_grams, volumeMilliliters: row.volume_milliliters, skills: [...new Set([...requiredSkills(row.handling_needs), ...row.skills])],
  }));
}

/**
 * The problem of a day: open routes that can be kept, with their stops; stops of open routes that nobody may drive; deliveries
 * without a stop. Routes that were dispatched, or are late to leave, are left as they are.
 */
export async function makeProblem(picture: PlanPicture, waiting: readonly NewVisit[], options: { readonly now: number; readonly costModel: CostModel; readonly travelTimes: TravelTimes }): Promise<DayProblem> {
  const routes = openRoutes(picture, options.now).filter(({ ready }) => ready.schedule.isFeasible);
  const stranded = picture.routes.filter((route) => !isCrewed(route, options.now) && OPEN_ROUTE_STATES.includes(route.state)).flatMap((route) => route.visits);
  const placed = routes.flatMap((route) => route.picture.visits);
  const sources = new Map<string, JobSource>([
    ...[...placed, ...stranded].map((stop): [string, JobSource] => [stop.id, { stop, visit: stop }]),
    ...waiting.map((visit): [string, JobSource] => [visit.deliveryId!, { stop: null, visit }]),
  ]);
  const jobs = [...sources].map(([id, { visit }]): PlanningJob => ({
    id, earliest: visit.earliest, latest: visit.latest, serviceSeconds: visit.serviceSeconds,
    weightGrams: visit.weightGrams, volumeMilliliters: visit.volumeMilliliters, skills: visit.skills,
  }));
  const places: Position[] = [picture.depot, ...[...sources.values()].map(({ visit }) => visit.position)];
  const kinds = [...new Set(routes.map((route) => route.picture.vehicleKind))];
  const travel = await Promise.all(kinds.map(async (kind) => [kind, await options.travelTimes.matrix(places, kind)] as const));
  return {
    sources,
    placedJobIds: new Set(placed.map((stop) => stop.id)),
    problem: {
      jobs,
      costModel: options.costModel,
      travel: Object.fromEntries(travel),
      routes: routes.map(({ picture: route, ready }) => ({
        // A route that has no row yet is known by its shift.
        id: route.shiftId, vehicleKind: route.vehicleKind, earliestStart: ready.earliestStart, latestEnd: ready.latestEnd,
        maxWeightGrams: route.maxWeightGrams, maxVolumeMilliliters: route.maxVolumeMilliliters, skills: route.skills, jobIds: route.visits.map((stop) => stop.id),
      })),
    },
  };
}
