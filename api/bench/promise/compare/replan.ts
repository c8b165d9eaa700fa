import { OptimizerRoutePlanner } from '../../../src/routes/optimizer-route-planner.ts';
import { timesOf, type PlannedVisit, type RoutePicture } from '../../../src/routes/plan-picture.rules.ts';
import { costModel, type BenchDay } from './day.ts';

/** Generous: the planner stops after a number of steps that follows from the size of the day, on any machine the same. */
const BUDGET_MILLISECONDS = 600_000;

/** Routes for some visits by our own optimizer. Visits that found no place are in none of them. */
export async function planVisits(day: BenchDay, visits: readonly PlannedVisit[]): Promise<RoutePicture[]> {
  const empty = day.emptyRoutes();
  const matrix = await day.travelTimes.matrix([day.town.depot, ...visits.map((visit) => visit.position)], 'VAN');
  const { routes } = await new OptimizerRoutePlanner().plan(
    {
      jobs: visits, costModel, travel: { VAN: matrix },
      routes: empty.map((route) => ({ ...timesOf(route, route.shiftStart), id: route.shiftId, vehicleKind: route.vehicleKind, maxWeightGrams: route.maxWeightGrams, maxVolumeMilliliters: route.maxVolumeMilliliters, skills: route.skills, jobIds: [] })),
    },
    { budgetMilliseconds: BUDGET_MILLISECONDS },
  );
  const byId = new Map(visits.map((visit) => [visit.id, visit]));
  const jobsOf = new Map(routes.map((route) => [route.id, route.jobIds]));
  return Promise.all(empty.map((route) => day.withVisits(route, (jobsOf.get(route.shiftId) ?? []).map((id) => byId.get(id)!))));
}
